"""What a room pushes: one shape per type of change, told apart by `type`."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from backend.conversation.views import MessageView, PhoneSnapshot
from backend.devices.views import DeviceView
from backend.events.views import PublicEvent
from backend.menu.views import SoldOutList
from backend.orders.tracker_views import QueueView, TrackerView
from backend.orders.views import (
    CallView,
    DisplayView,
    EventSnapshot,
    OrderView,
    PublicStation,
    StationSnapshot,
    TicketView,
    WaitNow,
)
from backend.printing.views import PrinterView
from backend.stations.views import AlertView, StationView
from backend.stock.views import CountView


class _Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Push(_Closed):
    """What every change has: its room, its place there, and the version of what it shows."""

    room: str
    seq: int = Field(description="Grows over the event in the order of commits.")
    prev: int = Field(description="The seq of the room's previous change; 0 is none.")
    version: int = Field(description="Of the thing shown: keep the greater one.")


class TicketChanged(_Push):
    """A ticket, to its station and its event."""

    type: Literal["TicketChanged"]
    data: TicketView


class OrderChanged(_Push):
    """An order, to its event."""

    type: Literal["OrderChanged"]
    data: OrderView


class CallChanged(_Push):
    """A ticket, to a public screen."""

    type: Literal["CallChanged"]
    data: CallView


class StationChanged(_Push):
    """A station; a public screen sees less of it."""

    type: Literal["StationChanged"]
    data: StationView | PublicStation


class EventChanged(_Push):
    """The event itself: open, paused or closed, and how it is called."""

    type: Literal["EventChanged"]
    data: PublicEvent


class SoldOutNames(_Closed):
    """What is 86'd everywhere, by name, to a public screen."""

    sold_out: list[str]


class SoldOutChanged(_Push):
    """All that is 86'd; a public screen sees the names."""

    type: Literal["SoldOutChanged"]
    data: SoldOutList | SoldOutNames


class WaitChanged(_Push):
    """How long an order placed now would take, to a public screen."""

    type: Literal["WaitChanged"]
    data: WaitNow


class StockLow(_Push):
    """A count that is low, or out, from now on; once each time it gets there."""

    type: Literal["StockLow"]
    data: CountView


class StationAlert(_Push):
    """A station that is silent, drains or is closed with tickets; to support and all tablets."""

    type: Literal["StationAlert"]
    data: AlertView


class PrinterChanged(_Push):
    """A station's label printer: its roll, its trouble, and labels that need somebody."""

    type: Literal["PrinterChanged"]
    data: PrinterView


class DeviceChanged(_Push):
    """A device: a code waits for it, it was paired, it was revoked; to support."""

    type: Literal["DeviceChanged"]
    data: DeviceView


class MessageChanged(_Push):
    """A text, to the simulated phone it belongs to."""

    type: Literal["MessageChanged"]
    data: MessageView


class TrackChanged(_Push):
    """All that a tracker shows of its order."""

    type: Literal["TrackChanged"]
    data: TrackerView


class Change(
    RootModel[
        Annotated[
            TicketChanged
            | OrderChanged
            | CallChanged
            | StationChanged
            | EventChanged
            | SoldOutChanged
            | WaitChanged
            | StockLow
            | StationAlert
            | PrinterChanged
            | DeviceChanged
            | MessageChanged
            | TrackChanged,
            Field(discriminator="type"),
        ]
    ]
):
    """The argument of the event `change`."""


#: What rooms show and push, for the document of the API.
SHOWN: tuple[type[BaseModel], ...] = (
    Change,
    StationSnapshot,
    EventSnapshot,
    DisplayView,
    PhoneSnapshot,
    TrackerView,
    QueueView,
)
