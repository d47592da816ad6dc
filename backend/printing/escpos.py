"""Labels in ESC/POS, the language of receipt printers: the few commands that they need."""

from backend.printing.codepage import PAGES
from backend.printing.layout import FEED_ROWS, Row, rows
from backend.printing.types import Label, Stock

_ESC, _GS, _LF = b"\x1b", b"\x1d", b"\n"

#: Forget all that was set, and text that was not printed yet.
INITIALISE = _ESC + b"@"
CENTRED = _ESC + b"a\x01"
#: Feed to the knife and cut, leaving a corner.
CUT = _GS + b"V\x42\x00"


def written(label: Label, stock: Stock) -> bytes:
    """Write one label, from a printer in any state to the cut."""
    page = _ESC + b"t" + bytes([PAGES[stock.code_page]])
    body = b"".join(_row(row, stock.code_page) for row in rows(label, stock))
    feed = _ESC + b"d" + bytes([FEED_ROWS])
    return INITIALISE + page + CENTRED + body + feed + CUT


def _row(row: Row, page: str) -> bytes:
    size = _GS + b"!" + bytes([(row.wide - 1) << 4 | (row.tall - 1)])
    bold = _ESC + b"E" + bytes([row.bold])
    inverse = _GS + b"B" + bytes([row.inverse])
    # A row is laid out in letters that the page has.
    return size + bold + inverse + row.text.encode(page) + _LF
