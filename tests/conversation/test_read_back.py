"""Whatever is wanted, the read-back repeats all of it."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from backend.conversation.asking import prompt, read_back
from backend.conversation.replies import Replies, render
from backend.conversation.types import Dialogue
from backend.menu import rules
from backend.menu.types import DrinkSpec, Extra
from backend.orders.types import OrderLine
from nlp.types import Choice
from tests.conversation.stand_in import CONTEXT, MENU

NUMBERS = ["no", "one", "two", "three", "four", "five", "six"]


@st.composite
def drinks(draw: Any) -> DrinkSpec:
    """Any complete drink of the house menu."""
    item = draw(st.sampled_from(sorted(MENU.items)))
    options: dict[str, Choice] = {}
    for group in MENU.items[item].options:
        values = list(rules.choices(MENU, DrinkSpec(item), group))
        counts = list(range(7)) if MENU.options[group].kind == "count" else []
        asked = rules.missing(MENU, DrinkSpec(item, options)) == group
        choice = draw(st.sampled_from([*values, *counts] + ([] if asked else [None])))
        if choice is not None:
            options[group] = choice
    able = MENU.items[item].extras
    extras = draw(st.sets(st.sampled_from(sorted(MENU.extras)), max_size=2)) if able is None else ()
    return DrinkSpec(item, options, tuple(Extra(name) for name in sorted(extras)))


names = st.none() | st.sampled_from(["Ana", "Steve", "Renée"])
lines = st.builds(OrderLine, st.integers(1, 12), drinks(), names)


@given(st.lists(lines, min_size=1, max_size=4), names)
def test_every_choice_is_repeated(draft: list[OrderLine], name: str | None) -> None:
    dialogue = Dialogue(draft=tuple(draft), name=name)
    assert prompt(dialogue, CONTEXT).awaiting == "confirm"
    text = render([read_back(dialogue, CONTEXT)], Replies.load("en"), MENU).lower()
    assert "yes" in text
    for line in draft:
        for group, value in line.spec.options.items():
            if isinstance(value, str):
                assert rules.label(MENU, group, value).lower() in text
            else:
                assert f"{NUMBERS[int(str(value))]} sugar" in text
        for extra in line.spec.extras:
            assert extra.name in text
        owner = line.name or name
        assert owner is None or f"for {owner.lower()}" in text
