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
class Station:
    """A place where drinks are made."""

    id: int
    name: str
    state: StationState
    capabilities: Capabilities
    #: Prep seconds of the tickets queued or started there.
    open_seconds: int = 0
    #: How many drinks it makes at once.
    parallel: int = 1
    #: What is left of what is counted strictly here; what is not in it is not limited.
    stock: Mapping[str, float] = field(default_factory=dict)
    #: Seconds it takes there for each of the menu's prep seconds.
    pace: float = 1.0
    #: How many times that some drinks take there; the others take as long as all do.
    drinks: Mapping[str, float] = field(default_factory=dict)
