"""What holds for every text: nothing crashes, nothing is invented, a read-back reads back."""

import json
import subprocess
import sys
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from backend.menu import rules
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Extra, Item
from nlp import Interpreter, Parser
from nlp.language import available, load
from nlp.tokens import MOST_TOKENS, Reader
from nlp.types import Choice, Intent

MENU = shipped("house")
LEXICON = rules.lexicon(MENU)
PARSER = Parser(LEXICON)
INTERPRETER = Interpreter(partial(rules.lexicon, MENU), available())
READER = Reader()

NAMED: dict[str, list[list[str]]] = {}
for phrase, meaning in LEXICON.phrases:
    NAMED.setdefault(meaning.name, []).append(READER.words(phrase))
MENU_WORDS = {word for phrases in NAMED.values() for words in phrases for word in words}
AWAITING = st.sampled_from([None, "item", "size", "milk", "sugar", "name", "confirm", "more"])


def _spoken_of(item: str, words: list[str]) -> bool:
    """Whether some word of the text is, or is nearly, a word people use for the item."""
    spoken = {word for phrase in NAMED[item] for word in (*phrase, "".join(phrase))}
    spoken |= {w for p, m in LEXICON.phrases if m.name == item for w in READER.words(p)}
    return any(_near(word, near) for word in words for near in spoken)


def _near(word: str, near: str) -> bool:
    """Whether a word is mistyped, or some of the other's letters in their order."""
    letters = iter(near)
    return OSA.distance(word, near) <= 2 or (
        len(word) > 2 and word[0] == near[0] and all(letter in letters for letter in word)
    )


@given(st.text(max_size=200), AWAITING)
@settings(max_examples=300, deadline=None)
def test_noise_neither_crashes_nor_names_an_item(text: str, awaiting: str | None) -> None:
    parse = PARSER.parse(text, awaiting=awaiting)
    words = READER.read(text).words
    for mention in parse.items:
        assert mention.item is None or _spoken_of(mention.item, words)


@given(st.lists(st.sampled_from(sorted(load("en").common - MENU_WORDS)), min_size=1, max_size=12))
@settings(max_examples=300, deadline=None)
def test_ordinary_words_order_nothing(words: list[str]) -> None:
    parse = PARSER.parse(" ".join(words))
    named = [m.item for m in parse.items if m.item and m.quantity]
    assert not named or any(_near_menu(word) for word in words)


def _near_menu(word: str) -> bool:
    return any(OSA.distance(word, near) == 1 for near in MENU_WORDS)


@given(st.integers(0, 70_000), st.text(min_size=1, max_size=4), AWAITING)
@settings(max_examples=40, deadline=None)
def test_huge_texts_are_read_in_part(length: int, unit: str, awaiting: str | None) -> None:
    text = (unit * (length // len(unit) + 1))[:length]
    assert len(READER.read(text).words) <= MOST_TOKENS
    assert PARSER.parse(text, awaiting=awaiting).text == text


def test_control_characters_are_no_words() -> None:
    parse = PARSER.parse("large\x00 oat\x07 latte\x00")
    assert [m.item for m in parse.items] == ["latte"]
    assert parse.items[0].options == {"size": "large", "milk": "oat"}


@st.composite
def specs(draw: st.DrawFn) -> DrinkSpec:
    name = draw(st.sampled_from(sorted(MENU.items)))
    item = MENU.items[name]
    options: dict[str, Choice] = {}
    for group in item.options:
        if draw(st.booleans()):
            options[group] = draw(_value(name, group))
    return DrinkSpec(name, options, draw(_extras(item)))


def _value(name: str, group: str) -> st.SearchStrategy[Choice]:
    values: list[Choice] = list(rules.choices(MENU, DrinkSpec(name), group))
    if MENU.options[group].kind == "count":
        values += range(7)
    return st.sampled_from(values)


def _extras(item: Item) -> st.SearchStrategy[tuple[Extra, ...]]:
    allowed = sorted(MENU.extras) if item.extras is None else list(item.extras)
    if not allowed:
        return st.just(())
    return st.lists(st.sampled_from(allowed), max_size=2, unique=True).map(
        lambda names: tuple(Extra(name) for name in names)
    )


@pytest.mark.parametrize("language", available())
@given(specs(), st.integers(1, 12), st.booleans())
@settings(max_examples=200, deadline=None)
def test_what_is_read_back_reads_back(
    language: str, spec: DrinkSpec, quantity: int, digits: bool
) -> None:
    assume(not rules.problems(MENU, spec))
    write = rules.ticket_name if digits else rules.describe
    text = write(MENU, spec, language, quantity=quantity)
    parse = INTERPRETER.parser(language).parse(text)
    assert parse.intent is Intent.ORDER, text
    assert len(parse.items) == 1, text
    heard = parse.items[0]
    assert (heard.item, heard.quantity) == (spec.item, quantity), text
    assert heard.options == spec.options, text
    assert {e.name for e in heard.extras} == {e.name for e in spec.extras}, text


def test_the_tool_answers_each_line_with_its_parse() -> None:
    asked = [
        {"id": "a", "text": "2 oat lattes, no sugar, vanilla", "context": None, "awaiting": None},
        {"id": "b", "text": "thanks", "context": None, "awaiting": None, "language": "en"},
        {"id": "c", "text": "forget me"},
    ]
    told = subprocess.run(
        [sys.executable, "-m", "nlp", "--menu", "house"],
        input="\n".join(json.dumps(line) for line in asked) + "\n",
        capture_output=True,
        text=True,
        check=True,
    )
    first, second, third = (json.loads(line) for line in told.stdout.splitlines())
    assert first == {
        "id": "a",
        "intent": "order",
        "name": None,
        "items": [
            {
                "quantity": 2,
                "item": "latte",
                "options": {"milk": "oat", "sugar": 0},
                "extras": ["vanilla syrup"],
                "notes": [],
                "name": None,
            }
        ],
    }
    assert (second["intent"], third["intent"]) == ("other", "other")
