"""Who is this phone: known by name and usual, opted out or not, forgotten on request."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.core.db import Transaction, as_json
from backend.orders.reading import line_document
from backend.orders.types import OrderLine


def remember(
    tx: Transaction,
    event: int,
    customer: int,
    *,
    name: str | None,
    usual: Sequence[OrderLine],
    language: str,
) -> None:
    """Keep the last order as the usual, its language, and the name if one was given."""
    tx.queue(
        """UPDATE customers SET usual = %(usual)s, language = %(language)s,
        name = coalesce(%(name)s, name)
        WHERE event_id = %(event)s AND id = %(customer)s""",
        event=event,
        customer=customer,
        name=name or None,
        language=language,
        usual=as_json([line_document(line) for line in usual]),
    )


def opt(tx: Transaction, number: str, address: str, *, out: bool) -> None:
    """Record that this phone wants no more texts from a number, or wants them again."""
    tx.queue(
        """UPDATE customers SET opted_out_at = CASE WHEN %(out)s THEN now() END
        WHERE address = %(address)s
        AND event_id IN (SELECT event_id FROM event_numbers WHERE number = %(number)s)""",
        out=out,
        address=address,
        number=number,
    )


def categorise(tx: Transaction, event: int, customer: int, category: str) -> None:
    """Keep what a customer is by the code they sent."""
    tx.queue(
        "UPDATE customers SET category = %(category)s"
        " WHERE event_id = %(event)s AND id = %(customer)s",
        event=event,
        customer=customer,
        category=category,
    )


@dataclass(frozen=True, slots=True)
class Known:
    """A customer as the counter needs to know them."""

    id: int
    opted_out: bool
    category: str | None


def find_or_create(tx: Transaction, event: int, address: str) -> Known:
    """Give the customer of an address at an event; they are held until the commit."""
    row = tx.one(
        """INSERT INTO customers (event_id, address) VALUES (%(event)s, %(address)s)
        ON CONFLICT (event_id, address) DO UPDATE SET address = excluded.address
        RETURNING id, opted_out_at IS NOT NULL AS opted_out, category""",
        event=event,
        address=address,
    )
    assert row is not None
    return Known(row["id"], row["opted_out"], row["category"])
