"""What is said about orders that stand: confirmed, where they are, cancelled or too late."""

import re
from collections.abc import Sequence
from datetime import datetime

from backend.conversation.asking import local
from backend.conversation.types import CancelOrder, Context, OpenOrder, OrderChanged, Say
from backend.orders.types import OrderStatus

#: How many orders one status text tells about.
TOLD = 3
#: Up to so many before it a place in the queue is said; further back the time says more.
PLACE_TOLD = 20


def newest_first(orders: Sequence[OpenOrder]) -> list[OpenOrder]:
    """Sort by when they were placed, the last one first."""
    return sorted(orders, key=lambda order: order.id, reverse=True)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def confirmation(
    number: str, promise: tuple[datetime, datetime], stations: Sequence[str], context: Context
) -> Say:
    """The order stands: its number, the promise and where to collect."""
    earliest, latest = (local(time, context) for time in promise)
    return Say(
        "confirmed",
        {"number": number, "earliest": earliest, "latest": latest, "stations": _once(stations)},
    )


def again(order: OpenOrder, context: Context) -> Say:
    """The confirmation of an order that stands; of one that is made, where it waits."""
    if order.status is OrderStatus.READY:
        return told(order, context)
    return confirmation(order.number, (order.earliest, order.latest), order.stations, context)


def status(context: Context) -> tuple[Say, ...]:
    """Where each open order is, the newest first."""
    return tuple(told(order, context) for order in newest_first(context.open_orders)[:TOLD])


def told(order: OpenOrder, context: Context) -> Say:
    """Place, state, promise, and at which station something is ready."""
    values = {
        "number": order.number,
        "earliest": local(order.earliest, context),
        "latest": local(order.latest, context),
        "stations": _once(order.stations),
        "ready_at": _once(order.ready_at),
        "ahead": order.ahead,
        "due": local(order.due, context) if order.due else None,
    }
    return Say(f"status_{_state(order)}", values)


def _state(order: OpenOrder) -> str:
    if order.status is OrderStatus.READY:
        return "ready"
    if order.ready_at:
        return "partly_ready"
    if order.status is OrderStatus.MAKING:
        return "making"
    if order.due:
        return "scheduled"
    if order.ahead is None or order.ahead > PLACE_TOLD:
        return "received"
    return "waiting" if order.ahead else "next"


def cancellation(text: str, context: Context) -> CancelOrder | None:
    """Cancel the order meant, else the newest not started; else the newest.

    Where it is too late the refusal comes back, and the station is told of the wish.
    """
    orders = meant(text, context)
    untouched = [order for order in orders if order.status is OrderStatus.RECEIVED]
    return next((CancelOrder(o.id, o.number) for o in untouched + orders), None)


def meant(text: str, context: Context) -> list[OpenOrder]:
    """The open orders a text names by their numbers, else all of them, the newest first."""
    orders = newest_first(context.open_orders)
    named = re.findall(r"(#?)\b(\d+)\b", text)
    found = [order for order in orders if order.number in {number for _, number in named}]
    if not found and any(mark for mark, _ in named):
        return []  # an order was named, and it is not open
    return found or orders


def too_late(number: str, status: OrderStatus) -> Say:
    """Why an order cannot be cancelled or changed any more."""
    made = status in (OrderStatus.READY, OrderStatus.COLLECTED)
    if status is OrderStatus.CANCELLED:
        return Say("already_cancelled", {"number": number})
    return Say("too_late_made" if made else "too_late_started", {"number": number})


def cancelled(number: str, context: Context) -> Say:
    """What was cancelled, as far as we know it."""
    for order in context.open_orders:
        if order.number == number:
            return Say("cancelled", {"number": number, "lines": order.lines})
    return Say("cancelled_number", {"number": number})


def changed(heard: OrderChanged, context: Context) -> Say:
    """The order as it is now, and when and where to collect it."""
    values = {
        "number": heard.number,
        "lines": heard.lines,
        "earliest": local(heard.earliest, context),
        "latest": local(heard.latest, context),
        "stations": _once(heard.stations),
    }
    return Say("changed", values)
