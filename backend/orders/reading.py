"""Orders read back from their rows, whole, in one statement."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from backend.core.db import Row, Transaction
from backend.core.errors import NotFound
from backend.menu.types import DrinkSpec, Extra
from backend.orders.types import (
    Acknowledgement,
    Channel,
    Marks,
    Order,
    OrderLine,
    OrderStatus,
    PlacedLine,
    Question,
    Ticket,
    TicketState,
)
from backend.stations.promise import Range

#: Statuses of orders that are still somebody's business.
OPEN_STATUSES = "('received', 'making', 'ready')"

#: Cups that customer `c` has ordered since a moment and nobody cancelled.
CUPS_SINCE = """SELECT coalesce(sum(l.quantity), 0)::int FROM orders o
 JOIN order_lines l ON l.event_id = o.event_id AND l.order_id = o.id
 JOIN tickets t ON t.event_id = l.event_id AND t.id = l.ticket_id
 WHERE o.event_id = c.event_id AND o.customer_id = c.id
 AND o.created_at >= %(cups_since)s::timestamptz AND t.state <> 'voided'"""

_ORDERS = """SELECT o.*, e.slug AS event, c.address, c.opted_out_at IS NOT NULL AS opted_out,
 (SELECT jsonb_agg(to_jsonb(t) || jsonb_build_object('station_name', s.name, 'question',
   (SELECT to_jsonb(q) FROM questions q WHERE q.event_id = t.event_id AND q.ticket_id = t.id
    ORDER BY q.id DESC LIMIT 1)) ORDER BY t.id)
  FROM tickets t JOIN stations s ON s.event_id = t.event_id AND s.id = t.station_id
  WHERE t.event_id = o.event_id AND t.order_id = o.id) AS tickets,
 (SELECT json_agg(l ORDER BY l.id) FROM order_lines l
  WHERE l.event_id = o.event_id AND l.order_id = o.id) AS lines
