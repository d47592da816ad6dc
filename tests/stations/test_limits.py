"""People, breaks, throttles, walking and stations for some: what a station takes on now."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.errors import Invalid
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Menu
from backend.stations import limits, roster, routing
from backend.stations.limits import Full, room, serving
from backend.stations.rosters import kept_periods, periods
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.types import Capabilities, Hand, Period, Station, StationState
from backend.stations.views import PeriodView

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
CART = Station(1, "Cart", StationState.OPEN, Capabilities())
LATTE = DrinkSpec("latte", {"size": "large", "milk": "oat"})


@cache
def menu() -> Menu:
    return shipped("house")


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def period(starts: float, ends: float) -> Period:
    return Period(at(starts), at(ends))


def is_open(station: Station, minutes: float = 0, *, priority: bool = False) -> bool:
    (one,) = serving([station], at(minutes), priority=priority)
    return one.state is StationState.OPEN


def seconds(quantity: int = 1) -> int:
    return routing.prep_seconds([Job(LATTE, quantity)], menu())


def assigned(stations: list[Station], quantity: int = 1) -> Plan | NoStation:
    limited = [replace(one, room=room(one, one.open_seconds)) for one in stations]
    return limits.assign([Job(LATTE, quantity)], limited, menu())


def test_nobody_on_is_not_routed_to_and_hands_follow_who_is_on() -> None:
    early, late = Hand("Ana", (period(-60, 30),)), Hand("Ben", (period(0, 60),))
    cart = replace(CART, staff=(early, late), parallel=5)
    assert [one.parallel for one in serving([cart], at(-10))] == [1]
    assert [one.parallel for one in serving([cart], at(0))] == [2]
    assert [one.parallel for one in serving([cart], at(31))] == [1]
    assert not is_open(cart, -61)
    assert not is_open(cart, 60)
    assert serving([replace(CART, parallel=5)], NOW)[0].parallel == 5, "without a roster as set"


def test_somebody_without_shifts_is_on_whenever_it_is_open() -> None:
    assert is_open(replace(CART, staff=(Hand("Ana"),)))
    away = replace(CART, staff=(Hand("Ana", breaks=(period(-5, 5),)),))
    assert not is_open(away)
    assert is_open(away, 5), "a break ends by itself"
    assert is_open(replace(away, staff=(*away.staff, Hand("Ben")))), "one of two may rest"


def test_a_planned_break_stops_new_work_in_time_and_ends_by_itself() -> None:
    cart = replace(CART, breaks=(period(30, 45),))
    assert is_open(cart, 20)
    assert not is_open(replace(cart, open_seconds=601), 20), "the lane lasts until the break"
    assert is_open(replace(cart, open_seconds=601, parallel=4), 20)
    assert not is_open(cart, 29.5), "no cup would be made by then"
    assert not is_open(cart, 44)
    assert is_open(cart, 45)
    assert is_open(replace(cart, open_seconds=3600), 45), "what waits is made after it"


def test_a_shift_of_the_last_one_that_ends_stops_new_work_in_time() -> None:
    cart = replace(CART, staff=(Hand("Ana", (period(-60, 30),)),))
    assert is_open(replace(cart, open_seconds=1200), 5)
    assert not is_open(replace(cart, open_seconds=1800), 5)
    relieved = replace(cart, staff=(*cart.staff, Hand("Ben", (period(30, 90),))))
    assert is_open(replace(relieved, open_seconds=1800), 5)


@pytest.mark.parametrize("state", [s for s in StationState if s is not StationState.OPEN])
def test_people_do_not_open_what_is_shut(state: StationState) -> None:
    shut = replace(CART, state=state, staff=(Hand("Ana"),))
    assert serving([shut], NOW)[0].state is state


def test_a_station_for_some_takes_their_orders_only_and_others_take_theirs_too() -> None:
    lounge = replace(CART, id=2, priority_only=True)
    assert is_open(lounge, priority=True)
    assert not is_open(lounge, priority=False)
    assert is_open(CART, priority=True)


def test_walking_counts_and_the_reason_says_so() -> None:
    far, near = replace(CART, walk_seconds=240), replace(CART, id=2, name="Near", open_seconds=200)
    plan = assigned([far, near])
    assert isinstance(plan, Plan)
    (ticket,) = plan.tickets
    assert ticket.station.id == near.id
    assert f"Cart {seconds() + 240} s" in ticket.reason
    assert ticket.finish_seconds == 200 + seconds(), "the promise is when it is made"
    alone = assigned([far])
    assert isinstance(alone, Plan)
    assert f"ready in {seconds()} s and 240 s to walk" in alone.tickets[0].reason


def test_no_more_than_the_throttle_waits() -> None:
    cart = replace(CART, throttle_seconds=600, open_seconds=600 - seconds())
    assert isinstance(assigned([cart]), Plan)
    full = assigned([replace(cart, open_seconds=601 - seconds())])
    assert isinstance(full, Full)
    other = replace(CART, id=2, open_seconds=3000)
    plan = assigned([replace(cart, open_seconds=600), other])
    assert isinstance(plan, Plan)
    assert plan.tickets[0].station.id == 2


def test_an_empty_lane_takes_an_order_above_the_limit() -> None:
    cart = replace(CART, throttle_seconds=60)
    assert isinstance(assigned([cart], 5), Plan)
    assert isinstance(assigned([replace(cart, open_seconds=1)], 5), Full)


def test_an_order_is_split_where_nobody_has_room_for_all_of_it() -> None:
    one = replace(CART, throttle_seconds=600, open_seconds=600 - seconds())
    two = replace(one, id=2, name="Other")
    jobs = [Job(LATTE, 1), Job(LATTE, 1)]
    plan = limits.assign(jobs, [replace(s, room=seconds()) for s in (one, two)], menu())
    assert isinstance(plan, Plan)
    assert sorted(ticket.station.id for ticket in plan.tickets) == [1, 2]


def test_full_says_when_there_will_be_room() -> None:
    cart = replace(CART, throttle_seconds=600, open_seconds=600)
    full = assigned([cart])
    assert isinstance(full, Full)
    assert seconds() <= full.free_in <= seconds() + 30
    assert full.making == seconds()
    fast = assigned([replace(cart, parallel=2)])
    assert isinstance(fast, Full)
    assert fast.free_in <= full.free_in / 2 + 30
    whole = assigned([cart], 50)
    assert isinstance(whole, Full)
    assert 600 <= whole.free_in <= 660, "when the lane is empty"


def test_what_nobody_can_make_is_not_called_busy() -> None:
    tea = replace(CART, capabilities=Capabilities(items=frozenset({"green tea"})), room=0)
    assert limits.assign([Job(LATTE, 1)], [tea], menu()) == NoStation(0)


@given(
    loads=st.lists(st.integers(0, 900), min_size=1, max_size=4),
    throttle=st.integers(1, 900),
    quantities=st.lists(st.integers(1, 4), min_size=1, max_size=4),
)
def test_a_plan_never_goes_beyond_a_throttle_and_full_is_not_for_ever(
    loads: list[int], throttle: int, quantities: list[int]
) -> None:
    stations = [
        replace(CART, id=i, throttle_seconds=throttle, open_seconds=load)
        for i, load in enumerate(loads, 1)
    ]
    limited = [replace(one, room=room(one, one.open_seconds)) for one in stations]
    jobs = [Job(LATTE, quantity) for quantity in quantities]
    plan = limits.assign(jobs, limited, menu())
    if isinstance(plan, Plan):
        for ticket in plan.tickets:
            load = ticket.station.open_seconds
            assert load == 0 or load + ticket.prep_seconds <= throttle
    else:
        assert isinstance(plan, Full)
        assert 0 < plan.free_in <= max(loads) + 30


BERLIN = ZoneInfo("Europe/Berlin")


def kept(starts: datetime, ends: datetime) -> Period:
    (one,) = periods(kept_periods([PeriodView(starts=starts, ends=ends)], "Europe/Berlin"))
    return one


def wall(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute)  # noqa: DTZ001 - as the clocks show it


def test_times_without_a_zone_are_the_events_and_others_are_what_they_say() -> None:
    assert kept(wall(21, 11, 9), wall(21, 11, 17)) == Period(
        datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 16, tzinfo=UTC)
    )
    assert kept(NOW, at(5)) == period(0, 5)


def test_in_the_night_the_clocks_go_back_a_shift_lasts_until_the_second_hour() -> None:
    # 25 October 2026, 3:00 is 2:00 again.
    shift = kept(wall(25, 10, 2, 30), wall(25, 10, 2, 45))
    assert shift.starts == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert shift.ends == datetime(2026, 10, 25, 1, 45, tzinfo=UTC)
    night = kept(wall(24, 10, 22), wall(25, 10, 6))
    assert night.ends - night.starts == timedelta(hours=9)
    cart = replace(CART, staff=(Hand("Ana", (night,)),))
    hours = [night.starts + timedelta(minutes=15 * i) for i in range(36)]
    assert all(roster.manned(cart, hour) for hour in hours)
    assert not roster.manned(cart, night.ends)


def test_in_the_night_the_clocks_go_forward_an_hour_that_is_not_is_the_next() -> None:
    # 29 March 2026, 2:00 is 3:00.
    pause = kept(wall(29, 3, 2, 15), wall(29, 3, 2, 45))
    assert (pause.starts.astimezone(BERLIN).hour, pause.ends.astimezone(BERLIN).hour) == (3, 3)
    assert pause.ends - pause.starts == timedelta(minutes=30)
    night = kept(wall(28, 3, 22), wall(29, 3, 6))
    assert night.ends - night.starts == timedelta(hours=7)
    with pytest.raises(Invalid):
        kept(wall(29, 3, 2, 30), wall(29, 3, 3, 15))


def test_what_would_be_done_in_a_break_is_done_after_it() -> None:
    noon = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)

    def minutes(count: int) -> datetime:
        return noon + timedelta(minutes=count)

    two_breaks = (Period(minutes(5), minutes(15)), Period(minutes(20), minutes(30)))
    cart = Station(1, "Cart", StationState.OPEN, Capabilities(), breaks=two_breaks)
    told = [roster.stretched(cart, noon, 60 * done) for done in (4, 5, 6, 10, 11)]
    assert told == [60 * done for done in (4, 5, 16, 20, 31)]
    # Whoever does not come back finishes what was begun.
    leaves = replace(cart, breaks=(), staff=(Hand("Ana", (Period(noon, minutes(5)),)),))
    assert roster.stretched(leaves, noon, 600) == 600
    assert roster.stretched(replace(cart, breaks=()), noon, 600) == 600
