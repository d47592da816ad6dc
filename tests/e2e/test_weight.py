"""What pages weigh, as `make bench` tells it: judged here, since it is no matter of speed."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench.figures import Report
from tests.bench.screens import sizes

#: A page with words, which loads another part when it is opened; two of them share a third.
MANIFEST: dict[str, dict[str, Any]] = {
    "index.html": {
        "file": "assets/index.js",
        "imports": ["_both.js"],
        "dynamicImports": ["src/features/one/One.tsx", "src/features/two/Two.tsx"],
        "css": ["assets/index.css"],
    },
    "_both.js": {"file": "assets/both.js"},
    "_shared.js": {"file": "assets/shared.js"},
    "track.html": {"file": "assets/track.js", "imports": ["_both.js"]},
    "src/features/one/One.tsx": {
        "file": "assets/One.js",
        "imports": ["index.html", "_shared.js"],
        "dynamicImports": [
            "src/features/one/Box.tsx",
            "src/features/one/words/en.ts",
            "src/features/one/words/de.ts",
        ],
    },
    "src/features/one/Box.tsx": {"file": "assets/Box.js", "imports": ["index.html"]},
    "src/features/one/words/en.ts": {"file": "assets/en.js"},
    "src/features/one/words/de.ts": {"file": "assets/de.js"},
    "src/features/two/Two.tsx": {"file": "assets/Two.js", "imports": ["_shared.js"]},
}


@pytest.fixture
def build(tmp_path: Path) -> sizes.Build:
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(MANIFEST))
    (tmp_path / "assets").mkdir()
    names = [chunk["file"] for chunk in MANIFEST.values()] + ["assets/index.css", "track.html"]
    for name in names:
        # German takes more room.
        content = bytes(range(250)) if "/de." in name else name.encode()
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content))
    return sizes.Build(tmp_path)


def test_each_file_is_counted_where_it_belongs(build: sizes.Build) -> None:
    assert build.entry == {"index.html", "_both.js"}
    assert build.shared == {"_shared.js"}
    assert build.own("one") == {
        "src/features/one/One.tsx",
        "src/features/one/Box.tsx",
        "src/features/one/words/de.ts",
    }
    assert build.own("two") == {"src/features/two/Two.tsx"}


def test_a_page_is_counted_with_its_styles_and_itself(build: sizes.Build) -> None:
    def size(name: str) -> int:
        return (build.folder / f"{name}.gz").stat().st_size

    assert (
        build.weight({"index.html"}) == (size("assets/index.js") + size("assets/index.css")) / 1e3
    )
    whole = build.weight(build.loaded("track.html"), "track.html")
    names = ("assets/track.js", "assets/both.js", "track.html")
    assert whole == pytest.approx(sum(map(size, names)) / 1e3)


def test_no_page_is_heavier_than_it_may_be(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    sizes.run(report)
    told = capsys.readouterr().out
    for name in ("entry", "route.barista", "route.display", "shared", "page.tracker"):
        assert f"screens.size.{name} " in told
    assert report.over() == [], told
