"""A promise that is revised: the new one in force, the first one kept, everybody told."""

from dataclasses import replace
from datetime import datetime

from backend.core.db import Transaction
from backend.core.metrics import PROMISES_REVISED
from backend.events.types import NamePolicy
from backend.orders import recording, rules
from backend.orders.owing import owe
from backend.orders.types import Order, Ticket
from backend.stations.promise import Range

_REVISE = """UPDATE orders SET promised_earliest = %(earliest)s, promised_latest = %(latest)s,
 first_earliest = %(first_earliest)s, first_latest = %(first_latest)s,
 predicted_at = %(predicted)s, revised = %(revised)s, version = %(version)s, look_at = %(look_at)s
WHERE event_id = %(event)s AND id = %(id)s"""

_TICKETS = """UPDATE tickets SET version = version + 1
WHERE event_id = %(event)s AND order_id = %(id)s AND id = ANY(%(tickets)s)"""


def revise(  # noqa: PLR0913 - an order, what is promised now, and who is told how
    tx: Transaction,
    order: Order,
    promised: Range,
    *,
    predicted: datetime,
    look_at: datetime | None,
    policy: NamePolicy,
    actor: str,
    why: str,
) -> Order:
    """Promise an order that the caller holds anew; a customer whom a text reaches gets one.

    `why` is for the history, in words and figures.
    """
    after = replace(
        order,
        earliest=promised.earliest,
        latest=promised.latest,
        first=order.first or order.promised,
        predicted=predicted,
        revised=order.revised + 1,
        version=order.version + 1,
        tickets=tuple(_seen_anew(ticket) for ticket in order.tickets),
    )
    told = [one for one in after.tickets if one not in order.tickets]
    _write(tx, after, told, look_at)
    detail = {
        "before": {"earliest": order.earliest, "latest": order.latest},
        "promise": {"earliest": promised.earliest, "latest": promised.latest},
        "predicted": predicted,
        "because": why,
    }
    recording.history(tx, after, actor=actor, action="revised", detail=detail)
    recording.tell(tx, after, told, policy)
    recording.log_done(tx, after, "promise.revised", latest=promised.latest.isoformat())
    if not order.opted_out:
        key = f"late:{order.id}:{order.version}"
        owe(tx, after, "late", key, latest=promised.latest.isoformat())
    tx.afterwards.append(PROMISES_REVISED.inc)
    return after


def _seen_anew(ticket: Ticket) -> Ticket:
    """Give a ticket still to be made a new version: its view has the promise."""
    if ticket.state not in rules.OPEN | rules.UNTOUCHED:
        return ticket
    return replace(ticket, version=ticket.version + 1)


def _write(tx: Transaction, order: Order, tickets: list[Ticket], look_at: datetime | None) -> None:
    assert order.first is not None
    tx.queue(
        _REVISE,
        event=order.event_id,
        id=order.id,
        earliest=order.earliest,
        latest=order.latest,
        first_earliest=order.first.earliest,
        first_latest=order.first.latest,
        predicted=order.predicted,
        revised=order.revised,
        version=order.version,
        look_at=look_at,
    )
    tx.queue(_TICKETS, event=order.event_id, id=order.id, tickets=[one.id for one in tickets])
