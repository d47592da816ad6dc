"""How fast a station is, learned from what it made."""

import time

import pytest

from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Event
from backend.stations import service as stations
from backend.stations.pace import FASTEST, PRIOR_SECONDS, SLOWEST, learned
from backend.stations.waiting import COUNT_SECONDS
from tests.app_client import Phone
from tests.orders.house import SOY_LATTE, House


@pytest.mark.parametrize(
    ("prep", "took", "pace"),
    [
        (0, 0, 1.0),
        (PRIOR_SECONDS, 2 * PRIOR_SECONDS, 1.5),
        (3 * PRIOR_SECONDS, 6 * PRIOR_SECONDS, 1.75),
        (600, 600, 1.0),
        (10, 100_000, SLOWEST),
        (100_000, 0, FASTEST),
    ],
)
def test_it_is_learned_little_by_little_and_within_reason(
    prep: float, took: float, pace: float
) -> None:
    assert learned(prep, took) == pytest.approx(pace)


#: Ten tickets of the one station that has soy: made in three times the menu's seconds.
MAKE = """UPDATE tickets SET state = 'made', made_at = now(),
 started_at = now() - 3 * prep_seconds * interval '1 second' RETURNING prep_seconds"""


def _paces(house: House) -> dict[str, float]:
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))
    return {one.name: one.pace for one in venue.stations}


def test_stations_learn_their_pace_from_what_they_made(demo_db: Database, demo: Event) -> None:
    house = House(demo_db, demo)
    for _ in range(10):
        house.place(SOY_LATTE)
    assert set(_paces(house).values()) == {1.0}
    prep = sum(row["prep_seconds"] for row in house.rows(MAKE))
    paces = _paces(house)
    assert paces["North cart"] == pytest.approx(learned(prep, 3 * prep))
    assert 1.5 < paces.pop("North cart") < 3
    assert set(paces.values()) == {1.0}


#: A rush: so many more tickets like one there is, none of them begun.
RUSH = """INSERT INTO tickets (event_id, order_id, station_id, prep_seconds, position, reason)
 SELECT event_id, order_id, station_id, prep_seconds, position, reason
 FROM (SELECT * FROM tickets LIMIT 1) AS t, generate_series(1, {}) RETURNING 1"""
MORE_STATIONS = """INSERT INTO stations (event_id, name, capabilities)
 SELECT event_id, 'cart ' || n, '{}' FROM (SELECT event_id FROM stations LIMIT 1) AS s,
 generate_series(4, 10) AS n RETURNING 1"""


def test_a_rush_at_many_stations_does_not_hide_what_they_made(
    demo_db: Database, demo: Event
) -> None:
    house = House(demo_db, demo)
    for _ in range(10):
        house.place(SOY_LATTE)
    house.rows(MAKE)
    house.rows(RUSH.format(400))
    assert set(_paces(house).values()) == {1.0}, "three stations look back at three hundred"
    house.rows(MORE_STATIONS)
    assert _paces(house)["North cart"] > 1.5


def test_a_text_is_routed_by_the_pace_of_this_moment(
    demo_db: Database, demo: Event, phone: Phone
) -> None:
    """The venue is kept from text to text; how fast its stations are is not."""
    house = House(demo_db, demo)
    assert phone.order()
    assert _station_of_last(house) == "North cart"
    for _ in range(10):
        house.place(SOY_LATTE)
    house.rows(MAKE)
    time.sleep(COUNT_SECONDS)
    assert phone.order()
    assert _station_of_last(house) == "South cart"


def _station_of_last(house: House) -> str:
    (row,) = house.rows(
        "SELECT s.name FROM tickets t JOIN stations s ON s.id = t.station_id"
        " ORDER BY t.id DESC LIMIT 1"
    )
    return str(row["name"])
