"""What may be asked of orders and tickets."""

from typing import Literal

from pydantic import Field

from backend.core.moments import Moment
from backend.orders.types import TicketAction
from backend.orders.views import ExtraView, View


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
