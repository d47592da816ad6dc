"""From a job to a text, at the moment of sending: what is no longer true is not said."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from backend.channels import moving
from backend.conversation import previewing
from backend.conversation.messages import Draft, number_for
from backend.conversation.replies import render
from backend.conversation.types import Form, Say
from backend.conversation.wording import Wording
from backend.core.db import Transaction
from backend.core.outbox import Job
from backend.events import service as events
from backend.menu import service as menus
from backend.orders import reading
from backend.orders.questions import IS_OPEN
from backend.orders.replanning import waits
from backend.orders.rules import OPEN, UNTOUCHED
from backend.orders.types import Order, OrderLine, OrderStatus, Ticket, TicketState

_LIVE = OPEN | UNTOUCHED


def draft(tx: Transaction, job: Job) -> Draft | None:
    """Write the text a job asks for; None where there is nothing to say any more."""
    if job.kind == "text":
        return _as_given(tx, job)
    try:
        order = reading.get(tx, [job.event_id], job.payload["order"])
    except reading.NoOrder:
        return None
    said = _SAYS[job.kind](tx, order, {**job.payload, "job": job.id})
    # An order without an address is a forgotten customer's.
    if said is None or order.address is None:
        return None
    return Draft(
        event=job.event_id,
        id=job.id,
        customer=order.customer_id,
        address=order.address,
        number=number_for(tx, job.event_id, order.customer_id) or "",
        channel=_channel(order.address),
        kind=job.kind,
        body=_in_words(tx, order, said),
        order=order.id,
        request_id=job.request_id,
        opted_out=order.opted_out,
    )


def _as_given(tx: Transaction, job: Job) -> Draft | None:
    customer = tx.one(
        """SELECT id, opted_out_at IS NOT NULL AS opted_out FROM customers
        WHERE event_id = %(event)s AND address = %(address)s""",
        event=job.event_id,
        address=job.lane,
    )
    if customer is None:
        return None
    return Draft(
        event=job.event_id,
        id=job.id,
        customer=customer["id"],
        address=job.lane,
        number=number_for(tx, job.event_id, customer["id"]) or "",
        channel=_channel(job.lane),
        kind=job.payload.get("kind", "text"),
        body=job.payload["body"],
        order=job.payload.get("order"),
        request_id=job.request_id,
        opted_out=customer["opted_out"],
    )


def _channel(address: str) -> str:
    return "whatsapp" if address.startswith("whatsapp:") else "sms"


#: The customer's language, and the event's own words for one key: {language: text}.
_WORDING = """SELECT c.language, (SELECT jsonb_object_agg(w.language, w.text) FROM wording w
 WHERE w.event_id = c.event_id AND w.form = 'text' AND w.key = %(key)s AND w.text IS NOT NULL)
 AS own FROM customers c WHERE c.event_id = %(event)s AND c.id = %(id)s"""


def _in_words(tx: Transaction, order: Order, said: Say) -> str:
    row = tx.one(_WORDING, event=order.event_id, id=order.customer_id, key=said.key)
    language, own = (row["language"], row["own"] or {}) if row else ("en", {})
    wording = Wording.of((code, Form.TEXT, said.key, text) for code, text in own.items())
    return render([said], wording.replies(language, Form.TEXT), menus.get(tx, order.event_id))


def _ready(_tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say it while the ticket is made, and was not made again since."""
    ticket = order.ticket(payload["ticket"])
    if ticket.state is not TicketState.MADE or ticket.made_count != payload["made"]:
        return None
    values: dict[str, object] = {"number": str(order.number), "station": ticket.station_name}
    if sum(one.state is not TicketState.VOIDED for one in order.tickets) == 1:
        return Say("ready", values)
    values["lines"] = _lines(order, ticket)
    coming = [one for one in order.tickets if one.state in _LIVE or _is_kept_back(one)]
    if not coming:
        return Say("ready_lines", values)
    values["more"] = _lines(order, *coming)
    values["more_at"] = tuple(dict.fromkeys(one.station_name for one in coming))
    return Say("ready_more", values)


def _is_kept_back(ticket: Ticket) -> bool:
    return ticket.state is TicketState.MADE and ticket.marks.held


def _lines(order: Order, *tickets: Ticket) -> tuple[OrderLine, ...]:
    return tuple(placed.line for ticket in tickets for placed in order.lines_of(ticket.id))


