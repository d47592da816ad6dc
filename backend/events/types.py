"""Occasions as values."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
)
from pydantic_core import PydanticCustomError

from backend.core.moments import Moment
from backend.events.displays import DisplaySettings


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
    starts: Moment
    ends: Moment


class TrackerLink(StrEnum):
    """Whether a confirmation carries the address of the order's tracker."""

    #: Where `PUBLIC_URL` is outside this machine, and the text costs no segment more for it.
    AUTO = "auto"
    #: Also where it costs one more, and on this machine.
    ALWAYS = "always"
    NEVER = "never"


class CapPeriod(StrEnum):
    """How long a person's cups are counted before they start anew."""

    DAY = "day"
    EVENT = "event"


_CODE = r"[A-Za-z0-9]{4,20}"


def _code(text: str) -> str:
    word = text.strip().upper()
    if not re.fullmatch(_CODE, word) or word.isdecimal():
        # A number alone would be taken for an order's.
        raise PydanticCustomError(
            "code", "a code is one word of 4 to 20 letters A-Z and digits, not digits alone"
        )
    return word


#: A word that makes whoever texts it one of a category; kept in capitals.
Code = Annotated[str, AfterValidator(_code), Field(json_schema_extra={"pattern": f"^{_CODE}$"})]


class Category(BaseModel):
    """Customers who know a code: speakers, crew, guests of honour."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    #: As they are welcomed: "speaker".
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    codes: tuple[Code, ...] = Field(min_length=1, max_length=50)
    #: Whether the cap per person is not theirs.
    uncapped: bool = False
    #: Whether their tickets say that they go first, and do.
    priority: bool = False


class EventSettings(BaseModel):
    """The rules of one event; the defaults are those of a new event."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name_policy: NamePolicy = NamePolicy.FIRST_NAME
    cups_an_order: int = Field(default=12, gt=0)
    open_cups_a_phone: int = Field(default=24, gt=0)
    programme: tuple[Session, ...] = ()
    #: None is no cap.
    cups_a_person: int | None = Field(default=None, gt=0, lt=100)
    cups_a_person_per: CapPeriod = CapPeriod.DAY
    categories: tuple[Category, ...] = Field(default=(), max_length=20)
    #: Whether words that our parser cannot read are sent to a language model, where there is one.
    language_model: bool = False
    #: When orders are taken no longer; what is open then is finished. None: people close it.
    closes_at: Moment | None = None
    #: When last orders are called; None is ten minutes before the end.
    last_orders_at: Moment | None = None
    #: Whether the end of the programme's last session is the end, where `closes_at` is not set.
    closes_with_programme: bool = False
    #: After how many seconds without a sign of life from its tablets a station with tickets is
    #: taken for failing; None is never.
    silence_seconds: int | None = Field(default=60, ge=30, le=3600)
    #: Minutes a ready order waits until its customer is reminded of it, once; 0 is never.
    remind_after_minutes: int = Field(default=5, ge=0, le=240)
    #: Minutes until one that nobody came for is taken off the displays; 0 is never.
    uncollected_after_minutes: int = Field(default=30, ge=0, le=1440)
    #: How its public displays look and sound.
    display: DisplaySettings = DisplaySettings()

    tracker_link: TrackerLink = TrackerLink.AUTO

    @field_validator("categories")
    @classmethod
    def _are_told_apart(cls, categories: tuple[Category, ...]) -> tuple[Category, ...]:
        names = [category.name.casefold() for category in categories]
        codes = [code for category in categories for code in category.codes]
        for what, words in (("name", names), ("code", codes)):
            for word in words:
                if words.count(word) > 1:
                    raise PydanticCustomError(
                        "twice",
                        "the {what} {word} is there twice; take another for one of them",
                        {"what": what, "word": word},
                    )
        return categories


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
    #: Of its name, time zone, state and settings.
    version: int
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
