"""Everything that happened to one order, in one line of time."""

from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from backend.core.db import Transaction
from backend.orders.types import Order, Ticket
from backend.stations.lanes import MOST_PASSED


class Happening(BaseModel):
    """One thing that happened."""

    model_config = ConfigDict(extra="forbid")

    at: datetime
    kind: Literal["action", "text"]
    #: Who did it; for a text, "in" or "out".
    by: str
    what: str
    ticket: int | None
    detail: dict[str, Any]


class Timeline(BaseModel):
    """What happened to an order, oldest first, and why each station was chosen."""

    model_config = ConfigDict(extra="forbid")

    order: int
    number: str
    stations: dict[str, str]
    timeline: list[Happening]
    next: None = None


#: How long before an order its conversation may have begun.
LEADING_UP = timedelta(minutes=30)

_HISTORY = """SELECT at, actor, action, ticket_id, detail FROM order_history
WHERE event_id = %(event)s AND order_id = %(order)s ORDER BY id"""

#: The conversation that led to the order, and every text about it since.
_TEXTS = """SELECT created_at, direction, kind, body, state, error_code, segments FROM messages
WHERE event_id = %(event)s AND (order_id = %(order)s OR request_id = %(request)s
 OR (customer_id = %(customer)s AND created_at BETWEEN %(since)s AND %(until)s))
ORDER BY id LIMIT 200"""


def timeline(tx: Transaction, order: Order) -> Timeline:
    """Read what happened to an order."""
    key = {"event": order.event_id, "order": order.id}
    done = [
        Happening(
            at=row["at"],
            kind="action",
            by=row["actor"],
            what=row["action"],
            ticket=row["ticket_id"],
            detail=row["detail"],
        )
        for row in tx.fetch(_HISTORY, **key)
    ]
    said = _texts(tx, order, key)
    return Timeline(
        order=order.id,
        number=str(order.number),
        stations={ticket.station_name: _why(ticket) for ticket in order.tickets},
        timeline=sorted([*done, *said], key=lambda happening: happening.at),
    )


def _why(ticket: Ticket) -> str:
    """Say why it stands where it does, and how often others went before it since."""
    passed = f"; passed {ticket.passed} of {MOST_PASSED}" if ticket.passed else ""
    return f"{ticket.reason}{passed}"


def _texts(tx: Transaction, order: Order, key: dict[str, int]) -> list[Happening]:
    rows = tx.fetch(
        _TEXTS,
        request=order.request_id,
        customer=order.customer_id,
        since=order.created_at - LEADING_UP,
        until=order.created_at,
        **key,
    )
    return [
        Happening(
            at=row["created_at"],
            kind="text",
            by=row["direction"],
            what=row["kind"],
            ticket=None,
            detail={name: row[name] for name in ("body", "state", "error_code", "segments")},
        )
        for row in rows
    ]
