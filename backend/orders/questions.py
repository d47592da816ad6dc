"""Questions of baristas to customers: asked and answered on a ticket, closed with it."""

from backend.core.db import Row, Transaction
from backend.events import service as events
from backend.orders import reading, recording
from backend.orders.types import Order, Ticket

#: A question stays open for so long; then the customer's texts are the bot's again.
OPEN_MINUTES = 30

#: An SQL condition on `q`: it still waits for its answer.
IS_OPEN = f"q.closed_at IS NULL AND q.asked_at > now() - interval '{OPEN_MINUTES} minutes'"

_CLOSE = """UPDATE questions SET closed_at = now(), closed_because = %(because)s
WHERE event_id = %(event)s AND ticket_id = %(ticket)s AND closed_at IS NULL"""


def close(tx: Transaction, event: int, ticket: Ticket) -> None:
    """Close what was asked about a ticket that left the lanes."""
    tx.queue(_CLOSE, event=event, ticket=ticket.id, because=str(ticket.state))


_CLOSE_ALL = """UPDATE questions q SET closed_at = now(),
 closed_because = CASE t.state WHEN 'voided' THEN 'voided' ELSE 'expired' END
FROM tickets t WHERE t.event_id = q.event_id AND t.id = q.ticket_id
AND q.event_id = %(event)s AND q.order_id = %(order)s AND q.closed_at IS NULL"""


def close_all(tx: Transaction, order: Order) -> None:
    """Close what was asked about an order whose lines are others now."""
    tx.queue(_CLOSE_ALL, event=order.event_id, order=order.id)


_STANDING = f"""SELECT q.*, o.number, {IS_OPEN} AS in_time FROM questions q
JOIN orders o ON o.event_id = q.event_id AND o.id = q.order_id
WHERE q.event_id = %(event)s AND q.customer_id = %(customer)s AND q.closed_at IS NULL"""


def standing(tx: Transaction, event: int, customer: int) -> Row | None:
    """Read the question of a customer that nothing has closed yet, and whether it is in time."""
    return tx.one(_STANDING, event=event, customer=customer)


def drop(tx: Transaction, event: int, question: int, because: str) -> None:
    """Close a question that nobody will answer any more."""
    tx.queue(
        """UPDATE questions SET closed_at = now(), closed_because = %(because)s
        WHERE event_id = %(event)s AND id = %(id)s AND closed_at IS NULL""",
        event=event,
        id=question,
        because=because,
    )


_PUT = """INSERT INTO questions (event_id, order_id, ticket_id, customer_id, text, asked_by)
VALUES (%(event)s, %(order)s, %(ticket)s, %(customer)s, %(text)s, %(by)s) RETURNING id"""


def put(tx: Transaction, order: Order, ticket: int, text: str, *, by: str) -> tuple[int, Order]:
    """Put a question on a ticket of a locked order; gives its id, and the order with it."""
    row = tx.one(
        _PUT,
        event=order.event_id,
        order=order.id,
        ticket=ticket,
        customer=order.customer_id,
        text=text,
        by=by,
    )
    assert row is not None
    recording.history(tx, order, actor=by, action="asked", ticket=ticket, detail={"text": text})
    return row["id"], _told(tx, order.event_id, order.id, ticket)


#: The order is locked first, as by whoever acts on its tickets.
_HOLD = """SELECT 1 FROM orders o JOIN questions q ON q.event_id = o.event_id AND q.order_id = o.id
WHERE q.event_id = %(event)s AND q.id = %(id)s FOR UPDATE OF o"""

_ANSWER = """UPDATE questions SET answer = %(answer)s, answered_at = now(), closed_at = now(),
 closed_because = 'answered'
WHERE event_id = %(event)s AND id = %(id)s AND closed_at IS NULL RETURNING order_id, ticket_id"""


def answer(tx: Transaction, event: int, question: int, words: str) -> Ticket | None:
    """Put the customer's answer on the ticket, which it gives; None where it closed meanwhile."""
    tx.queue(_HOLD, event=event, id=question)
    row = tx.one(_ANSWER, event=event, id=question, answer=words)
    if row is None:
        return None
    order = _told(tx, event, row["order_id"], row["ticket_id"])
    recording.history(
        tx,
        order,
        actor="customer",
        action="answered",
        ticket=row["ticket_id"],
        detail={"text": words},
    )
    return order.ticket(row["ticket_id"])


def _told(tx: Transaction, event: int, order_id: int, ticket: int) -> Order:
    """Read the order with a new version of the ticket, and tell the screens."""
    for table, key in (("orders", order_id), ("tickets", ticket)):
        tx.queue(
            f"UPDATE {table} SET version = version + 1 WHERE event_id = %(event)s AND id = %(id)s",
            event=event,
            id=key,
        )
    order = reading.get(tx, [event], order_id)
    policy = events.get(tx, event).settings.name_policy
    recording.tell(tx, order, [order.ticket(ticket)], policy)
    return order
