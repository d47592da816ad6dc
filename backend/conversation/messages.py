"""The texts we send of our own accord: their rows, what became of them, and showing them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from backend.conversation.delivery import RANK, DeliveryState, advance
from backend.conversation.views import MessageView, PhoneSnapshot
from backend.core import changes
from backend.core.db import Row, Transaction
from backend.core.segments import segments

#: How many texts a simulated phone shows.
SHOWN = 50

#: Twilio's code for a customer who said STOP, and ours.
OPTED_OUT = "21610"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text about to be sent."""

    event: int
    #: Of the job it comes from.
    id: int
    customer: int | None
    address: str
    #: Ours, that the customer knows.
    number: str
    channel: str
    kind: str
    body: str
    order: int | None
    request_id: str | None
    opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Attempt:
    """A text that may have been sent: what is known of it."""

    address: str
    number: str
    body: str
    #: When it was tried first.
    since: datetime
    provider_id: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What the carrier says of one text."""

    event: int
    message: int
    provider_id: str
    state: DeliveryState
    error_code: str | None


_COMPOSED = """INSERT INTO messages AS m (event_id, id, customer_id, direction, channel, account,
 address, number, kind, body, order_id, state, segments, request_id)
VALUES (%(event)s, %(id)s, %(customer)s, 'out', %(channel)s, %(account)s, %(address)s, %(number)s,
 %(kind)s, %(body)s, %(order)s, %(state)s, %(segments)s, %(request)s)
ON CONFLICT (event_id, id) DO UPDATE SET body = excluded.body, segments = excluded.segments,
 number = excluded.number, account = excluded.account, state = excluded.state, error_code = NULL"""


def compose(tx: Transaction, draft: Draft, *, account: str) -> None:
    """Write down a text before it is sent; an earlier attempt at it is written over."""
    tx.queue(
        _COMPOSED,
        event=draft.event,
        id=draft.id,
        customer=draft.customer,
        channel=draft.channel,
        account=account,
        address=draft.address,
        number=draft.number,
        kind=draft.kind,
        body=draft.body,
        order=draft.order,
        state=str(DeliveryState.SENDING),
        segments=segments(draft.body),
        request=draft.request_id,
    )


_SENT = """UPDATE messages SET
 state = CASE WHEN provider_id IS NULL THEN %(state)s ELSE state END,
 provider_id = coalesce(provider_id, %(provider_id)s)
WHERE event_id = %(event)s AND id = %(id)s RETURNING *"""


def sent(
    tx: Transaction, event: int, message: int, *, provider_id: str, state: DeliveryState
) -> Row | None:
    """Keep the provider's id; a report that overtook its answer knows the state better."""
    return tx.one(_SENT, event=event, id=message, provider_id=provider_id, state=str(state))


def waiting(tx: Transaction, event: int, message: int) -> None:
    """Show that it was not taken and will be tried again."""
    _set(tx, event, message, DeliveryState.QUEUED, None)


def failed(tx: Transaction, event: int, message: int, code: str) -> None:
    """Show that it will not be sent, and why."""
    _set(tx, event, message, DeliveryState.FAILED, code)


def _set(tx: Transaction, event: int, message: int, state: DeliveryState, code: str | None) -> None:
    tx.queue(
        """UPDATE messages SET state = %(state)s, error_code = %(code)s
        WHERE event_id = %(event)s AND id = %(id)s AND provider_id IS NULL""",
        event=event,
        id=message,
        state=str(state),
        code=code,
    )


def attempt(tx: Transaction, event: int, message: int) -> Attempt | None:
    """Read what is known of a text that may have been sent; None where it was never tried."""
    row = tx.one(
        """SELECT address, number, body, created_at AS since, provider_id FROM messages
        WHERE event_id = %(event)s AND id = %(id)s""",
        event=event,
        id=message,
    )
    return Attempt(**row) if row else None


def known(tx: Transaction, account: str, provider_ids: Collection[str]) -> frozenset[str]:
    """Tell which of the provider's messages belong to texts of ours already."""
    rows = tx.fetch(
        "SELECT provider_id FROM messages"
        " WHERE account = %(account)s AND provider_id = ANY(%(ids)s)",
        account=account,
        ids=list(provider_ids),
    )
    return frozenset(row["provider_id"] for row in rows)


def number_for(tx: Transaction, event: int, customer: int | None) -> str | None:
    """Give the number this customer texted last, else the event's first."""
    row = tx.one(
        """SELECT coalesce(
         (SELECT number FROM messages WHERE event_id = %(event)s AND customer_id = %(customer)s
          AND direction = 'in' ORDER BY id DESC LIMIT 1),
         (SELECT number FROM event_numbers WHERE event_id = %(event)s
          ORDER BY number LIMIT 1)) AS number""",
        event=event,
        customer=customer,
    )
    return row["number"] if row else None


def apply(tx: Transaction, report: Report) -> Row | None:
    """Apply what the carrier says of a text; gives its row where that changed its state."""
    row = tx.one(
        """SELECT * FROM messages WHERE event_id = %(event)s AND id = %(id)s
        AND direction = 'out' AND coalesce(provider_id, %(sid)s) = %(sid)s FOR UPDATE""",
        event=report.event,
        id=report.message,
        sid=report.provider_id,
    )
    if row is None:
        return None
    # Without an id, what stands there is what we believed: the carrier knows better.
    before = DeliveryState(row["state"]) if row["provider_id"] else DeliveryState.QUEUED
    state = str(advance(before, report.state))
    changed = state != row["state"]
    after = {
        **row,
        "provider_id": report.provider_id,
        "state": state,
        "error_code": report.error_code if changed else row["error_code"],
    }
    tx.queue(
        """UPDATE messages SET state = %(state)s, provider_id = %(provider_id)s,
        error_code = %(error_code)s WHERE event_id = %(event_id)s AND id = %(id)s""",
        **after,
    )
    return after if changed else None


def show(tx: Transaction, row: Row) -> None:
    """Record a text as changed, for the simulated phone it goes to."""
    changes.record(
        tx,
        row["event_id"],
        "MessageChanged",
        rooms=[f"phone:{row['address']}"],
        version=RANK[DeliveryState(row["state"])],
        view=_view(row),
    )


def phone(tx: Transaction, events: Collection[int], address: str) -> PhoneSnapshot:
    """Read the last texts of a phone at these events, all numbers together."""
    rows = tx.fetch(
        """SELECT m.* FROM customers c
        JOIN messages m ON m.event_id = c.event_id AND m.customer_id = c.id
        WHERE c.event_id = ANY(%(events)s) AND c.address = %(address)s
        ORDER BY m.id DESC LIMIT %(limit)s""",
        events=list(events),
        address=address,
        limit=SHOWN,
    )
    at = tx.fetch("SELECT now() AS at")[0]["at"]
    return PhoneSnapshot(messages=[_view(row) for row in reversed(rows)], at=at)


def _view(row: Row) -> MessageView:
    return MessageView(
        id=row["id"],
        direction=row["direction"],
        body=row["body"],
        state=row["state"],
        segments=row["segments"],
        at=row["created_at"],
        provider_id=row["provider_id"],
        address=row["address"],
        number=row["number"],
        kind=row["kind"],
    )
