"""Labels as a page to be printed from a browser: one on each, no script, nothing from away."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from backend.printing.types import Label, Stock

_STYLE = """@page {{ size: {width}mm {length}mm; margin: 0 }}
html {{ font: 3.4mm/1.25 system-ui, sans-serif; color: #000; background: #fff }}
body {{ margin: 0 }}
section {{ box-sizing: border-box; width: {width}mm; min-height: {length}mm; padding: 3mm;
 break-after: page; break-inside: avoid; text-align: center; overflow-wrap: anywhere }}
section:last-child {{ break-after: auto }}
p, ul {{ margin: 0 0 1mm; padding: 0; list-style: none }}
.number {{ font: 700 14mm/1 system-ui, sans-serif }}
.name {{ font-size: 6mm }}
.drink {{ font-weight: 700; font-size: 4.4mm }}
.alert {{ border: .6mm solid #000; padding: 1mm; font-weight: 700; font-size: 4.4mm;
 text-transform: uppercase }}
.mark {{ border: .3mm dashed #000; font-weight: 700 }}
@media screen {{ body {{ padding: 4mm }} section {{ border: 1px solid #888; margin: 0 0 4mm }} }}
"""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
{body}
</body>
</html>
"""


def page(labels: Sequence[Label], stock: Stock) -> str:
    """Write the page."""
    return _PAGE.format(
        title=escape(f"Labels #{labels[0].number}" if labels else "Labels"),
        style=_style(stock),
        body="\n".join(_section(label) for label in labels) or "<p>No labels.</p>",
    )


def policy(stock: Stock) -> str:
    """Give the content policy that lets exactly this page's style through."""
    digest = base64.b64encode(hashlib.sha256(_style(stock).encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none';"
        " frame-ancestors 'none'"
    )


def _style(stock: Stock) -> str:
    return _STYLE.format(width=stock.width_mm, length=stock.length_mm)


def _section(label: Label) -> str:
    first, *others = label.drink
    lines = (
        _line("mark", label.mark),
        _line("number", f"#{label.number}"),
        _line("name", label.name),
        _line("drink", first),
        *(_line("more", f"+ {part}") for part in others),
        *(_line("note", note) for note in label.notes),
        *(_line("alert", alert) for alert in label.alerts),
        _line("station", f"{label.station} - cup {label.cup} of {label.cups}"),
        _line("event", f"{label.time} {label.event}"),
    )
    return f"<section>{''.join(lines)}</section>"


def _line(kind: str, text: str | None) -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if text else ""
