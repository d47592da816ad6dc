"""Stations as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class StationState(StrEnum):
    """What a station takes on."""

    OPEN = "open"
    PAUSED = "paused"
    DRAINING = "draining"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a station can do; None or an absent group means no limit."""

    #: Items it makes.
    items: frozenset[str] | None = None
    #: Values it has, per option group.
    options: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: Extras it has.
    extras: frozenset[str] | None = None
    #: What stands there ("espresso machine"); None means everything.
    equipment: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From a moment to just before another."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who makes drinks at a station; without shifts, whenever it is open."""

    name: str
    shifts: tuple[Period, ...] = ()
    breaks: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Queued:
    """A ticket that waits in a lane, as the next one sees it; times in seconds of the epoch."""

    id: int
    #: The order's.
    number: int
    position: float
    prep_seconds: int
    #: How often a later one went before it.
    passed: int
    #: The end of what its customer was told.
    latest: float
    #: When the rest of its order is foreseen to be ready; None where it is all of it.
    needed: float | None = None
    #: Whether it goes before all that are not like it.
    priority: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """What lines come to at one station."""

    #: By the menu.
    seconds: int
    #: The same with what its drinks take there besides.
    here: int


@dataclass(frozen=True, slots=True)
class Station:
    """A place where drinks are made."""

    id: int
    name: str
    state: StationState
    capabilities: Capabilities
    #: Prep seconds of the tickets queued there, and what is left of those started.
    open_seconds: int = 0
    #: How many drinks it makes at once.
    parallel: int = 1
    #: What is left of what is counted strictly here; what is not in it is not limited.
    stock: Mapping[str, float] = field(default_factory=dict)
    #: Seconds it takes there for each of the menu's prep seconds.
    pace: float = 1.0
    #: The last tickets of those queued there, as they stand in the lane.
    lane: tuple[Queued, ...] = ()
    #: How many times that some drinks take there; the others take as long as all do.
    drinks: Mapping[str, float] = field(default_factory=dict)
    #: Most prep seconds that may wait there; None is no limit.
    throttle_seconds: int | None = None
    #: Prep seconds that an order may still add there; None is any.
    room: int | None = None
    #: What it costs to walk there, counted when stations are compared.
    walk_seconds: int = 0
    #: Where it stands, by the event's name for it.
    zone: str | None = None
    #: Whether the customer whose order is planned is there already.
    near: bool = False
    #: Whether it takes only orders that go first.
    priority_only: bool = False
    #: Who works there, and when the whole station pauses.
    staff: tuple[Hand, ...] = ()
    breaks: tuple[Period, ...] = ()
    #: Whether nobody hears it: it takes nothing on then, and its state here is `paused`.
    silent: bool = False

    def has_room(self, seconds: int) -> bool:
        """Tell whether so much more may wait here."""
        return self.room is None or seconds <= self.room
