"""Which labels wait at which station: what should be there is put there, what should not is taken.

Each statement says all of it, for one ticket or for all, and finds nothing to do where it was done:
actions on tickets queue it with their own writes, and the worker looks over all once a second.
"""

from backend.core.db import Transaction
from backend.printing.tables import AUTOMATIC
from backend.printing.types import Why

#: Labels of tickets that are elsewhere by now, or are made no more.
_WITHDRAW = """UPDATE label_jobs j SET state = 'withdrawn', done_at = now(), leased_until = NULL
FROM tickets t WHERE t.event_id = j.event_id AND t.id = j.ticket_id
AND j.state IN ('queued', 'leased') AND (t.station_id <> j.station_id OR t.state = 'voided')"""

_ELSEWHERE = """EXISTS (SELECT 1 FROM label_jobs e WHERE e.event_id = t.event_id
 AND e.ticket_id = t.id AND e.station_id <> t.station_id)"""

#: Labels that come by themselves and are not there yet.
_WANTED = f"""INSERT INTO label_jobs (event_id, station_id, ticket_id, cup, why)
SELECT t.event_id, t.station_id, t.id, c.cup, CASE WHEN {_ELSEWHERE} THEN 'moved'
 WHEN t.state = 'started' THEN 'started' ELSE 'placed' END
FROM printers p JOIN tickets t ON t.event_id = p.event_id AND t.station_id = p.station_id
CROSS JOIN LATERAL (SELECT generate_series(1, sum(l.quantity)::int) AS cup FROM order_lines l
 WHERE l.event_id = t.event_id AND l.order_id = t.order_id AND l.ticket_id = t.id) c
WHERE p.labels <> 'off' AND t.state IN ('queued', 'started')
AND (p.labels = 'placing' OR t.state = 'started' OR {_ELSEWHERE})
AND NOT EXISTS (SELECT 1 FROM label_jobs j WHERE j.event_id = t.event_id AND j.ticket_id = t.id
 AND j.station_id = t.station_id AND j.cup = c.cup AND j.state <> 'withdrawn'
 AND j.why IN ({AUTOMATIC}))"""
_IN_ORDER = " ORDER BY t.position, c.cup ON CONFLICT DO NOTHING"

_ONE = " AND t.event_id = %(event)s AND t.id = %(ticket)s"

#: Once more what was printed already, or may have been; not twice where it waits still.
_AGAIN = """INSERT INTO label_jobs (event_id, station_id, ticket_id, cup, why, by)
SELECT t.event_id, t.station_id, t.id, c.cup, %(why)s, %(by)s
FROM tickets t JOIN (SELECT event_id, ticket_id, cup FROM label_jobs WHERE event_id = %(event)s
 AND ticket_id = %(ticket)s GROUP BY event_id, ticket_id, cup
 HAVING bool_or(state IN ('leased', 'printing', 'printed', 'unsure'))
 AND NOT bool_or(state = 'queued')) c
 ON c.event_id = t.event_id AND c.ticket_id = t.id
WHERE t.event_id = %(event)s AND t.id = %(ticket)s AND t.state <> 'voided' ORDER BY c.cup"""


def follow(tx: Transaction, event: int, ticket: int, action: str, by: str) -> None:
    """Queue what an action on a ticket means for its labels; it costs no trip."""
    if action in ("move", "void"):
        tx.queue(_WITHDRAW + _ONE, event=event, ticket=ticket)
    if action in ("move", "start"):
        tx.queue(_WANTED + _ONE + _IN_ORDER, event=event, ticket=ticket)
    if action == "remake":
        again(tx, event, ticket, Why.REMADE, by)


def again(tx: Transaction, event: int, ticket: int, why: Why, by: str) -> None:
    """Queue once more the labels that a ticket has got, for this reason."""
    tx.queue(_AGAIN, event=event, ticket=ticket, why=str(why), by=by)


def look_over(tx: Transaction) -> None:
    """Queue putting right the labels of all open tickets."""
    tx.queue(_WITHDRAW)
    tx.queue(_WANTED + _IN_ORDER)
