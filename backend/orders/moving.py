"""A ticket that a person gives to another station, with what it uses."""

from dataclasses import replace
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict, Invalid
from backend.events import service as events
from backend.orders import queueing, rules, stocking, timing
from backend.orders.room import Room
from backend.orders.types import Order, Ticket, TicketState
from backend.stations import limits, routing
from backend.stations import service as stations
from backend.stations.limits import Full
from backend.stations.routing import Job, NoStation
from backend.stations.service import Venue
from backend.stations.types import Station, StationState
from backend.stock.types import Why


class StationFull(Conflict):
    """That station has all the work it may have waiting."""

    code = "station_full"


class CannotMake(Conflict):
    """That station cannot make this ticket."""

    code = "station_cannot_make_it"


def moved(tx: Transaction, order: Order, ticket: Ticket, station: int | None, actor: str) -> Ticket:
    """Give the ticket as it is at that station; raises where it cannot make it."""
    if station is None:
        raise Invalid("Name the station to move it to: `station`, an id.")
    venue = stations.venue(tx, events.get(tx, order.event_id))
    target = next((one for one in venue.stations if one.id == station), None)
    if target is None:
        raise stations.NoStationHere
    _check_able(target, order, ticket, venue)
    if ticket.state is TicketState.SCHEDULED and order.due is not None:
        at = timing.release_at(order.due, ticket.prep_seconds, target)
        ticket = replace(ticket, release_at=at)
    queueing.hold(tx, [target.id])
    after = replace(ticket, station=target.id, station_name=target.name)
    after = queueing.in_its_turn(order, after)
    _carry_over(tx, venue, order, after, ticket.station, actor)
    return after


def _check_able(target: Station, order: Order, ticket: Ticket, venue: Venue) -> None:
    if target.state is not StationState.OPEN:
        standing = "silent" if target.silent else target.state
        raise CannotMake(f"{target.name} is {standing}.", station=target.name)
    sold_out = venue.sold_out(datetime.now(UTC))
    for placed in order.lines_of(ticket.id):
        line = placed.line
        if not routing.able(target, line.spec, venue.menu, sold_out, line.quantity):
            raise CannotMake(f"{target.name} cannot make {line.spec.item}.", station=target.name)


def _room(order: Order, ticket: Ticket, before: int) -> Room:
    """Ask for room at the new station; at the one it waits at it has its place."""
    waits = ticket.state in rules.OPEN
    own = {ticket.station: ticket.prep_seconds} if waits and ticket.station == before else {}
    due = None if waits else order.due
    return Room(datetime.now(UTC), ticket.prep_seconds, due, [ticket.id], own)


def _carry_over(
    tx: Transaction, venue: Venue, order: Order, ticket: Ticket, before: int, actor: str
) -> None:
    """Take at the new station what it uses, and give it back at the old."""
    target = next(one for one in venue.stations if one.id == ticket.station)
    lines = [placed.line for placed in order.lines_of(ticket.id)]
    jobs = [Job(line.spec, line.quantity) for line in lines]
    reserved = stocking.reserve(
        tx,
        venue,
        lines,
        [target],
        lambda able: limits.assign(jobs, able, venue.menu),
        instead_of=[ticket.id],
        room=_room(order, ticket, before),
    )
    if isinstance(reserved, Full):
        raise StationFull(
            f"{target.name} has its {target.throttle_seconds} prep seconds waiting already.",
            station=target.name,
        )
    if isinstance(reserved, NoStation):
        raise CannotMake(f"{target.name} has not enough left for it.", station=target.name)
    stocking.write_down(tx, venue, order, [ticket], reserved, why=Why.MOVED, by=actor)
