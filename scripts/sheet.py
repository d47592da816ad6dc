"""One picture of many: a labelled grid, drawn by the browser that took them."""

import base64
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

#: A sheet stays small enough to be kept with the code: the best of these that does is taken.
MOST_BYTES = 600_000
QUALITIES = (85, 75, 65, 55, 45)

_STYLE = """
body { margin: 0; padding: 24px; width: max-content; background: #8a8f98;
       font: 600 26px/1.2 system-ui, sans-serif; color: #000 }
h1 { margin: 0 0 16px; font-size: 34px }
table { border-spacing: 14px } th { text-align: start; white-space: nowrap }
th, td { vertical-align: top } img { display: block }
"""


@dataclass
class Sheet:
    """Pictures of one screen by row and column, `scale` of their size."""

    title: str
    columns: tuple[str, ...]
    scale: float
    _rows: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, row: str, column: str, picture: bytes, width: int) -> None:
        """Put a PNG in its place; rows stand in the order in which they come."""
        data = base64.b64encode(picture).decode()
        tag = f'<img width="{round(width * self.scale)}" src="data:image/png;base64,{data}">'
        self._rows.setdefault(row, {})[column] = tag

    def write(self, chromium: Browser, path: Path) -> int:
        """Draw it; gives its size in bytes."""
        page = chromium.new_page(viewport={"width": 800, "height": 600})
        page.set_content(self._html(), wait_until="load")
        width = page.evaluate("document.body.offsetWidth")
        page.set_viewport_size({"width": width, "height": 600})
        for quality in QUALITIES:
            drawn = page.screenshot(full_page=True, type="jpeg", quality=quality)
            if len(drawn) <= MOST_BYTES:
                break
        page.close()
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.write_bytes(drawn)

    def _html(self) -> str:
        heads = "".join(f"<th>{escape(one)}</th>" for one in ("", *self.columns))
        rows = "".join(
            f"<tr><th>{escape(name)}</th>"
            + "".join(f"<td>{cells.get(one, '')}</td>" for one in self.columns)
            for name, cells in self._rows.items()
        )
        title = escape(self.title)
        table = f"<table><tr>{heads}</tr>{rows}</table>"
        return f"<!doctype html><style>{_STYLE}</style><h1>{title}</h1>{table}"
