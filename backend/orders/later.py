"""Who could make an order for later, as far as the rosters tell: pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.orders import timing
from backend.stations import limits, roster
from backend.stations.routing import NoStation, Plan
from backend.stations.types import Station, StationState

_MINUTE = timedelta(minutes=1)

#: A station that takes nothing on at some moment may do so later.
_MAY_BE_BACK = (StationState.OPEN, StationState.PAUSED)


@dataclass(frozen=True, slots=True)
class Away(NoStation):
    """Those able to make it are not there at that time."""

    #: The next time at which somebody is.
    possible: datetime


def serving(
    stations: Iterable[Station],
    due: datetime | None,
    now: datetime,
    *,
    prep_seconds: int,
    priority: bool = False,
) -> tuple[Station, ...]:
    """Give the stations as they serve an order of so much work that is wanted at `due`.

    None is as soon as may be. Who is paused now may be back by then: it is planned again when its
    time comes. Who drains or is closed is not, and who is not there by the roster is paused.
    """
    if due is None:
        return limits.serving(stations, now, priority=priority)
    return tuple(_then(one, due, now, prep_seconds, priority) for one in stations)


def _then(
    station: Station, due: datetime, now: datetime, prep_seconds: int, priority: bool
) -> Station:
    manned = _manned(station, due)
    begins = timing.release_at(due, prep_seconds, manned)
    if begins <= now:
        return limits.serving([station], now, priority=priority)[0]
    if station.state not in _MAY_BE_BACK:
        return station
    there = roster.covers(station, begins, due) and (priority or not station.priority_only)
    return replace(manned, state=StationState.OPEN if there else StationState.PAUSED)


def _manned(station: Station, at: datetime) -> Station:
    return replace(station, parallel=roster.on(station.staff, at) or station.parallel)


def surest(
    stations: Sequence[Station],
    open_now: Set[int],
    ask: Callable[[Sequence[Station]], Plan | NoStation],
) -> Plan | NoStation:
    """Ask for a plan with those that are open now, and with the others only where they cannot."""
    plan = ask([one for one in stations if one.id in open_now])
    return plan if isinstance(plan, Plan) else ask(stations)


def possible(
    stations: Sequence[Station],
    able: Callable[[tuple[Station, ...]], bool],
    due: datetime,
    now: datetime,
    *,
    prep_seconds: int,
    priority: bool = False,
) -> datetime | None:
    """Find the next whole minute after `due` at which those who are there then are able to."""
    for at in sorted(_times(stations, now, prep_seconds)):
        if not due < at <= now + timing.FURTHEST_AHEAD:
            continue
        if able(serving(stations, at, now, prep_seconds=prep_seconds, priority=priority)):
            return at
    return None


def _times(stations: Iterable[Station], now: datetime, prep_seconds: int) -> Iterator[datetime]:
    """Give when each who begins some time to come could have made so much."""
    for station in stations:
        for begins in roster.begins(station, now):
            lead = begins - timing.release_at(begins, prep_seconds, _manned(station, begins))
            at = begins + lead + _MINUTE - timedelta(microseconds=1)
            yield at.replace(second=0, microsecond=0)
