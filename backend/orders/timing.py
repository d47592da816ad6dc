"""When a ticket for later is to be queued, and what its customer is told."""

from datetime import datetime, timedelta

from backend.stations import roster
from backend.stations.limits import Full
from backend.stations.promise import Range, promise, promise_for
from backend.stations.routing import Plan, TicketPlan
from backend.stations.types import Station
from backend.stations.work import making

#: How far ahead an order may be wanted.
FURTHEST_AHEAD = timedelta(hours=24)

#: A ticket for later is queued two minutes earlier than its making takes: there will be others in
#: the lane, and a cup that stands for two minutes is better than one that is not there.
MARGIN = timedelta(seconds=120)
#: Whoever is offered a time takes a moment to say yes; it must not have passed by then.
TO_ANSWER = timedelta(minutes=1)


def release_at(due: datetime, prep_seconds: int, station: Station) -> datetime:
    """Tell when to queue work so that it is made by `due`, at a station of that pace and hands."""
    return due - timedelta(seconds=making(station, prep_seconds)) - MARGIN


def release(ticket: TicketPlan, due: datetime | None, now: datetime) -> datetime | None:
    """Tell when a ticket is to be queued; None for at once."""
    if due is None:
        return None
    at = release_at(due, ticket.prep_seconds, ticket.station)
    return at if at > now else None


def possible(full: Full, asked_for: datetime) -> datetime:
    """Tell when an order could be had for which there is no room: a whole minute."""
    at = asked_for + timedelta(seconds=full.free_in + full.making) + MARGIN + TO_ANSWER
    return (at + timedelta(seconds=59, microseconds=999_999)).replace(second=0, microsecond=0)


def told(plan: Plan, due: datetime | None, now: datetime) -> Range:
    """Give the range the customer is told: of the last ticket, whichever that turns out to be."""
    if due is None:
        return promise(max(_finish(ticket, now) for ticket in plan.tickets), now)
    ranges = [_told(ticket, due, now) for ticket in plan.tickets]
    return Range(max(one.earliest for one in ranges), max(one.latest for one in ranges))


def predicted(plan: Plan, due: datetime | None, now: datetime) -> datetime:
    """Give the moment at which the last ticket is foreseen to be made.

    One that waits for its time is taken to be made by when it is wanted.
    """
    return max(
        due if due and release(ticket, due, now) else now + timedelta(seconds=_finish(ticket, now))
        for ticket in plan.tickets
    )


def _finish(ticket: TicketPlan, now: datetime) -> int:
    """Give the predicted finish, a break that begins before it reckoned in."""
    return roster.stretched(ticket.station, now, ticket.finish_seconds)


def _told(ticket: TicketPlan, due: datetime, now: datetime) -> Range:
    at = release(ticket, due, now)
    return promise_for(due, at) if at else promise_for(due, now, _finish(ticket, now))
