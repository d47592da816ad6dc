"""Occasions as values."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


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


class EventSettings(BaseModel):
    """The rules of one event; the defaults are those of a new event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_policy: NamePolicy = NamePolicy.FIRST_NAME
    cups_an_order: int = Field(default=12, gt=0)
    open_cups_a_phone: int = Field(default=24, gt=0)


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
