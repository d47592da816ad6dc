"""Forgetting a customer: afterwards the next text is a stranger's, everywhere."""

from backend.core.db import Transaction, as_json
from backend.events import service as events
from backend.orders import service as orders
from backend.orders.showing import call_view, order_view, ticket_view

_ERASE = (
    "DELETE FROM outbox WHERE event_id = %(event)s AND lane = %(address)s",
    """DELETE FROM changes WHERE event_id = %(event)s AND type = 'MessageChanged'
    AND data->>'address' = %(address)s""",
    r"""DELETE FROM idempotency_keys k USING orders o WHERE k.event_id = %(event)s
    AND o.event_id = %(event)s AND o.customer_id = %(customer)s
    AND k.answer->>'text' ~ ('"order":' || o.id || '[,}]|^. ?"id":' || o.id || ',')""",
    """DELETE FROM idempotency_keys k USING orders o WHERE k.event_id = %(event)s
    AND o.event_id = %(event)s AND o.customer_id = %(customer)s
    AND k.caller = 'track:' || o.id""",
    "DELETE FROM rooms WHERE event_id = %(event)s AND name = 'phone:' || %(address)s",
    "DELETE FROM messages WHERE event_id = %(event)s AND customer_id = %(customer)s",
    """UPDATE order_history SET detail = detail - 'text' - 'reason'
    WHERE event_id = %(event)s AND order_id IN
    (SELECT id FROM orders WHERE event_id = %(event)s AND customer_id = %(customer)s)""",
    "DELETE FROM questions WHERE event_id = %(event)s AND customer_id = %(customer)s",
    """UPDATE order_lines SET name = NULL WHERE event_id = %(event)s AND order_id IN
    (SELECT id FROM orders WHERE event_id = %(event)s AND customer_id = %(customer)s)""",
    """UPDATE orders SET name = NULL, words = NULL, category = NULL, customer_id = NULL
    WHERE event_id = %(event)s AND customer_id = %(customer)s""",
    "DELETE FROM dialogues WHERE event_id = %(event)s AND customer_id = %(customer)s",
    "DELETE FROM customers WHERE event_id = %(event)s AND id = %(customer)s",
)


def forget(tx: Transaction, event: int, customer: int, address: str) -> None:
    """Erase name, usual, messages and consent; orders stay, without a name or a phone."""
    rows = tx.fetch(
        "SELECT id FROM orders WHERE event_id = %(event)s AND customer_id = %(customer)s",
        event=event,
        customer=customer,
    )
    for statement in _ERASE:
        tx.queue(statement, event=event, customer=customer, address=address)
    if rows:
        _forget_on_screens(tx, event, [row["id"] for row in rows])


_SCRUB = """UPDATE changes SET data = %(data)s
WHERE event_id = %(event)s AND type = %(type)s AND data->>%(key)s = %(id)s"""


def _forget_on_screens(tx: Transaction, event: int, order_ids: list[int]) -> None:
    """Tell open screens, and replace what was recorded by views without the name."""
    policy = events.get(tx, event).settings.name_policy
    for order in orders.retell(tx, event, order_ids):
        views = [("OrderChanged", "id", order.id, order_view(order).model_dump(mode="json"))]
        for ticket in order.tickets:
            seen = ticket_view(order, ticket).model_dump(mode="json")
            called = call_view(order, ticket, policy).model_dump(mode="json")
            views.append(("TicketChanged", "id", ticket.id, seen))
            views.append(("CallChanged", "ticket", ticket.id, called))
        for type_, key, ident, data in views:
            tx.queue(_SCRUB, event=event, type=type_, key=key, id=str(ident), data=as_json(data))
