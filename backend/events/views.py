"""What of events leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from backend.events.displays import DisplaySettings
from backend.events.types import EventSettings, EventState


class PublicEvent(BaseModel):
    """An event on a public screen."""

    model_config = ConfigDict(extra="forbid")

    slug: str
    name: str
    state: str
    number: str | None
    timezone: str
    #: From then on last orders are called, until it closes; null where people close it.
    last_orders_at: datetime | None
    closes_at: datetime | None
    #: How a public display looks and sounds.
    display: DisplaySettings
    version: int


class CategoryName(BaseModel):
    """A category of customers as staff see it: its codes are for the customers."""

    model_config = ConfigDict(extra="forbid")

    name: str
    priority: bool


class CategoryList(BaseModel):
    """The categories of an event."""

    model_config = ConfigDict(extra="forbid")

    categories: list[CategoryName]
    next: str | None = None


class SettingsView(EventSettings):
    """An event as its organiser sets it."""

    version: int
    name: str
    timezone: str
    state: EventState


class SettingsChange(EventSettings):
    """What is to be otherwise; what is left out stays as it is."""

    #: The version seen; a newer one is a conflict.
    version: int | None = None
    name: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
        | None
    ) = None
    #: IANA name, as in Europe/Berlin.
    timezone: Annotated[str, StringConstraints(max_length=100)] | None = None
    state: EventState | None = None
