"""The verbs on placed orders: act on a ticket, cancel an order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict
from backend.core.metrics import ORDER_SECONDS
from backend.events import service as events
from backend.orders import (
    calibrating,
    carrying,
    marking,
    moving,
    questions,
    queueing,
    reading,
    recording,
    remaking,
    rules,
    stocking,
)
from backend.orders.checking import ChangedMeanwhile, NotLegal, checked
from backend.orders.owing import owe, owe_for_action
from backend.orders.recording import TOLD_BEFORE
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, OrderStatus, Ticket, TicketAction, TicketState
from backend.printing import queueing as labels

__all__ = [
    "ChangedMeanwhile",
    "NotLegal",
    "TooLate",
    "act",
    "cancel",
    "carry_out",
    "note_wish",
    "note_wish_to_cancel",
    "retell",
]


class TooLate(Conflict):
    """It is too late to change or cancel it: it is being made, or made."""

    code = "too_late"

    def __init__(self, status: OrderStatus) -> None:
        super().__init__(None, order_status=str(status))
        self.order_status = status


def act(
    tx: Transaction, events_seen: list[int], ticket: int, wanted: ActionRequest, actor: str
) -> Order:
    """Do one legal thing to a ticket; raises a Conflict that says who was first."""
    order = reading.locked_by_ticket(tx, events_seen, ticket)
    return carry_out(tx, order, ticket, wanted, actor)


def carry_out(
    tx: Transaction, order: Order, ticket: int, wanted: ActionRequest, actor: str
) -> Order:
    """Do it to a ticket of an order that the caller holds, and has read since."""
    before = order.ticket(ticket)
    state = checked(order, before, wanted)
    after = _moved_on(before, state, wanted.action, actor)
    marks = marking.after(order, before, wanted.action, actor, datetime.now(UTC))
    after = replace(after, marks=marks)
    if wanted.action is TicketAction.MOVE:
        after = moving.moved(tx, order, after, wanted.station, actor)
    elif wanted.action in _COME_BACK and state is TicketState.QUEUED:
        # Back to its old place, and nobody settles theirs meanwhile without seeing it there.
        queueing.hold(tx, [after.station])
    if wanted.action is TicketAction.VOID:
        stocking.give_back(tx, order, [before], actor)
    if wanted.action is TicketAction.REMAKE:
        remaking.throw_away(tx, order, before, actor)
    changed = _write(tx, order, after)
    _record(tx, changed, before, after, wanted, actor)
    labels.follow(tx, order.event_id, ticket, str(wanted.action), actor)
    recording.log_done(
        tx, changed, f"ticket.{_DONE[wanted.action]}", ticket=ticket, station=after.station
    )
    now_ready = wanted.action is TicketAction.BUMP and changed.status is OrderStatus.READY
    if now_ready and order.due is None and before.made_count == 0:
        ORDER_SECONDS.observe((datetime.now(UTC) - order.created_at).total_seconds())
    return changed


#: What brings a ticket back into its lane.
_COME_BACK = (TicketAction.RECALL, TicketAction.REMAKE)

#: How the log names what was done.
_DONE = {
    TicketAction.START: "started",
    TicketAction.BUMP: "bumped",
    TicketAction.RECALL: "recalled",
    TicketAction.COLLECT: "collected",
    TicketAction.UNCOLLECTED: "uncollected",
    TicketAction.VOID: "voided",
    TicketAction.MOVE: "moved",
    TicketAction.REMAKE: "remade",
    TicketAction.HOLD: "held",
    TicketAction.RELEASE: "let_go",
    TicketAction.ACKNOWLEDGE: "acknowledged",
}


def _moved_on(before: Ticket, state: TicketState, action: TicketAction, actor: str) -> Ticket:
    """Give the ticket after the action; times of steps undone are taken back."""
    now = datetime.now(UTC)
    after = replace(before, state=state, version=before.version + 1)
    if action is TicketAction.START:
        # One for later that is started before its time has not waited since it was placed.
        since = now if before.state is TicketState.SCHEDULED else before.queued_at
        return replace(after, queued_at=since, started_at=now, started_by=actor)
    if action is TicketAction.BUMP:
        return replace(after, made_at=now, made_count=before.made_count + 1)
    if action is TicketAction.RECALL:
        return _recalled(after)
    if action is TicketAction.REMAKE:
        again = _recalled(after)
        # One for later that was begun before its time is begun anew, not scheduled again.
        return replace(again, closed_at=None, release_at=None)
    if state in rules.CLOSED:
        return replace(after, closed_at=now)
    return after


def _recalled(after: Ticket) -> Ticket:
    if after.state is TicketState.MADE:
        return replace(after, closed_at=None)
    if after.state in rules.UNTOUCHED:
        return replace(after, made_at=None, started_at=None, started_by=None)
    return replace(after, made_at=None)


_UPDATE = f"""UPDATE tickets SET {TOLD_BEFORE},
 station_id = %(station)s, state = %(state)s, version = %(version)s,
 made_count = %(made_count)s, position = %(position)s, note = %(note)s, started_by = %(started_by)s,
 queued_at = %(queued_at)s, release_at = %(release_at)s, started_at = %(started_at)s,
 made_at = %(made_at)s, closed_at = %(closed_at)s, {carrying.SET}
