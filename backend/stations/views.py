"""What of stations leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from backend.core.moments import LocalMoment
from backend.stations.types import StationState


class CapabilitiesView(BaseModel):
    """What a station can do; what is absent is not limited."""

    model_config = ConfigDict(extra="forbid")

    items: list[str] | None = None
    options: dict[str, list[str]] = Field(default_factory=dict)
    extras: list[str] | None = None
    equipment: list[str] | None = None


class PeriodView(BaseModel):
    """From a moment to another; without a zone, as the clocks at the event show it."""

    model_config = ConfigDict(extra="forbid")

    starts: LocalMoment
    ends: LocalMoment

    @model_validator(mode="after")
    def _goes_forward(self) -> "PeriodView":
        if (self.starts.tzinfo is None) is not (self.ends.tzinfo is None):
            raise ValueError("give both starts and ends a zone, or neither")
        if self.ends <= self.starts:
            raise ValueError("ends must be after starts")
        return self


Periods = Annotated[list[PeriodView], Field(max_length=50)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class HandView(BaseModel):
    """Somebody who makes drinks at a station; without shifts, whenever it is open."""

    model_config = ConfigDict(extra="forbid")

    name: Words
    shifts: Periods = Field(default_factory=list)
    breaks: Periods = Field(default_factory=list)


#: As customers read them, on one line.
Directions = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\n\r]*$"),
]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)]
Staff = Annotated[list[HandView], Field(max_length=50)]
#: Half an hour is no walk for a coffee.
Walk = Annotated[int, Field(ge=0, le=1800)]


class StationView(BaseModel):
    """One station."""

    model_config = ConfigDict(extra="forbid")

    id: int
    event: str
    name: str
    state: StationState
    capabilities: CapabilitiesView
    open_seconds: int
    throttle_seconds: int | None
    parallel: int
    zone: str | None
    #: The way there, as customers read it on their tracker.
    directions: str | None
    walk_seconds: int
    priority_only: bool
    staff: list[HandView]
    breaks: list[PeriodView]
    #: What whoever works there next must know.
    handover: str
    #: Since when its tablets are silent while tickets wait there; null while one is heard.
    silent_since: datetime | None
    version: int


class AlertView(BaseModel):
    """A station that somebody should look at, and what became of its tickets."""

    model_config = ConfigDict(extra="forbid")

    station: int
    name: str
    why: Literal["silent", "draining", "closed"]
    #: How many tickets were given to other stations just now.
    moved: int
    #: Orders that still wait there: nobody else can make them, or they are about to be moved.
    waiting: list[str]
    #: Orders that were started there, and stay: only a person can tell how far they are.
    started: list[str]
    at: datetime


class StationList(BaseModel):
    """The stations of an event."""

    model_config = ConfigDict(extra="forbid")

    stations: list[StationView]
    next: str | None = None


class NewStation(BaseModel):
    """A station to be made."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=60)
    capabilities: CapabilitiesView = Field(default_factory=CapabilitiesView)
    parallel: int = Field(default=1, ge=1, le=20)
    throttle_seconds: int | None = Field(default=None, gt=0, le=86_400)
    zone: Words | None = None
    directions: Directions | None = None
    walk_seconds: Walk = 0
    priority_only: bool = False
    staff: Staff = Field(default_factory=list)
    breaks: Periods = Field(default_factory=list)


class StationPatch(BaseModel):
    """What is to change; `version` refuses to overwrite somebody else's change."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, min_length=1, max_length=60)
    capabilities: CapabilitiesView | None = None
    state: StationState | None = None
    parallel: int | None = Field(default=None, ge=1, le=20)
    throttle_seconds: int | None = Field(default=None, gt=0, le=86_400)
    zone: Words | None = None
    directions: Directions | None = None
    walk_seconds: Walk | None = None
    priority_only: bool | None = None
    staff: Staff | None = None
    breaks: Periods | None = None
    handover: Note | None = None
    version: int | None = None

    def given(self) -> dict[str, Any]:
        """Give the columns to write; null takes throttle, zone or directions away, no others."""
        told = self.model_dump(exclude_unset=True, exclude={"version"}, mode="json")
        return {
            name: value
            for name, value in told.items()
            if value is not None or name in ("throttle_seconds", "zone", "directions")
        }
