"""What of orders and tickets leaves the building, and what may be asked of them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from backend.core.moments import Moment
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


class Calibration(View):
    """How well promises held: what was told first against when all of the order was made."""

    n: int = Field(description="Orders made. Cancelled ones are not in it.")
    kept: int
    late: int
    early: int
    coverage: float | None = Field(description="Kept of all, from 0 to 1; null where n is 0.")
    mean_width_seconds: float | None
    #: Made later than foreseen, on average; below nothing, sooner.
    mean_error_seconds: float | None
    revised: int = Field(description="Orders whose customer was told a new range.")
    kept_as_revised: int = Field(description="Kept by the range told last.")
    remade: int = Field(description="Made more than once; they count by the last making.")


class HourCalibration(Calibration):
    """Of orders placed in one hour of the event's own time."""

    hour: datetime


class StationCalibration(Calibration):
    """Of orders of which this station made the last ticket."""

    station: int
    name: str | None


class DrinkCalibration(Calibration):
    """Of orders whose last ticket has this drink."""

    drink: str


class PromiseReport(View):
    """What was promised, and how it came."""

    #: Orders for as soon as may be; the figures by hour, station and drink are of these.
    now: Calibration
    #: Orders for later, whose range nobody can foresee as well.
    later: Calibration
    by_hour: list[HourCalibration]
    by_station: list[StationCalibration]
    by_drink: list[DrinkCalibration]
    cancelled: int
    cancelled_late: int = Field(description="Cancelled when what was told first was over.")
    overdue: int = Field(description="Not made yet, and what was told last is over.")
    notes: list[str]


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
    #: Staff may lift the cap per person for a walk-up; it is written into the order's history.
    override: bool = False
    #: What the customer is, of the event's categories: staff know them without a code.
    category: str | None = Field(default=None, max_length=40)
    #: When it is wanted, with a zone; null for as soon as may be.
    for_: Moment | None = Field(default=None, alias="for")
    #: Where the customer is: one of the zones of the event's stations. Those there cost no walk.
    zone: str | None = Field(default=None, max_length=60)


class OrderChange(View):
    """What an order is to be instead."""

    #: All of its lines: what is not here is not made.
    lines: list[NewLine] = Field(min_length=1, max_length=50)
    #: Left out, it stays as it is.
    name: str | None = Field(default=None, max_length=60)
    #: The order's version seen; a newer one is a conflict.
    version: int | None = None


class RemovedView(BaseModel):
    """A station that is gone, and how many tickets went to others."""

    model_config = ConfigDict(extra="forbid")

    station: int
    moved: int
