"""Every scenario under every policy, over many seeds, each figure beside its bound."""

import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from os import cpu_count
from statistics import median

from backend.menu.types import Menu
from backend.stations import routing
from backend.stations.equipped import equipped
from backend.stations.lanes import LOOKED_AT, MOST_PASSED, Turn
from backend.stations.types import Queued, Station
from backend.stations.work import finish
from tests.bench.figures import Report, quantile
from tests.bench.sim import bound
from tests.bench.sim.policies import POLICIES
from tests.bench.sim.scenario import NAMES, ORDERS, Scenario, Visit, read, visits
from tests.bench.sim.tally import TOGETHER, Tally
from tests.bench.sim.world import run as serve

SEEDS = tuple(range(1, 21))

#: Policies whose promises are looked at.
PROMISING = ("ours", "untaught")

#: What is wanted: of 100 promises so many kept, and so much less waiting than in shortest queues.
KEPT, SAVED = 85.0, 15.0

STATIONS, TICKETS = 200, 5000


@dataclass(slots=True)
class Result:
    """One scenario, over its seeds."""

    policies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in POLICIES})
    #: Mean wait that nothing can beat, of each seed.
    means: list[float] = field(default_factory=list)
    #: Least wait of each order.
    least: list[float] = field(default_factory=list)

    def join(self, other: "Result") -> None:
        """Add another's seeds."""
        for name, tally in self.policies.items():
            tally.join(other.policies[name])
        self.means += other.means
        self.least += other.least


def run(report: Report, seeds: Sequence[int] = SEEDS, scenarios: Sequence[str] = NAMES) -> None:
    """Simulate, then time the routing of one order among many stations."""
    for name, result in results(seeds, scenarios):
        _tell(report, name, result)
    _routing(report)


def results(
    seeds: Sequence[int], scenarios: Sequence[str], orders: int = ORDERS
) -> Iterator[tuple[str, Result]]:
    """Give the result of each scenario, worked out on all processors."""
    # Spawned: the benchmarks before this one have left threads behind.
    with ProcessPoolExecutor(cpu_count(), mp_context=get_context("spawn")) as pool:
        asked = {
            name: [pool.submit(one_seed, name, seed, orders) for seed in seeds]
            for name in scenarios
        }
        for name, parts in asked.items():
            whole = Result()
            for part in parts:
                whole.join(part.result())
            yield name, whole


def one_seed(name: str, seed: int, orders: int = ORDERS) -> Result:
    """Serve the crowd of one seed under every policy."""
    scenario, result = read(name), Result()
    crowd = visits(scenario, seed, orders)
    mean, least = bound.waits(scenario, crowd)
    result.means.append(mean)
    result.least += least
    for policy, make in POLICIES.items():
        outcomes = serve(scenario, crowd, make())
        result.policies[policy].add(outcomes, promises=policy in PROMISING)
    return result


def _tell(report: Report, name: str, result: Result) -> None:
    under, ours = f"sim.{name}", result.policies["ours"]
    mean, p95 = sum(result.means) / len(result.means), quantile(result.least, 0.95)
    for policy, tally in result.policies.items():
        report.add(f"{under}.wait.mean.{policy}", tally.mean, "s", mean)
    report.add(f"{under}.wait.mean.bound", mean, "s")
    shortest = result.policies["shortest_queue"].mean
    report.add(f"{under}.wait.mean.saved", 100 * (1 - ours.mean / shortest), "%", SAVED)
    saved = 100 * (1 - ours.walked / result.policies["shortest_queue"].walked)
    report.add(f"{under}.wait.walked.saved", saved, "%", SAVED)
    for policy, tally in result.policies.items():
        report.add(f"{under}.wait.p95.{policy}", tally.p95, "s", p95)
    report.add(f"{under}.wait.p95.bound", p95, "s")
    report.add(f"{under}.promise.coverage", ours.share(ours.kept), "%", KEPT)
    untaught = result.policies["untaught"]
    report.add(f"{under}.promise.coverage.untaught", untaught.share(untaught.kept), "%", KEPT)
    report.add(f"{under}.promise.late", ours.share(ours.late), "%")
    report.add(f"{under}.promise.width", sum(ours.widths) / len(ours.widths), "min")
    for policy, tally in result.policies.items():
        report.add(f"{under}.spread.mean.{policy}", tally.spread, "s", 0.0)
        report.add(f"{under}.overtaken.most.{policy}", max(tally.overtaken), "orders", 0.0)
    report.add(f"{under}.group.spread", ours.spread, "s", TOGETHER)
    report.add(f"{under}.group.together", ours.together, "%", 100.0)
    report.add(f"{under}.group.split", ours.share(len(ours.spreads)), "%")
    report.add(f"{under}.fairness.passed_max", max(ours.passed), "times", MOST_PASSED)


def _routing(report: Report) -> None:
    """Route single orders among many stations with many tickets open.

    Bound: asking each station once whether it is able and when it would be ready.
    """
    scenario = read("burst")
    crowd = visits(scenario, 1, 300)
    stations = _crowded(scenario, crowd)
    took, least = [], []
    for visit in crowd:
        begun = time.thread_time()
        routing.assign(visit.jobs, stations, scenario.menu, turn=Turn(visit.at))
        between = time.thread_time()
        _asked(visit, stations, scenario.menu)
        took.append(between - begun)
        least.append(time.thread_time() - between)
    report.add("routing.order.ms", 1000 * median(took), "ms", 1000 * median(least))
    worst = 1000 * quantile(least, 0.99)
    report.add("routing.order.p99.ms", 1000 * quantile(took, 0.99), "ms", worst)


def _asked(visit: Visit, stations: Sequence[Station], menu: Menu) -> list[int]:
    able = stations
    for job in visit.jobs:
        able = list(equipped(able, job.spec, menu, frozenset()))
    return [finish(station, 60) for station in able]


def _crowded(scenario: Scenario, crowd: Sequence[Visit]) -> list[Station]:
    """Give stations with lanes of tickets, of which many could be passed."""
    chance, kinds = random.Random(STATIONS), scenario.stations
    lanes: list[list[Queued]] = [[] for _ in range(STATIONS)]
    for ident in range(TICKETS):
        seconds = int(sum(crowd[ident % len(crowd)].work))
        passed = chance.randrange(MOST_PASSED + 1)
        lane = lanes[chance.randrange(STATIONS)]
        lane.append(Queued(ident, ident, float(ident), seconds, passed, float("inf")))
    return [
        replace(
            kinds[i % len(kinds)],
            id=i + 1,
            name=f"Cart {i + 1}",
            open_seconds=sum(one.prep_seconds for one in lane),
            lane=tuple(lane[-LOOKED_AT:]),
        )
        for i, lane in enumerate(lanes)
    ]
