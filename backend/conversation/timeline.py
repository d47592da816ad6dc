"""Everything that happened to one order, in one line of time, in words and figures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from backend.conversation import story
from backend.core.db import Row, Transaction
from backend.events import service as events
from backend.menu import rules as menu_rules
from backend.menu import service as menus
from backend.menu.types import Menu
from backend.orders import keeping, reading
from backend.orders.types import Channel, Order, OrderLine, OrderStatus, Ticket
from backend.orders.views import PromiseView
from backend.stations.lanes import MOST_PASSED


class Happening(BaseModel):
    """One thing that happened."""

    model_config = ConfigDict(extra="forbid")

    at: datetime
    kind: Literal["action", "text", "stock"]
    #: Who did it; for a text, "in" or "out".
    by: str
    what: str
    #: The same in a sentence.
    words: str
    ticket: int | None
    detail: dict[str, Any]


class PromiseStory(BaseModel):
    """What was promised, and how it came."""

    model_config = ConfigDict(extra="forbid")

    first: PromiseView
    in_force: PromiseView
    revised: int = Field(description="How often it was revised because it would not hold.")
    predicted: datetime | None = Field(description="Foreseen, as of the promise in force.")
    ready_at: datetime | None
    #: By what was told first; `overdue`: not made yet, and what was told last is over.
    outcome: Literal["open", "overdue", "kept", "early", "late", "cancelled"]


class Timeline(BaseModel):
    """What happened to an order, oldest first, and why each station was chosen."""

    model_config = ConfigDict(extra="forbid")

    order: int
    number: str
    channel: Channel
    summary: str
    promise: PromiseStory
    stations: dict[str, str]
    timeline: list[Happening]
    next: None = None


#: How long before an order its conversation may have begun, and how long it may go on after it.
LEADING_UP, TRAILING = timedelta(minutes=30), timedelta(minutes=10)

_HISTORY = """SELECT at, actor, action, ticket_id, detail FROM order_history
WHERE event_id = %(event)s AND order_id = %(order)s ORDER BY id"""

#: The customer's conversation that led to the order and went on while it was open, without that of
#: the order before; and every text about it. By the customer, whose texts have an index.
_TEXTS = """SELECT id, created_at, direction, channel, kind, body, state, error_code, segments,
 request_id = %(request)s AS placed FROM messages
WHERE event_id = %(event)s AND customer_id = %(customer)s AND (order_id = %(order)s
 OR request_id = %(request)s OR (order_id IS NULL AND created_at > greatest(%(since)s,
  (SELECT max(created_at) FROM orders WHERE event_id = %(event)s
   AND customer_id = %(customer)s AND id < %(order)s)) AND created_at <= %(until)s))
ORDER BY id LIMIT 200"""

#: Texts about it that have not been tried yet.
_WAITING = """SELECT o.created_at, o.kind, o.attempts, o.last_error FROM outbox o
WHERE o.lane = %(lane)s AND o.state IN ('pending', 'sending', 'unknown')
AND o.event_id = %(event)s AND o.payload->>'order' = %(order)s::text
AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.event_id = o.event_id AND m.id = o.id)
ORDER BY o.id"""

_STOCK = """SELECT m.at, m.why, m.by, m.ticket_id, s.name AS station, m.ingredient,
 m.amount::float FROM stock_moves m
