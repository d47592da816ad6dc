"""What no schedule can beat, however much it knows: lower bounds on the mean wait of a crowd.

Three relaxations, each a bound by itself; the highest of them holds. In all three the clairvoyant
knows from the start who will come and what each cup takes, makes nothing for those who do not
come, needs no capability, and may put an order down and take it up again anywhere.

1. *Alone*: every order has all stations to itself, each cup on a station of its own, the longest
   on the fastest. Waiting is left out.
2. *Pooled*: the stations are one, as fast as all together. On one machine, shortest remaining work
   first has the least sum of waits of all schedules (Schrage 1968), and whatever three stations do
   one of their joint speed can do as early, by sharing itself out as they do.
3. *Centre*: an order of k cups can be worked on by at most k stations, so it ends at least half its
   work at that speed after the middle of its work. On the pooled station the sum of these middles
   is least when the order of least work goes first (Goemans 1997).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from tests.bench.sim.scenario import Scenario, Visit


@dataclass(frozen=True, slots=True)
class Clock:
    """Counts work instead of time: so much a second, and less once a station is dead."""

    rate: float
    falls_at: float = float("inf")
    falls_to: float = 0.0

    def work(self, at: float) -> float:
        """Give the work that can be done until a moment."""
        before = min(at, self.falls_at)
        return self.rate * before + self.falls_to * (at - before)

    def at(self, work: float) -> float:
        """Give the moment by which so much work can be done."""
        before = self.rate * self.falls_at
        if work <= before:
            return work / self.rate
        return self.falls_at + (work - before) / self.falls_to


def waits(scenario: Scenario, visits: Sequence[Visit]) -> tuple[float, list[float]]:
    """Give a bound on the mean wait of those who come, in seconds, and one on each wait."""
    coming = [visit for visit in visits if visit.comes]
    rates = sorted(scenario.speeds.values(), reverse=True)
    least = [alone(visit, rates) for visit in coming]
    clock = _clock(scenario, visits)
    found = (sum(least), pooled(coming, clock), centre(coming, rates))
    return max(found) / len(coming), least


def _clock(scenario: Scenario, visits: Sequence[Visit]) -> Clock:
    rate = sum(scenario.speeds.values())
    if scenario.dead is None or scenario.dead[1] >= len(visits):
        return Clock(rate)
    station, order = scenario.dead
    return Clock(rate, visits[order].at, rate - scenario.speeds[station])


def alone(visit: Visit, rates: Sequence[float]) -> float:
    """Give the least time for one order: its longest cup, and all its work at all its speed."""
    return max(max(visit.work) / rates[0], sum(visit.work) / _speed(visit, rates))


def _speed(visit: Visit, rates: Sequence[float]) -> float:
    return sum(rates[: len(visit.work)])


def pooled(visits: Sequence[Visit], clock: Clock) -> float:
    """Sum the waits at one station of the joint speed, the least remaining work first."""
    arrivals = [clock.work(visit.at) for visit in visits]
    sizes = [sum(visit.work) for visit in visits]
    ends = dict[int, float]()
    for order, _, end in _spells(arrivals, sizes, remaining=True):
        ends[order] = end
    return sum(clock.at(ends[i]) - visit.at for i, visit in enumerate(visits))


def centre(visits: Sequence[Visit], rates: Sequence[float]) -> float:
    """Sum the least middles of work, and half an order's work at its own speed after each."""
    rate = sum(rates)
    sizes = [sum(visit.work) for visit in visits]
    middles = [0.0] * len(visits)
    for order, begin, end in _spells([rate * v.at for v in visits], sizes, remaining=False):
        middles[order] += (end - begin) / sizes[order] * (begin + end) / 2 / rate
    halves = (sizes[i] / _speed(visit, rates) / 2 for i, visit in enumerate(visits))
    return sum(middles) - sum(visit.at for visit in visits) + sum(halves)


def _spells(
    arrivals: Sequence[float], sizes: Sequence[float], *, remaining: bool
) -> Iterator[tuple[int, float, float]]:
    """Run one station that may interrupt: (order, from, to), in work done, of each spell.

    The least work goes first: what remains of it, or what it was.
    """
    left, now, coming = list(sizes), 0.0, 0
    waiting: list[tuple[float, int]] = []
    while coming < len(arrivals) or waiting:
        if not waiting:
            now = max(now, arrivals[coming])
        while coming < len(arrivals) and arrivals[coming] <= now:
            heappush(waiting, (sizes[coming], coming))
            coming += 1
        _, order = heappop(waiting)
        until = arrivals[coming] if coming < len(arrivals) else float("inf")
        end = min(now + left[order], until)
        yield order, now, end
        if end < until or end == now + left[order]:
            left[order] = 0.0
        else:
            left[order] -= end - now
            heappush(waiting, (left[order] if remaining else sizes[order], order))
        now = end
