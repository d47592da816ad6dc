"""Promises that will not hold: their customers hear of it before they break, with a new one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.core.db import Database, Transaction
from backend.events import service as events
from backend.events.types import Event
from backend.orders import keeping, promising, reading, rules
from backend.orders.types import Order, Ticket, TicketState
from backend.stations import service as stations
from backend.stations.promise import Range, promise
from backend.stations.remaining import Standing, remaining
from backend.stations.types import Station

#: Orders looked at in one transaction.
BATCH = 50
#: Who did it, in the history.
ACTOR = "clock"

_IS_DUE = "o.look_at IS NOT NULL AND o.look_at <= %(now)s AND o.status IN ('received', 'making')"

_EVENTS = f"SELECT DISTINCT event_id FROM orders o WHERE {_IS_DUE} ORDER BY event_id"

#: Held, as every verb on orders does; one that somebody holds now has its turn next.
_DUE = f"""SELECT o.id FROM orders o WHERE o.event_id = %(event)s AND {_IS_DUE}
ORDER BY o.look_at, o.id LIMIT %(limit)s FOR UPDATE SKIP LOCKED"""

#: Prep seconds before each of these tickets in its lane; what is under way counts by what is left.
_AHEAD = """SELECT t.id, (SELECT coalesce(sum(CASE w.state WHEN 'started' THEN greatest(
  w.prep_seconds / 4, w.prep_seconds - extract(epoch FROM %(now)s - w.started_at))
  ELSE w.prep_seconds END), 0)::int FROM tickets w WHERE w.event_id = t.event_id
  AND w.station_id = t.station_id AND w.position < t.position
  AND w.state IN ('queued', 'started')) AS ahead
FROM tickets t WHERE t.event_id = %(event)s AND t.order_id = ANY(%(orders)s)
AND t.state = 'queued'"""

_LOOK_AT = """UPDATE orders SET look_at = %(look_at)s
WHERE event_id = %(event)s AND id = %(id)s"""


def look(database: Database, now: datetime) -> None:
    """Look at every promise whose time to be looked at has come."""
    with database.transaction() as tx:
        due = [row["event_id"] for row in tx.fetch(_EVENTS, now=now)]
    for event in due:
        more = True
        while more:
            with database.transaction() as tx:
                more = look_at_some(tx, event, now) == BATCH


def look_at_some(tx: Transaction, event_id: int, now: datetime) -> int:
    """Look at one batch of an event's promises; gives how many that were."""
    ids = [row["id"] for row in tx.fetch(_DUE, event=event_id, now=now, limit=BATCH)]
    if not ids:
        return 0
    event = events.get(tx, event_id)
    here = {station.id: station for station in stations.venue(tx, event).stations}
    ahead = {
        row["id"]: row["ahead"] for row in tx.fetch(_AHEAD, event=event_id, orders=ids, now=now)
    }
    desk = _Desk(tx, event, now, here, ahead)
    condition = "o.event_id = %(event)s AND o.id = ANY(%(orders)s) ORDER BY o.id"
    for order in reading.orders_where(tx, condition, event=event_id, orders=ids):
        desk.look(order)
    return len(ids)


@dataclass(frozen=True, slots=True)
class _Desk:
    """All that looking needs, in one transaction."""

    tx: Transaction
    event: Event
    now: datetime
    stations: dict[int, Station]
    #: Prep seconds before each ticket that waits.
    ahead: dict[int, int]

    def look(self, order: Order) -> None:
        """Promise anew what will not hold; look again at what may."""
        last, seconds = self._last(order)
        predicted = self.now + timedelta(seconds=seconds)
        old = keeping.too_old(order.promised, self.now)
        if old or not keeping.breaks(order.promised, predicted):
            self._look_again(order)
            return
        told = _after(order, promise(seconds, self.now))
        promising.revise(
            self.tx,
            order,
            told,
            predicted=predicted,
            look_at=keeping.look_again(told, self.now, revised=order.revised + 1, just_now=True),
            policy=self.event.settings.name_policy,
            actor=ACTOR,
            why=self._why(last, seconds),
        )

    def _last(self, order: Order) -> tuple[Ticket, int]:
        """Find the ticket that is made last, and in how many seconds."""
        return max(
            ((ticket, self._remaining(ticket)) for ticket in _to_make(order)),
            key=lambda one: (one[1], one[0].id),
        )

    def _remaining(self, ticket: Ticket) -> int:
        scheduled = ticket.state is TicketState.SCHEDULED
        standing = Standing(
            ticket.prep_seconds,
            self.ahead.get(ticket.id, 0),
            started_at=ticket.started_at if ticket.state is TicketState.STARTED else None,
            release_at=ticket.release_at if scheduled else None,
        )
        return remaining(self.stations[ticket.station], standing, self.now)

    def _look_again(self, order: Order) -> None:
        self.tx.queue(
            _LOOK_AT,
            event=order.event_id,
            id=order.id,
            look_at=keeping.look_again(
                order.promised, self.now, revised=order.revised, just_now=False
            ),
        )

    def _why(self, ticket: Ticket, seconds: int) -> str:
        where = f"{ticket.station_name}: ready in {seconds} s"
        if ticket.state is not TicketState.QUEUED:
            return f"{where} ({ticket.state}, {ticket.prep_seconds} s to make)"
        ahead = self.ahead.get(ticket.id, 0)
        return f"{where} ({ahead} s before it, {ticket.prep_seconds} s to make)"


def _to_make(order: Order) -> Sequence[Ticket]:
    return [one for one in order.tickets if one.state in rules.OPEN | rules.UNTOUCHED]


def _after(order: Order, told: Range) -> Range:
    """Never ask anybody to come sooner than they were told, or wished."""
    return Range(max(told.earliest, order.earliest), told.latest)
