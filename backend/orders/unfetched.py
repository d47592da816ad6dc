"""What waits at the counter too long: its customer is reminded once, then it is given up."""

from datetime import datetime, timedelta

from backend.core.db import Database, Transaction
from backend.events import service as events
from backend.orders import reading, recording, service
from backend.orders.owing import owe
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, OrderStatus, Ticket, TicketAction, TicketState

#: Orders looked after in one transaction.
BATCH = 50
#: A reminder that is later than this, because nobody was there to send it, is not sent.
LATEST = timedelta(hours=1)
#: Who did it, in the history.
ACTOR = "clock"

_EVENTS = """SELECT DISTINCT event_id FROM tickets
WHERE state = 'made' AND called_at IS NOT NULL ORDER BY event_id"""

#: Whoever said that they run late has so much longer: from when they said so, or it was called out.
GRACE = timedelta(minutes=10)
_WAITS_SINCE = f"""CASE WHEN t.late_at IS NULL THEN t.called_at ELSE
 greatest(t.called_at, t.late_at) + interval '{GRACE.total_seconds():.0f} seconds' END"""

#: Orders of which nothing is to come any more, and of which what waits was called out by then: the
#: last of it, and its text has left for as long. Held as every verb does; one that somebody holds
#: now has its turn next.
_DUE = f"""SELECT o.id FROM orders o JOIN (SELECT t.order_id, max({_WAITS_SINCE}) AS called_at,
  bool_or(t.called_at IS NULL) AS kept_back, bool_or(t.reminded_at IS NULL) AS fresh
 FROM tickets t WHERE t.event_id = %(event)s AND t.state = 'made' GROUP BY t.order_id) w
 ON w.order_id = o.id
WHERE o.event_id = %(event)s AND o.status = 'ready' AND NOT w.kept_back
AND w.called_at > %(since)s AND w.called_at <= %(until)s AND (w.fresh OR NOT %(fresh)s)
AND NOT EXISTS (SELECT 1 FROM tickets t JOIN outbox b ON b.event_id = t.event_id
 AND b.dedup_key = 'ready:' || t.id || ':' || t.made_count
 WHERE t.event_id = %(event)s AND t.order_id = o.id AND t.state = 'made'
 AND (b.done_at IS NULL OR b.done_at > %(until)s))
ORDER BY o.id LIMIT %(limit)s FOR UPDATE OF o SKIP LOCKED"""


def look_after(database: Database, now: datetime) -> None:
    """Give up what waits for too long, and remind of what waits for long, at every event."""
    with database.transaction() as tx:
        waiting = [row["event_id"] for row in tx.fetch(_EVENTS)]
    for event in waiting:
        with database.transaction() as tx:
            give_up(tx, event, now)
        with database.transaction() as tx:
            remind(tx, event, now)


def remind(tx: Transaction, event: int, now: datetime) -> None:
    """Text, once for each making, those whose order waits for as long as the event sets."""
    minutes = events.get(tx, event).settings.remind_after_minutes
    if not minutes:
        return
    until = now - timedelta(minutes=minutes)
    for order in _due(tx, event, until, since=until - LATEST, fresh=True):
        fresh = [ticket for ticket in _waiting(order) if ticket.marks.reminded_at is None]
        if fresh and not order.opted_out:
            made = [[ticket.id, ticket.made_count] for ticket in fresh]
            owe(tx, order, "reminder", f"reminder:{made[0][0]}:{made[0][1]}", tickets=made)
            if order.address is not None:
                recording.history(tx, order, actor=ACTOR, action="reminded")
        _keep(tx, order, fresh, now)


_REMINDED = """UPDATE tickets SET reminded_at = %(now)s
WHERE event_id = %(event)s AND id = ANY(%(tickets)s)"""


def _keep(tx: Transaction, order: Order, tickets: list[Ticket], now: datetime) -> None:
    """Keep that it was their turn, also of those who get no texts."""
    ids = [ticket.id for ticket in tickets]
    tx.queue(_REMINDED, event=order.event_id, tickets=ids, now=now)


def give_up(tx: Transaction, event: int, now: datetime) -> None:
    """Take off the displays what nobody came for; it can be collected still."""
    minutes = events.get(tx, event).settings.uncollected_after_minutes
    if not minutes:
        return
    until = now - timedelta(minutes=minutes)
    reason = f"nobody came for {minutes} minutes"
    wanted = ActionRequest(action=TicketAction.UNCOLLECTED, reason=reason)
    for order in _due(tx, event, until):
        after = order
        for ticket in _waiting(order):
            after = service.carry_out(tx, after, ticket.id, wanted, ACTOR)


def _due(
    tx: Transaction,
    event: int,
    until: datetime,
    *,
    since: datetime | None = None,
    fresh: bool = False,
) -> list[Order]:
    """Hold the orders that are due, and read them as they are then."""
    since = since or until - timedelta(days=36500)
    rows = tx.fetch(_DUE, event=event, until=until, since=since, fresh=fresh, limit=BATCH)
    if not rows:
        return []
    condition = "o.event_id = %(event)s AND o.id = ANY(%(orders)s) ORDER BY o.id"
    ids = [row["id"] for row in rows]
    read = reading.orders_where(tx, condition, event=event, orders=ids)
    return [order for order in read if order.status is OrderStatus.READY]


def _waiting(order: Order) -> list[Ticket]:
    """List what was called out and waits at the counter."""
    made = [ticket for ticket in order.tickets if ticket.state is TicketState.MADE]
    return [ticket for ticket in made if ticket.marks.called_at is not None]
