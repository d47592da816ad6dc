"""The labels of tickets, read as they are at this moment: what was forgotten is on none."""

from collections.abc import Mapping, Sequence

from backend.core.db import Transaction
from backend.events import service as events
from backend.menu import service as menus
from backend.orders import reading
from backend.orders.labels import labels
from backend.printing.types import Label


def contents(
    tx: Transaction, event: int, tickets: Sequence[int]
) -> Mapping[int, tuple[Label, ...]]:
    """Give {ticket: a label for each of its cups}."""
    found = reading.orders_where(
        tx,
        """o.event_id = %(event)s AND o.id IN (SELECT order_id FROM tickets
        WHERE event_id = %(event)s AND id = ANY(%(tickets)s))""",
        event=event,
        tickets=list(tickets),
    )
    where, menu = events.get(tx, event), menus.get(tx, event)
    made: dict[int, tuple[Label, ...]] = {}
    for order in found:
        made |= labels(order, where, menu)
    return {ticket: made.get(ticket, ()) for ticket in tickets}


def place_of(tx: Transaction, seen: list[int], ticket: int) -> tuple[int, int]:
    """Tell at which of these events a ticket is, and at which station."""
    row = tx.one(
        """SELECT event_id, station_id FROM tickets
        WHERE event_id = ANY(%(events)s) AND id = %(ticket)s""",
        events=seen,
        ticket=ticket,
    )
    if row is None:
        raise reading.NoTicket
    return row["event_id"], row["station_id"]