FROM orders o JOIN events e ON e.id = o.event_id
LEFT JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id"""


class NoOrder(NotFound):
    """There is no such order."""

    code = "no_order"


class NoTicket(NotFound):
    """There is no such ticket."""

    code = "no_ticket"


def orders_where(tx: Transaction, condition: str, **values: object) -> list[Order]:
    """Read the orders that meet an SQL condition on `o` (order) and `c` (customer)."""
    return [order_of(row) for row in tx.fetch(f"{_ORDERS} WHERE {condition}", **values)]


def get(tx: Transaction, events: list[int], order: int) -> Order:
    """Read one order of the events a caller may see."""
    found = orders_where(
        tx, "o.event_id = ANY(%(events)s) AND o.id = %(order)s", events=events, order=order
    )
    if not found:
        raise NoOrder
    return found[0]


def locked(tx: Transaction, events: list[int], order: int) -> Order:
    """Read one order and hold it until the transaction ends."""
    tx.queue(
        "SELECT 1 FROM orders WHERE event_id = ANY(%(events)s) AND id = %(order)s FOR UPDATE",
        events=events,
        order=order,
    )
    return get(tx, events, order)


def locked_by_ticket(tx: Transaction, events: list[int], ticket: int) -> Order:
    """Read the order a ticket belongs to and hold it until the transaction ends."""
    tx.queue(
        """SELECT 1 FROM orders o JOIN tickets t ON t.event_id = o.event_id AND t.order_id = o.id
        WHERE t.event_id = ANY(%(events)s) AND t.id = %(ticket)s FOR UPDATE OF o""",
        events=events,
        ticket=ticket,
    )
    found = orders_where(
        tx,
        "o.event_id = ANY(%(events)s) AND o.id = (SELECT order_id FROM tickets"
        " WHERE event_id = ANY(%(events)s) AND id = %(ticket)s)",
        events=events,
        ticket=ticket,
    )
    if not found:
        raise NoTicket
    return found[0]


def open_cups(tx: Transaction, event: int, customer: int) -> int:
    """Count the cups a customer has on order."""
    row = tx.one(
        f"""SELECT coalesce(sum(l.quantity), 0) AS cups FROM orders o
        JOIN order_lines l ON l.event_id = o.event_id AND l.order_id = o.id
        WHERE o.event_id = %(event)s AND o.customer_id = %(customer)s
        AND o.status IN {OPEN_STATUSES}""",
        event=event,
        customer=customer,
    )
    return int(row["cups"]) if row else 0


def cups_since(tx: Transaction, event: int, customer: int, since: datetime) -> int:
    """Count the cups a customer has ordered since then, without what was cancelled."""
    row = tx.one(
        f"SELECT ({CUPS_SINCE}) AS cups FROM customers c"
        " WHERE c.event_id = %(event)s AND c.id = %(customer)s",
        event=event,
        customer=customer,
        cups_since=since,
    )
    return int(row["cups"]) if row else 0


def event_of_ticket(tx: Transaction, events: list[int], ticket: int) -> int:
    """Tell which of these events a ticket belongs to."""
    row = tx.one(
        "SELECT event_id FROM tickets WHERE event_id = ANY(%(events)s) AND id = %(ticket)s",
        events=events,
        ticket=ticket,
    )
    if row is None:
        raise NoTicket
    return int(row["event_id"])


def order_of(row: Row) -> Order:
    """Build an order from its row."""
    return Order(
        id=row["id"],
        event_id=row["event_id"],
        event=row["event"],
        number=row["number"],
        customer_id=row["customer_id"],
        address=row["address"],
        opted_out=bool(row["opted_out"]),
        channel=Channel(row["channel"]),
        name=row["name"],
        words=row["words"],
        status=OrderStatus(row["status"]),
        version=row["version"],
        earliest=row["promised_earliest"],
        latest=row["promised_latest"],
        created_at=row["created_at"],
        request_id=row["request_id"],
        tickets=tuple(_ticket(ticket) for ticket in row["tickets"] or ()),
        lines=tuple(_placed(line) for line in row["lines"] or ()),
        category=row["category"],
        priority=row["priority"],
        due=row["due_at"],
        predicted=row["predicted_at"],
        first=Range(row["first_earliest"], row["first_latest"]) if row["first_latest"] else None,
        revised=row["revised"],
        token=row["token"],
        zone=row["zone"],
    )


def _ticket(row: Mapping[str, Any]) -> Ticket:
    return Ticket(
        id=row["id"],
        station=row["station_id"],
        station_name=row["station_name"],
        state=TicketState(row["state"]),
        version=row["version"],
        prep_seconds=row["prep_seconds"],
        position=float(row["position"]),
        made_count=row["made_count"],
        reason=row["reason"],
        note=row["note"],
        started_by=row["started_by"],
        queued_at=datetime.fromisoformat(row["queued_at"]),
        started_at=_time(row["started_at"]),
        made_at=_time(row["made_at"]),
        closed_at=_time(row["closed_at"]),
        release_at=_time(row["release_at"]),
        passed=row["passed"],
        needed_at=_time(row["needed_at"]),
        question=_question(row["question"]) if row["question"] else None,
        marks=_marks(row),
    )


def _marks(row: Mapping[str, Any]) -> Marks:
    by, at = row["acknowledged_by"], _time(row["acknowledged_at"])
    return Marks(
        held=row["held"],
        called_at=_time(row["called_at"]),
        reminded_at=_time(row["reminded_at"]),
        late_at=_time(row["late_at"]),
        written_off=row["written_off"],
        acknowledged=Acknowledgement(by, at, row["acknowledged_of"]) if at else None,
    )


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        text=row["text"],
        asked_by=row["asked_by"],
        asked_at=datetime.fromisoformat(row["asked_at"]),
        answer=row["answer"],
        answered_at=_time(row["answered_at"]),
    )


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _placed(row: Mapping[str, Any]) -> PlacedLine:
    return PlacedLine(row["id"], row["ticket_id"], line_of(row), tuple(row["alerts"]))


def line_of(document: Mapping[str, Any]) -> OrderLine:
    """Read a line from JSON; the reverse of `line_document`."""
    return OrderLine(
        quantity=document["quantity"],
        spec=DrinkSpec(
            item=document["item"],
            options={
                group: tuple(value) if isinstance(value, list) else value
                for group, value in document["options"].items()
            },
            extras=tuple(Extra(**extra) for extra in document["extras"]),
            notes=tuple(document["notes"]),
        ),
        name=document["name"],
    )


def line_document(line: OrderLine) -> dict[str, Any]:
    """Write a line as JSON; the reverse of `line_of`."""
    spec = line.spec
    return {
        "quantity": line.quantity,
        "item": spec.item,
        "options": dict(spec.options),
        "extras": [{"name": e.name, "count": e.count, "amount": e.amount} for e in spec.extras],
        "notes": list(spec.notes),
        "name": line.name,
    }
