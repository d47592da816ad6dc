"""What came of each promise, written down when the order is made, or cancelled."""

from datetime import datetime

from backend.core.db import Transaction
from backend.core.metrics import PROMISE_WIDTH_SECONDS, PROMISES
from backend.orders.keeping import outcome
from backend.orders.types import Order, OrderStatus, TicketState

_MADE = frozenset({OrderStatus.READY, OrderStatus.COLLECTED})
#: Statuses in which the promise is over, one way or the other.
_OVER = _MADE | {OrderStatus.CANCELLED}

_KEEP = """INSERT INTO promise_outcomes AS p (event_id, order_id, outcome, told_at, ended_at,
 station_id, items, first_earliest, first_latest, earliest, latest, predicted_at, revised, remade,
 later)
SELECT %(event)s, %(id)s, %(outcome)s, %(told)s, coalesce(%(ready)s, clock_timestamp()),
 %(station)s, %(items)s::text[], %(first_earliest)s, %(first_latest)s, %(earliest)s, %(latest)s,
 %(predicted)s, %(revised)s, %(remade)s, %(later)s
ON CONFLICT (event_id, order_id) DO UPDATE SET outcome = excluded.outcome,
 ended_at = excluded.ended_at, station_id = excluded.station_id, items = excluded.items,
 earliest = excluded.earliest, latest = excluded.latest, remade = excluded.remade"""

_TAKE_BACK = "DELETE FROM promise_outcomes WHERE event_id = %(event)s AND order_id = %(id)s"


def settle(tx: Transaction, before: Order, after: Order) -> None:
    """Keep what came of the promise where its order is made now, or cancelled.

    Where that is taken back, so is what was kept; what is made again counts by when that is made.
    """
    if after.status in _OVER and before.status not in _OVER:
        _keep(tx, after)
    elif before.status in _OVER and after.status not in _OVER:
        tx.queue(_TAKE_BACK, event=after.event_id, id=after.id)


def _keep(tx: Transaction, order: Order) -> None:
    first = order.first or order.promised
    live = [one for one in order.tickets if one.state is not TicketState.VOIDED]
    last = max(live, key=lambda one: (one.made_at is not None, one.made_at, one.id), default=None)
    items = {placed.line.spec.item or "" for placed in order.lines_of(last.id)} if last else set()
    remade = any(one.made_count > 1 for one in order.tickets)
    tx.queue(
        _KEEP,
        event=order.event_id,
        id=order.id,
        outcome="ready" if last else "cancelled",
        told=order.created_at,
        ready=last.made_at if last else None,
        station=last.station if last else None,
        items=sorted(items),
        first_earliest=first.earliest,
        first_latest=first.latest,
        earliest=order.earliest,
        latest=order.latest,
        predicted=order.predicted,
        revised=order.revised,
        remade=remade,
        later=order.due is not None,
    )
    # What was made again was counted when it was made first: a counter takes nothing back.
    if last is not None and last.made_at is not None and not remade:
        _count(tx, order, last.made_at)


def _count(tx: Transaction, order: Order, ready: datetime) -> None:
    first = order.first or order.promised
    came = outcome(first, ready)
    kind = "now" if order.due is None else "later"
    width = (first.latest - first.earliest).total_seconds()
    tx.afterwards.append(lambda: PROMISES.labels(kind, str(came)).inc())
    tx.afterwards.append(lambda: PROMISE_WIDTH_SECONDS.observe(width))
