"""Where a ticket for later is made, decided again when its time has come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from backend.menu.types import Menu, SoldOut
from backend.orders import marking
from backend.orders.room import Room
from backend.orders.types import Order, PlacedLine, Ticket, TicketState
from backend.stations import limits, routing
from backend.stations.grouping import NOT_WALKED
from backend.stations.routing import Job, Plan, TicketPlan
from backend.stations.service import Venue
from backend.stations.types import Station

#: What the station reads while the time has come and nobody can make it.
WAITS = "due, and no open station can make it"


def plan_again(
    lines: Sequence[PlacedLine],
    ticket: Ticket,
    stations: Sequence[Station],
    *,
    menu: Menu,
    sold_out: frozenset[SoldOut],
) -> Plan | None:
    """Keep its station where that can make it still, else ask the router; None: nobody can."""
    jobs = [Job(placed.line.spec, placed.line.quantity) for placed in lines]
    own = [station for station in stations if station.id == ticket.station]
    for choice in (own, stations):
        plan = routing.assign(jobs, choice, menu, sold_out, walk_seconds=NOT_WALKED)
        if isinstance(plan, Plan):
            return plan
    return None


def plan_promised(
    order: Order, ticket: Ticket, stations: Sequence[Station], *, venue: Venue, now: datetime
) -> Plan | None:
    """Plan a ticket that was promised again: where there is room, if there is, else anyhow."""
    here = limits.serving(stations, now, priority=order.priority)
    lines, sold_out = order.lines_of(ticket.id), venue.sold_out(now)
    for choice in (Room(now, ticket.prep_seconds).limited(here), here):
        plan = plan_again(lines, ticket, choice, menu=venue.menu, sold_out=sold_out)
        if plan is not None:
            return plan
    return None


def queued(ticket: Ticket, plan: Plan, ids: Iterator[int], now: datetime) -> tuple[Ticket, ...]:
    """Give the ticket at the end of its lane, and a new one for each further station it takes.

    It has been given its margin, so it passes nobody.
    """
    first, *others = plan.tickets
    after = replace(
        ticket,
        state=TicketState.QUEUED,
        version=ticket.version + 1,
        position=float(next(ids)),
        note=_without_wait(ticket.note),
        queued_at=now,
        release_at=None,
    )
    if first.station.id == ticket.station and not others:
        return (after,)
    news = [
        replace(
            after,
            id=id_,
            version=1,
            position=float(id_),
            made_count=0,
            note=None,
            marks=marking.of_a_part(after.marks),
        )
        for _, id_ in zip(others, ids, strict=False)
    ]
    return tuple(
        _made_at(part, one, ticket.station_name)
        for part, one in zip((after, *news), plan.tickets, strict=True)
    )


def _made_at(ticket: Ticket, plan: TicketPlan, before: str) -> Ticket:
    return replace(
        ticket,
        station=plan.station.id,
        station_name=plan.station.name,
        # A drink that has left the menu since takes no time by it.
        prep_seconds=max(1, plan.prep_seconds),
        reason=f"{plan.reason}; {before} could not make it when its time came",
    )


def split(order: Order, ticket: int, parts: Sequence[Ticket], plan: Plan) -> Order:
    """Give the order with its ticket in these parts, each with its lines."""
    lines = order.lines_of(ticket)
    goes_to = {
        lines[position].id: part.id
        for part, one in zip(parts, plan.tickets, strict=True)
        for position in one.lines
    }
    others = tuple(one for one in order.tickets if one.id != ticket)
    return replace(
        order,
        version=order.version + 1,
        tickets=tuple(sorted((*others, *parts), key=lambda one: one.id)),
        lines=tuple(
            replace(placed, ticket=goes_to.get(placed.id, placed.ticket)) for placed in order.lines
        ),
    )


def waits(ticket: Ticket) -> bool:
    """Tell whether its time has come and nobody can make it."""
    return ticket.state is TicketState.SCHEDULED and WAITS in (ticket.note or "")


def left_waiting(ticket: Ticket) -> Ticket | None:
    """Give the ticket with a word that nobody can make it; None where it says so already."""
    if waits(ticket):
        return None
    note = f"{ticket.note}; {WAITS}" if ticket.note else WAITS
    return replace(ticket, note=note, version=ticket.version + 1)


def _without_wait(note: str | None) -> str | None:
    return (note or "").replace(WAITS, "").rstrip("; ") or None
