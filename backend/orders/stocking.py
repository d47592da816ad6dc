"""What an order takes of what is counted: planned with it, taken with it, given back with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from backend.core.db import Transaction
from backend.orders import rules
from backend.orders.room import Room
from backend.orders.types import Order, OrderLine, Ticket
from backend.stations import supplies
from backend.stations.routing import NoStation, Plan
from backend.stations.service import Venue, stocked
from backend.stations.types import Station
from backend.stock import counting, taking
from backend.stock.types import Along, Key, Move, Short, Taken, Why

#: Before it is given up. The second is sure of what is left, but for counts begun meanwhile.
ROUNDS = 3

#: What each ticket holds: {ticket: {(station, ingredient): amount}}.
Held = Mapping[int, Mapping[Key, float]]


@dataclass(frozen=True, slots=True)
class Reserved:
    """A plan of which all that it uses is taken."""

    plan: Plan
    taken: tuple[Taken, ...] = ()
    #: What the tickets that it takes the place of held before.
    held: Held = field(default_factory=dict)
    #: What was read in the same trip; none where nothing had to be taken.
    along: Mapping[str, Any] = field(default_factory=dict)


def reserve(  # noqa: PLR0913 - an order, how it is planned, and what goes with it
    tx: Transaction,
    venue: Venue,
    lines: Sequence[OrderLine],
    stations: Sequence[Station],
    choose: Callable[[Sequence[Station]], Plan | NoStation],
    *,
    instead_of: Sequence[int] = (),
    along: Callable[[Plan], Along] | None = None,
    room: Room | None = None,
) -> Reserved | NoStation:
    """Plan, and take what the plan uses; where somebody was faster, plan anew with what is left.

    `instead_of`: tickets whose place the plan takes; what they hold is there for it. `along`: what
    the caller would ask for in a trip of its own, now that it has a plan. `room`: what is asked of
    stations with a throttle; None where nobody is turned away for it.
    """
    counts = venue.counts_stock
    held = taking.held(tx, venue.event.id, instead_of) if counts and instead_of else {}
    own = _sum(held.values())
    stations = _with(stations, own)
    for _ in range(ROUNDS):
        plan = choose(room.limited(stations) if room else stations)
        if isinstance(plan, NoStation):
            return plan
        used = _used(venue, lines, plan) if counts else {}
        wanted = _difference(used, own, tickets=len(held))
        asked, gate = along(plan) if along else None, room.gate(plan) if room else None
        taking_it = taking.take(tx, venue.event.id, wanted, asked, gate)
        if not isinstance(taking_it.came, Short):
            return Reserved(plan, taking_it.came, held, taking_it.along)
        # Stations first, then counts: nobody waits for one who waits for them.
        if room:
            room, stations = room.hold(tx, venue.event.id, stations)
        if counts:
            stations = _with(stocked(stations, taking.hold(tx, venue.event.id)), own)
    return NoStation(0)


def holding(tx: Transaction, venue: Venue) -> tuple[Station, ...]:
    """Hold every count for one who reserves for many orders; gives the stations with what is left.

    One after the other, each in its order, they would wait for others who wait for them.
    """
    if not venue.counts_stock:
        return venue.stations
    return stocked(venue.stations, taking.hold(tx, venue.event.id))


def after(station: Station, reserved: Reserved) -> Station:
    """Give a station with what is left there after that."""
    left = {
        one.ingredient: one.after
        for one in reserved.taken
        if one.station == station.id and one.ingredient in station.stock
    }
    return replace(station, stock={**station.stock, **left}) if left else station


def _difference(
    used: Mapping[Key, float], own: Mapping[Key, float], *, tickets: int
) -> dict[Key, float]:
    """Give what is to be taken besides what these tickets hold."""
    wanted = _sum([used, {key: -amount for key, amount in own.items()}])
    # Of several one may come to hold what another did: then the ledger has it, the count has not.
    return {key: amount for key, amount in wanted.items() if amount or tickets > 1}


def _used(venue: Venue, lines: Sequence[OrderLine], plan: Plan) -> dict[Key, float]:
    return _sum(
        at_station(venue, ticket.station.id, (lines[place] for place in ticket.lines))
        for ticket in plan.tickets
    )


def at_station(venue: Venue, station: int, lines: Iterable[OrderLine]) -> dict[Key, float]:
    """Sum up what these lines use at a station."""
    used = supplies.summed(supplies.demand(venue.menu, ln.spec, ln.quantity) for ln in lines)
    return {(station, name): amount for name, amount in used.items()}


def _sum(parts: Iterable[Mapping[Key, float]]) -> dict[Key, float]:
    total: dict[Key, float] = {}
    for part in parts:
        for key, amount in part.items():
            total[key] = round(total.get(key, 0) + amount, 2)
    return total


def _with(stations: Sequence[Station], amounts: Mapping[Key, float]) -> tuple[Station, ...]:
    """Add amounts to what is left at the stations, where it is counted."""
    return tuple(
        replace(
            station,
            stock={
                name: round(left + amounts.get((station.id, name), 0), 2)
                for name, left in station.stock.items()
            },
        )
        for station in stations
    )


def write_down(
    tx: Transaction,
    venue: Venue,
    order: Order,
    tickets: Iterable[Ticket],
    reserved: Reserved,
    *,
    why: Why,
    by: str,
) -> None:
    """Write into the ledger what each ticket took or gave back, and alert where it is low now."""
    if not reserved.taken:
        return
    moved = {
        (ticket, key): amount
        for ticket, held in reserved.held.items()
        for key, amount in held.items()
    }
    for ticket in tickets:
        lines = [placed.line for placed in order.lines_of(ticket.id)]
        for key, amount in at_station(venue, ticket.station, lines).items():
            moved[ticket.id, key] = round(moved.get((ticket.id, key), 0) - amount, 2)
    moves = [Move(key, amount, ticket) for (ticket, key), amount in moved.items()]
    taking.write_down(tx, order.event_id, reserved.taken, moves, why=why, by=by, order=order.id)
    counting.alert(tx, venue.event, venue.menu, reserved.taken)


def give_back(tx: Transaction, order: Order, tickets: Iterable[Ticket], by: str) -> None:
    """Return what tickets hold that nobody began to make."""
    untouched = [
        ticket.id
        for ticket in tickets
        if ticket.state in rules.UNTOUCHED and ticket.made_count == ticket.marks.written_off
    ]
    taking.give_back(tx, order.event_id, untouched, by)