JOIN stations s ON s.event_id = m.event_id AND s.id = m.station_id
WHERE m.event_id = %(event)s AND m.ticket_id = ANY(%(tickets)s) ORDER BY m.id"""

_ENDED = """SELECT ended_at, outcome FROM promise_outcomes
WHERE event_id = %(event)s AND order_id = %(order)s"""


def timeline(tx: Transaction, order: Order) -> Timeline:
    """Read what happened to an order."""
    event = events.get(tx, order.event_id)
    zone = ZoneInfo(event.timezone)
    key = {"event": order.event_id, "order": order.id}
    history = tx.fetch(_HISTORY, **key)
    ended = tx.one(_ENDED, **key)
    done = _actions(order, history, menus.get(tx, order.event_id), zone)
    promise = _promise(order, ended)
    happened = [*_texts(tx, order, ended, key), *done, *_stock(tx, order), *_unsent(tx, order, key)]
    return Timeline(
        order=order.id,
        number=str(order.number),
        channel=order.channel,
        summary=_summary(order, promise, zone),
        promise=promise,
        stations=_stations(order, history),
        timeline=sorted(happened, key=_place),
    )


#: Of what one transaction did, what was heard comes first and what was said last.
_RANKS = {"action": 1, "stock": 2}


def _place(one: Happening) -> tuple[datetime, int]:
    return one.at, 0 if one.by == "in" else _RANKS.get(one.kind, 3)


def _actions(order: Order, history: Iterable[Row], menu: Menu, zone: ZoneInfo) -> list[Happening]:
    where = {ticket.id: ticket.station_name for ticket in order.tickets}
    history = list(history)
    changes = [row["detail"] for row in history if row["action"] == "changed"]
    lines = _drinks(menu, changes[0]["before"]) if changes else _now(menu, order)
    done = []
    for row in history:
        detail = row["detail"]
        if row["action"] == "changed":
            lines = _drinks(menu, detail["after"])
        told = {**detail, "lines": lines}
        place = where.get(row["ticket_id"])
        done.append(
            Happening(
                at=row["at"],
                kind="action",
                by=row["actor"],
                what=row["action"],
                words=story.action(row["action"], row["actor"], place, told, zone),
                ticket=row["ticket_id"],
                detail=detail,
            )
        )
    return done


def _drinks(menu: Menu, documents: Iterable[Mapping[str, Any]]) -> list[str]:
    return _named(menu, (reading.line_of({"name": None, **one}) for one in documents))


def _now(menu: Menu, order: Order) -> list[str]:
    return _named(menu, (placed.line for placed in order.lines))


def _named(menu: Menu, lines: Iterable[OrderLine]) -> list[str]:
    return [menu_rules.ticket_name(menu, line.spec, quantity=line.quantity) for line in lines]


def _texts(
    tx: Transaction, order: Order, ended: Row | None, key: dict[str, int]
) -> list[Happening]:
    if order.customer_id is None:
        return []
    closed = [ticket.closed_at for ticket in order.tickets]
    last = max((at for at in closed if at), default=ended["ended_at"] if ended else None)
    rows = tx.fetch(
        _TEXTS,
        request=order.request_id,
        customer=order.customer_id,
        since=order.created_at - LEADING_UP,
        until=(last if ended and last else datetime.now(UTC)) + TRAILING,
        **key,
    )
    parts = _parts(rows)
    return [
        Happening(
            at=row["created_at"],
            kind="text",
            by=row["direction"],
            what=row["kind"],
            words=story.text(row["kind"], row["direction"], row, parts.get(row["id"])),
            ticket=None,
            detail={name: row[name] for name in ("body", "state", "error_code", "segments")},
        )
        for row in rows
    ]


def _parts(rows: Sequence[Row]) -> dict[int, str]:
    """Find how the order was agreed: what was read back last, the yes to it, the confirmation.

    An order's texts have the id of the request that placed it; the two that were stored with it
    are the yes and its answer.
    """
    parts: dict[int, str] = {}
    yes = next((row for row in rows if row["placed"] and row["direction"] == "in"), None)
    if yes is None:
        return parts
    parts[yes["id"]] = "yes"
    replies = [row for row in rows if row["kind"] == "reply"]
    before = [row for row in replies if row["id"] < yes["id"]]
    if before:
        parts[before[-1]["id"]] = "read-back"
    for row in replies:
        if row["placed"]:
            parts[row["id"]] = "confirmation"
    return parts


def _unsent(tx: Transaction, order: Order, key: dict[str, int]) -> list[Happening]:
    if order.address is None:
        return []
    return [
        Happening(
            at=row["created_at"],
            kind="text",
            by="out",
            what=row["kind"],
            words=story.waiting(row["kind"], row["attempts"], row["last_error"]),
            ticket=None,
            detail={"state": "waiting", "attempts": row["attempts"]},
        )
        for row in tx.fetch(_WAITING, lane=order.address, **key)
    ]


def _stock(tx: Transaction, order: Order) -> list[Happening]:
    """Give what it took and gave back, together where that was done together."""
    rows = tx.fetch(_STOCK, event=order.event_id, tickets=[one.id for one in order.tickets])
    together: dict[tuple[Any, ...], list[tuple[str, float]]] = {}
    for row in rows:
        which = (row["at"], row["why"], row["by"], row["station"], row["ticket_id"])
        together.setdefault(which, []).append((row["ingredient"], row["amount"]))
    return [
        Happening(
            at=at,
            kind="stock",
            by=by,
            what=why,
            words=story.stock(why, by, station, moves),
            ticket=ticket,
            detail={"station": station, "moves": dict(moves)},
        )
        for (at, why, by, station, ticket), moves in together.items()
    ]


def _stations(order: Order, history: Iterable[Row]) -> dict[str, str]:
    """Say why each station: as the router reasoned, or who moved it there."""
    moved = {row["ticket_id"]: row for row in history if row["action"] == "move" and row["detail"]}
    reasons = {}
    for ticket in order.tickets:
        row = moved.get(ticket.id)
        stations = row["detail"].get("stations") if row else None
        if row and stations and stations["to"] == ticket.station_name:
            why = f"moved from {stations['from']} by {row['actor']}"
        else:
            why = ticket.reason
        reasons[ticket.station_name] = f"{why}{_passed(ticket)}"
    return reasons


def _passed(ticket: Ticket) -> str:
    """Say how often others went before it."""
    return f"; passed {ticket.passed} of {MOST_PASSED}" if ticket.passed else ""


def _promise(order: Order, ended: Row | None) -> PromiseStory:
    first = order.first or order.promised
    ready = ended["ended_at"] if ended and ended["outcome"] == "ready" else None
    outcome = "overdue" if order.latest < datetime.now(UTC) else "open"
    if ready:
        outcome = str(keeping.outcome(first, ready))
    elif order.status is OrderStatus.CANCELLED:
        outcome = "cancelled"
    return PromiseStory.model_validate(
        {
            "first": {"earliest": first.earliest, "latest": first.latest},
            "in_force": {"earliest": order.earliest, "latest": order.latest},
            "revised": order.revised,
            "predicted": order.predicted,
            "ready_at": ready,
            "outcome": outcome,
        }
    )


def _summary(order: Order, promise: PromiseStory, zone: ZoneInfo) -> str:
    first = story.span(promise.first.model_dump(), zone)
    anew = f", then {story.span(promise.in_force.model_dump(), zone)}" if promise.revised else ""
    came = {"open": "not made yet", "overdue": "not made yet, and over its time"}
    if promise.ready_at:
        at = story.clock(promise.ready_at, zone, seconds=True)
        came[promise.outcome] = f"made at {at}: {promise.outcome}"
    placed = story.clock(order.created_at, zone, seconds=True)
    how = came.get(promise.outcome, promise.outcome)
    return f"Order #{order.number} by {order.channel} at {placed}; promised {first}{anew}; {how}."
