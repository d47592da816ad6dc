"""What the house menu asks, needs, allows and writes."""

import pytest

from backend.menu import rules
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Extra, Fault, SoldOut
from nlp.types import Choice

MENU = shipped("house")


@pytest.mark.parametrize(
    ("item", "options", "slot"),
    [
        (None, {}, "item"),
        ("coffee", {}, "item"),
        ("tea", {"size": "large"}, "item"),
        ("flat white", {}, "size"),
        ("flat white", {"size": "large"}, "milk"),
        ("flat white", {"milk": "oat"}, "size"),
        ("flat white", {"milk": "oat", "size": "small"}, None),
        ("piccolo", {}, "milk"),
        ("long black", {"size": "small"}, None),
        ("green tea", {"size": "small"}, None),
        ("short black", {}, None),
        ("water", {}, None),
        ("babyccino", {}, "milk"),
    ],
)
def test_asks_for_what_is_missing(
    item: str | None, options: dict[str, Choice], slot: str | None
) -> None:
    assert rules.missing(MENU, DrinkSpec(item, options)) == slot


def test_choices_are_those_of_the_drink() -> None:
    assert rules.choices(MENU, DrinkSpec("latte"), "size") == ("small", "medium", "large")
    milks = rules.choices(MENU, DrinkSpec("latte"), "milk")
    assert milks[0] == "full cream"
    assert "none" not in milks
    assert "green tea" in rules.choices(MENU, DrinkSpec("tea"), "item")
    assert "latte" not in rules.choices(MENU, DrinkSpec("tea"), "item")
    assert set(rules.choices(MENU, DrinkSpec(), "item")) == set(MENU.items)
    assert rules.choices(MENU, DrinkSpec("water"), "milk") == ()


def test_needs_equipment_of_item_and_extras() -> None:
    assert rules.needs(MENU, DrinkSpec("latte")) == {"espresso machine", "milk steamer"}
    assert rules.needs(MENU, DrinkSpec("green tea")) == {"kettle"}
    assert rules.needs(MENU, DrinkSpec("chai latte", extras=(Extra("espresso shot"),))) == {
        "espresso machine",
        "milk steamer",
    }


def test_extras_take_time() -> None:
    plain = rules.prep_seconds(MENU, DrinkSpec("latte"))
    shot = rules.prep_seconds(MENU, DrinkSpec("latte", extras=(Extra("espresso shot"),)))
    assert shot > plain > 0


@pytest.mark.parametrize(
    ("spec", "fault", "slot"),
    [
        (DrinkSpec("lemonade"), Fault.NO_ITEM, "item"),
        (DrinkSpec("water", {"milk": "oat"}), Fault.NO_GROUP, "milk"),
        (DrinkSpec("latte", {"milk": "goat"}), Fault.NO_VALUE, "milk"),
        (DrinkSpec("cold brew", {"temperature": "extra hot"}), Fault.NO_VALUE, "temperature"),
        (DrinkSpec("latte", {"sugar": 7}), Fault.TOO_MANY, "sugar"),
        (DrinkSpec("water", extras=(Extra("honey"),)), Fault.NO_EXTRA, "extras"),
        (DrinkSpec("latte", extras=(Extra("vanilla syrup", 40),)), Fault.TOO_MANY, "extras"),
    ],
)
def test_problems_name_the_slot(spec: DrinkSpec, fault: Fault, slot: str) -> None:
    assert [(p.fault, p.slot) for p in rules.problems(MENU, spec)] == [(fault, slot)]


def test_no_problem_with_what_is_declined_or_still_open() -> None:
    assert rules.problems(MENU, DrinkSpec("water", {"milk": "none", "sugar": 0})) == ()
    assert rules.problems(MENU, DrinkSpec("latte", {"milk": "none", "sugar": "half"})) == ()
    assert rules.problems(MENU, DrinkSpec("tea", {"size": "large"})) == ()
    assert rules.problems(MENU, DrinkSpec()) == ()


def test_the_house_sets_no_default() -> None:
    for item in MENU.items:
        assert rules.apply_defaults(MENU, DrinkSpec(item)) == (DrinkSpec(item), ())


def test_sold_out_here_or_everywhere() -> None:
    spec = DrinkSpec("latte", {"milk": "oat", "sugar": 2})
    everywhere, elsewhere = SoldOut("item", "latte"), SoldOut("option", "milk:oat", 2)
    both = frozenset({everywhere, elsewhere})
    assert rules.sold_out_in(spec, both, 1) == (everywhere,)
    assert rules.sold_out_in(spec, both, 2) == (everywhere, elsewhere)
    assert rules.sold_out_in(spec, frozenset({SoldOut("option", "milk:soy")}), 2) == ()


@pytest.mark.parametrize(
    ("spec", "quantity", "words", "ticket"),
    [
        (
            DrinkSpec("flat white", {"size": "large", "milk": "oat", "sugar": 2}),
            1,
            "one large oat flat white, two sugars",
            "1 large oat flat white, 2 sugars",
        ),
        (
            DrinkSpec(
                "latte",
                {"size": "small", "milk": "skim", "temperature": "extra hot"},
                (Extra("vanilla syrup", 2), Extra("cinnamon", amount="extra")),
                ("to go",),
            ),
            3,
            "three small skim lattes, extra hot, two pumps of vanilla syrup, extra cinnamon, to go",
            "3 small skim lattes, extra hot, 2 pumps of vanilla syrup, extra cinnamon, to go",
        ),
        (
            DrinkSpec("long black", {"milk": "none", "sugar": 0}),
            2,
            "two long blacks, no milk, no sugar",
            "2 long blacks, no milk, 0 sugar",
        ),
        (
            DrinkSpec("latte", {"temperature": "iced", "strength": "decaf", "sugar": "half"}),
            None,
            "decaf iced latte, half a sugar",
            "decaf iced latte, half a sugar",
        ),
    ],
)
def test_every_choice_is_written(
    spec: DrinkSpec, quantity: int | None, words: str, ticket: str
) -> None:
    assert rules.describe(MENU, spec, quantity=quantity) == words
    assert rules.ticket_name(MENU, spec, quantity=quantity) == ticket.replace("0 sugar", "no sugar")
