"""Stations as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
