"""Marks of values and sums of ingredients: what is wrong with them, and what labels print."""

import copy
import json
from typing import Any

from backend.menu.check import check
from backend.menu.documents import read
from backend.menu.marks import letters
from backend.menu.types import Menu

HOUSE = json.loads(json.dumps(read("house")))


def house() -> Any:
    return copy.deepcopy(HOUSE)


def test_marks_that_differ_in_colour_alone_are_a_fault() -> None:
    menu = house()
    values = menu["options"]["milk"]["values"]
    values["oat"]["mark"] = {**values["soy"]["mark"], "colour": "rose"}
    assert check(menu) == [
        "options.milk.values.oat.mark: it differs from soy's in nothing but colour;"
        " give it another shape or letter."
    ]


def test_a_tally_names_what_the_menu_has() -> None:
    menu = house()
    tally = menu["ingredients"]["oat milk"]["tally"] = {"each": 1000, "label": "l"}
    assert check(menu) == []
    tally |= {"needs": "milk steamers", "unless": ["temperature:icy"]}
    needs, unless = check(menu)
    assert needs.startswith("ingredients.oat milk.tally.needs: no equipment 'milk steamers'")
    assert unless.startswith("ingredients.oat milk.tally.unless: no option 'temperature:icy'")


def test_an_unknown_shape_is_named() -> None:
    menu = house()
    menu["options"]["milk"]["values"]["oat"]["mark"]["shape"] = "star"
    assert "options.milk.values.oat.mark.shape" in check(menu)[0]


def test_letters_are_those_of_what_is_chosen() -> None:
    menu = Menu.model_validate(HOUSE)
    assert letters(menu, {"size": "small", "milk": "lactose free"}) == ("LF",)
    assert letters(menu, {"milk": "none", "cup": "gone"}) == ()
