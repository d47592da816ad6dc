"""A menu of another house is read, asked, checked and written without a line of code."""

from pathlib import Path

import pytest
import yaml

from backend.menu import rules
from backend.menu.check import check
from backend.menu.types import DrinkSpec, Extra, Menu
from nlp import Parser
from nlp.types import Choice

DOCUMENT = yaml.safe_load((Path(__file__).parent / "tea_house.yaml").read_text())
MENU = Menu.model_validate(DOCUMENT)
PARSER = Parser(rules.lexicon(MENU))

Read = tuple[int | None, str | None, dict[str, Choice]]


def test_it_is_without_fault() -> None:
    assert check(DOCUMENT) == []


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("a big pot of iron goddess", [(1, "tie guan yin", {"pot": "family pot"})]),
        ("2 dhp, one deep one quick", [
            (1, "da hong pao", {"steep": "deep"}), (1, "da hong pao", {"steep": "quick"}),
        ]),
        ("bubble tea with pearls and pudding", [
            (1, "bubble tea", {"toppings": ("tapioca", "pudding")}),
        ]),
        ("bbt 3 ice cubes, pancake with chilli", [
            (1, "bubble tea", {"ice": 3}), (1, "scallion pancake", {}),
        ]),
        ("buble tea no ice cubes", [(1, "bubble tea", {"ice": 0})]),
        ("oolong please", [(1, "oolong", {})]),
    ],
)  # fmt: skip
def test_it_is_read(text: str, items: list[Read]) -> None:
    parse = PARSER.parse(text)
    assert [(m.quantity, m.item, dict(m.options)) for m in parse.items] == items


def test_its_new_option_is_a_new_question() -> None:
    assert rules.missing(MENU, DrinkSpec("tie guan yin")) == "pot"
    assert rules.question(MENU, "pot") == "Which pot: {choices}?"
    assert rules.choices(MENU, DrinkSpec("tie guan yin"), "pot") == ("cup pot", "family pot")
    assert rules.missing(MENU, DrinkSpec("tie guan yin", {"pot": "cup pot"})) is None
    answer = PARSER.parse("the sharing pot", awaiting="pot")
    assert [dict(m.options) for m in answer.items] == [{"pot": "family pot"}]


def test_it_is_written() -> None:
    toppings: Choice = ("tapioca", "pudding")
    spec = DrinkSpec("bubble tea", {"toppings": toppings, "ice": 2}, (Extra("egg", 2),))
    assert rules.describe(MENU, spec) == "bubble tea, tapioca, pudding, two ice cubes, two eggs"
    assert rules.ticket_name(MENU, spec, quantity=2) == (
        "2 bubble teas, tapioca, pudding, 2 ice cubes, 2 eggs"
    )


def test_its_defaults_are_named() -> None:
    spec, filled = rules.apply_defaults(MENU, DrinkSpec("bubble tea"))
    assert (dict(spec.options), filled) == ({"steep": "quick"}, ("steep",))
