"""What a customer is told of tickets that moved, as it is when the text leaves."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from backend.conversation.types import Say
from backend.core.db import Transaction
from backend.events import service as events
from backend.orders import reading
from backend.orders.rules import OPEN, UNTOUCHED
from backend.orders.types import Order, TicketState

_LIVE = OPEN | UNTOUCHED

#: Tickets at another station than their customer was told, or whose new one this very job tells.
_UNTOLD = """SELECT id FROM tickets WHERE event_id = %(event)s AND order_id = %(order)s
AND told_station_id IS NOT NULL AND (told_station_id <> station_id OR told_by = %(job)s)"""

_TOLD = """UPDATE tickets SET told_station_id = %(station)s, told_by = %(job)s
WHERE event_id = %(event)s AND id = %(ticket)s"""


def moved(tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say once where an order is made now; None where that is as told, or nothing is to come.

    However often its tickets moved, and however many jobs that left: whichever leaves first says
    how it is then, and the others find that it was said.
    """
    key = {"event": order.event_id, "job": payload["job"]}
    # Held: nobody moves it while we word it.
    order = reading.locked(tx, [order.event_id], order.id)
    rows = tx.fetch(_UNTOLD, order=order.id, **key)
    untold = {row["id"] for row in rows}
    live = [ticket for ticket in order.tickets if ticket.state in _LIVE]
    if not any(ticket.id in untold for ticket in live):
        return None
    for ticket in live:
        if ticket.id in untold:
            tx.queue(_TOLD, ticket=ticket.id, station=ticket.station, **key)
    zone = ZoneInfo(events.get(tx, order.event_id).timezone)
    return Say(
        "station_moved",
        {
            "number": str(order.number),
            "station": tuple(dict.fromkeys(ticket.station_name for ticket in live)),
            "earliest": order.earliest.astimezone(zone),
            "latest": order.latest.astimezone(zone),
        },
    )


def stranded(tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say that nobody can make it, while that is so."""
    ticket = order.ticket(payload["ticket"])
    if ticket.state is not TicketState.QUEUED:
        return None
    row = tx.one(
        """SELECT 1 FROM stations s JOIN tickets t ON t.event_id = s.event_id
        AND t.station_id = s.id WHERE t.event_id = %(event)s AND t.id = %(ticket)s
        AND s.state = 'closed' AND t.replan_at IS NOT NULL""",
        event=order.event_id,
        ticket=ticket.id,
    )
    if row is None:
        return None
    lines = tuple(placed.line for placed in order.lines_of(ticket.id))
    number = str(order.number)
    return Say("stranded", {"number": number, "station": ticket.station_name, "lines": lines})
