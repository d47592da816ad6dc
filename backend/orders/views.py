"""What of orders and tickets leaves the building."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.events.views import PublicEvent
from backend.menu.views import SoldOutView
from backend.orders.types import (
    Channel,
    OrderStatus,
    TicketAction,
    TicketState,
)
from backend.stations.views import StationView


class View(BaseModel):
    """A closed shape: an unknown field fails where it is made, not where it is read."""

    model_config = ConfigDict(extra="forbid")


class PromiseView(View):
    """The time range the customer was told."""

    earliest: datetime
    latest: datetime


class CustomerView(View):
    """Whose order it is; the phone masked."""

    name: str | None
    phone: str | None


class ExtraView(View):
    """An extra that is counted or qualified."""

    name: str
    count: int | None = None
    amount: Literal["extra", "light"] | None = None


class LineView(View):
    """One line of an order."""

    id: int
    quantity: int
    item: str
    options: dict[str, Any]
    extras: list[str | ExtraView]
    notes: list[str]
    name: str | None
    ticket: int
    station: str
    status: TicketState


class OrderView(View):
    """One order."""

    model_config = ConfigDict(
        validate_by_name=True, validate_by_alias=True, serialize_by_alias=True
    )

    id: int
    number: str
    event: str
    channel: Channel
    status: OrderStatus
    version: int
    customer: CustomerView
    group: None = None
    #: What the customer's code made them when they ordered.
    category: str | None
    priority: bool
    created_at: datetime
    promise: PromiseView
    #: When the customer wants it; null for as soon as may be.
    for_: datetime | None = Field(alias="for")
    tickets: list[int]
    lines: list[LineView]


class QuestionView(View):
    """What a barista asked the customer, and the answer where there is one."""

    text: str
    asked_by: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


class AllergyView(View):
    """What the station must have read before it begins, and who has."""

    text: str
    acknowledged_by: str | None
    acknowledged_at: datetime | None


class TicketView(View):
    """One ticket, as the station that makes it sees it."""

    id: int
    event: str
    order: int
    number: str
    state: TicketState
    version: int
    channel: Channel
    name: str | None
    lines: list[LineView]
    #: What may be done to it now.
    actions: list[TicketAction]
    station: str
    station_id: int
    age_from: datetime
    started_at: datetime | None
    made_at: datetime | None
    promise: PromiseView
    #: When the customer wants it; null for as soon as may be.
    due: datetime | None
    #: When a scheduled ticket comes to the lane by itself.
    release_at: datetime | None
    started_by: str | None
    prep_seconds: int
    #: Its place in the lane; between two others where it went before one.
    position: float
    reason: str
    note: str | None
    words: str | None
    opted_out: bool
    #: What the customer's code made them when they ordered, and whether that goes first.
    category: str | None
    priority: bool
    #: The last one asked.
    question: QuestionView | None
    #: Whether its ready text waits until it is released.
    held: bool
    #: Neither started nor made until it is acknowledged; null where the ticket tells none.
    allergy: AllergyView | None


class CallView(View):
    """A ticket on a public screen: no phone, and of the name what the event allows."""

    ticket: int
    number: str
    name: str | None
    station: str
    state: TicketState
    since: datetime
    version: int


class PublicStation(View):
    """A station on a public screen."""

    id: int
    name: str
    state: str
    version: int


class WaitView(View):
    """How long an order placed now would take."""

    earliest_minutes: int
    latest_minutes: int


class WaitNow(View):
    """The wait as it is pushed; null where no station takes orders."""

    wait: WaitView | None


class DisplayView(View):
    """Everything a public screen shows."""

    event: PublicEvent
    stations: list[PublicStation]
    calls: list[CallView]
    wait: WaitView | None
    sold_out: list[str]
    at: datetime


class OrderList(View):
    """Orders, newest first."""

    orders: list[OrderView]
    next: str | None


class TicketList(View):
    """The tickets in a station's lanes, in their order, and what the station is."""

    tickets: list[TicketView]
    #: Scheduled ones, on no lane yet, by their time.
    later: list[TicketView]
    next: None = None


class StationSnapshot(View):
    """All that a tablet shows of its station."""

    event: PublicEvent
    station: StationView
    tickets: list[TicketView]
    #: Scheduled ones, on no lane yet, by their time.
    later: list[TicketView]
    sold_out: list[SoldOutView]
    at: datetime


class EventSnapshot(View):
    """All that is open at an event."""

    event: PublicEvent
    stations: list[StationView]
    orders: list[OrderView]
    sold_out: list[SoldOutView]
    at: datetime


class RemovedView(BaseModel):
    """A station that is gone, and how many tickets went to others."""

    model_config = ConfigDict(extra="forbid")

    station: int
    moved: int
