"""What of an order a station takes on now: by its people, its breaks, its throttle: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.menu.types import Menu, SoldOut
from backend.stations import roster, routing, work
from backend.stations.grouping import WALK_SECONDS
from backend.stations.lanes import Turn
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.types import Station, StationState

#: A station takes nothing new so long before nobody is there: the last cup is made by then.
LAST_CUP = timedelta(seconds=60)

#: The time until there is room is found to the half minute.
_STEP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Full(NoStation):
    """Every station able to make it has all the work it may have waiting."""

    #: Seconds until there is room for it, as things are now.
    free_in: int
    #: Seconds that making all of it takes then.
    making: int


def serving(
    stations: Iterable[Station], now: datetime, *, priority: bool = False
) -> tuple[Station, ...]:
    """Give the stations as they serve an order now: with those who are on, paused where nobody is.

    What waits is made before a break begins; so a station stops taking new work in time.
    `priority`: whether the order goes first; some stations are for such orders only.
    """
    return tuple(_serving(station, now, priority) for station in stations)


def _serving(station: Station, now: datetime, priority: bool) -> Station:
    if station.state is not StationState.OPEN:
        return station
    if station.priority_only and not priority:
        return _paused(station)
    if not station.staff and not station.breaks:
        return station
    hands = roster.on(station.staff, now)
    manned = replace(station, parallel=hands or station.parallel)
    lane = timedelta(seconds=work.draining(manned, station.open_seconds))
    stops = roster.stops(station, now)
    if stops is not None and stops <= now + lane + LAST_CUP:
        return _paused(station)
    return manned


def _paused(station: Station) -> Station:
    return replace(station, state=StationState.PAUSED)


def room(station: Station, waiting: float, own: int = 0) -> int | None:
    """Give the prep seconds a station takes on with so much waiting; None is any.

    An empty lane takes whatever comes, or an order above the limit could never be made. `own` is
    what an order that is changed has there already: it may keep that.
    """
    if station.throttle_seconds is None or waiting <= 0:
        return None
    return max(0, own, int(station.throttle_seconds - waiting))


def worked_off(station: Station, seconds: float) -> float:
    """Give the prep seconds a station makes in so many seconds."""
    return seconds * station.parallel / station.pace


def assign(
    jobs: Sequence[Job],
    stations: Sequence[Station],
    menu: Menu,
    sold_out: frozenset[SoldOut] = frozenset(),
    *,
    turn: Turn | None = None,
    walk_seconds: int = WALK_SECONDS,
) -> Plan | NoStation:
    """Ask the router; where only room is missing, say when there will be some."""

    def ask(some: Sequence[Station]) -> Plan | NoStation:
        return routing.assign(jobs, some, menu, sold_out, turn=turn, walk_seconds=walk_seconds)

    plan = ask(stations)
    if isinstance(plan, Plan) or all(station.room is None for station in stations):
        return plan
    unlimited = ask([freed(one) for one in stations])
    if isinstance(unlimited, NoStation):
        return unlimited
    low, high, then = 0, max(map(_lane, stations)) // _STEP_SECONDS + 1, unlimited
    while low + 1 < high:
        middle = (low + high) // 2
        tried = ask(_later(stations, middle * _STEP_SECONDS))
        if isinstance(tried, Plan):
            high, then = middle, tried
        else:
            low = middle
    seconds = routing.prep_seconds(jobs, menu)
    making = max(work.making(one.station, seconds) for one in then.tickets)
    return Full(plan.line, high * _STEP_SECONDS, making)


def _lane(station: Station) -> int:
    """Give the seconds until nothing that is known of waits there."""
    if station.room is None or station.throttle_seconds is None:
        return 0
    return work.draining(station, station.throttle_seconds - station.room)


def freed(station: Station) -> Station:
    """Give a station as if it had room for all that comes."""
    return replace(station, room=None)


def _later(stations: Iterable[Station], seconds: int) -> list[Station]:
    """Give the stations as they will be, if nothing comes meanwhile."""
    return [_then(station, worked_off(station, seconds)) for station in stations]


def _then(station: Station, done: float) -> Station:
    if station.room is None or station.throttle_seconds is None:
        return station
    waiting = max(0.0, station.throttle_seconds - station.room - done)
    return replace(station, room=room(station, waiting))
