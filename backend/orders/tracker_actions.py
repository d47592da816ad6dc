"""What customers do on the tracker: "I have it", "I'm running late", and cancel."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict
from backend.events import service as events
from backend.orders import recording, service, tracker
from backend.orders.requests import ActionRequest
from backend.orders.service import TooLate
from backend.orders.tracker_views import TrackAction, TrackRequest
from backend.orders.types import Order, OrderStatus, Ticket, TicketAction

ACTOR = "customer"
#: What the station reads.
LATE_NOTE = "customer is running late"


class NothingToCollect(Conflict):
    """Nothing of this order waits to be collected."""

    code = "nothing_to_collect"


class TooLateToCancel(TooLate):
    """It is being made already, or made; the station knows that you wanted to cancel."""


class NotLate(Conflict):
    """The station knows already, or there is nothing left to be late for."""

    code = "not_late"


def do(tx: Transaction, order: Order, wanted: TrackRequest) -> Order:
    """Do it to an order that is held; gives it as it is then.

    Raises TooLateToCancel after the station was told of the wish, as of one by text: whoever
    catches it commits that.
    """
    return _VERBS[wanted.action](tx, order, wanted)


def _collect(tx: Transaction, order: Order, wanted: TrackRequest) -> Order:
    asked = [t for t in order.tickets if wanted.ticket in (None, t.id) and tracker.may_collect(t)]
    if not asked:
        raise NothingToCollect
    for ticket in asked:
        order = service.carry_out(
            tx, order, ticket.id, ActionRequest(action=TicketAction.COLLECT), ACTOR
        )
    return order


_LATE = """UPDATE tickets SET late_at = %(now)s, note = %(note)s, version = version + 1
WHERE event_id = %(event)s AND id = %(id)s"""
_ORDER = "UPDATE orders SET version = version + 1 WHERE event_id = %(event)s AND id = %(id)s"


def _late(tx: Transaction, order: Order, _wanted: TrackRequest) -> Order:
    """Note it on all that is to be collected; the clock of what nobody came for waits for them."""
    fresh = [ticket for ticket in order.tickets if tracker.may_be_late(ticket)]
    if not fresh:
        raise NotLate
    now = datetime.now(UTC)
    told = [_noted(ticket, now) for ticket in fresh]
    for ticket in told:
        tx.queue(_LATE, event=order.event_id, id=ticket.id, note=ticket.note, now=now)
    tx.queue(_ORDER, event=order.event_id, id=order.id)
    by_id = {ticket.id: ticket for ticket in told}
    tickets = tuple(by_id.get(ticket.id, ticket) for ticket in order.tickets)
    after = replace(order, tickets=tickets, version=order.version + 1)
    recording.history(tx, after, actor=ACTOR, action="late")
    recording.tell(tx, after, told, events.get(tx, order.event_id).settings.name_policy)
    recording.log_done(tx, after, "order.customer_late")
    return after


def _noted(ticket: Ticket, now: datetime) -> Ticket:
    note = f"{ticket.note}; {LATE_NOTE}" if ticket.note else LATE_NOTE
    marks = replace(ticket.marks, late_at=now)
    return replace(ticket, note=note, marks=marks, version=ticket.version + 1)


def _cancel(tx: Transaction, order: Order, _wanted: TrackRequest) -> Order:
    try:
        return service.cancel(tx, [order.event_id], order.id, actor=ACTOR)
    except TooLate as refusal:
        if order.status in (OrderStatus.CANCELLED, OrderStatus.COLLECTED):
            raise
        service.note_wish_to_cancel(tx, order.event_id, order.id)
        raise TooLateToCancel(refusal.order_status) from refusal


_VERBS: Mapping[TrackAction, Callable[[Transaction, Order, TrackRequest], Order]] = {
    TrackAction.COLLECT: _collect,
    TrackAction.LATE: _late,
    TrackAction.CANCEL: _cancel,
}