WHERE event_id = %(event)s AND id = %(id)s"""


def _write(tx: Transaction, order: Order, after: Ticket) -> Order:
    tx.queue(
        _UPDATE,
        event=order.event_id,
        id=after.id,
        station=after.station,
        state=str(after.state),
        version=after.version,
        made_count=after.made_count,
        position=after.position,
        note=after.note,
        started_by=after.started_by,
        queued_at=after.queued_at,
        release_at=after.release_at,
        started_at=after.started_at,
        made_at=after.made_at,
        closed_at=after.closed_at,
        **carrying.values(after.marks),
    )
    if after.state in rules.CLOSED:
        questions.close(tx, order.event_id, after)
    return _with_ticket(tx, order, after)


def _with_ticket(tx: Transaction, order: Order, ticket: Ticket) -> Order:
    tickets = tuple(ticket if one.id == ticket.id else one for one in order.tickets)
    status = rules.status(one.state for one in tickets)
    tx.queue(
        """UPDATE orders SET status = %(status)s, version = version + 1
        WHERE event_id = %(event)s AND id = %(id)s""",
        event=order.event_id,
        id=order.id,
        status=str(status),
    )
    after = replace(order, tickets=tickets, status=status, version=order.version + 1)
    calibrating.settle(tx, order, after)
    return after


def _record(
    tx: Transaction,
    order: Order,
    before: Ticket,
    after: Ticket,
    wanted: ActionRequest,
    actor: str,
) -> None:
    recording.history(
        tx,
        order,
        actor=actor,
        action=str(wanted.action),
        ticket=after.id,
        detail={
            "from": str(before.state),
            "to": str(after.state),
            "reason": wanted.reason,
            **_stations(before, after),
        },
    )
    owe_for_action(tx, order, before, after, wanted)
    policy = events.get(tx, order.event_id).settings.name_policy
    recording.tell(tx, order, [after], policy, left=before.station)


def _stations(before: Ticket, after: Ticket) -> dict[str, object]:
    if before.station == after.station:
        return {}
    return {"stations": {"from": before.station_name, "to": after.station_name}}


def cancel(
    tx: Transaction,
    events_seen: list[int],
    order_id: int,
    *,
    actor: str,
    reason: str = "",
    by_staff: bool = False,
) -> Order:
    """Cancel a whole order; raises TooLate."""
    order = reading.locked(tx, events_seen, order_id)
    if not rules.cancellable([t.state for t in order.tickets], by_staff=by_staff):
        raise TooLate(order.status)
    stocking.give_back(tx, order, order.tickets, actor)
    for ticket in order.tickets:
        if ticket.state in rules.OPEN | rules.UNTOUCHED:
            after = _moved_on(ticket, TicketState.VOIDED, TicketAction.VOID, actor)
            order = _write(tx, order, after)
    recording.history(tx, order, actor=actor, action="cancelled", detail={"reason": reason})
    if by_staff:
        owe(tx, order, "cancelled", f"cancelled:{order.id}", reason=reason)
    policy = events.get(tx, order.event_id).settings.name_policy
    recording.tell(tx, order, order.tickets, policy)
    recording.log_done(tx, order, "order.cancelled", by_staff=by_staff)
    return order


#: An order whose customer is forgotten does not keep their words.
_FORGOTTEN = """(SELECT id FROM orders WHERE event_id = %(event)s AND id = ANY(%(orders)s)
 AND customer_id IS NULL)"""
_FORGET_WORDS = (
    f"""UPDATE tickets SET note = NULL
    WHERE event_id = %(event)s AND order_id IN {_FORGOTTEN} AND note LIKE %(words)s""",
    f"""UPDATE order_history SET detail = detail - 'words'
    WHERE event_id = %(event)s AND order_id IN {_FORGOTTEN}""",
)


def retell(tx: Transaction, event: int, order_ids: Sequence[int]) -> list[Order]:
    """Tell screens about orders whose customer changed, with new versions; gives them."""
    for erase in _FORGET_WORDS:
        tx.queue(erase, event=event, orders=list(order_ids), words=f"%{_ASKED}%")
    for table, key in (("orders", "id"), ("tickets", "order_id")):
        tx.queue(
            f"UPDATE {table} SET version = version + 1"
            f" WHERE event_id = %(event)s AND {key} = ANY(%(orders)s)",
            event=event,
            orders=list(order_ids),
        )
    policy = events.get(tx, event).settings.name_policy
    told = reading.orders_where(
        tx,
        "o.event_id = %(event)s AND o.id = ANY(%(orders)s)",
        event=event,
        orders=list(order_ids),
    )
    for order in told:
        recording.tell(tx, order, order.tickets, policy)
    return told


#: How much of a customer's words a ticket has room for, and of all notes together.
MOST_WORDS, MOST_NOTED = 80, 200


def note_wish_to_cancel(tx: Transaction, event: int, order_id: int) -> None:
    """Let the stations know that the customer wanted to cancel when it was too late."""
    order = _noted(tx, event, order_id, "customer asked to cancel")
    recording.history(tx, order, actor="customer", action="asked to cancel")


def note_wish(tx: Transaction, event: int, order_id: int, words: str) -> None:
    """Let the stations know, in the customer's words, what was wanted when it was too late."""
    words = " ".join(words.split())
    short = words if len(words) <= MOST_WORDS else f"{words[:MOST_WORDS].rstrip()}..."
    order = _noted(tx, event, order_id, f"{_ASKED}{short}")
    recording.history(tx, order, actor="customer", action="asked", detail={"words": short})


_ASKED = "customer asked: "


def _noted(tx: Transaction, event: int, order_id: int, wish: str) -> Order:
    """Note it on every ticket that is still to be made; said again, it is noted once."""
    order = reading.locked(tx, [event], order_id)
    policy = events.get(tx, event).settings.name_policy
    for ticket in order.tickets:
        if ticket.state in rules.OPEN and wish not in (ticket.note or "").split("; "):
            note = _joined(ticket.note, wish)
            after = replace(ticket, note=note, version=ticket.version + 1)
            order = _write(tx, order, after)
            recording.tell(tx, order, [after], policy)
    return order


def _joined(note: str | None, wish: str) -> str:
    """Add a wish to those before; the last one alone where they are too many to read."""
    both = f"{note}; {wish}" if note else wish
    return both if len(both) <= MOST_NOTED else wish
