"""What is about somebody's health: boxed on labels, and its ticket covered until it was read."""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256

from backend.menu.types import Menu
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


def alerts(notes: Iterable[str], menu: Menu) -> tuple[str, ...]:
    """Pick the notes that are about somebody's health: by the menu's flag, or by their words.

    Decided when they are ordered: what the menu says later takes no alert off a cup.
    """
    flagged = {name for name, note in menu.notes.items() if note.alert}
    return tuple(note for note in notes if note in flagged or tells(note))


def told(order: Order, ticket: Ticket) -> str | None:
    """Give what the station must have read before it begins; None where there is nothing.

    The notes of its drinks and what the customer asked for since. Where none of the order's drinks
    has such a note, but the customer's own words are about one, those: they were not understood.
    """
    notes = [note for placed in order.lines_of(ticket.id) for note in of_line(placed)]
    if tells(ticket.note):
        notes.append(ticket.note or "")
    if tells(order.words) and not any(of_line(placed) for placed in order.lines):
        notes.append(order.words or "")
    return "; ".join(dict.fromkeys(notes)) or None


def of_line(placed: PlacedLine) -> tuple[str, ...]:
    """Give the notes of a line that are about somebody's health, in their order.

    Those of an order from before that was kept with it are known by their words.
    """
    return tuple(one for one in placed.line.spec.notes if one in placed.alerts or tells(one))


def digest(text: str) -> str:
    """Make of a text what is kept of it: enough to see that another one is told now."""
    return sha256(text.encode()).hexdigest()[:32]


def acknowledged(ticket: Ticket, text: str) -> bool:
    """Tell whether a person has read just this."""
    return ticket.marks.acknowledged is not None and ticket.marks.acknowledged.of == digest(text)
