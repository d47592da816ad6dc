"""The carts as simpy runs them: orders come, are routed and promised, and are made one by one."""

from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import simpy

from backend.stations import pace
from backend.stations.lanes import LOOKED_AT, Standing, joined, left, settle
from backend.stations.promise import Range, promise
from backend.stations.routing import Job, Plan
from backend.stations.types import Queued, Station, StationState
from tests.bench.sim.policies import Policy, Seen
from tests.bench.sim.scenario import Scenario, Visit

#: When the doors open. Not on the minute, so that promises are not either.
START = datetime(2026, 11, 21, 7, 30, 17, tzinfo=UTC)
#: A station's pace is learned from so many tickets.
HISTORY = 50
_Process = Generator[simpy.Event, Any, None]


@dataclass(slots=True)
class Slip:
    """A ticket in a lane."""

    outcome: "Outcome"
    lines: tuple[int, ...]
    queued: Queued


@dataclass(slots=True)
class Outcome:
    """What became of one order; times in seconds since the doors opened."""

    visit: Visit
    #: What the customer was told.
    told: Range
    #: When each ticket was made, in the order of making.
    made: list[float] = field(default_factory=list)
    #: Each line as often as it was made.
    lines_made: list[int] = field(default_factory=list)
    #: How often each of its tickets was passed.
    passed: list[int] = field(default_factory=list)

    @property
    def wait(self) -> float:
        """Seconds from ordering until the last cup was made."""
        return max(self.made) - self.visit.at

    @property
    def ready(self) -> datetime:
        """When the last cup was made."""
        return moment(max(self.made))

    @property
    def spread(self) -> float:
        """Seconds between the first cup and the last."""
        return max(self.made) - min(self.made)


def moment(at: float) -> datetime:
    """Give the time of day of a moment of the simulation."""
    return START + timedelta(seconds=at)


def run(scenario: Scenario, visits: Sequence[Visit], policy: Policy) -> list[Outcome]:
    """Serve the crowd under one policy; the outcomes in the order of ordering."""
    world = _World(scenario, policy)
    world.env.process(world.day(visits))
    world.env.run()
    return world.outcomes


class _Lane:
    """A station, its lane, and whoever works there."""

    def __init__(self, station: Station, speed: float) -> None:
        self.station, self.speed = station, speed
        #: In the order of making, with the slip of each.
        self.waiting: tuple[Queued, ...] = ()
        self.slips: dict[int, Slip] = {}
        self.making: Slip | None = None
        self.started = 0.0
        #: Of the last tickets made: (prep seconds, seconds it took).
        self.history: deque[tuple[int, float]] = deque()
        self.prep, self.took = 0, 0.0
        self.wake: simpy.Event | None = None
        self.work: simpy.Process | None = None

    @property
    def tickets(self) -> int:
        return len(self.waiting) + (self.making is not None)

    def queue(self, slip: Slip, passing: Sequence[Queued]) -> None:
        """Put a ticket in its place, as the product does it."""
        standing = [Standing(one.id, one.position, one.passed, True) for one in self.waiting]
        place = settle(passing, standing)
        if place is not None:
            slip.queued = replace(slip.queued, position=place[0])
        self.slips[slip.queued.id] = slip
        self.wait(joined(self.waiting, slip.queued))

    def take(self, now: float) -> Slip:
        """Start the first ticket."""
        first, *rest = self.waiting
        self.making, self.started = self.slips.pop(first.id), now
        self.making.outcome.passed.append(first.passed)
        self.wait(tuple(rest))
        return self.making

    def wait(self, waiting: tuple[Queued, ...]) -> None:
        """Let these wait, and show routing the work and the end of the lane."""
        self.waiting = waiting
        at_hand = self.making.queued.prep_seconds if self.making else 0
        seconds = at_hand + sum(one.prep_seconds for one in waiting)
        self.station = replace(self.station, open_seconds=seconds, lane=waiting[-LOOKED_AT:])

    def done(self, now: float) -> int:
        """Give the prep seconds that are done of what was started."""
        if self.making is None:
            return 0
        seconds = self.making.queued.prep_seconds
        return int(seconds - left(seconds, now - self.started, self.station.pace))

    def learn(self, prep: int, took: float) -> None:
        """Remember a ticket, and forget the oldest of too many."""
        self.history.append((prep, took))
        old = self.history.popleft() if len(self.history) > HISTORY else (0, 0.0)
        self.prep += prep - old[0]
        self.took += took - old[1]


