"""Orders, lines and tickets as values."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backend.menu.types import DrinkSpec
from backend.stations.promise import Range


class TicketState(StrEnum):
    """Where a ticket stands."""

    SCHEDULED = "scheduled"
    QUEUED = "queued"
    STARTED = "started"
    MADE = "made"
    COLLECTED = "collected"
    UNCOLLECTED = "uncollected"
    VOIDED = "voided"


class TicketAction(StrEnum):
    """What a person may do to a ticket."""

    START = "start"
    BUMP = "bump"
    RECALL = "recall"
    COLLECT = "collect"
    UNCOLLECTED = "uncollected"
    VOID = "void"
    MOVE = "move"
    #: Make it once more: what was made is waste.
    REMAKE = "remake"
    #: Keep its ready text back, and let it go.
    HOLD = "hold"
    RELEASE = "release"
    #: Say that one has read of its allergy.
    ACKNOWLEDGE = "acknowledge"


class Mark(StrEnum):
    """What a ticket may be besides its state, as far as it decides what is legal."""

    #: Its ready text is kept back.
    HELD = "held"
    #: It tells an allergy that nobody acknowledged.
    COVERED = "covered"


class OrderStatus(StrEnum):
    """What the tickets of an order amount to."""

    RECEIVED = "received"
    MAKING = "making"
    READY = "ready"
    COLLECTED = "collected"
    CANCELLED = "cancelled"


class Channel(StrEnum):
    """How an order came in."""

    SMS = "sms"
    WHATSAPP = "whatsapp"
    VOICE = "voice"
    WEB = "web"
    KIOSK = "kiosk"
    WALKUP = "walkup"
    API = "api"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """So many cups of one drink, for one person where a name is known."""

    quantity: int
    spec: DrinkSpec
    name: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line of a placed order, with the ticket it is made on."""

    id: int
    ticket: int
    line: OrderLine
    #: Those of its notes that are about somebody's health.
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What a barista asked the customer of a ticket, and the answer where there is one."""

    text: str
    asked_by: str
    asked_at: datetime
    answer: str | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Who has read of an allergy, and when; `of` is the digest of what was read."""

    by: str
    at: datetime
    of: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What a ticket carries besides its state."""

    #: Whether its ready text waits until it is released.
    held: bool = False
    #: Since when its customer may know that it is made; None while nobody may.
    called_at: datetime | None = None
    #: When its customer was reminded of it.
    reminded_at: datetime | None = None
    #: When its customer said that they run late.
    late_at: datetime | None = None
    #: How many of its makings are waste; what it holds of the stock is for the next.
    written_off: int = 0
    acknowledged: Acknowledgement | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """The part of an order that one station makes."""

    id: int
    station: int
    station_name: str
    state: TicketState
    version: int
    prep_seconds: int
    #: Its place in the lane; kept through recall.
    position: float
    #: How often it was made: a ready text is sent once for each.
    made_count: int
    reason: str
    note: str | None
    started_by: str | None
    queued_at: datetime
    started_at: datetime | None = None
    made_at: datetime | None = None
    closed_at: datetime | None = None
    #: The last one asked.
    question: Question | None = None
    #: When a ticket for later is to be queued; None for one that is, or was so from the start.
    release_at: datetime | None = None
    marks: Marks = Marks()
    #: How often a later one went before it in the lane.
    passed: int = 0
    #: When the rest of its order is foreseen to be ready; None where it is all of it.
    needed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A placed order, whole."""

    id: int
    event_id: int
    #: The event's slug.
    event: str
    number: int
    customer_id: int | None
    #: The customer's address; None for a walk-up without a phone.
    address: str | None
    opted_out: bool
    channel: Channel
    name: str | None
    #: The customer's own words.
    words: str | None
    status: OrderStatus
    version: int
    earliest: datetime
    latest: datetime
    created_at: datetime
    request_id: str | None
    tickets: tuple[Ticket, ...]
    lines: tuple[PlacedLine, ...]
    #: What the customer was by their code when it was placed, and whether that goes first.
    category: str | None = None
    priority: bool = False
    #: When the customer wants it; None for as soon as may be.
    due: datetime | None = None
    #: When it was foreseen to be ready, as of the promise in force.
    predicted: datetime | None = None
    #: What was promised first; None where that is in force still.
    first: Range | None = None
    #: How often the promise was revised.
    revised: int = 0
    #: Opens its customer's tracker; None for one placed before there was such.
    token: str | None = None
    #: Where its customer was when it was placed: a station there costs no walk.
    zone: str | None = None

    @property
    def promised(self) -> Range:
        """The promise in force."""
        return Range(self.earliest, self.latest)

    def ticket(self, ticket: int) -> Ticket:
        """Give one of its tickets."""
        return next(one for one in self.tickets if one.id == ticket)

    def lines_of(self, ticket: int) -> tuple[PlacedLine, ...]:
        """Give the lines made on a ticket."""
        return tuple(line for line in self.lines if line.ticket == ticket)
