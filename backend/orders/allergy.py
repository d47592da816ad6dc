"""Which tickets tell of an allergy: covered until a person has read of it."""

import re
import unicodedata
from hashlib import sha256

from backend.orders.types import Order, PlacedLine, Ticket

#: However it is spelt in our languages, and in a note of any menu: better once too often.
_TELLS = re.compile(
    r"al+e?rg|ana(?:ph|f)[iy]l|intoler|unvertrae?g|c(?:o?e|\u0153)li[ae][ckq]|zoe?liak",
    re.IGNORECASE,
)
_MARKS = re.compile("[\u0300-\u036f]")


def tells(text: str | None) -> bool:
    """Tell whether words are about an allergy or the like."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text or ""))
    return _TELLS.search(plain) is not None


def told(order: Order, ticket: Ticket) -> str | None:
    """Give what the station must have read before it begins; None where there is nothing.

    The notes of its drinks and what the customer asked for since. Where none of the order's drinks
    has such a note, but the customer's own words are about one, those: they were not understood.
    """
    notes = [note for placed in order.lines_of(ticket.id) for note in _notes(placed)]
    if tells(ticket.note):
        notes.append(ticket.note or "")
    if tells(order.words) and not any(_notes(placed) for placed in order.lines):
        notes.append(order.words or "")
    return "; ".join(dict.fromkeys(notes)) or None


def _notes(placed: PlacedLine) -> list[str]:
    return [note for note in placed.line.spec.notes if tells(note)]


def digest(text: str) -> str:
    """Make of a text what is kept of it: enough to see that another one is told now."""
    return sha256(text.encode()).hexdigest()[:32]


def acknowledged(ticket: Ticket, text: str) -> bool:
    """Tell whether a person has read just this."""
    return ticket.marks.acknowledged is not None and ticket.marks.acknowledged.of == digest(text)
