"""The marks of tickets in their rows."""

from typing import Any

from backend.core.db import Transaction
from backend.orders.types import Marks, Order, Ticket

#: What an UPDATE of tickets sets, from `values`.
SET = """held = %(held)s, called_at = %(called_at)s, reminded_at = %(reminded_at)s,
 late_at = %(late_at)s, written_off = %(written_off)s, acknowledged_by = %(acknowledged_by)s,
 acknowledged_at = %(acknowledged_at)s, acknowledged_of = %(acknowledged_of)s"""


def values(marks: Marks) -> dict[str, Any]:
    """Give the columns of a ticket's marks."""
    read = marks.acknowledged
    return {
        "held": marks.held,
        "called_at": marks.called_at,
        "reminded_at": marks.reminded_at,
        "late_at": marks.late_at,
        "written_off": marks.written_off,
        "acknowledged_by": read.by if read else None,
        "acknowledged_at": read.at if read else None,
        "acknowledged_of": read.of if read else None,
    }


def write(tx: Transaction, order: Order, ticket: Ticket) -> None:
    """Write the marks of a ticket that was written without them."""
    if ticket.marks != Marks():
        tx.queue(
            f"UPDATE tickets SET {SET} WHERE event_id = %(event)s AND id = %(id)s",
            event=order.event_id,
            id=ticket.id,
            **values(ticket.marks),
        )
