"""A stand-in for the service: performs effects in memory, so that the pure parts can talk."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from backend.conversation import foreseeing
from backend.conversation.machine import step
from backend.conversation.replies import Replies, render
from backend.conversation.types import (
    CancelOrder,
    CancelRefused,
    Caps,
    ChangeOrder,
    ChangeRefused,
    Context,
    Dialogue,
    Effect,
    ForgetMe,
    Forgotten,
    Heard,
    NoteWish,
    OpenOrder,
    OrderAccepted,
    OrderCancelled,
    OrderChanged,
    OrderRefused,
    PlaceOrder,
    Say,
    Turn,
)
from backend.menu.documents import shipped
from backend.menu.types import SoldOut
from backend.orders.types import OrderStatus
from backend.stations.routing import makeable
from backend.stations.types import Capabilities, Station, StationState
from nlp.types import Parse

MENU = shipped("house")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


def _needing(*equipment: str) -> frozenset[str]:
    return frozenset(name for name, item in MENU.items.items() if {*equipment} & {*item.needs})


_ESPRESSO, _STEAMED = _needing("espresso machine"), _needing("milk steamer")
_ALL = frozenset(MENU.items)

#: The demo event's carts.
STATIONS = (
    Station(1, "North cart", StationState.OPEN, Capabilities()),
    Station(
        2,
        "South cart",
        StationState.OPEN,
        Capabilities(
            items=(_ESPRESSO | _STEAMED) - {"babyccino"},
            options={"milk": frozenset({"full cream", "skim", "oat", "none"})},
        ),
    ),
    Station(
        3,
        "Tea bar",
        StationState.OPEN,
        Capabilities(
            items=(_ALL - _ESPRESSO - _STEAMED) | {"hot chocolate", "babyccino"},
            options={"milk": frozenset({"full cream", "skim", "oat", "almond", "none"})},
        ),
    ),
)
CONTEXT = Context(
    menu=MENU,
    sold_out=frozenset(),
    stations=STATIONS,
    open_orders=(),
    usual=(),
    known_name=None,
    event_name="Harbour Conf",
    event_state="open",
    timezone="Australia/Sydney",
    caps=Caps(),
    now=NOON,
)

Reader = Callable[[str, Dialogue, Context], Parse]


@dataclass
class StandIn:
    """One customer talking; orders are accepted while somebody can make them."""

    read: Reader | None = None
    context: Context = CONTEXT
    dialogue: Dialogue = field(default_factory=Dialogue)
    placed: list[PlaceOrder] = field(default_factory=list)
    changed: list[ChangeOrder] = field(default_factory=list)
    wished: list[NoteWish] = field(default_factory=list)
    said: list[Say] = field(default_factory=list)
    #: Where each order stood that the machine wanted cancelled.
    #: The status of each order to be cancelled, and whether another was not started yet.
    asked_to_cancel: list[tuple[OrderStatus, bool]] = field(default_factory=list)
    text: str = ""
    #: What the next PlaceOrder is answered with, instead of being judged.
    refusal: OrderRefused | None = None

    def hear(self, text: str) -> str:
        """One text in, our text out."""
        assert self.read is not None
        return self.feed(self.read(text, self.dialogue, self.context))

    def feed(self, heard: Heard) -> str:
        """One reading in, our text out."""
        self.said = []
        if isinstance(heard, Parse):
            self.dialogue = replace(self.dialogue, language=heard.language)
        self._run(step(self.dialogue, heard, self.context))
        self.text = render(self.said, Replies.load(self.dialogue.language), MENU)
        self.context = replace(self.context, last_heard=self.context.now)
        return self.text

    @property
    def keys(self) -> list[str]:
        """The keys of what was said last."""
        return [say.key for say in self.said]

    def orders(self) -> list[OpenOrder]:
        """Orders that stand."""
        return list(self.context.open_orders)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.context = replace(self.context, now=self.context.now + timedelta(seconds=seconds))

    def eighty_six(self, *names: str) -> None:
        """Sell out items by name and options as `group:value`."""
        gone = {SoldOut("option" if ":" in name else "item", name) for name in names}
        self.context = replace(self.context, sold_out=self.context.sold_out | gone)

    def advance(self, number: str, status: OrderStatus) -> None:
        """Move an order on, as a barista would."""
        moved = tuple(
            replace(
                order,
                status=status,
                ready_at=order.stations if status is OrderStatus.READY else (),
            )
            if order.number == number
            else order
            for order in self.context.open_orders
        )
        self.context = replace(self.context, open_orders=moved)

    def stick(self, number: str, *, whole: bool) -> None:
        """Let the time of an order come while no open station can make it, or a part of it."""
        orders = (
            replace(order, stuck=True, all_stuck=whole) if order.number == number else order
            for order in self.context.open_orders
        )
        self.context = replace(self.context, open_orders=tuple(orders))

    def _run(self, turn: Turn) -> None:
        self.dialogue = turn.dialogue
        for effect in turn.effects:
            if isinstance(effect, Say):
                self.said.append(effect)
            else:
                heard, after = self._perform(effect)
                self._run(step(self.dialogue, heard, self.context))
                self.context = after

    def _perform(self, effect: Effect) -> tuple[Heard, Context]:
        """The result, and the world after it; the machine words it by the world before."""
        match effect:
            case PlaceOrder():
                return self._place(effect)
            case CancelOrder():
                return self._cancel(effect)
            case ChangeOrder():
                return self._change(effect)
            case NoteWish():
                self.wished.append(effect)
                order = self._order(effect.order)
                return ChangeRefused(order.number, order.status), self.context
            case ForgetMe():
                return Forgotten(), replace(self.context, known_name=None, usual=())
        raise AssertionError(effect)

    def _place(self, order: PlaceOrder) -> tuple[Heard, Context]:
        if self.refusal is not None:
            refusal, self.refusal = self.refusal, None
            return refusal, self.context
        there = foreseeing.at(self.dialogue, self.context).stations
        for place, line in enumerate(order.lines):
            if not makeable(line.spec, MENU, there, self.context.sold_out):
                return OrderRefused("refused_now", place), self.context
        self.placed.append(order)
        number = str(40 + len(self.placed))
        earliest = order.due or self.context.now + timedelta(minutes=4)
        latest = earliest + timedelta(minutes=4)
        stations = (self.context.stations[0].name,)
        stands = OpenOrder(
            id=len(self.placed),
            number=number,
            status=OrderStatus.RECEIVED,
            lines=order.lines,
            stations=stations,
            ready_at=(),
            earliest=earliest,
            latest=latest,
            name=order.name,
            due=order.due,
        )
        after = replace(
            self.context,
            open_orders=(*self.context.open_orders, stands),
            usual=order.lines,
            known_name=order.name or self.context.known_name,
        )
        return OrderAccepted(number, earliest, latest, stations), after

    def _order(self, order: int) -> OpenOrder:
        return next(o for o in self.context.open_orders if o.id == order)

    def _change(self, change: ChangeOrder) -> tuple[Heard, Context]:
        order = self._order(change.order)
        if order.status is not OrderStatus.RECEIVED:
            return ChangeRefused(order.number, order.status), self.context
        self.changed.append(change)
        after = replace(order, lines=change.lines, name=change.name)
        orders = tuple(after if o is order else o for o in self.context.open_orders)
        told = OrderChanged(
            order.number, change.lines, order.earliest, order.latest, order.stations
        )
        return told, replace(self.context, open_orders=orders)

    def _cancel(self, cancel: CancelOrder) -> tuple[Heard, Context]:
        order = self._order(cancel.order)
        untouched = any(o.status is OrderStatus.RECEIVED for o in self.context.open_orders)
        self.asked_to_cancel.append((order.status, untouched))
        if order.status is not OrderStatus.RECEIVED:
            return CancelRefused(order.number, order.status), self.context
        left = tuple(o for o in self.context.open_orders if o is not order)
        return OrderCancelled(order.number), replace(self.context, open_orders=left)
