"""Writing new orders, tickets and lines."""

from backend.core.db import Transaction, as_json
from backend.orders import keeping
from backend.orders.reading import line_document
from backend.orders.types import Order, PlacedLine, Ticket

_ORDER = """INSERT INTO orders (event_id, id, number, customer_id, channel, name, words,
 category, priority, promised_earliest, promised_latest, request_id, created_at, due_at,
 predicted_at, look_at, token, zone)
VALUES (%(event)s, %(id)s, %(number)s, %(customer)s, %(channel)s, %(name)s, %(words)s,
 %(category)s, %(priority)s, %(earliest)s, %(latest)s, %(request)s, %(now)s, %(due)s,
 %(predicted)s, %(look_at)s, %(token)s, %(zone)s)"""

#: A station that was removed meanwhile gets none, and then the lines have nowhere to be.
_TICKET = """INSERT INTO tickets (event_id, id, order_id, station_id, state, prep_seconds, position,
 passed, reason, queued_at, release_at, needed_at) SELECT event_id, %(id)s, %(order)s, id,
 %(state)s, %(prep)s, %(position)s, %(passed)s, %(reason)s, %(now)s, %(release)s, %(needed)s
FROM stations
WHERE event_id = %(event)s AND id = %(station)s AND removed_at IS NULL FOR KEY SHARE"""

_LINE = """INSERT INTO order_lines (event_id, id, order_id, ticket_id, quantity, item, options,
 extras, notes, alerts, name) VALUES (%(event)s, %(id)s, %(order)s, %(ticket)s, %(quantity)s,
 %(item)s, %(options)s, %(extras)s, %(notes)s, %(alerts)s, %(name)s)"""


def write_order(tx: Transaction, order: Order) -> None:
    """Write a new order with its tickets and lines."""
    tx.queue(
        _ORDER,
        event=order.event_id,
        id=order.id,
        number=order.number,
        customer=order.customer_id,
        channel=str(order.channel),
        name=order.name,
        words=order.words,
        category=order.category,
        priority=order.priority,
        earliest=order.earliest,
        latest=order.latest,
        request=order.request_id,
        now=order.created_at,
        due=order.due,
        predicted=order.predicted,
        look_at=keeping.look_at(order.promised, order.created_at),
        token=order.token,
        zone=order.zone,
    )
    for ticket in order.tickets:
        write_ticket(tx, order, ticket)
    for placed in order.lines:
        write_line(tx, order, placed)


def write_ticket(tx: Transaction, order: Order, ticket: Ticket) -> None:
    """Write a new ticket of an order."""
    tx.queue(
        _TICKET,
        event=order.event_id,
        id=ticket.id,
        order=order.id,
        station=ticket.station,
        state=str(ticket.state),
        prep=ticket.prep_seconds,
        position=ticket.position,
        passed=ticket.passed,
        reason=ticket.reason,
        now=ticket.queued_at,
        release=ticket.release_at,
        needed=ticket.needed_at,
    )


def write_line(tx: Transaction, order: Order, placed: PlacedLine) -> None:
    """Write a new line."""
    document = line_document(placed.line)
    tx.queue(
        _LINE,
        event=order.event_id,
        id=placed.id,
        order=order.id,
        ticket=placed.ticket,
        quantity=document["quantity"],
        item=document["item"],
        options=as_json(document["options"]),
        extras=as_json(document["extras"]),
        notes=as_json(document["notes"]),
        alerts=as_json(list(placed.alerts)),
        name=document["name"],
    )
