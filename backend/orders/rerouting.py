"""Where a changed order is made: at the stations it has, if they can make all of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from math import inf

from backend.orders import rules
from backend.orders.room import Room
from backend.orders.types import Order, OrderLine, Ticket, TicketState
from backend.stations import limits, routing
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.service import Venue
from backend.stations.types import Station


def plan(
    order: Order,
    lines: Sequence[OrderLine],
    venue: Venue,
    stations: Sequence[Station],
    now: datetime,
) -> Plan | NoStation:
    """Leave it with the stations it has where they can make all of it, else choose anew."""
    jobs = [Job(line.spec, line.quantity) for line in lines]
    sold_out = venue.sold_out(now)
    others = [_without(order, station) for station in stations]
    its = {ticket.station for ticket in live_tickets(order)}
    here = [station for station in others if station.id in its]
    kept = routing.keep(jobs, _held(order, lines), here, venue.menu, sold_out)
    return kept or limits.assign(jobs, others, venue.menu, sold_out)


def room(order: Order, lines: Sequence[OrderLine], venue: Venue, now: datetime) -> Room:
    """Ask for room besides what it has where it waits."""
    jobs = [Job(line.spec, line.quantity) for line in lines]
    live, own = live_tickets(order), dict[int, int]()
    for ticket in live:
        if ticket.state in rules.OPEN:
            own[ticket.station] = own.get(ticket.station, 0) + ticket.prep_seconds
    prep_seconds = routing.prep_seconds(jobs, venue.menu)
    return Room(now, prep_seconds, due(order), [ticket.id for ticket in live], own)


def due(order: Order) -> datetime | None:
    """Give the time it waits for, while nothing of it is in a lane; else None."""
    waits = all(ticket.state is TicketState.SCHEDULED for ticket in live_tickets(order))
    return order.due if waits else None


def live_tickets(order: Order) -> list[Ticket]:
    """List the tickets that may be changed, by their turn."""
    live = [ticket for ticket in order.tickets if ticket.state in rules.UNTOUCHED]
    return sorted(live, key=lambda ticket: ticket.position)


def _without(order: Order, station: Station) -> Station:
    """Give a station without its own work and those behind it, which are not in its way.

    It has its turn already, so it passes nobody.
    """
    turn = min((_turn(ticket) for ticket in live_tickets(order)), default=0.0)
    own = {ticket.id for ticket in live_tickets(order)}
    behind = sum(
        one.prep_seconds for one in station.lane if one.position > turn and one.id not in own
    )
    mine = sum(
        ticket.prep_seconds
        for ticket in live_tickets(order)
        if ticket.station == station.id and ticket.state in rules.OPEN
    )
    # What waits was counted a moment ago, perhaps before this order was placed.
    left = max(0, station.open_seconds - mine - behind)
    return replace(station, open_seconds=left, lane=())


def _turn(ticket: Ticket) -> float:
    """Give its place; one for later comes to the end."""
    return ticket.position if ticket.state in rules.OPEN else inf


def _held(order: Order, lines: Sequence[OrderLine]) -> dict[int, int]:
    """Find the lines that are as they were: {line: the station it waits at}."""
    station_of = {ticket.id: ticket.station for ticket in live_tickets(order)}
    left = [placed for placed in order.lines if placed.ticket in station_of]
    held = {}
    for position, line in enumerate(lines):
        same = [placed for placed in left if placed.line.spec == line.spec]
        if same:
            found = min(same, key=lambda placed: placed.line.name != line.name)
            left.remove(found)
            held[position] = station_of[found.ticket]
    return held
