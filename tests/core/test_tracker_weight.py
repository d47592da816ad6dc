"""What a guest's phone loads for the tracker: little, and neither React nor a font."""

import re
from pathlib import Path

import pytest

DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist"
MOST_BYTES = 100_000

pytestmark = pytest.mark.skipif(not DIST.is_dir(), reason="the front end is not built")


def _loaded() -> set[Path]:
    """Follow what the page names, and what that imports."""
    found, open_ = set[Path](), [DIST / "track.html"]
    while open_:
        file = open_.pop()
        if file in found:
            continue
        found.add(file)
        said = file.read_text()
        names = re.findall(r'(?:src|href)="/(assets/[^"]+)"', said)
        names += [f"assets/{name}" for name in re.findall(r'(?:from|import)\s*"\./([^"]+)"', said)]
        open_ += [DIST / name for name in names]
    return found


def test_all_of_it_is_under_a_hundred_kilobytes_compressed() -> None:
    files = _loaded()
    sizes = {file.name: file.with_name(f"{file.name}.gz").stat().st_size for file in files}
    assert {file.suffix for file in files} == {".html", ".js", ".css"}
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_there_is_neither_react_nor_a_font_in_it() -> None:
    for file in _loaded():
        said = file.read_text()
        assert not re.search(r"react-dom|react\.[a-z]|createRoot|useState", said), file.name
        assert "@font-face" not in said, file.name
