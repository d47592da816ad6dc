"""Does what the machine wants done, in the transaction of the utterance; gives what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.conversation.busy import BUSY
from backend.conversation.foreseeing import AWAY
from backend.conversation.forgetting import forget
from backend.conversation.gathering import Facts, Utterance
from backend.conversation.types import (
    CancelOrder,
    CancelRefused,
    ChangeOrder,
    ChangeRefused,
    Context,
    Effect,
    ForgetMe,
    Forgotten,
    Heard,
    NoteWish,
    OrderAccepted,
    OrderCancelled,
    OrderChanged,
    OrderRefused,
    PlaceOrder,
)
from backend.core.db import Transaction
from backend.customers import service as customers
from backend.events import rules as event_rules
from backend.menu import rules as menus
from backend.orders import changing, queueing, reading, timing
from backend.orders import service as orders
from backend.orders.later import Away
from backend.orders.placing import Wanted, place
from backend.orders.types import Order, OrderLine, TicketState
from backend.stations.limits import Full
from backend.stations.routing import NoStation
from backend.stations.service import Venue
from backend.stations.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Performer:
    """Performs the effects of one utterance."""

    tx: Transaction
    said: Utterance
    #: What was said, without what is no order: codes.
    words: str
    facts: Facts
    venue: Venue
    context: Context
    #: The language it was said in.
    language: str
    waiting: Waiting
    #: Where the customer is, if known.
    zone: str | None

    def perform(self, effect: Effect) -> Heard:
        """Do one thing; the result is heard by the machine like words."""
        match effect:
            case PlaceOrder():
                return self._place(effect)
            case ChangeOrder():
                return self._change(effect)
            case NoteWish():
                return self._note(effect)
            case CancelOrder():
                return self._cancel(effect)
            case ForgetMe():
                forget(self.tx, self._event, self.facts.customer, self.said.address)
                return Forgotten()
        raise TypeError(f"no such effect: {effect}")

    def _place(self, effect: PlaceOrder) -> Heard:
        settings = self.venue.event.settings
        wanted = Wanted(
            channel=self.said.channel,
            lines=effect.lines,
            name=effect.name,
            customer=(self.facts.customer, self.said.address),
            opted_out=self.facts.opted_out,
            words=self.facts.dialogue.first_text or self.words,
            request_id=self.said.request_id,
            category=event_rules.category_of(settings, self.facts.category),
            due=effect.due,
            zone=self.zone,
        )
        stations = self.context.configured
        placed = place(self.tx, self.venue, wanted, stations=stations, now=self.facts.now)
        if isinstance(placed, NoStation):
            return self._refused(placed, effect.due)
        self._remember(effect.name, effect.lines)
        for ticket in queueing.new_to_lanes(placed):
            self.waiting.placed(self._event, ticket.station, queueing.queued(placed, ticket))
        return _accepted(placed)

    def _change(self, effect: ChangeOrder) -> Heard:
        try:
            changed = changing.change(
                self.tx,
                self.venue,
                effect.order,
                effect.lines,
                name=effect.name,
                stations=self.context.configured,
                now=self.facts.now,
                actor="customer",
                zone=self.zone,
            )
        except orders.TooLate as refusal:
            orders.note_wish(self.tx, self._event, effect.order, self._wish(effect.lines))
            return ChangeRefused(effect.number, refusal.order_status)
        if isinstance(changed, NoStation):
            return self._refused(changed)
        self._remember(effect.name, effect.lines)
        return _changed(changed, effect.lines)

    def _refused(self, refusal: NoStation, due: datetime | None = None) -> OrderRefused:
        if isinstance(refusal, Full):
            possible = timing.possible(refusal, due or self.facts.now)
            return OrderRefused(BUSY, line=refusal.line, values={"due": possible})
        if isinstance(refusal, Away):
            values = {"asked": due, "due": refusal.possible}
            return OrderRefused(AWAY, line=refusal.line, values=values)
        return OrderRefused("no_station", line=refusal.line)

    def _note(self, effect: NoteWish) -> Heard:
        orders.note_wish(self.tx, self._event, effect.order, effect.words)
        return ChangeRefused(
            effect.number, reading.get(self.tx, [self._event], effect.order).status
        )

    def _cancel(self, effect: CancelOrder) -> Heard:
        try:
            orders.cancel(self.tx, [self._event], effect.order, actor="customer")
        except orders.TooLate as refusal:
            orders.note_wish_to_cancel(self.tx, self._event, effect.order)
            return CancelRefused(effect.number, refusal.order_status)
        return OrderCancelled(effect.number)

    @property
    def _event(self) -> int:
        return self.said.door.event

    def _wish(self, lines: Sequence[OrderLine]) -> str:
        """The change that came too late, as a barista reads it."""
        menu = self.venue.menu
        drinks = (menus.ticket_name(menu, li.spec, quantity=li.quantity) for li in lines)
        return "; ".join(drinks)

    def _remember(self, name: str | None, usual: tuple[OrderLine, ...]) -> None:
        customers.remember(
            self.tx,
            self._event,
            self.facts.customer,
            name=name,
            usual=usual,
            language=self.language,
        )


def _accepted(order: Order) -> OrderAccepted:
    return OrderAccepted(
        str(order.number), order.earliest, order.latest, _stations(order), order.token
    )


def _changed(order: Order, lines: tuple[OrderLine, ...]) -> OrderChanged:
    number = str(order.number)
    return OrderChanged(number, lines, order.earliest, order.latest, _stations(order))


def _stations(order: Order) -> tuple[str, ...]:
    live = (ticket for ticket in order.tickets if ticket.state is not TicketState.VOIDED)
    return tuple(ticket.station_name for ticket in live)
