"""Ways to choose a station: ours, and those that others have."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from backend.menu.types import Menu
from backend.stations import routing
from backend.stations.lanes import Turn
from backend.stations.routing import Job, Plan
from backend.stations.types import Station


@dataclass(frozen=True, slots=True)
class Seen:
    """What a policy sees when an order comes."""

    #: The open stations, with the work that waits there and all of what is at hand.
    stations: Sequence[Station]
    #: Tickets waiting or being made, by station.
    tickets: dict[int, int]
    #: Prep seconds done of what is at hand, as the clock and the pace have it.
    done: dict[int, int]
    #: The order's number.
    number: int
    #: Seconds of the epoch.
    now: float
    menu: Menu


#: Makes a plan for an order.
Policy = Callable[[Sequence[Job], Seen], Plan]
#: Picks one of the stations able.
_Pick = Callable[[Sequence[Station], Seen], Station]


def ours(jobs: Sequence[Job], seen: Seen) -> Plan:
    """Ask the product's own router."""
    stations = [replace(s, open_seconds=s.open_seconds - seen.done[s.id]) for s in seen.stations]
    return _planned(jobs, stations, seen.menu, Turn(seen.now))


def untaught(jobs: Sequence[Job], seen: Seen) -> Plan:
    """Ask it about stations of which it takes all to be as fast as the menu says."""
    stations = [replace(station, pace=1.0) for station in seen.stations]
    return _planned(jobs, stations, seen.menu, Turn(seen.now))


def _planned(
    jobs: Sequence[Job], stations: Iterable[Station], menu: Menu, turn: Turn | None = None
) -> Plan:
    plan = routing.assign(jobs, list(stations), menu, turn=turn)
    assert isinstance(plan, Plan), "some station can make everything"
    return plan


def _picking(pick: _Pick) -> Policy:
    """Send the whole order where the rule says, else as few parts of it as it takes."""

    def policy(jobs: Sequence[Job], seen: Seen) -> Plan:
        able = [s for s in seen.stations if all(_able(s, job, seen.menu) for job in jobs)]
        if able:
            return _planned(jobs, [pick(able, seen)], seen.menu)
        picked = {
            station.id: station
            for job in jobs
            for station in [pick([s for s in seen.stations if _able(s, job, seen.menu)], seen)]
        }
        return _planned(jobs, picked.values(), seen.menu)

    return policy


def _able(station: Station, job: Job, menu: Menu) -> bool:
    return routing.able(station, job.spec, menu)


def _by_index(able: Sequence[Station], seen: Seen) -> Station:
    return able[seen.number % len(able)]


def _in_turn(load: Callable[[int, Seen], int]) -> _Pick:
    """Take the least loaded; among equals the one that was taken longest ago."""
    turn, last = count(1), dict[int, int]()

    def pick(able: Sequence[Station], seen: Seen) -> Station:
        station = min(able, key=lambda s: (load(s.id, seen), last.get(s.id, 0), s.id))
        last[station.id] = next(turn)
        return station

    return pick


#: A fresh one for each run: some remember.
POLICIES: dict[str, Callable[[], Policy]] = {
    "ours": lambda: ours,
    "untaught": lambda: untaught,
    "shortest_queue": lambda: _picking(_in_turn(lambda station, seen: seen.tickets[station])),
    "round_robin": lambda: _picking(_in_turn(lambda station, seen: 0)),
    "index": lambda: _picking(_by_index),
}
