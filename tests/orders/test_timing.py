"""When a ticket for later is queued, and what its customer is told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from backend.core.db import Database
from backend.events.types import Event
from backend.menu.types import DrinkSpec
from backend.orders.placing import Wanted, place
from backend.orders.timing import MARGIN, predicted, release_at, told
from backend.orders.types import Channel, Order, OrderLine
from backend.stations import service as stations
from backend.stations.promise import promise_for
from backend.stations.routing import Plan, TicketPlan
from backend.stations.types import Capabilities, Period, Station, StationState

BERLIN = ZoneInfo("Europe/Berlin")
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("prep", "parallel", "pace", "before"),
    [
        (60, 1, 1.0, 60),
        # However many hands there are, one pair makes it.
        (60, 2, 1.0, 60),
        (61, 2, 0.5, 31),
        (720, 1, 1.0, 720),
        (720, 1, 1.5, 1080),
    ],
)
def test_queued_by_as_much_earlier_as_it_takes(
    prep: int, parallel: int, pace: float, before: int
) -> None:
    can = Capabilities(None, {}, None, None)
    station = Station(1, "North cart", StationState.OPEN, can, parallel=parallel, pace=pace)
    assert release_at(NOON, prep, station) == NOON - timedelta(seconds=before) - MARGIN


@pytest.mark.parametrize("minutes", [2, 5, 14])
def test_nobody_is_told_to_come_before_the_time_they_asked_for(minutes: int) -> None:
    told = promise_for(NOON, NOON - timedelta(minutes=minutes))
    assert told.earliest == NOON
    assert NOON + timedelta(minutes=1) < told.latest <= NOON + timedelta(minutes=9)


def test_a_queue_that_is_longer_than_that_is_not_kept_from_them() -> None:
    told = promise_for(NOON, NOON - timedelta(minutes=3), finish_seconds=1200)
    assert told.earliest == NOON + timedelta(minutes=13)
    assert told.latest > NOON + timedelta(minutes=17)


def _placed(database: Database, demo: Event, due: datetime, now: datetime) -> Order:
    spec = DrinkSpec(item="flat white", options={"size": "large", "milk": "oat"})
    wanted = Wanted(channel=Channel.API, lines=(OrderLine(1, spec),), due=due)
    with database.transaction() as tx:
        venue = stations.venue(tx, demo)
        order = place(tx, venue, wanted, stations=venue.stations, now=now)
    assert isinstance(order, Order)
    return order


def test_the_hour_that_comes_twice_is_told_apart_by_its_zone(
    demo_db: Database, demo: Event
) -> None:
    evening = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    summer, winter = (
        _placed(demo_db, demo, datetime.fromisoformat(text), evening)
        for text in ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00")
    )
    assert (summer.due, winter.due) == (
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    )
    first, second = summer.tickets[0].release_at, winter.tickets[0].release_at
    assert first
    assert second
    assert second - first == timedelta(hours=1)


@pytest.mark.parametrize(
    "due",
    [
        datetime(2027, 3, 28, 3, 1, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 1, tzinfo=BERLIN),
        datetime(2026, 10, 25, 2, 1, tzinfo=BERLIN, fold=1),
    ],
)
def test_a_time_in_the_events_own_zone_is_reckoned_in_real_minutes(
    demo_db: Database, demo: Event, due: datetime
) -> None:
    now = due.astimezone(UTC) - timedelta(minutes=30)
    order = _placed(demo_db, demo, due, now)
    (ticket,) = order.tickets
    assert ticket.release_at
    wait = timedelta(minutes=30, seconds=-ticket.prep_seconds) - MARGIN
    assert ticket.release_at - now == wait
    assert order.earliest == due.astimezone(UTC)


def test_a_promise_reaches_over_a_break_that_begins_before_it_would_be_done() -> None:
    off = Period(NOON + timedelta(minutes=4), NOON + timedelta(minutes=24))
    cart = Station(1, "Cart", StationState.OPEN, Capabilities(), breaks=(off,))

    def order(station: Station) -> Plan:
        return Plan((TicketPlan(station, (0,), 300, 300, ""),))

    through, free = order(cart), order(replace(cart, breaks=()))
    after = timedelta(minutes=20)
    assert predicted(through, None, NOON) == predicted(free, None, NOON) + after
    assert told(through, None, NOON).latest >= off.ends + timedelta(minutes=1)
    assert told(free, None, NOON).latest < off.ends
