"""`flask menu check`: each fault names the place, the thing and the remedy."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from backend.menu import schema
from backend.menu.check import check
from backend.menu.documents import read
from backend.menu.types import Menu

HOUSE = json.loads(json.dumps(read("house")))
STRANGER = yaml.safe_load((Path(__file__).parent / "tea_house.yaml").read_text())


def test_the_house_menu_is_without_fault() -> None:
    assert check(HOUSE) == []


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        ("items.latte.options", ["sizes"], "no option group 'sizes'; did you mean 'size'?"),
        ("items.latte.options", {"milk": {"only": ["goat"]}}, "options.milk: no value 'goat'"),
        ("items.latte.families", ["drinks"], "no family 'drinks'"),
        ("items.latte.extras", ["honie"], "no extra 'honie'; did you mean 'honey'?"),
        ("items.latte.needs", ["toaster"], "no equipment 'toaster'"),
        ("items.mocha.words", ["latte"], "'latte' already stands for items.latte"),
        ("items.latte.prep_seconds", "long", "items.latte.prep_seconds: "),
        ("items.latte.colour", "brown", "items.latte.colour: there is no such setting"),
        ("items", {}, "items: "),
        ("families.juice", {}, "families.juice: no item belongs to it"),
        ("options.milk.values", {}, "options.milk: there is nothing to choose"),
        ("options.size.question", {}, "options.size.question: it is asked"),
        ("options.sugar.words", [], "options.sugar.words: nobody can say"),
        ("options.milk.declined", "nothing", "no value 'nothing'"),
        ("options.milk.values.oat.words", ["soy"], "'soy' already stands for"),
        ("idioms", [{"words": ["x"], "item": "lattee"}], "no item 'lattee'; did you mean 'latte'?"),
        ("idioms", [{"words": ["x"], "options": {"milk": "goat"}}], "no value 'goat'"),
    ],
)
def test_faults_are_told(path: str, value: object, fault: str) -> None:
    document = copy.deepcopy(HOUSE)
    *way, last = path.split(".")
    part: dict[str, Any] = document
    for step in way:
        part = part[step]
    part[last] = value
    assert any(fault in line for line in check(document)), check(document)


@pytest.mark.parametrize(
    "document",
    [None, [], "latte", {}, {"name": "x"}, {"name": "x", "items": {"a": {"words": 3}}},
     {"name": "x", "items": {"a": {"options": 3}}}, {"name": "x", "items": [1]}],
)  # fmt: skip
def test_what_is_no_menu_is_told_without_a_crash(document: object) -> None:
    assert check(document)


def test_the_schema_is_current() -> None:
    assert schema.PATH.read_text(encoding="utf-8") == schema.text(), (
        "run: python -m backend.menu.schema"
    )


@pytest.mark.parametrize("document", [HOUSE, STRANGER])
def test_the_schema_accepts_menus(document: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(schema.schema())
    assert list(validator.iter_errors(json.loads(json.dumps(document)))) == []
    assert Menu.model_validate(document).items


def test_the_schema_refuses_what_the_model_refuses() -> None:
    validator = jsonschema.Draft202012Validator(schema.schema())
    assert list(validator.iter_errors({"name": "x", "items": {"a": {"colour": "red"}}}))
    assert list(validator.iter_errors({"items": {"a": {}}}))


DRINKS = """flat white, latte, cappuccino, long black, short black, macchiato, piccolo, mocha,
hot chocolate, chai latte, matcha latte, americano, cold brew, english breakfast tea,
earl grey tea, green tea, peppermint tea, water, babyccino"""
EXTRAS = """vanilla syrup, caramel syrup, hazelnut syrup, peppermint syrup, chocolate, honey,
cinnamon, marshmallow, espresso shot"""
VALUES = {
    "size": "small, medium, large",
    "milk": "full cream, skim, soy, oat, almond, lactose free, coconut, macadamia, none",
    "strength": "decaf, half strength, strong, double shot",
    "sugar": "half, sweetener",
    "temperature": "iced, extra hot, warm",
}


def _names(text: str) -> set[str]:
    return {" ".join(name.split()) for name in text.split(",")}


def test_the_house_menu_has_every_drink_and_option_by_name() -> None:
    menu = Menu.model_validate(HOUSE)
    assert set(menu.items) == _names(DRINKS)
    assert set(menu.extras) == _names(EXTRAS)
    assert set(menu.families) == {"coffee", "tea"}
    assert {g: set(o.values) for g, o in menu.options.items()} == {
        group: _names(values) for group, values in VALUES.items()
    }
