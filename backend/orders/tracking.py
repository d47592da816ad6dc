"""Orders by their tokens: what their customers see, read for many at once."""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from backend.core.db import Row, Transaction
from backend.core.errors import NotFound
from backend.events import service as events
from backend.menu import service as menus
from backend.orders import reading, tokens, tracker
from backend.orders.tracker import Surroundings
from backend.orders.tracker_views import TrackerView
from backend.orders.types import Order, TicketState


class NoTracker(NotFound):
    """There is no order to follow here; an address like this ends a day after its order."""

    code = "no_tracker"


_LANGUAGES = """SELECT o.id, c.language FROM orders o
JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id
WHERE o.event_id = ANY(%(events)s) AND o.id = ANY(%(orders)s)"""

_WAYS = """SELECT id, directions FROM stations
WHERE event_id = ANY(%(events)s) AND id = ANY(%(stations)s)"""

#: What waits at these stations, and the drinks before each: one look at a lane, whoever asks. Lines
#: are read by their order, which has an index; tickets by the index of what waits.
_QUEUE = """SELECT ticket, token, state, coalesce(sum(cups) OVER (PARTITION BY event_id, station_id
 ORDER BY position, ticket ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)::int AS ahead
FROM (SELECT t.event_id, t.station_id, t.position, t.state, t.id AS ticket,
 (SELECT o.token FROM orders o WHERE o.event_id = t.event_id AND o.id = t.order_id) AS token,
 (SELECT coalesce(sum(l.quantity), 0) FROM order_lines l WHERE l.event_id = t.event_id
  AND l.order_id = t.order_id AND l.ticket_id = t.id) AS cups
 FROM stations s JOIN tickets t ON t.event_id = s.event_id AND t.station_id = s.id
 WHERE s.id = ANY(%(stations)s) AND t.state IN ('queued', 'started')) AS lane"""


def find(tx: Transaction, token: str) -> Order:
    """Read an order by its token; raises NoTracker, of one that is over as of one unknown."""
    if not re.fullmatch(tokens.PATTERN, token):
        raise NoTracker
    return _alive(reading.orders_where(tx, "o.token = %(token)s", token=token))


def hold(tx: Transaction, token: str) -> Order:
    """The same, and nobody else changes it until the transaction ends."""
    order = find(tx, token)
    return reading.locked(tx, [order.event_id], order.id)


def _alive(found: list[Order]) -> Order:
    if not found or tracker.dies_at(found[0]) <= datetime.now(UTC):
        raise NoTracker
    return found[0]


def view(tx: Transaction, order: Order) -> TrackerView:
    """Show one order to its customer."""
    return _views(tx, [order])[0]


def views(tx: Transaction, tokens: Collection[str]) -> dict[str, TrackerView]:
    """Show the orders of these tokens, each to its customer."""
    orders = reading.orders_where(tx, "o.token = ANY(%(tokens)s)", tokens=list(tokens))
    shown = _views(tx, orders)
    return {order.token: view for order, view in zip(orders, shown, strict=True) if order.token}


def queue(tx: Transaction, stations: Iterable[int]) -> dict[str, dict[int, int]]:
    """Count the drinks before each ticket queued at these stations: {token: {ticket: drinks}}."""
    found: dict[str, dict[int, int]] = {}
    for row in _queued(tx, stations):
        if row["token"] is not None:
            found.setdefault(row["token"], {})[row["ticket"]] = row["ahead"]
    return found


def _queued(tx: Transaction, stations: Iterable[int]) -> list[Row]:
    rows = tx.fetch(_QUEUE, stations=[*stations])
    return [row for row in rows if row["state"] == TicketState.QUEUED]


def _views(tx: Transaction, orders: list[Order]) -> list[TrackerView]:
    if not orders:
        return []
    around = _surroundings(tx, orders)
    now = datetime.now(UTC)
    return [tracker.view(order, around[order.id], now) for order in orders]


def _surroundings(tx: Transaction, orders: list[Order]) -> dict[int, Surroundings]:
    ids = {order.event_id for order in orders}
    places = {one: (events.get(tx, one), menus.get(tx, one)) for one in ids}
    languages = _languages(tx, ids, orders)
    stations = {ticket.station for order in orders for ticket in order.tickets}
    ways = _ways(tx, ids, stations)
    ahead = _ahead(tx, orders)
    return {
        order.id: Surroundings(
            *places[order.event_id], languages.get(order.id), directions=ways, ahead=ahead
        )
        for order in orders
    }


def _languages(tx: Transaction, ids: set[int], orders: list[Order]) -> dict[int, str]:
    rows = tx.fetch(_LANGUAGES, events=[*ids], orders=[order.id for order in orders])
    return {row["id"]: row["language"] for row in rows}


def _ways(tx: Transaction, ids: set[int], stations: set[int]) -> Mapping[int, str | None]:
    rows = tx.fetch(_WAYS, events=[*ids], stations=[*stations])
    return {row["id"]: row["directions"] for row in rows}


def _ahead(tx: Transaction, orders: list[Order]) -> Mapping[int, int]:
    """Look at the lanes only where something of these waits in one."""
    lanes = {
        ticket.station
        for order in orders
        for ticket in order.tickets
        if ticket.state is TicketState.QUEUED
    }
    return {row["ticket"]: row["ahead"] for row in _queued(tx, lanes)} if lanes else {}
