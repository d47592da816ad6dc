"""What of stations leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.stations.types import StationState


class CapabilitiesView(BaseModel):
    """What a station can do; what is absent is not limited."""

    model_config = ConfigDict(extra="forbid")

    items: list[str] | None = None
    options: dict[str, list[str]] = Field(default_factory=dict)
    extras: list[str] | None = None
    equipment: list[str] | None = None


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


class StationPatch(BaseModel):
    """What is to change; `version` refuses to overwrite somebody else's change."""

    model_config = ConfigDict(extra="forbid")

    name: str | None = Field(default=None, min_length=1, max_length=60)
    capabilities: CapabilitiesView | None = None
    state: StationState | None = None
    parallel: int | None = Field(default=None, ge=1, le=20)
    throttle_seconds: int | None = Field(default=None, gt=0, le=86_400)
    version: int | None = None

    def given(self) -> dict[str, Any]:
        """Give the columns to write; null takes a throttle away, and leaves the rest as it is."""
        told = self.model_dump(exclude_unset=True, exclude={"version"}, mode="json")
        return {
            name: value
            for name, value in told.items()
            if value is not None or name == "throttle_seconds"
        }
