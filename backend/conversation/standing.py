"""What is said about orders that stand: confirmed, where they are, cancelled or too late."""

import re
from collections.abc import Sequence
from datetime import datetime

from backend.conversation import offer
from backend.conversation.asking import local
from backend.conversation.types import CancelOrder, Context, OpenOrder, OrderChanged, Say
from backend.orders.types import OrderStatus
from nlp.types import Intent, Parse

#: How many orders one status text tells about.
TOLD = 3
#: Words of a command at most: "cancel order 5 please".
_COMMAND = 4
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


def tracker(token: str | None, context: Context) -> tuple[Say, ...]:
    """Where to follow an order, if this event tells that."""
    if token is None or context.track_at is None:
        return ()
    return (Say("track", {"link": f"{context.track_at}{token}"}),)


def again(order: OpenOrder, context: Context) -> tuple[Say, ...]:
    """The confirmation of an order that stands; of one made, or that nobody can make, just that."""
    if order.status is OrderStatus.READY or order.stuck:
        return (told(order, context),)
    promised = (order.earliest, order.latest)
    said = confirmation(order.number, promised, order.stations, context)
    return (said, *tracker(order.token, context))


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
    if order.stuck:
        return "stuck" if order.all_stuck else "partly_stuck"
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


def cancellation(parse: Parse, context: Context) -> CancelOrder | None:
    """Cancel the order meant.

    Where it is too late the refusal comes back, and the station is told of the wish.
    """
    return next((CancelOrder(o.id, o.number) for o in meant(parse, context)), None)


def meant(parse: Parse, context: Context) -> list[OpenOrder]:
    """The open orders that words may be about, the likeliest first.

    By number where one is named, else those that hold what is spoken of, else all; those not
    started before the others, and the newest of them first.
    """
    orders = newest_first(context.open_orders)
    said, marked = numbers(parse)
    found = [order for order in orders if order.number in said]
    if marked and not found:
        return []  # an order was named, and it is not open
    holding = [order for order in orders if _holds(order, parse, context)]
    likely = found or holding or orders
    return sorted(likely, key=lambda order: order.status is not OrderStatus.RECEIVED)


def numbers(parse: Parse) -> tuple[list[str], bool]:
    """Give the numbers of orders that are said, and whether they can be nothing else."""
    if marked := re.findall(r"#(\d{1,9})\b", parse.text):
        return marked, True
    # A bare number is an order's only in a command: "i have 2 minutes", "at 11" name none.
    command = parse.when is None and len(parse.text.split()) <= _COMMAND
    return re.findall(r"(?<![.:])\b(\d{1,9})\W*$", parse.text) if command else [], False


def not_open(parse: Parse, context: Context) -> str | None:
    """Give the number of an order that is spoken of and is none of this customer's open ones.

    What is to be cancelled is not guessed: there a bare number is an order's too.
    """
    said, marked = numbers(parse)
    meant = said if marked or parse.intent is Intent.CANCEL else []
    known = {order.number for order in context.open_orders}
    return None if known & set(meant) else next(iter(meant), None)


def _holds(order: OpenOrder, parse: Parse, context: Context) -> bool:
    """Tell whether it has a drink, or somebody's cup, that is spoken of."""
    items = {mention.item for mention in parse.items if mention.item}
    names = {mention.name.casefold() for mention in parse.items if mention.name}
    words = names | set(re.findall(r"\w+", parse.text.casefold()))
    return any(
        line.spec.item in items
        or any(offer.belongs(context.menu, line.spec.item, item) for item in items)
        or (line.name or "").casefold() in words
        for line in order.lines
    )


def keeps_its_time(number: str, parse: Parse, context: Context) -> Say:
    """Say that an order keeps its time; of one that is wanted now and comes, where it is."""
    order = next((order for order in context.open_orders if order.number == number), None)
    at_once = parse.when is not None and parse.when.minutes == 0
    if order is not None and (order.stuck or (at_once and order.due is None)):
        return told(order, context)
    return Say("change_time_placed", {"number": number})


def stands(context: Context) -> tuple[Say, ...]:
    """Say of the newest order that is not started that it can be cancelled, if nothing else."""
    untouched = [o for o in context.open_orders if o.status is OrderStatus.RECEIVED]
    return tuple(Say("stands", {"number": order.number}) for order in newest_first(untouched)[:1])


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
