"""The simulation that judges routing and promises: its crowd, its carts and its bounds."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from statistics import fmean

import pytest

from backend.menu.types import Menu
from backend.stations import routing
from backend.stations.lanes import MOST_PASSED, Turn
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.types import Station
from tests.bench.sim import bound, runs
from tests.bench.sim.__main__ import seed_list
from tests.bench.sim.bound import Clock
from tests.bench.sim.policies import POLICIES
from tests.bench.sim.runs import one_seed
from tests.bench.sim.scenario import NAMES, Scenario, Visit, read, visits
from tests.bench.sim.tally import most_overtaken
from tests.bench.sim.world import Outcome, run

ORDERS = 1500
#: Of the scenario with a dead station: it had work when it died.
SEEDS = (46, 47)


@cache
def served(name: str, seed: int, policy: str) -> list[Outcome]:
    scenario = read(name)
    return run(scenario, visits(scenario, seed, ORDERS), POLICIES[policy]())


def visit(at: float, *work: float, number: int = 0) -> Visit:
    return Visit(number, at, (), work, comes=True)


def test_our_policy_is_the_products_router_and_nothing_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[Sequence[Station]] = []
    real = routing.assign

    def watched(
        jobs: Sequence[Job], stations: Sequence[Station], menu: Menu, *, turn: Turn | None
    ) -> Plan | NoStation:
        assert turn is not None
        asked.append(stations)
        return real(jobs, stations, menu, turn=turn)

    monkeypatch.setattr(routing, "assign", watched)
    scenario = read("burst")
    outcomes = run(scenario, visits(scenario, 1, 50), POLICIES["ours"]())
    assert len(outcomes) == len(asked) == 50
    assert not any(station.stock for stations in asked for station in stations)


def test_a_seed_is_a_crowd() -> None:
    scenario = read("burst")
    assert visits(scenario, 1, 200) == visits(scenario, 1, 200)
    assert visits(scenario, 1, 200) != visits(scenario, 2, 200)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_run_is_the_same_every_time(policy: str) -> None:
    scenario = read("dead")
    crowd = visits(scenario, 5, 1100)
    first, second = (run(scenario, crowd, POLICIES[policy]()) for _ in range(2))
    assert [one.made for one in first] == [one.made for one in second]


@pytest.mark.parametrize(("name", "load"), [("steady60", 0.6), ("steady85", 0.85), ("burst", 0.64)])
def test_the_crowd_is_what_the_file_says(name: str, load: float) -> None:
    scenario = read(name)
    crowd = visits(scenario, 3, 6000)
    cups = [len(one.work) for one in crowd]
    assert fmean(cups) == pytest.approx(1.44, abs=0.05)
    ordered = sum(sum(one.work) for one in crowd) / crowd[-1].at
    assert ordered / sum(scenario.speeds.values()) == pytest.approx(load, rel=0.06)
    assert fmean(one.comes for one in crowd) == pytest.approx(0.96, abs=0.01)
    milks = [j.spec.options["milk"] for one in crowd for j in one.jobs if j.spec.options]
    other = [milk for milk in milks if milk not in ("full cream", "skim")]
    assert len(other) / len(milks) == pytest.approx(0.41, abs=0.03)


def test_a_burst_is_a_quarter_of_an_hour_of_rush() -> None:
    scenario = read("burst")
    assert scenario.burst is not None
    into = [one.at % scenario.burst.every_seconds for one in visits(scenario, 3, 6000)]
    rush = sum(at >= scenario.burst.every_seconds - scenario.burst.seconds for at in into)
    # 1.6 for 15 minutes, 0.45 for 75.
    assert rush / len(into) == pytest.approx(24 / (24 + 33.75), abs=0.05)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_cup_is_made_once_whether_fetched_or_not(name: str, policy: str) -> None:
    outcomes = served(name, SEEDS[1], policy)
    assert [one.visit.number for one in outcomes] == list(range(ORDERS))
    for one in outcomes:
        assert sorted(one.lines_made) == list(range(len(one.visit.jobs)))
        assert min(one.made) > one.visit.at
    assert any(not one.visit.comes for one in outcomes)
    assert any(len(one.made) > 1 for one in outcomes), "no order was split"


def test_what_waits_at_a_dead_station_is_made_elsewhere_and_later() -> None:
    scenario = read("dead")
    assert scenario.dead is not None
    moved = []
    for seed in SEEDS:
        outcomes = served("dead", seed, "ours")[: scenario.dead[1]]
        died = outcomes[-1].visit.at
        crowd = [one.visit for one in outcomes]
        alive = run(replace(scenario, dead=None), crowd, POLICIES["ours"]())
        moved += [
            (one, died)
            for one, as_was in zip(outcomes, alive, strict=True)
            if one.made != as_was.made
        ]
    assert moved, "nothing waited at the station that died"
    assert all(max(one.made) > died for one, died in moved)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", SEEDS)
def test_no_policy_is_below_the_bound_on_any_seed(name: str, seed: int) -> None:
    scenario = read(name)
    mean, least = bound.waits(scenario, visits(scenario, seed, ORDERS))
    for policy in POLICIES:
        waits = [one.wait for one in served(name, seed, policy) if one.visit.comes]
        assert fmean(waits) > mean
        assert all(wait > at_least - 1e-6 for wait, at_least in zip(waits, least, strict=True))


def test_pooled_is_shortest_remaining_work_first() -> None:
    # The small one interrupts: 1 s for it, 11 s for the large one.
    crowd = [visit(0, 10), visit(5, 1, number=1)]
    assert bound.pooled(crowd, Clock(1.0)) == pytest.approx(12)
    # With 3 s left of the large one, the small one waits.
    crowd = [visit(0, 10), visit(7, 4, number=1)]
    assert bound.pooled(crowd, Clock(1.0)) == pytest.approx(10 + 7)


def test_a_dead_station_slows_the_pooled_one() -> None:
    # 4 of the 10 by second 2, then half as fast.
    assert bound.pooled([visit(0, 10)], Clock(2.0, 2.0, 1.0)) == pytest.approx(2 + 6)
    assert [Clock(2.0, 2.0, 1.0).at(Clock(2.0, 2.0, 1.0).work(t)) for t in (1, 2, 9)] == [1, 2, 9]


@pytest.mark.parametrize(
    ("work", "seconds"), [((10,), 10), ((10, 1), 10), ((10, 10), 20 / 1.7), ((5, 5, 5), 15 / 2.2)]
)
def test_alone_takes_as_long_as_its_cups_allow(work: tuple[float, ...], seconds: float) -> None:
    assert bound.alone(visit(0, *work), [1.0, 0.7, 0.5]) == pytest.approx(seconds)


def test_one_order_alone_ends_half_its_making_after_its_middle() -> None:
    # The joint speed is 2, its own 1: middle at 2.5 s, and 5 s more.
    assert bound.centre([visit(3, 10)], [1.0, 1.0]) == pytest.approx(7.5)


@pytest.mark.parametrize(
    ("ready", "most"),
    [([1, 2, 3], 0), ([3, 1, 2], 2), ([1, 9, 2, 3, 10, 4], 3), ([], 0)],
)
def test_overtaken_is_counted_by_later_orders_ready_earlier(ready: list[float], most: int) -> None:
    assert most_overtaken(ready) == most


@pytest.mark.parametrize(
    ("text", "seeds"), [("1-3", (1, 2, 3)), ("7", (7,)), ("1,5,8-9", (1, 5, 8, 9))]
)
def test_seeds_are_given_on_the_command_line(text: str, seeds: tuple[int, ...]) -> None:
    assert seed_list(text) == seeds
    with pytest.raises(ValueError, match="seed"):
        seed_list("seed")


@pytest.mark.parametrize("name", NAMES)
def test_promises_hold_and_pace_pays(name: str) -> None:
    result = runs.Result()
    for seed in (43, 44, 45):
        result.join(one_seed(name, seed))
    ours, shortest = result.policies["ours"], result.policies["shortest_queue"]
    assert 82 <= ours.share(ours.kept) <= 88
    assert ours.mean < 0.9 * shortest.mean
    assert max(ours.passed) == MOST_PASSED
    assert max(shortest.passed) == 0
    assert ours.spread < 120
    assert ours.p95 < shortest.p95
    assert sum(len(tally.waits) for tally in result.policies.values()) > 5 * 3 * 2800


def test_a_slow_station_is_told_from_a_fast_one() -> None:
    scenario: Scenario = read("steady60")
    taught, not_taught = (
        fmean(one.wait for one in served("steady60", SEEDS[0], policy))
        for policy in ("ours", "untaught")
    )
    assert sorted(scenario.speeds.values()) == [0.5, 0.7, 1.0]
    assert taught < not_taught
