"""Who goes before whom in a lane."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Menu
from backend.stations.lanes import (
    LOOKED_AT,
    MOST_PASSED,
    Place,
    Standing,
    Turn,
    finish,
    joined,
    later,
    left,
    place,
    settle,
)
from backend.stations.promise import promise
from backend.stations.routing import Job, Plan, assign
from backend.stations.types import Capabilities, Queued, Station, StationState

FAR = 10_000.0
TURN = Turn(0.0)


def ticket(ident: int, seconds: int, *, passed: int = 0, latest: float = FAR) -> Queued:
    return Queued(ident, ident, float(ident), seconds, passed, latest)


def station(*lane: Queued, making: int = 0, pace: float = 1.0) -> Station:
    seconds = making + sum(one.prep_seconds for one in lane)
    able = Capabilities()
    return Station(1, "North", StationState.OPEN, able, seconds, pace=pace, lane=lane)


BIG, SMALL = ticket(1, 300), ticket(2, 60)


@pytest.mark.parametrize(
    ("lane", "seconds", "passing"),
    [
        ((BIG,), 60, [1]),
        ((SMALL,), 60, []),
        ((BIG, SMALL), 60, [1, 2]),
        # Hardly smaller: not worth one of its few times.
        ((ticket(1, 75),), 60, []),
        ((replace(BIG, passed=MOST_PASSED),), 60, []),
        ((BIG, replace(SMALL, passed=MOST_PASSED)), 60, []),
        ((replace(BIG, priority=True),), 60, []),
        # It would be made at 360 s.
        ((replace(BIG, latest=359.0),), 60, []),
        ((replace(BIG, latest=360.0),), 60, [1]),
        # Of an order whose rest is ready later still.
        ((replace(SMALL, needed=120.0),), 60, [2]),
        ((replace(SMALL, needed=119.0),), 60, []),
    ],
)
def test_whom_a_ticket_passes(lane: tuple[Queued, ...], seconds: int, passing: list[int]) -> None:
    found = place(station(*lane, making=0), seconds, TURN)
    assert [one.id for one in found.passing] == passing
    waiting = sum(one.prep_seconds for one in lane)
    passed = sum(one.prep_seconds for one in found.passing)
    assert found.ahead == waiting - passed


def test_sizes_are_compared_by_the_menu_and_times_by_the_station() -> None:
    at = station(replace(BIG, latest=400.0))
    assert place(at, 60, TURN, here=100).passing
    assert not place(at, 60, TURN, here=101).passing, "it would be made at 401 s"
    assert not place(station(SMALL), 60, TURN, here=20).passing, "the same drink goes behind it"
    assert finish(at, Place(300), 60, TURN, here=100) - finish(at, Place(300), 60, TURN) == 40


def test_priority_goes_before_all_without_it_as_often_as_they_bear() -> None:
    first = replace(ticket(1, 60), priority=True)
    lane = (first, ticket(2, 45), ticket(3, 45))
    assert place(station(*lane), 300, TURN).passing == ()
    assert place(station(*lane), 300, Turn(0.0, priority=True)).passing == lane[1:]
    worn = (first, replace(lane[1], passed=MOST_PASSED), lane[2])
    assert place(station(*worn), 300, Turn(0.0, priority=True)).passing == worn[2:]
    told = (first, lane[1], replace(lane[2], latest=300.0))
    assert place(station(*told), 300, Turn(0.0, priority=True)).passing == ()


def test_nobody_is_passed_without_a_turn_or_in_a_hurry() -> None:
    at = station(BIG, making=30)
    assert place(at, 60, None) == place(at, 60, Turn(0.0, passes=False)) == Place(330)


def test_what_is_not_needed_sooner_lets_others_go_first() -> None:
    at = station(BIG)
    first = place(at, 60, TURN)
    assert first == Place(0, (BIG,))
    assert later(at, first, 60, 60) == first
    assert later(at, first, 60, 360) == Place(300)


def test_a_big_one_is_told_what_it_will_let_by() -> None:
    at = station(ticket(1, 60, passed=3), making=600)
    assert finish(at, place(at, 60, TURN), 60, None) == 720
    small, big = (finish(at, place(at, s, TURN), s, TURN) - (660 + s) for s in (50, 300))
    assert small == 0
    assert big == MOST_PASSED * 65
    assert finish(at, place(at, 300, TURN), 300, Turn(0.0, priority=True)) == 960


@pytest.mark.parametrize(("took", "pace", "rest"), [(0, 1, 100), (60, 2, 70), (500, 1, 25)])
def test_what_is_left_of_a_started_ticket(took: float, pace: float, rest: float) -> None:
    assert left(100, took, pace) == pytest.approx(rest)


def standing(*lane: Queued, queued: bool = True) -> list[Standing]:
    return [Standing(one.id, one.position, one.passed, queued) for one in lane]


def test_a_place_is_settled_by_who_stands_there_now() -> None:
    lane = [ticket(3, 60), ticket(5, 300), ticket(7, 300)]
    assert settle(lane[1:], standing(*lane)) == (4.0, tuple(lane[1:]))
    assert settle(lane, standing(*lane)) == (2.0, tuple(lane))
    # One came since the plan was made: it is not passed.
    assert settle(lane[1:], standing(*lane, ticket(9, 60))) is None
    # One was passed by others meanwhile: the place is behind it.
    worn = replace(lane[1], passed=MOST_PASSED)
    assert settle(lane[1:], standing(lane[0], worn, lane[2])) == (6.0, (lane[2],))
    # One was started meanwhile.
    begun = [*standing(lane[0]), *standing(lane[1], queued=False), *standing(lane[2])]
    assert settle(lane[1:], begun) == (6.0, (lane[2],))
    assert settle(lane[1:], standing(lane[0])) is None


def test_a_lane_with_a_new_one_in_it() -> None:
    lane = (ticket(1, 60), ticket(2, 300))
    new = replace(ticket(3, 60), position=1.5)
    assert joined(lane, new) == (lane[0], new, replace(lane[1], passed=1))
    assert joined(lane, ticket(3, 60)) == (*lane, ticket(3, 60))


@cache
def menu() -> Menu:
    return shipped("house")


START = datetime(2026, 11, 21, 9, tzinfo=UTC)
CARTS = [
    Station(1, "Fast", StationState.OPEN, Capabilities()),
    Station(2, "Slow", StationState.OPEN, Capabilities(), pace=2.0),
]
ORDERS = st.lists(
    st.tuples(
        st.lists(st.sampled_from(["latte", "green tea", "mocha"]), min_size=1, max_size=4),
        st.integers(1, 4),
        # Seconds until the next, whether priority, and how many tickets are started before it.
        st.integers(0, 90),
        st.booleans(),
        st.integers(0, 2),
    ),
    min_size=2,
    max_size=25,
)


class _Carts:
    """Two carts whose lanes are filled by the router and emptied from the front."""

    def __init__(self) -> None:
        self.now, self.ids = START, count(1)
        self.lanes: dict[int, tuple[Queued, ...]] = {cart.id: () for cart in CARTS}
        #: Who came to each lane, in the order of coming, and who went before whom.
        self.overtaken: dict[int, int] = {}

    def order(self, items: list[str], quantity: int, *, priority: bool) -> None:
        jobs = [Job(DrinkSpec(item), quantity) for item in items]
        turn = Turn(self.now.timestamp(), priority)
        stations = [
            replace(
                cart,
                open_seconds=sum(one.prep_seconds for one in self.lanes[cart.id]),
                lane=self.lanes[cart.id][-LOOKED_AT:],
            )
            for cart in CARTS
        ]
        plan = assign(jobs, stations, menu(), turn=turn)
        assert isinstance(plan, Plan)
        latest = promise(plan.finish_seconds, self.now).latest.timestamp()
        needed = self.now + timedelta(seconds=plan.finish_seconds)
        for part in plan.tickets:
            ident = next(self.ids)
            lane = self.lanes[part.station.id]
            settled = settle(part.passing, standing(*lane))
            new = Queued(
                ident,
                ident,
                settled[0] if settled else float(ident),
                part.prep_seconds,
                0,
                latest,
                needed.timestamp() if len(plan.tickets) > 1 else None,
                priority,
            )
            self.lanes[part.station.id] = joined(lane, new)
            self._check(part.station, part.passing, new)

    def _check(self, cart: Station, passing: tuple[Queued, ...], new: Queued) -> None:
        lane = self.lanes[cart.id]
        behind = lane[lane.index(new) + 1 :]
        assert [one.id for one in behind] == [one.id for one in passing]
        for one in behind:
            self.overtaken[one.id] = self.overtaken.get(one.id, 0) + 1
            assert not one.priority
            ahead = sum(x.prep_seconds for x in lane[: lane.index(one) + 1])
            assert self.now.timestamp() + ahead * cart.pace <= one.latest

    def start(self) -> None:
        for ident, lane in self.lanes.items():
            self.lanes[ident] = lane[1:]


def test_nobody_is_passed_too_often_and_no_promise_is_broken_by_it() -> None:
    reached = set[int]()
    large, small = (["mocha", "mocha"], 4, 0, False, 0), (["green tea"], 1, 0, False, 0)

    @given(orders=ORDERS)
    @example(orders=[*[large] * 3, *[small] * 8])  # as far as it may go, whatever chance brings
    @settings(max_examples=150, deadline=None)
    def serve(orders: list[tuple[list[str], int, int, bool, int]]) -> None:
        carts = _Carts()
        for items, quantity, pause, priority, started in orders:
            carts.order(items, quantity, priority=priority)
            carts.now += timedelta(seconds=pause)
            for _ in range(started):
                carts.start()
        most = max(carts.overtaken.values(), default=0)
        assert most <= MOST_PASSED
        reached.add(most)

    serve()
    assert max(reached) == MOST_PASSED
