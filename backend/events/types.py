"""Occasions as values."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class EventState(StrEnum):
    """Whether orders are taken."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class NamePolicy(StrEnum):
    """What of a customer's name a public screen may show."""

    NUMBER = "number"
    INITIAL = "initial"
    FIRST_NAME = "first name"


class Session(BaseModel):
    """One point of an event's programme, so that "after the keynote" is a time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: What people call it: keynote, lunch, break, session, panel, workshop, breakfast, dinner,
    #: reception.
    kind: str = Field(pattern="^[a-z ]{1,40}$")
    starts: AwareDatetime
    ends: AwareDatetime


class EventSettings(BaseModel):
    """The rules of one event; the defaults are those of a new event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_policy: NamePolicy = NamePolicy.FIRST_NAME
    cups_an_order: int = Field(default=12, gt=0)
    open_cups_a_phone: int = Field(default=24, gt=0)
    programme: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One occasion."""

    id: int
    organisation: int
    slug: str
    name: str
    timezone: str
    state: EventState
    revision: int
    #: The first of its numbers, to be told to customers.
    number: str | None
    settings: EventSettings


@dataclass(frozen=True, slots=True)
class Door:
    """A number customers text, and the event behind it."""

    event: int
    number: str
    keyword: str
    opt_out_words: str