_TOLD_READY = """SELECT 1 FROM outbox o JOIN messages m USING (event_id, id)
WHERE o.event_id = %(event)s AND o.dedup_key = %(key)s AND m.provider_id IS NOT NULL
AND m.state NOT IN ('failed', 'undelivered')"""


def _corrected(tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Take back what was said: only where it was, and the ticket is still being made."""
    ticket = order.ticket(payload["ticket"])
    if ticket.state not in _LIVE or ticket.made_count != payload["made"]:
        return None
    key = f"ready:{ticket.id}:{payload['made']}"
    if tx.one(_TOLD_READY, event=order.event_id, key=key) is None:
        return None
    return Say("recalled", {"number": str(order.number), "station": ticket.station_name})


def _reminder(_tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say where it waits, as far as it still does as it was made then."""
    made = {ident: count for ident, count in payload["tickets"]}
    waiting = [
        one
        for one in order.tickets
        if one.state is TicketState.MADE and made.get(one.id) == one.made_count
    ]
    if not waiting:
        return None
    stations = tuple(dict.fromkeys(one.station_name for one in waiting))
    return Say("reminder", {"number": str(order.number), "stations": stations})


def _cancelled(_tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say it of the whole order, or of a part while the rest is still to come."""
    whole = "ticket" not in payload
    if whole != (order.status is OrderStatus.CANCELLED):
        return None
    values: dict[str, object] = {"number": str(order.number)}
    reason = (payload.get("reason") or "").strip().rstrip(".")
    suffix = "" if reason else "_unexplained"
    if reason:
        values["reason"] = reason
    if whole:
        return Say(f"cancelled_by_staff{suffix}", values)
    values["lines"] = _lines(order, order.ticket(payload["ticket"]))
    if not values["lines"]:  # the rest was changed since, and what it is now was told
        return None
    return Say(f"part_cancelled_by_staff{suffix}", values)


def _changed(_tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say what the order is now, unless it was cancelled or changed again since."""
    if order.status is OrderStatus.CANCELLED:
        return None
    if [placed.id for placed in order.lines] != payload["lines"]:
        return None
    live = [one for one in order.tickets if one.state is not TicketState.VOIDED]
    return Say("changed_by_staff", {"number": str(order.number), "lines": _lines(order, *live)})


def _stuck(_tx: Transaction, order: Order, _payload: Mapping[str, Any]) -> Say | None:
    """Say that nobody can make what is due, while that is so."""
    live = [one for one in order.tickets if one.state is not TicketState.VOIDED]
    stuck = [one for one in live if waits(one)]
    if not stuck:
        return None
    key = "status_stuck" if stuck == live else "status_partly_stuck"
    return Say(key, {"number": str(order.number)})


def _late(tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Say the new range while it is in force, and something is still to be made."""
    if order.status not in (OrderStatus.RECEIVED, OrderStatus.MAKING):
        return None
    if order.latest != datetime.fromisoformat(payload["latest"]):
        return None
    zone = ZoneInfo(events.get(tx, order.event_id).timezone)
    values = {"earliest": order.earliest.astimezone(zone), "latest": order.latest.astimezone(zone)}
    return Say("running_late", {"number": str(order.number), **values})


def _question(tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say | None:
    """Ask while the answer is still wanted."""
    row = tx.one(
        f"SELECT q.text FROM questions q WHERE q.event_id = %(event)s AND q.id = %(id)s"
        f" AND {IS_OPEN}",
        event=order.event_id,
        id=payload["question"],
    )
    values = {"number": str(order.number)}
    return Say("barista_asks", {**values, "words": row["text"]}) if row else None


def _message(_tx: Transaction, order: Order, payload: Mapping[str, Any]) -> Say:
    """Say it as the staff wrote it, or the canned text with that name."""
    if "text" in payload:
        return Say("barista_says", {"number": str(order.number), "words": payload["text"]})
    return previewing.said(order, payload["canned"])


_SAYS: Mapping[str, Callable[[Transaction, Order, Mapping[str, Any]], Say | None]] = (
    MappingProxyType(
        {
            "ready": _ready,
            "corrected": _corrected,
            "reminder": _reminder,
            "cancelled": _cancelled,
            "changed": _changed,
            "moved": moving.moved,
            "stuck": _stuck,
            "stranded": moving.stranded,
            "late": _late,
            "question": _question,
            "message": _message,
        }
    )
)
