"""What a page weighs: the files the build says it loads, compressed as an old browser gets them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

from tests.bench.figures import Report
from tests.e2e.served import ROOT

DIST = ROOT / "frontend" / "dist"
ENTRY, TRACKER = "index.html", "track.html"
LIMITS = {"entry": 110, "route": 60, "shared": 70, "tracker": 100, "page": 200}
#: Routes whose pages the crowd opens, by their folders.
PUBLIC = ("display", "kiosk")
#: The one font most pages load; its others are for letters that are seldom written.
FONT = "inter-latin-wght-normal"


def run(report: Report) -> None:
    """Weigh the entry, each route, what routes share, and the crowd's pages in all."""
    build = Build(DIST)
    report.add("screens.size.entry", build.weight(build.entry), "kB", limit=LIMITS["entry"])
    for name in build.routes:
        own = build.weight(build.own(name))
        report.add(f"screens.size.route.{name}", own, "kB", limit=LIMITS["route"])
    report.add("screens.size.shared", build.weight(build.shared), "kB", limit=LIMITS["shared"])
    tracker = build.weight(build.loaded(TRACKER), TRACKER)
    report.add("screens.size.page.tracker", tracker, "kB", limit=LIMITS["tracker"])
    for name in PUBLIC:
        if name in build.routes:
            page = build.entry | build.whole(name)
            weight = build.weight(page, ENTRY) + build.font()
            report.add(f"screens.size.page.{name}", weight, "kB", limit=LIMITS["page"])


@dataclass
class Build:
    """The built front end: which file loads which others, by Vite's own list."""

    folder: Path
    chunks: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        path = self.folder / ".vite" / "manifest.json"
        assert path.exists(), "The front end is not built: cd frontend && npm run build"
        self.chunks = json.loads(path.read_text())

    def loaded(self, key: str) -> set[str]:
        """Name what is loaded with a chunk, itself included."""
        found: set[str] = set()
        left = [key]
        while left:
            one = left.pop()
            if one not in found:
                found.add(one)
                left += self.chunks[one].get("imports", [])
        return found

    @cached_property
    def entry(self) -> set[str]:
        """What every page of the app loads, the words all of them share in one language with it."""
        entry = self.loaded(ENTRY)
        return entry | self._words(entry)

    @cached_property
    def routes(self) -> dict[str, str]:
        """The pages that are loaded when they are opened, by their folders' names."""
        later = sorted(self._later(self.loaded(ENTRY)))
        pages = [key for key in later if "/features/" in key and "/words/" not in key]
        return {PurePosixPath(key).parent.name: key for key in pages}

    def whole(self, name: str) -> set[str]:
        """Name all that a page may load beyond the entry, its words in one language."""
        found: set[str] = set()
        left = {self.routes[name]}
        while left:
            found |= set().union(*map(self.loaded, left)) - self.entry
            left = {one for one in self._later(found) if "/words/" not in one} - found - self.entry
        return found | self._words(found)

    @cached_property
    def shared(self) -> set[str]:
        """What more than one page loads, or a page and the tracker."""
        pages = [self.whole(name) for name in self.routes]
        pages.append(self.loaded(TRACKER) - {TRACKER})
        return {key for page in pages for key in page if sum(key in one for one in pages) > 1}

    def own(self, name: str) -> set[str]:
        """Name what no other page loads."""
        return self.whole(name) - self.shared

    def weight(self, keys: Iterable[str], page: str | None = None) -> float:
        """Give the kilobytes of chunks and their styles, and of the page itself."""
        names = {name for key in keys for name in self._files(key)} | ({page} if page else set())
        return sum((self.folder / f"{name}.gz").stat().st_size for name in names) / 1000

    def font(self) -> float:
        """Give the kilobytes of the font."""
        (found,) = (self.folder / "assets").glob(f"{FONT}-*.woff2")
        return found.stat().st_size / 1000

    def _files(self, key: str) -> Iterator[str]:
        yield self.chunks[key]["file"]
        yield from self.chunks[key].get("css", [])

    def _later(self, keys: Iterable[str]) -> set[str]:
        return {one for key in keys for one in self.chunks[key].get("dynamicImports", [])}

    def _words(self, keys: Iterable[str]) -> set[str]:
        """Name the words that chunks load, of each part the largest of its languages."""
        largest: dict[str, str] = {}
        for one in self._later(keys):
            folder = one.rpartition("/")[0]
            if folder.endswith("/words"):
                known = largest.get(folder, one)
                largest[folder] = max(known, one, key=lambda key: self.weight([key]))
        return set(largest.values())
