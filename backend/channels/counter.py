"""Orders made at the counter, by a kiosk or by another program: tapped, not spoken."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backend.core.db import Transaction
from backend.core.errors import Conflict, Invalid, Refusal
from backend.customers import service as customers
from backend.events.types import Event, EventState
from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Extra, Fault, Menu, Problem
from backend.orders.placing import Wanted, place
from backend.orders.reading import open_cups
from backend.orders.timing import FURTHEST_AHEAD
from backend.orders.types import Channel, Order, OrderLine
from backend.orders.views import ExtraView, NewLine, NewOrder
from backend.stations import service as stations
from backend.stations.routing import NoStation
from backend.stations.service import Venue


class NotTakingOrders(Conflict):
    """This event takes no orders now."""

    code = "not_taking_orders"


class OverTheCap(Conflict):
    """That is more than one order may hold."""

    code = "over_the_cap"


class CannotBeMade(Conflict):
    """No open station can make this now."""

    code = "cannot_be_made"


class NotForThen(Refusal):
    """No order is taken for that time."""

    code = "not_for_then"


@dataclass(frozen=True, slots=True)
class Taker:
    """Who takes the order, and under which request."""

    actor: str
    request_id: str


def take(tx: Transaction, event: Event, new: NewOrder, taker: Taker) -> Order:
    """Place an order as tapped; raises a refusal that names what is wrong and what there is."""
    if event.state is not EventState.OPEN:
        raise NotTakingOrders(f"{event.name} is {event.state}.")
    if new.for_ is not None:
        _check_time(new.for_, datetime.now(UTC))
    venue = stations.venue(tx, event)
    lines = tuple(_line(venue.menu, line) for line in new.lines)
    cups = sum(line.quantity for line in lines)
    if cups > event.settings.cups_an_order:
        raise OverTheCap(f"One order holds {event.settings.cups_an_order} cups at most.")
    phone = new.customer.phone
    customer = customers.find_or_create(tx, event.id, phone) if phone else None
    if customer and cups + open_cups(tx, event.id, customer.id) > event.settings.open_cups_a_phone:
        most = event.settings.open_cups_a_phone
        raise OverTheCap(f"One phone may have {most} cups on order at a time.")
    wanted = Wanted(
        channel=Channel(new.channel),
        lines=lines,
        name=(new.customer.name or "").strip() or None,
        customer=(customer.id, phone) if customer and phone else None,
        opted_out=customer is not None and customer.opted_out,
        request_id=taker.request_id,
        actor=taker.actor,
        due=new.for_,
    )
    return _placed(tx, venue, wanted)


def _check_time(due: datetime, now: datetime) -> None:
    if due <= now:
        raise NotForThen("`for` is past: name a time to come, or null for as soon as may be.")
    if due > now + FURTHEST_AHEAD:
        hours = FURTHEST_AHEAD // timedelta(hours=1)
        raise NotForThen(f"`for` is too far ahead: orders are taken for the next {hours} hours.")


def _placed(tx: Transaction, venue: Venue, wanted: Wanted) -> Order:
    placed = place(tx, venue, wanted, stations=venue.stations, now=datetime.now(UTC))
    if isinstance(placed, NoStation):
        drink = wanted.lines[placed.line].spec
        raise CannotBeMade(
            f"No open station can make {menu_rules.describe(venue.menu, drink, 'en')} now."
        )
    return placed


def _line(menu: Menu, new: NewLine) -> OrderLine:
    spec = DrinkSpec(
        item=new.item.strip().lower(),
        options={
            group: tuple(value) if isinstance(value, list) else value
            for group, value in new.options.items()
        },
        extras=tuple(_extra(extra) for extra in new.extras),
        notes=tuple(new.notes),
    )
    for problem in menu_rules.problems(menu, spec):
        raise Invalid(_words(problem))
    spec, _ = menu_rules.apply_defaults(menu, spec)
    slot = menu_rules.missing(menu, spec)
    if slot is not None:
        there_is = ", ".join(menu_rules.choices(menu, spec, slot))
        raise Invalid(f"{spec.item} needs {slot}: {there_is}.")
    return OrderLine(new.quantity, spec, new.name)


def _extra(extra: str | ExtraView) -> Extra:
    if isinstance(extra, str):
        return Extra(extra)
    return Extra(extra.name, extra.count, extra.amount)


def _words(problem: Problem) -> str:
    if problem.fault is Fault.TOO_MANY:
        return f"{problem.slot}: {problem.most} at most."
    there_is = f" There is: {', '.join(problem.choices)}." if problem.choices else ""
    return f"{problem.slot}: no {problem.value}.{there_is}"
