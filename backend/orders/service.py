"""The verbs on placed orders: act on a ticket, cancel an order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict, Invalid
from backend.core.metrics import ORDER_SECONDS
from backend.events import service as events
from backend.orders import moving, questions, queueing, reading, recording, rules, stocking
from backend.orders.owing import owe, owe_for_action
from backend.orders.types import Order, OrderStatus, Ticket, TicketAction, TicketState
from backend.orders.views import ActionRequest


class NotLegal(Conflict):
    """This cannot be done to the ticket as it stands."""

    code = "not_legal_now"


class ChangedMeanwhile(Conflict):
    """The ticket changed meanwhile; look again."""

    code = "version_conflict"


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
    before = order.ticket(ticket)
    if wanted.version is not None and wanted.version != before.version:
        raise ChangedMeanwhile(_who(before), state=str(before.state), version=before.version)
    state = rules.advance(
        before.state,
        wanted.action,
        started=before.started_at is not None,
        released=before.release_at is None,
    )
    if state is None:
        raise NotLegal(_who(before), state=str(before.state), version=before.version)
    if wanted.action is TicketAction.VOID and not wanted.reason:
        raise Invalid("Give a reason; the customer reads it.")
    after = _moved_on(before, state, wanted.action, actor)
    if wanted.action is TicketAction.MOVE:
        after = moving.moved(tx, order, after, wanted.station, actor)
    elif wanted.action is TicketAction.RECALL and state is TicketState.QUEUED:
        # Back to its old place, and nobody settles theirs meanwhile without seeing it there.
        queueing.hold(tx, [after.station])
    if wanted.action is TicketAction.VOID:
        stocking.give_back(tx, order, [before], actor)
    changed = _write(tx, order, after)
    _record(tx, changed, before, after, wanted, actor)
    recording.log_done(
        tx, changed, f"ticket.{_DONE[wanted.action]}", ticket=ticket, station=after.station
    )
    now_ready = wanted.action is TicketAction.BUMP and changed.status is OrderStatus.READY
    if now_ready and order.due is None:
        ORDER_SECONDS.observe((datetime.now(UTC) - order.created_at).total_seconds())
    return changed


#: How the log names what was done.
_DONE = {
    TicketAction.START: "started",
    TicketAction.BUMP: "bumped",
    TicketAction.RECALL: "recalled",
    TicketAction.COLLECT: "collected",
    TicketAction.UNCOLLECTED: "uncollected",
    TicketAction.VOID: "voided",
    TicketAction.MOVE: "moved",
}


def _who(ticket: Ticket) -> str:
    if ticket.state is TicketState.STARTED and ticket.started_by:
        return f"{ticket.started_by} started this."
    return f"This ticket is {ticket.state} already."


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
    if state in rules.CLOSED:
        return replace(after, closed_at=now)
    return after


def _recalled(after: Ticket) -> Ticket:
    if after.state is TicketState.MADE:
        return replace(after, closed_at=None)
    if after.state in rules.UNTOUCHED:
        return replace(after, made_at=None, started_at=None, started_by=None)
    return replace(after, made_at=None)


_UPDATE = """UPDATE tickets SET station_id = %(station)s, state = %(state)s, version = %(version)s,
 made_count = %(made_count)s, position = %(position)s, note = %(note)s, started_by = %(started_by)s,
 queued_at = %(queued_at)s, release_at = %(release_at)s, started_at = %(started_at)s,
 made_at = %(made_at)s, closed_at = %(closed_at)s
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
    return replace(order, tickets=tickets, status=status, version=order.version + 1)


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
        detail={"from": str(before.state), "to": str(after.state), "reason": wanted.reason},
    )
    owe_for_action(tx, order, before, after, wanted)
    policy = events.get(tx, order.event_id).settings.name_policy
    recording.tell(tx, order, [after], policy, left=before.station)


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
