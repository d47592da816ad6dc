"""What a customer sees of their order: never a phone, never more than a first name."""

from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from backend.events.types import EventState
from backend.orders.types import OrderStatus, TicketState
from backend.orders.views import PromiseView


class _View(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TrackAction(StrEnum):
    """What a customer may do on the tracker."""

    #: "I have it."
    COLLECT = "collect"
    #: "I'm running late."
    LATE = "late"
    CANCEL = "cancel"


class TrackedEvent(_View):
    """Where it was ordered."""

    slug: str
    name: str
    timezone: str
    state: EventState


class TrackedLine(_View):
    """One line, in the customer's words for it."""

    quantity: int
    #: As the menu says it in the customer's language, and in each; a quantity above one is in it.
    words: str
    in_words: dict[str, str]
    #: Whose cup it is: the first name.
    name: str | None


class TrackedTicket(_View):
    """What one station makes of it."""

    id: int
    station: str
    #: The way there, where the organiser has written it down.
    directions: str | None
    #: `made` once the customer may know: what is kept back is `started` until then.
    state: TicketState
    #: Drinks to be made there before it; null where it is not in the queue.
    ahead: int | None
    #: Since when it waits to be collected.
    ready_at: datetime | None
    #: Whether the customer said that they run late.
    late: bool
    lines: list[TrackedLine]


class TrackerView(_View):
    """All that a tracker shows."""

    event: TrackedEvent
    number: str
    #: The first name.
    name: str | None
    status: OrderStatus
    version: int = Field(description="Grows with every change of the order; keep the greater one.")
    #: The customer's, as far as it is known, else the menu's.
    language: str
    promise: PromiseView
    #: When the customer wants it; null for as soon as may be.
    due: datetime | None
    #: Drinks to be made before the last part of it that waits; null where none does.
    ahead: int | None
    tickets: list[TrackedTicket]
    #: What may be done now.
    actions: list[TrackAction]
    at: datetime


class TrackRequest(_View):
    """What the customer does."""

    action: TrackAction
    #: One ticket of several, for collect; null is all that waits.
    ticket: int | None = None


class QueueView(_View):
    """How many drinks are to be made first, as it is now."""

    room: str
    #: {ticket: drinks to be made there before it}; of the stations that moved.
    tickets: dict[int, int]
    at: datetime
