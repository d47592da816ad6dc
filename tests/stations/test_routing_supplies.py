"""What is left at a station decides what it is given: nothing is sent where it cannot be made."""

import random
from collections import Counter
from dataclasses import replace
from functools import cache

import pytest

from backend.menu import recipes, rules
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations.lacking import lacking
from backend.stations.routing import Job, NoStation, Plan, able, assign, available, keep
from backend.stations.types import Capabilities, Station, StationState
from backend.stock.types import Lacking
from nlp.types import Choice

OAT = "oat milk"
ORDERS = 10_000


@cache
def menu() -> Menu:
    return shipped("house")


def drink(item: str, **options: Choice) -> DrinkSpec:
    return DrinkSpec(item, options)


def station(number: int, **left: float) -> Station:
    stock = {name.replace("_", " "): amount for name, amount in left.items()}
    return Station(number, f"Cart {number}", StationState.OPEN, Capabilities(), stock=stock)


OAT_LATTE = drink("latte", size="large", milk="oat")
PICCOLO = drink("piccolo", milk="oat")


def _random_drink(chance: random.Random) -> DrinkSpec:
    """Give a drink complete as an order has it, in every second case with oat where it may be."""
    spec = DrinkSpec(chance.choice(list(menu().items)))
    item = menu().items[spec.item or ""]
    for group in item.options:
        values = rules.choices(menu(), spec, group)
        wanted = rules.asked(menu(), item, group) or chance.random() < 0.3
        if menu().options[group].kind == "choice" and values and wanted:
            oat = group == "milk" and "oat" in values and chance.random() < 0.5
            value = "oat" if oat else chance.choice(values)
            spec = replace(spec, options={**spec.options, group: value})
    return spec


def test_of_ten_thousand_orders_none_is_sent_where_there_is_no_oat() -> None:
    chance = random.Random(4)
    seen = Counter[str]()
    carts: dict[int, Station] = {}
    for order in range(ORDERS):
        if order % 25 == 0:
            carts = {
                n: station(n, oat_milk=chance.choice([0, 0, 60, 340, 2000]), ice=500)
                for n in (1, 2, 3)
            }
            carts[4] = replace(
                station(4), capabilities=Capabilities(options={"milk": frozenset({"skim"})})
            )
            sold_out = frozenset(
                {SoldOut("ingredient", OAT, n) for n in (1, 2, 3) if chance.random() < 0.2}
            )
        jobs = [
            Job(_random_drink(chance), chance.randint(1, 3)) for _ in range(chance.randint(1, 3))
        ]
        plan = assign(jobs, list(carts.values()), menu(), sold_out)
        if isinstance(plan, NoStation):
            seen["refused"] += 1
            continue
        for ticket in plan.tickets:
            here = ticket.station
            wanted = [
                recipes.demand(menu(), jobs[i].spec).get(OAT, 0) * jobs[i].quantity
                for i in ticket.lines
            ]
            assert OAT not in here.stock or sum(wanted) <= here.stock[OAT]
            if sum(wanted):
                assert here.id != 4
                assert SoldOut("ingredient", OAT, here.id) not in sold_out
                seen["with oat"] += 1
                left = {**here.stock, OAT: here.stock[OAT] - sum(wanted)}
                carts[here.id] = replace(here, stock=left)
            else:
                seen["without"] += 1
    assert min(seen["refused"], seen["with oat"], seen["without"]) > ORDERS / 20, seen


@pytest.mark.parametrize(
    ("left", "quantity", "can"), [(339, 1, False), (340, 1, True), (679, 2, False), (680, 2, True)]
)
def test_enough_is_enough_for_so_many(left: float, quantity: int, can: bool) -> None:
    assert able(station(1, oat_milk=left), OAT_LATTE, menu(), quantity=quantity) is can


def test_what_is_not_counted_is_not_limited() -> None:
    assert able(station(1, ice=0), OAT_LATTE, menu())
    assert not able(station(1, large_cups=0), OAT_LATTE, menu())


def test_a_size_still_to_be_asked_stands_in_nobodys_way() -> None:
    short = station(1, oat_milk=200)
    assert there_is(drink("latte", milk="oat"), "size", short) == ("small",)
    assert "oat" in there_is(drink("latte"), "milk", short)
    assert "oat" not in there_is(drink("latte", size="large"), "milk", short)


def there_is(spec: DrinkSpec, slot: str, only: Station) -> tuple[str, ...]:
    return available(menu(), spec, slot, [only], frozenset())


def test_an_order_is_split_where_no_station_has_enough_for_all() -> None:
    both = [station(1, oat_milk=340), station(2, oat_milk=340)]
    plan = assign([Job(OAT_LATTE, 1), Job(OAT_LATTE, 1)], both, menu())
    assert isinstance(plan, Plan)
    assert [ticket.station.id for ticket in plan.tickets] == [1, 2]
    assert assign([Job(OAT_LATTE, 1)] * 3, both, menu()) == NoStation(2)


def test_the_one_that_finds_nothing_left_is_served_first() -> None:
    # The longer drink comes first and would take the only oat that the piccolos could have.
    roomy = station(1, oat_milk=340)
    narrow = replace(
        station(2, oat_milk=400), capabilities=Capabilities(items=frozenset({"latte"}))
    )
    busy = replace(narrow, open_seconds=600)
    jobs = [Job(OAT_LATTE, 1), Job(PICCOLO, 1)]
    plan = assign(jobs, [roomy, busy], menu())
    assert isinstance(plan, Plan)
    assert {ticket.station.id: ticket.lines for ticket in plan.tickets} == {1: (1,), 2: (0,)}


def test_a_changed_order_is_not_kept_where_there_is_too_little() -> None:
    here = [station(1, oat_milk=340)]
    jobs = [Job(OAT_LATTE, 1), Job(OAT_LATTE, 1)]
    assert keep(jobs, {0: 1, 1: 1}, here, menu()) is None
    assert keep(jobs[:1], {0: 1}, here, menu()) is not None


@pytest.mark.parametrize(
    ("spec", "missing"),
    [
        (OAT_LATTE, Lacking("option", "milk:oat")),
        (drink("mocha", size="large", milk="soy"), Lacking("item", "mocha")),
        (drink("latte", size="large", milk="soy"), None),
        (drink("latte", size="large", milk="goat"), None),
        (DrinkSpec(), None),
    ],
)
def test_what_is_lacking_is_named(spec: DrinkSpec, missing: Lacking | None) -> None:
    carts = [station(1, oat_milk=0)]
    capable = replace(
        carts[0], capabilities=Capabilities(options={"milk": frozenset({"oat", "soy"})})
    )
    assert lacking(spec, menu(), [capable], frozenset({SoldOut("item", "mocha")})) == missing
