"""What of orders and tickets leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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

    id: int
    number: str
    event: str
    channel: Channel
    status: OrderStatus
    version: int
    customer: CustomerView
    group: None = None
    created_at: datetime
    promise: PromiseView
    tickets: list[int]
    lines: list[LineView]


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
    started_by: str | None
    prep_seconds: int
    position: int
    reason: str
    note: str | None
    words: str | None
    opted_out: bool


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


class PublicEvent(View):
    """An event on a public screen."""

    slug: str
    name: str
    state: str
    number: str | None
    timezone: str


class WaitView(View):
    """How long an order placed now would take."""

    earliest_minutes: int
    latest_minutes: int


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
    next: None = None


class StationSnapshot(View):
    """All that a tablet shows of its station."""

    station: StationView
    tickets: list[TicketView]
    sold_out: list[SoldOutView]
    at: datetime


class EventSnapshot(View):
    """All that is open at an event."""

    event: PublicEvent
    stations: list[StationView]
    orders: list[OrderView]
    sold_out: list[SoldOutView]
    at: datetime


class ActionRequest(View):
    """What to do to a ticket."""

    action: TicketAction
    #: The version seen; a newer one is a conflict.
    version: int | None = None
    reason: str | None = Field(default=None, max_length=200)
    #: For move: the station's id.
    station: int | None = None


class CancelRequest(View):
    """Why an order is cancelled; the customer reads it."""

    reason: str = Field(default="", max_length=200)


class NewCustomer(View):
    """Who a walk-up or kiosk order is for."""

    name: str | None = Field(default=None, max_length=60)
    phone: str | None = Field(default=None, pattern=r"^(whatsapp:)?\+[0-9]{8,15}$|^[0-9]{5,6}$")


class NewLine(View):
    """One line wanted."""

    item: str = Field(max_length=100)
    quantity: int = Field(default=1, ge=1, le=1000)
    options: dict[str, str | int | float | list[str]] = Field(default_factory=dict)
    extras: list[str | ExtraView] = Field(default_factory=list, max_length=20)
    notes: list[str] = Field(default_factory=list, max_length=10)
    name: str | None = Field(default=None, max_length=60)


class NewOrder(View):
    """An order made by staff or a kiosk."""

    channel: Literal["walkup", "kiosk", "api"] = "walkup"
    customer: NewCustomer = Field(default_factory=NewCustomer)
    lines: list[NewLine] = Field(min_length=1, max_length=50)
    #: Orders for later are not taken yet: null is all it may be.
    for_: None = Field(default=None, alias="for")


class OrderChange(View):
    """What an order is to be instead."""

    #: All of its lines: what is not here is not made.
    lines: list[NewLine] = Field(min_length=1, max_length=50)
    #: Left out, it stays as it is.
    name: str | None = Field(default=None, max_length=60)
    #: The order's version seen; a newer one is a conflict.
    version: int | None = None