class _World:
    def __init__(self, scenario: Scenario, policy: Policy) -> None:
        self.env = simpy.Environment()
        self.outcomes: list[Outcome] = []
        self._scenario, self._policy = scenario, policy
        self._ids = count(1)
        self._lanes = {s.id: _Lane(s, scenario.speeds[s.id]) for s in scenario.stations}
        for lane in self._lanes.values():
            lane.work = self.env.process(self._work(lane))

    def day(self, visits: Sequence[Visit]) -> _Process:
        dies = self._scenario.dead
        for visit in visits:
            yield self.env.timeout(visit.at - self.env.now)
            if dies and visit.number == dies[1]:
                self._die(self._lanes[dies[0]])
            self._order(visit)

    def _order(self, visit: Visit) -> None:
        plan = self._plan(visit.jobs, visit.number)
        outcome = Outcome(visit, promise(plan.finish_seconds, moment(visit.at)))
        self.outcomes.append(outcome)
        self._queue(plan, outcome, range(len(visit.jobs)))

    def _plan(self, jobs: Sequence[Job], number: int) -> Plan:
        lanes = [one for one in self._lanes.values() if one.station.state is StationState.OPEN]
        seen = Seen(
            [lane.station for lane in lanes],
            {lane.station.id: lane.tickets for lane in lanes},
            {lane.station.id: lane.done(self.env.now) for lane in lanes},
            number,
            moment(self.env.now).timestamp(),
            self._scenario.menu,
        )
        return self._policy(jobs, seen)

    def _queue(self, plan: Plan, outcome: Outcome, lines: Sequence[int], passed: int = 0) -> None:
        """Put each ticket of a plan in its lane; `lines` are the order's that were planned."""
        now = moment(self.env.now).timestamp()
        for ticket in plan.tickets:
            lane = self._lanes[ticket.station.id]
            ident = next(self._ids)
            queued = Queued(
                ident,
                outcome.visit.number,
                float(ident),
                ticket.prep_seconds,
                passed,
                outcome.told.latest.timestamp(),
                now + plan.finish_seconds if len(plan.tickets) > 1 else None,
            )
            mine = tuple(lines[line] for line in ticket.lines)
            lane.queue(Slip(outcome, mine, queued), ticket.passing)
            if lane.wake:
                lane.wake.succeed()
                lane.wake = None

    def _die(self, lane: _Lane) -> None:
        """Close a station for good: what is at hand is lost and, as what waits, routed again."""
        lane.station = replace(lane.station, state=StationState.CLOSED)
        left = [
            *([lane.making] if lane.making else []),
            *(replace(lane.slips[one.id], queued=one) for one in lane.waiting),
        ]
        lane.making = None
        lane.wait(())
        assert lane.work
        lane.work.interrupt()
        for slip in left:
            visit = slip.outcome.visit
            plan = self._plan([visit.jobs[line] for line in slip.lines], visit.number)
            self._queue(plan, slip.outcome, slip.lines, slip.queued.passed)

    def _work(self, lane: _Lane) -> _Process:
        while True:
            try:
                if not lane.waiting:
                    lane.wake = self.env.event()
                    yield lane.wake
                slip = lane.take(self.env.now)
                took = sum(slip.outcome.visit.work[line] for line in slip.lines) / lane.speed
                yield self.env.timeout(took)
            except simpy.Interrupt:
                return
            self._made(lane, slip, took)

    def _made(self, lane: _Lane, slip: Slip, took: float) -> None:
        lane.making = None
        lane.learn(slip.queued.prep_seconds, took)
        lane.station = replace(lane.station, pace=pace.learned(lane.prep, lane.took))
        lane.wait(lane.waiting)
        slip.outcome.made.append(self.env.now)
        slip.outcome.lines_made += slip.lines
