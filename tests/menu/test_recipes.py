"""What a drink uses, and what is wrong with a recipe."""

import copy
import json
from typing import Any

import pytest

from backend.menu.check import check
from backend.menu.documents import read, shipped
from backend.menu.recipes import demand
from backend.menu.types import DrinkSpec, Extra, Menu

HOUSE = json.loads(json.dumps(read("house")))


@pytest.mark.parametrize(
    ("spec", "uses"),
    [
        (
            DrinkSpec("latte", {"size": "large", "milk": "oat", "sugar": 2}),
            {"coffee beans": 18, "oat milk": 340, "large cups": 1, "sugar": 8},
        ),
        (
            DrinkSpec("latte", {"size": "small", "milk": "soy", "strength": "decaf"}),
            {"decaf beans": 18, "soy milk": 180, "small cups": 1},
        ),
        (
            DrinkSpec("long black", {"size": "medium", "strength": "double shot"}),
            {"coffee beans": 36, "medium cups": 1},
        ),
        (
            DrinkSpec("green tea", {"size": "small", "sugar": "half"}),
            {"green tea bags": 1, "small cups": 1, "sugar": 2},
        ),
        (
            DrinkSpec("green tea", {"size": "small", "sugar": "sweetener", "strength": "strong"}),
            {"green tea bags": 1, "small cups": 1, "sweetener": 1},
        ),
        (
            DrinkSpec(
                "mocha",
                {"size": "small", "milk": "none", "temperature": "iced"},
                (Extra("vanilla syrup", 2), Extra("honey", amount="light"), Extra("marshmallow")),
            ),
            {
                "coffee beans": 18,
                "chocolate powder": 20,
                "small cups": 1,
                "ice": 120,
                "vanilla syrup": 20,
                "honey": 5,
                "marshmallows": 1,
            },
        ),
        # Nothing asked yet, nothing used of it yet; what is never asked comes as it comes.
        (DrinkSpec("latte"), {"coffee beans": 18}),
        (DrinkSpec("latte", {"milk": "oat"}), {"coffee beans": 18, "oat milk": 180}),
        (
            DrinkSpec("macchiato", {"milk": "oat"}),
            {"coffee beans": 18, "oat milk": 30, "small cups": 1},
        ),
        (DrinkSpec("coffee"), {}),
        (DrinkSpec(), {}),
        (DrinkSpec("water", extras=(Extra("unicorn"),)), {"bottled water": 1}),
    ],
)
def test_a_drink_uses(spec: DrinkSpec, uses: dict[str, float]) -> None:
    assert demand(shipped("house"), spec) == uses


def test_a_menu_without_ingredients_uses_nothing() -> None:
    bare = Menu.model_validate({"name": "x", "items": {"tap": {}}})
    assert demand(bare, DrinkSpec("tap")) == {}
    assert check({"name": "x", "items": {"tap": {}}}) == []


def test_what_is_fixed_or_taken_by_default_is_used() -> None:
    menu = Menu.model_validate(
        {
            "name": "x",
            "ingredients": {"leaf": {"unit": "g"}, "pearls": {"unit": "g"}},
            "options": {
                "top": {"kind": "several", "values": {"pearl": {"uses": {"pearls": 10}}, "no": {}}},
                "pot": {"values": {"cup": {}, "can": {}}},
            },
            "items": {
                "tea": {
                    "options": {"top": {}, "pot": {"default": "can"}},
                    "uses": {"leaf": {"pot": {"cup": 2, "can": 6}}},
                    "portions": {"top": {"pot": {"cup": 1, "can": 3}}},
                }
            },
        }
    )
    assert demand(menu, DrinkSpec("tea", {"top": ("pearl", "no")})) == {"leaf": 6, "pearls": 30}
    spec = DrinkSpec("tea", {"top": ("pearl",), "pot": "cup"})
    assert demand(menu, spec) == {"leaf": 2, "pearls": 10}


GONE = object()


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("items.latte.uses", {"coffee bean": 1}, "no ingredient 'coffee bean'; did you"),
        ("extras.honey.uses", {"honeys": 1}, "extras.honey.uses: no ingredient 'honeys'"),
        ("options.sugar.uses", {"salt": 1}, "options.sugar.uses: no ingredient 'salt'"),
        ("options.milk.values.oat.uses", {"oats": 1}, "milk.values.oat.uses: no ingredient"),
        ("items.water.uses", GONE, "items.water.uses: it has no recipe"),
        ("extras.cinnamon.uses", GONE, "extras.cinnamon.uses: it has no recipe"),
        ("items.latte.portions", {"strength": 18}, "items.latte.portions: what is chosen as milk"),
        ("items.latte.portions.mlik", 3, "items.latte.portions: no option group 'mlik'; did you"),
        ("items.latte.uses", {"ice": {"size": {"small": 1}}}, "latte.uses.ice.size: there is no"),
        ("items.latte.uses", {"ice": {"pot": {"x": 1}}}, "items.latte.uses.ice: it goes by pot"),
        ("items.piccolo.portions.milk", {"size": {"small": 1}}, "it goes by size, of which"),
        ("items.latte.uses", {"ice": -1}, "items.latte.uses.ice"),
        ("items.latte.uses", {"ice": "lots"}, "items.latte.uses.ice"),
        ("ingredients.glitter", {"unit": "g"}, "ingredients.glitter: no recipe uses it"),
        ("ingredients.ice.unit", "buckets", "ingredients.ice.unit"),
    ],
)  # fmt: skip
def test_faults_are_told(path: str, value: object, fault: str) -> None:
    document = copy.deepcopy(HOUSE)
    *way, last = path.split(".")
    part: dict[str, Any] = document
    for step in way:
        part = part[step]
    if value is GONE:
        del part[last]
    else:
        part[last] = value
    assert any(fault in line for line in check(document)), check(document)
