"""Which station makes each drink."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.menu import rules
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations.routing import (
    Job,
    NoStation,
    Plan,
    able,
    assign,
    available,
    keep,
    makeable,
)
from backend.stations.types import Capabilities, Station, StationState
from nlp.types import Choice


@cache
def menu() -> Menu:
    return shipped("house")


def drink(item: str, **options: Choice) -> DrinkSpec:
    return DrinkSpec(item, options)


NORTH = Station(1, "North", StationState.OPEN, Capabilities())
SOUTH = Station(
    2,
    "South",
    StationState.OPEN,
    Capabilities(
        items=frozenset({"latte", "flat white"}),
        options={"milk": frozenset({"full cream", "skim", "oat"})},
    ),
)
TEA = Station(
    3, "Tea", StationState.OPEN, Capabilities(items=frozenset({"green tea", "hot chocolate"}))
)
OAT_LATTE = drink("latte", milk="oat", size="large")
SOY_LATTE = drink("latte", milk="soy", size="large")
GREEN_TEA = drink("green tea", size="large")


@pytest.mark.parametrize(
    ("station", "spec", "can"),
    [
        (NORTH, SOY_LATTE, True),
        (SOUTH, OAT_LATTE, True),
        (SOUTH, SOY_LATTE, False),
        (SOUTH, GREEN_TEA, False),
        (TEA, GREEN_TEA, True),
        (TEA, OAT_LATTE, False),
    ],
)
def test_capability(station: Station, spec: DrinkSpec, can: bool) -> None:
    assert able(station, spec, menu()) is can


def test_equipment_is_a_capability() -> None:
    bare = replace(NORTH, capabilities=Capabilities(equipment=frozenset()))
    needing = next(name for name in menu().items if rules.needs(menu(), DrinkSpec(name)))
    assert able(NORTH, DrinkSpec(needing), menu())
    assert not able(bare, DrinkSpec(needing), menu())


def test_the_station_that_would_be_ready_first_takes_it() -> None:
    busy = replace(NORTH, open_seconds=600)
    plan = assign([Job(OAT_LATTE, 1)], [busy, SOUTH], menu())
    assert isinstance(plan, Plan)
    assert [ticket.station.id for ticket in plan.tickets] == [SOUTH.id]
    assert "North" in plan.tickets[0].reason
    assert str(600 + plan.tickets[0].prep_seconds) in plan.tickets[0].reason


def test_two_pairs_of_hands_halve_the_queue() -> None:
    crowded = replace(NORTH, open_seconds=300, parallel=4)
    plan = assign([Job(OAT_LATTE, 1)], [crowded, replace(SOUTH, open_seconds=200)], menu())
    assert isinstance(plan, Plan)
    assert plan.tickets[0].station.id == NORTH.id


def test_a_slow_station_is_ready_later_with_the_same_work() -> None:
    slow = replace(NORTH, open_seconds=200, pace=2.0)
    plan = assign([Job(OAT_LATTE, 1)], [slow, replace(SOUTH, open_seconds=300)], menu())
    assert isinstance(plan, Plan)
    assert plan.tickets[0].station.id == SOUTH.id
    assert f"North {2 * (200 + plan.tickets[0].prep_seconds)} s" in plan.tickets[0].reason
    assert "at 2.0 times" in assign_to(slow).tickets[0].reason


def assign_to(station: Station) -> Plan:
    plan = assign([Job(OAT_LATTE, 1)], [station], menu())
    assert isinstance(plan, Plan)
    return plan


def test_a_reason_names_the_next_best_and_counts_the_rest() -> None:
    many = [replace(NORTH, id=i, name=f"Cart {i}", open_seconds=10 * i) for i in range(1, 201)]
    plan = assign([Job(OAT_LATTE, 1)], many, menu())
    assert isinstance(plan, Plan)
    assert plan.tickets[0].station.name == "Cart 1"
    assert "Cart 2 " in plan.tickets[0].reason
    assert plan.tickets[0].reason.endswith(" and 196 more")


def test_one_station_for_the_whole_order_where_one_can() -> None:
    jobs, carts = [Job(OAT_LATTE, 1), Job(GREEN_TEA, 1)], [NORTH, SOUTH, TEA]
    plan = assign(jobs, carts, menu(), walk_seconds=60)
    assert isinstance(plan, Plan)
    assert [(t.station.id, t.lines) for t in plan.tickets] == [(NORTH.id, (0, 1))]


def test_an_order_is_split_where_that_saves_more_than_the_walk() -> None:
    jobs, carts = [Job(OAT_LATTE, 1)] * 4, [NORTH, SOUTH]
    plan = assign(jobs, carts, menu(), walk_seconds=120)
    assert isinstance(plan, Plan)
    assert len({len(ticket.lines) for ticket in plan.tickets}) == 1
    assert [ticket.finish_seconds for ticket in plan.tickets] == [150, 150]
    assert all("split, 120 s to walk" in ticket.reason for ticket in plan.tickets)
    whole = assign(jobs, carts, menu(), walk_seconds=160)
    assert isinstance(whole, Plan)
    assert len(whole.tickets) == 1


def test_a_far_cart_takes_part_only_where_that_pays_for_the_way_there_too() -> None:
    jobs = [Job(OAT_LATTE, 1)] * 4
    for way, parts in ((20, 2), (40, 1)):
        far = replace(SOUTH, walk_seconds=way)
        plan = assign(jobs, [NORTH, far], menu(), walk_seconds=120)
        assert isinstance(plan, Plan)
        assert len(plan.tickets) == parts
        assert any("s to walk (" in ticket.reason for ticket in plan.tickets) is (parts == 2)


def test_a_cart_quick_at_a_drink_gets_it_and_the_reason_says_why() -> None:
    quick = replace(SOUTH, drinks={"latte": 0.5})
    plan = assign([Job(OAT_LATTE, 1)], [NORTH, quick], menu())
    assert isinstance(plan, Plan)
    (ticket,) = plan.tickets
    assert ticket.station.id == quick.id
    assert ticket.finish_seconds < ticket.prep_seconds
    assert "these drinks 0.5 times as long as others there" in ticket.reason


def test_of_many_stations_those_ready_first_are_looked_at() -> None:
    carts = [replace(NORTH, id=i, name=f"Cart {i}", open_seconds=9 * i) for i in range(1, 99)]
    plan = assign([Job(OAT_LATTE, 1)] * 3, carts, menu(), walk_seconds=10)
    assert isinstance(plan, Plan)
    assert [ticket.station.id for ticket in plan.tickets] == [1, 2, 3]


def test_split_where_no_station_can_make_it_all() -> None:
    jobs = [Job(OAT_LATTE, 1), Job(GREEN_TEA, 2), Job(OAT_LATTE, 1)]
    plan = assign(jobs, [SOUTH, TEA], menu())
    assert isinstance(plan, Plan)
    assert [(t.station.id, t.lines) for t in plan.tickets] == [(SOUTH.id, (0, 2)), (TEA.id, (1,))]


def test_nobody_can() -> None:
    jobs = [Job(OAT_LATTE, 1), Job(SOY_LATTE, 1)]
    assert assign(jobs, [SOUTH, TEA], menu()) == NoStation(1)


@pytest.mark.parametrize("state", [s for s in StationState if s is not StationState.OPEN])
def test_only_open_stations_take_orders(state: StationState) -> None:
    shut = replace(NORTH, state=state)
    assert assign([Job(OAT_LATTE, 1)], [shut], menu()) == NoStation(0)
    assert not makeable(OAT_LATTE, menu(), [shut], frozenset())


def test_an_86_at_one_station_sends_it_to_another() -> None:
    here = frozenset({SoldOut("option", "milk:oat", NORTH.id)})
    plan = assign([Job(OAT_LATTE, 1)], [NORTH, SOUTH], menu(), here)
    assert isinstance(plan, Plan)
    assert plan.tickets[0].station.id == SOUTH.id
    everywhere = frozenset({SoldOut("option", "milk:oat")})
    assert assign([Job(OAT_LATTE, 1)], [NORTH, SOUTH], menu(), everywhere) == NoStation(0)


def test_what_is_offered_can_be_had() -> None:
    sold_out = frozenset({SoldOut("option", "milk:oat")})
    offered = available(menu(), SOY_LATTE, "milk", [SOUTH], sold_out)
    assert set(offered) == {"full cream", "skim"}


def test_a_changed_order_stays_where_it_is_whatever_would_be_faster() -> None:
    busy = replace(TEA, open_seconds=600)
    jobs = [Job(drink("hot chocolate", size="large"), 1), Job(OAT_LATTE, 1)]
    kept = keep(jobs, {0: TEA.id}, [NORTH, busy], menu())
    assert kept is not None
    assert [(t.station.id, t.lines) for t in kept.tickets] == [(NORTH.id, (1,)), (TEA.id, (0,))]
    assert kept.finish_seconds > 600
    moved = keep(jobs, {}, [NORTH, busy], menu())
    assert moved is not None
    assert [(t.station.id, t.lines) for t in moved.tickets] == [(NORTH.id, (0, 1))]


def test_a_changed_order_does_not_stay_where_it_cannot_be_made() -> None:
    jobs = [Job(OAT_LATTE, 1), Job(GREEN_TEA, 1)]
    assert keep(jobs, {0: SOUTH.id}, [SOUTH], menu()) is None
    shut = replace(NORTH, state=StationState.PAUSED)
    assert keep(jobs, {0: NORTH.id}, [shut], menu()) is None
    here = frozenset({SoldOut("option", "milk:oat", SOUTH.id)})
    kept = keep(jobs, {0: SOUTH.id}, [NORTH, SOUTH], menu(), here)
    assert kept is not None
    assert [(t.station.id, t.lines) for t in kept.tickets] == [(NORTH.id, (0, 1))]


LOADS = st.fixed_dictionaries(
    {1: st.integers(0, 900), 2: st.integers(0, 900), 3: st.integers(0, 900)}
)


@given(
    specs=st.lists(st.sampled_from([OAT_LATTE, SOY_LATTE, GREEN_TEA]), min_size=1, max_size=6),
    loads=LOADS,
    order=st.permutations([NORTH, SOUTH, TEA]),
)
def test_every_line_goes_once_to_a_station_that_can_make_it(
    specs: list[DrinkSpec], loads: Mapping[int, int], order: list[Station]
) -> None:
    stations = [replace(s, open_seconds=loads[s.id]) for s in order]
    jobs = [Job(spec, 1) for spec in specs]
    plan = assign(jobs, stations, menu())
    assert isinstance(plan, Plan)
    assert sorted(line for t in plan.tickets for line in t.lines) == list(range(len(specs)))
    for ticket in plan.tickets:
        assert all(able(ticket.station, specs[line], menu()) for line in ticket.lines)
    assert plan == assign(jobs, list(reversed(stations)), menu())
