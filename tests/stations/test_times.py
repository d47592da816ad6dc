"""How long a station takes for each drink, learned in three steps."""

import re
from collections.abc import Sequence

import pytest

from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Event
from backend.stations import service as stations
from backend.stations import times
from backend.stations.made import MADE
from backend.stations.pace import FASTEST, SLOWEST, learned
from backend.stations.times import BY_MENU, LONGEST, PRIOR_SECONDS, SHORTEST, Made, Times
from tests.orders.house import GREEN_TEA, SOY_LATTE, House


def _of(*made: tuple[str | None, float, float]) -> Times:
    return times.of_stations(Made(1, *one) for one in made)[1]


def test_nothing_made_is_the_menus_own() -> None:
    assert times.of_stations([]) == {}
    assert _of(("latte", 0, 0)) == BY_MENU


def test_a_station_that_is_slow_at_all_is_slow_at_none_of_them() -> None:
    known = _of(("latte", 600, 1200), ("tea", 600, 1200))
    assert known.pace == pytest.approx(learned(1200, 2400))
    assert dict(known.drinks) == {"latte": pytest.approx(1), "tea": pytest.approx(1)}


def test_a_drink_that_takes_longer_than_the_others_is_learned_little_by_little() -> None:
    few = _of(("mocha", 60, 120), ("tea", 60, 60)).drinks["mocha"]
    many = _of(("mocha", 6000, 12000), ("tea", 6000, 6000)).drinks["mocha"]
    assert 1 < few < 1.05
    assert 1.25 < many < 4 / 3, "twice a tea, where both together took one and a half times"


def test_the_drinks_together_take_what_the_station_takes() -> None:
    known = _of(("mocha", 3000, 6000), ("tea", 3000, 3000))
    assert sum(known.drinks.values()) / 2 == pytest.approx(1, abs=0.01)


def test_what_is_beyond_belief_is_cut() -> None:
    known = _of(("mocha", 100_000, 900_000), ("tea", 900_000, 0.001))
    assert known.drinks["mocha"] == LONGEST
    assert known.drinks["tea"] == SHORTEST


def test_what_nobody_knows_counts_for_the_station_alone() -> None:
    known = _of((None, PRIOR_SECONDS, 2 * PRIOR_SECONDS))
    assert known.pace == 1.5
    assert not known.drinks


def test_work_is_summed_as_a_station_makes_it() -> None:
    assert times.seconds_at({"mocha": 1.5}, [("mocha", 60), ("tea", 30), (None, 10)]) == 130


#: From start to made: so many times the menu's seconds, one ticket after the other.
STARTED = """UPDATE tickets SET state = 'made', made_at = now(),
 started_at = now() - {} * prep_seconds * interval '1 second' WHERE id = ANY(ARRAY{}) RETURNING 1"""
#: Bumped one after the other, so far apart, nobody having pressed start.
BUMPED = """UPDATE tickets t SET state = 'made', queued_at = now() - interval '2 hours',
 started_at = {started}, made_at = now() - interval '1 hour' + n * {every} * interval '1 second'
FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM tickets) AS o
WHERE o.id = t.id RETURNING prep_seconds"""


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


def _north(house: House) -> Times:
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))
    (north,) = (one for one in venue.stations if one.name == "North cart")
    return Times(north.pace, north.drinks)


def _placed(house: House, count: int) -> list[int]:
    house.set(south="closed", tea="closed")
    made: Sequence[int] = [house.place(SOY_LATTE).tickets[0].id for _ in range(count)]
    return list(made)


def test_a_drink_that_is_slow_at_a_station_is_promised_for_later_there(house: House) -> None:
    lattes = _placed(house, 8)
    teas = [house.place(GREEN_TEA).tickets[0].id for _ in range(8)]
    house.rows(STARTED.format(3, lattes))
    house.rows(STARTED.format(1, teas))
    known = _north(house)
    assert known.drinks["latte"] > 1.05
    assert known.drinks["green tea"] < 1
    latte, tea = house.place(SOY_LATTE), house.place(GREEN_TEA)
    assert "these drinks 1." in latte.tickets[0].reason
    seconds = [
        (order.predicted - order.created_at).total_seconds()
        for order in (latte, tea)
        if order.predicted
    ]
    prep = [order.tickets[0].prep_seconds for order in (latte, tea)]
    assert seconds[0] / (prep[0] * known.pace) > 1.05


def test_where_nobody_presses_start_the_time_between_two_bumps_is_taken(house: House) -> None:
    _placed(house, 12)
    (first, *_) = house.rows(BUMPED.format(started="NULL", every=240))
    slow = _north(house).pace
    half = 0.5 * 11  # the first of them says nothing, and the others are half believed
    prep = first["prep_seconds"]
    took = min(240, SLOWEST * prep)
    assert slow == pytest.approx(learned(half * prep, half * took))
    assert slow > 1.2


def test_started_and_bumped_at_once_is_not_started(house: House) -> None:
    _placed(house, 12)
    at_once = "now() - interval '1 hour' + n * 240 * interval '1 second' - interval '1 second'"
    house.rows(BUMPED.format(started=at_once, every=240))
    assert _north(house).pace > 1.2, f"or it would be as fast as {FASTEST}"


def test_bumped_without_a_start_from_an_empty_lane_says_nothing(house: House) -> None:
    _placed(house, 3)
    house.rows(
        """UPDATE tickets SET state = 'made', made_at = now(), queued_at = now() - interval '1 hour'
        RETURNING 1"""
    )
    house.rows(
        "UPDATE tickets SET made_at = queued_at + id * interval '1 hour', queued_at ="
        " queued_at + id * interval '1 hour' - interval '5 minutes' RETURNING 1"
    )
    assert _north(house).pace == 1.0


def test_what_was_made_is_read_without_comparing_each_with_all(house: House) -> None:
    made = _placed(house, 40)
    house.rows(STARTED.format(1, made))
    with house.database.transaction() as tx:
        plan = tx.fetch(f"EXPLAIN (ANALYZE, TIMING OFF) {MADE}", event=house.event)
    text = "\n".join(str(*row.values()) for row in plan)
    assert "order_lines" in text
    compared = [int(rows) for rows in re.findall(r"Rows Removed by Join Filter: (\d+)", text)]
    assert sum(compared) < len(made), text
