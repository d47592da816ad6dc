"""Orders made and changed at the counter, by a kiosk or by another program: tapped, not spoken."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from backend.core.db import Database, Transaction
from backend.core.errors import Conflict, Invalid, Refusal
from backend.customers import service as customers
from backend.customers.service import Known
from backend.events import rules
from backend.events.types import CapPeriod, Category, Event, EventState
from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Extra, Fault, Menu, Problem
from backend.orders import changing, later, reading, recording, rerouting, timing
from backend.orders.later import Away
from backend.orders.owing import owe
from backend.orders.placing import Wanted, place
from backend.orders.reading import cups_since, open_cups
from backend.orders.requests import NewLine, NewOrder, OrderChange
from backend.orders.timing import FURTHEST_AHEAD
from backend.orders.types import Channel, Order, OrderLine
from backend.orders.views import ExtraView
from backend.stations import service as stations
from backend.stations import zones
from backend.stations.lacking import lacking
from backend.stations.limits import Full
from backend.stations.routing import NoStation, makeable
from backend.stations.service import Venue
from backend.stock.demand import turn_away
from backend.stock.types import Lacking


class NotTakingOrders(Conflict):
    """This event takes no orders now."""

    code = "not_taking_orders"


class OverTheCap(Conflict):
    """That is more than one order may hold."""

    code = "over_the_cap"


class OverThePersonsCap(Conflict):
    """This phone had the cups that one person may have."""

    code = "over_the_cap_a_person"


class CannotBeMade(Conflict):
    """No open station can make this now."""

    code = "cannot_be_made"
    #: The event, and what is sold out or used up there, where that is the reason.
    lacks: tuple[int, Lacking] | None = None


class StationsBusy(Conflict):
    """Every station that can make it has all the work it may have."""

    code = "stations_busy"


class NobodyThere(Conflict):
    """Nobody who can make it is there at that time."""

    code = "nobody_there"


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
    if new.override and new.channel != "walkup":
        raise Invalid("override: only staff lift the cap, for a walk-up; leave it out.")
    named = _named_category(event, new)
    if new.for_ is not None:
        _check_time(new.for_, datetime.now(UTC))
    venue = stations.venue(tx, event)
    zone = _zone(venue, new.zone) if new.zone is not None else None
    venue = replace(venue, stations=zones.near(venue.stations, zone))
    lines = tuple(_line(venue.menu, line) for line in new.lines)
    phone = new.customer.phone
    customer = customers.find_or_create(tx, event.id, phone) if phone else None
    _check_caps(tx, event, lines, customer=customer.id if customer else None)
    if customer and not new.override:
        _check_person(tx, event, customer, sum(line.quantity for line in lines))
    wanted = Wanted(
        channel=Channel(new.channel),
        lines=lines,
        name=(new.customer.name or "").strip() or None,
        customer=(customer.id, phone) if customer and phone else None,
        opted_out=customer is not None and customer.opted_out,
        request_id=taker.request_id,
        actor=taker.actor,
        due=new.for_,
        category=named or _category_of(event, customer),
        zone=zone,
    )
    order = _placed(tx, venue, wanted)
    if new.override:
        recording.history(tx, order, actor=taker.actor, action="cap per person lifted")
    return order


def _zone(venue: Venue, words: str) -> str:
    zone = zones.named(venue.stations, words)
    if zone is None:
        there_is = ", ".join(zones.names(venue.stations)) or "none: no station has one"
        raise Invalid(f"zone: the event has no {words!r}. There is: {there_is}.")
    return zone


def _category_of(event: Event, customer: Known | None) -> Category | None:
    return rules.category_of(event.settings, customer.category) if customer else None


def _named_category(event: Event, new: NewOrder) -> Category | None:
    if new.category is None:
        return None
    if new.channel != "walkup":
        raise Invalid("category: only staff name it, for a walk-up; leave it out.")
    known = rules.category_of(event.settings, new.category)
    if known is None:
        there_are = ", ".join(one.name for one in event.settings.categories) or "none"
        raise Invalid(f"category: no {new.category}. There is: {there_are}.")
    return known


def _check_person(tx: Transaction, event: Event, customer: Known, cups: int) -> None:
    """Refuse more cups than a person may have, saying what is left and when it starts anew."""
    now = datetime.now(UTC)
    since = rules.counted_since(event, now)
    had = None if since is None else cups_since(tx, event.id, customer.id, since)
    left = rules.left_a_person(event.settings, customer.category, had)
    if left is None or cups <= left:
        return
    most, per = event.settings.cups_a_person, event.settings.cups_a_person_per
    anew = f" It starts anew at midnight ({event.timezone})." if per is CapPeriod.DAY else ""
    raise OverThePersonsCap(
        f"One person may have {most} cups a {per}; {left} are left for this phone.{anew}"
        ' Staff may place it with "override": true.',
        left=left,
    )


def _check_time(due: datetime, now: datetime) -> None:
    if due <= now:
        raise NotForThen("`for` is past: name a time to come, or null for as soon as may be.")
    if due > now + FURTHEST_AHEAD:
        hours = FURTHEST_AHEAD // timedelta(hours=1)
        raise NotForThen(f"`for` is too far ahead: orders are taken for the next {hours} hours.")


def _placed(tx: Transaction, venue: Venue, wanted: Wanted) -> Order:
    now = datetime.now(UTC)
    placed = place(tx, venue, wanted, stations=venue.stations, now=now)
    if isinstance(placed, Full):
        at = timing.possible(placed, wanted.due or now)
        raise StationsBusy(
            "Every station that can make it has all the work it may have waiting;"
            f" order it for {_clock(at, venue)} with `for`.",
            possible=at.isoformat(),
        )
    if isinstance(placed, Away):
        raise NobodyThere(
            "Nobody who can make it is there at that time;"
            f" order it for {_clock(placed.possible, venue)} with `for`.",
            possible=placed.possible.isoformat(),
        )
    if isinstance(placed, NoStation):
        raise _cannot_be_made(venue, wanted.lines[placed.line], wanted.due)
    return placed


def _clock(at: datetime, venue: Venue) -> str:
    return f"{at.astimezone(ZoneInfo(venue.event.timezone)):%H:%M}"


def _cannot_be_made(venue: Venue, line: OrderLine, due: datetime | None) -> CannotBeMade:
    drink = menu_rules.describe(venue.menu, line.spec, "en")
    at = _clock(due, venue) if due else None
    when = f"at {at}" if at else "now"
    refusal = CannotBeMade(f"No open station can make {drink} {when}.", what=drink, at=at)
    now = datetime.now(UTC)
    sold_out = venue.sold_out(now)
    seconds = menu_rules.prep_seconds(venue.menu, line.spec) * line.quantity
    there = later.serving(venue.stations, due, now, prep_seconds=seconds)
    missing = lacking(line.spec, venue.menu, there, sold_out)
    if missing is None and makeable(line.spec, venue.menu, there, sold_out):
        # One could be had, but not as many.
        missing = Lacking("item", line.spec.item or "")
    refusal.lacks = (venue.event.id, missing) if missing else None
    return refusal


@contextmanager
def turning_away(database: Database, channel: str) -> Iterator[None]:
    """Count what is refused in here; what was refused wrote nothing itself."""
    try:
        yield
    except CannotBeMade as refusal:
        if refusal.lacks is not None:
            with database.transaction() as tx:
                turn_away(tx, *refusal.lacks, channel)
        raise


def change(tx: Transaction, event: Event, order_id: int, wanted: OrderChange, actor: str) -> Order:
    """Change an order as tapped, and owe its customer one text; refuses as `take` does."""
    order = reading.locked(tx, [event.id], order_id)
    venue = stations.venue(tx, event)
    lines = tuple(_line(venue.menu, line) for line in wanted.lines)
    own = sum(placed.line.quantity for placed in order.lines)
    _check_caps(tx, event, lines, customer=order.customer_id, own=own)
    changed = changing.change(
        tx,
        venue,
        order_id,
        lines,
        name=(wanted.name or "").strip() or None,
        stations=venue.stations,
        now=datetime.now(UTC),
        actor=actor,
        version=wanted.version,
    )
    if isinstance(changed, Full):
        raise StationsBusy
    if isinstance(changed, NoStation):
        raise _cannot_be_made(venue, lines[changed.line], rerouting.due(order))
    now_are = [placed.id for placed in changed.lines]
    owe(tx, changed, "changed", f"changed:{order_id}:{changed.version}", lines=now_are)
    return changed


def _check_caps(
    tx: Transaction,
    event: Event,
    lines: Sequence[OrderLine],
    *,
    customer: int | None,
    own: int = 0,
) -> None:
    """Count cups against the caps; `own` are those on order already that these replace."""
    cups, caps = sum(line.quantity for line in lines), event.settings
    if cups > caps.cups_an_order:
        most = caps.cups_an_order
        raise OverTheCap(f"One order holds {most} cups at most.", most=most)
    if customer is None:
        return
    if cups - own + open_cups(tx, event.id, customer) > caps.open_cups_a_phone:
        most = caps.open_cups_a_phone
        raise OverTheCap(f"One phone may have {most} cups on order at a time.", most=most)


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
