"""Out of our texts and in again: kept for every event of a number, and shown to the stations."""

from backend.core.db import Transaction
from backend.customers import service as customers
from backend.orders import service as orders
from backend.orders.reading import OPEN_STATUSES

_OPEN = f"""SELECT c.event_id AS event, array_agg(o.id) AS orders FROM event_numbers n
JOIN customers c ON c.event_id = n.event_id AND c.address = %(address)s
JOIN orders o ON o.event_id = c.event_id AND o.customer_id = c.id
WHERE n.number = %(number)s AND o.status IN {OPEN_STATUSES} GROUP BY c.event_id"""


def opt(tx: Transaction, number: str, address: str, *, out: bool) -> None:
    """Record it; whoever holds this phone's tickets sees whether a text will tell or they must."""
    customers.opt(tx, number, address, out=out)
    for row in tx.fetch(_OPEN, number=number, address=address):
        orders.retell(tx, row["event"], row["orders"])
