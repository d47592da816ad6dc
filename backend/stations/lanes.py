"""Who goes before whom in a lane: pure.

A small order goes before larger ones that wait, which is most of what can be saved of all waiting.
Nobody is passed more than a few times, nobody's promise is broken by it as far as one can foresee,
and who has priority is passed by nobody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

from backend.stations.types import Queued, Station

#: So often a ticket is passed at the most.
MOST_PASSED = 4
#: So much larger a ticket is to be for passing it to pay, measured in simulation: what the one
#: gains and the other loses is not much apart, and a ticket has only so many times to give.
LARGER = 1.25
#: So many tickets from the end of a lane are looked at.
LOOKED_AT = 12

#: What being passed costs, by experience (docs/simulation.md): nothing for the smallest tickets,
#: all it may cost for large ones behind a long queue.
PASSER_SECONDS, SMALL_SECONDS, LARGE_SECONDS, QUEUE_SHARE = 65, 50, 140, 0.8

#: Of a ticket that was started this much is always taken to be left, whatever the clock says.
LEAST_LEFT = 0.25


@dataclass(frozen=True, slots=True)
class Turn:
    """Who asks for a place in a lane."""

    #: Seconds of the epoch.
    now: float
    #: Goes before all that have no priority, however small they are.
    priority: bool = False
    #: False: at the end, before nobody.
    passes: bool = True


def made_in(station: Station, ahead: float, own: float) -> float:
    """Say in how many seconds a ticket is made: its lane by all hands, then itself by one pair."""
    return (ahead / station.parallel + own) * station.pace


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a lane."""

    #: Prep seconds before it.
    ahead: int
    #: Who is to be passed for it, as they stand in the lane.
    passing: tuple[Queued, ...] = ()


def end(station: Station) -> Place:
    """Give the place at the end."""
    return Place(station.open_seconds)


def place(station: Station, seconds: int, turn: Turn | None, *, here: int | None = None) -> Place:
    """Find the place where passing pays most, for so much work; the end where it does not.

    `here`: what the work comes to with this station's own times for its drinks. Sizes are compared
    by the menu's: of those that wait no other is known.
    """
    lane, ahead = station.lane, station.open_seconds
    making = seconds if here is None else here
    if turn is None or not turn.passes or not lane:
        return Place(ahead)
    gain, most, best, at = 0.0, 0.0, ahead, len(lane)
    for i in range(len(lane) - 1, -1, -1):
        one = lane[i]
        # When the one to be passed would be made.
        others = ahead - one.prep_seconds + making
        made = turn.now + made_in(station, others, one.prep_seconds)
        if one.passed >= MOST_PASSED or one.priority or made > one.latest:
            break
        free = turn.priority or (one.needed is not None and made <= one.needed)
        gain += one.prep_seconds - (0 if free else LARGER * seconds)
        ahead -= one.prep_seconds
        if gain > most:
            most, best, at = gain, ahead, i
    return Place(best, lane[at:])


def later(station: Station, place: Place, seconds: int, finish: float) -> Place:
    """Pass fewer where what comes with it is not ready sooner than in `finish` seconds anyway."""
    ahead, passing = place.ahead, place.passing
    while passing and made_in(station, ahead + passing[0].prep_seconds / 2, seconds) <= finish:
        ahead += passing[0].prep_seconds
        passing = passing[1:]
    return Place(ahead, passing)


def finish(
    station: Station, place: Place, seconds: int, turn: Turn | None, *, here: int | None = None
) -> int:
    """Predict in how many seconds so much work in that place is done, those let by included."""
    rate = station.pace / station.parallel
    making = seconds if here is None else here
    return ceil(made_in(station, place.ahead, making) + _let_by(place, seconds, rate, turn))


def _let_by(place: Place, seconds: int, rate: float, turn: Turn | None) -> float:
    """Say what those who will go before it cost it, as far as experience tells."""
    if turn is None or turn.priority:
        return 0.0
    size = (seconds - SMALL_SECONDS) / (LARGE_SECONDS - SMALL_SECONDS)
    most = min(MOST_PASSED * PASSER_SECONDS, QUEUE_SHARE * place.ahead) * rate
    return most * min(1.0, max(0.0, size))


def left(prep_seconds: int, took_seconds: float, pace: float) -> float:
    """Say how many prep seconds are left of a ticket that was started so many seconds ago."""
    return max(LEAST_LEFT * prep_seconds, prep_seconds - took_seconds / pace)


def joined(lane: Sequence[Queued], new: Queued) -> tuple[Queued, ...]:
    """Give the lane with a new ticket in its place, which passed all that stand behind it."""
    at = next((i for i, one in enumerate(lane) if one.position > new.position), len(lane))
    return (*lane[:at], new, *(replace(one, passed=one.passed + 1) for one in lane[at:]))


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket as it stands in a lane at the moment of queueing."""

    id: int
    position: float
    passed: int
    queued: bool


def settle(
    planned: Iterable[Queued], standing: Sequence[Standing]
) -> tuple[float, tuple[Queued, ...]] | None:
    """Give place and whom it passes, of those planned who still can be passed; None: at the end.

    `standing`: the lane from the last ticket that is not to be passed on. Who came since the plan
    was made was not to be passed, so it stops behind them.
    """
    wanted = {one.id: one for one in planned}
    passing: list[Queued] = []
    before: float | None = None
    for one in reversed(standing):
        if one.id not in wanted or not one.queued or one.passed >= MOST_PASSED:
            before = one.position
            break
        passing.append(replace(wanted[one.id], passed=one.passed, position=one.position))
    if not passing:
        return None
    first = passing[-1].position
    return (first - 1 if before is None else (before + first) / 2), tuple(reversed(passing))
