"""Counts of ingredients as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

#: A station and an ingredient: one count.
Key = tuple[int, str]


class Mode(StrEnum):
    """What a count does to orders."""

    STRICT = "strict"  #: an order for more than is left is refused
    UNLIMITED = "unlimited"  #: counted down, also below nothing, and never refused


class Why(StrEnum):
    """What moved an amount."""

    COUNTED = "counted"  #: somebody said how much there is
    DELIVERED = "delivered"  #: more came, or some was thrown away
    TRANSFERRED = "transferred"
    ORDERED = "ordered"
    CHANGED = "changed"  #: an order was changed
    MOVED = "moved"  #: a ticket went to another station
    RETURNED = "returned"  #: cancelled before it was started
    WASTED = "wasted"  #: of what was made once more


@dataclass(frozen=True, slots=True)
class Taken:
    """One count, as it was before something was taken from it and as it is after."""

    station: int
    ingredient: str
    mode: Mode
    low_at: float | None
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Short:
    """There is not enough: nothing was taken; `left` is what strict counts have of it."""

    left: Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class Along:
    """Columns of SQL, and their values, that are read in the trip that takes."""

    columns: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold besides, in the same trip, for anything to be taken."""

    #: A statement that holds what is asked about until the transaction ends.
    lock: str
    #: A query that finds rows where it does not hold.
    barred: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taking:
    """What came of taking, and the columns read along with it; none where nobody asked."""

    came: tuple[Taken, ...] | Short
    along: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the ledger: so much came or, below nothing, went."""

    key: Key
    amount: float
    #: None where people moved it.
    ticket: int | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """What orders took of one count lately."""

    amount: float
    orders: int
    #: The first of them.
    since: datetime


@dataclass(frozen=True, slots=True)
class Lacking:
    """What stood in the way: an item, an option (`group:value`) or an extra."""

    kind: str
    name: str
