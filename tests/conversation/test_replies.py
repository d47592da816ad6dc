"""The wording: every key renders, in GSM-7, and says all that a text must say."""

import re
from datetime import UTC, datetime
from string import Formatter

import pytest

from backend.conversation.replies import Replies, render
from backend.conversation.types import Say
from backend.core.segments import is_gsm7, segments
from backend.menu.types import DrinkSpec, Extra
from backend.orders.types import OrderLine
from nlp.language import available
from tests.conversation.stand_in import MENU

EN = Replies.load("en")
OAT = DrinkSpec("flat white", {"size": "large", "milk": "oat", "sugar": 2})
CHAI = DrinkSpec("chai latte", {"size": "small", "milk": "skim"}, (Extra("honey", 2),))
LINES = (OrderLine(1, OAT, "Steve"), OrderLine(2, CHAI, "Steve"))
VALUES: dict[str, object] = {
    "event": "Harbour Conf",
    "example": OAT,
    "number": "42",
    "lines": LINES,
    "more": LINES[1:],
    "more_at": ("Tea bar",),
    "stations": ("North cart", "Tea bar"),
    "ready_at": ("North cart",),
    "station": "North cart",
    "earliest": datetime(2026, 11, 21, 10, 12, tzinfo=UTC),
    "latest": datetime(2026, 11, 21, 10, 16, tzinfo=UTC),
    "ahead": 3,
    "choices": ("full cream", "skim", "oat"),
    "slot": "milk",
    "item": "flat white",
    "wanted": DrinkSpec(options={"milk": "soy"}),
    "most": 12,
    "defaults": (DrinkSpec(options={"milk": "full cream"}),),
    "due": datetime(2026, 11, 21, 10, 30, tzinfo=UTC),
    "asked": datetime(2026, 11, 21, 10, 30, tzinfo=UTC),
    "closes": datetime(2026, 11, 21, 10, 30, tzinfo=UTC),
    "things": ("muffin", "orange juice"),
    "reason": "the machine is down",
    "keywords": ("DEMO", "HARBOUR"),
    "name": "Steve",
    "category": "speaker",
    "left": 3,
    "words": "No sugar, right?",
    "link": "https://example.org/track/bcdfghjkmnpq",
}
#: Texts that come after a read-back or list an order may run into a second segment.
ROOM = {"ready_more": 2, "help": 1}


def fill(key: str, language: str = "en") -> str:
    return render([Say(key, VALUES)], Replies.load(language), MENU)


each_text = pytest.mark.parametrize(
    ("language", "key"), [(code, key) for code in available() for key in sorted(EN.texts)]
)


@pytest.mark.parametrize("language", available())
def test_every_language_has_every_text(language: str) -> None:
    assert Replies.load(language).language == language
    assert Replies.load(language).texts.keys() == EN.texts.keys()


@each_text
def test_every_key_renders_in_gsm7_and_is_short(language: str, key: str) -> None:
    text = fill(key, language)
    assert text
    assert is_gsm7(text)
    lists = "{lines" in EN.texts[key] or "{question}" in EN.texts[key]
    assert segments(text) <= ROOM.get(key, 2 if lists else 1), text
    assert "{" not in text
    assert "None" not in text


@each_text
def test_hashes_and_digits_are_an_orders_number_or_a_time(language: str, key: str) -> None:
    rest = re.sub(r"#42\b|\b10:12-10:16\b|\b10:30\b", "", fill(key, language))
    assert not re.search(r"[#\d]", rest), rest


@each_text
def test_every_value_of_the_wording_is_one_that_the_machine_gives(language: str, key: str) -> None:
    said = [Formatter().parse(texts[key]) for texts in (EN.texts, Replies.load(language).texts)]
    wanted, given = ({name for _, name, _, _ in text if name} for text in said)
    assert given <= wanted | {"question"} <= {*VALUES, "question"}


def test_only_questions_that_yes_answers_ask_for_yes() -> None:
    asking = {key for key in EN.texts if "YES" in fill(key)}
    assert asking == {"readback", "readback_defaults", "readback_change", "forget_ask"}


def test_only_what_is_made_is_called_ready() -> None:
    told = {key for key in EN.texts if re.search(r"\bready\b", fill(key), re.IGNORECASE)}
    assert told == {"ready", "ready_lines", "ready_more", "status_ready", "status_partly_ready"}


@pytest.mark.parametrize("key", ["ready", "ready_lines", "ready_more"])
def test_the_ready_text_names_number_and_station(key: str) -> None:
    text = fill(key)
    assert "ready" in text
    assert "#42" in text
    assert "North cart" in text


def test_ready_with_more_to_come_says_what_and_where() -> None:
    coming = fill("ready_more").split("Still to come", 1)[1]
    assert "two small skim chai lattes" in coming
    assert "Tea bar" in coming


def test_the_confirmation_has_number_promise_and_stations() -> None:
    assert "#42" in fill("confirmed")
    assert "10:12-10:16" in fill("confirmed")
    assert "North cart and Tea bar" in fill("confirmed")


def test_the_read_back_repeats_every_choice_and_whose_it_is() -> None:
    text = fill("readback").lower()
    for word in ("one large oat flat white", "two sugars", "two small skim chai lattes", "honey"):
        assert word in text
    assert text.count("steve") == 1


def test_names_of_their_own_are_all_said() -> None:
    lines = (OrderLine(1, OAT, "Ana"), OrderLine(1, CHAI, "Priya"), OrderLine(1, OAT))
    text = render([Say("readback", {"lines": lines, "due": None})], EN, MENU)
    assert text.count("for Ana") == text.count("for Priya") == 1


def test_a_name_is_folded_where_gsm7_has_no_such_letter_and_kept_where_nothing_is_alike() -> None:
    latin = render(
        [Say("readback", {"lines": (OrderLine(1, OAT, "Zoë Łuc"),), "due": None})], EN, MENU
    )
    thai = render(
        [Say("readback", {"lines": (OrderLine(1, OAT, "สมชาย"),), "due": None})], EN, MENU
    )
    assert "Zoe Luc" in latin
    assert is_gsm7(latin)
    assert "สมชาย" in thai


@pytest.mark.parametrize(
    ("number", "word"),
    [(2, "two"), (20, "twenty"), (21, "twenty-one"), (24, "twenty-four"), (40, "forty")],
)
def test_numbers_are_words(number: int, word: str) -> None:
    assert f"at most {word} cups" in render([Say("cap_phone", {"most": number})], EN, MENU)


def test_one_alone_is_no_article() -> None:
    told = render([Say("cap_person_day", {"most": 1, "left": 1})], Replies.load("es"), MENU)
    assert "uno por persona" in told
    assert "pedir uno." in told


def test_a_name_with_braces_is_only_a_name() -> None:
    line = OrderLine(1, OAT, "{lines} {0.__class__}")
    assert "for {lines} {0.__class__}" in render(
        [Say("readback", {"lines": (line,), "due": None})], EN, MENU
    )


def test_a_long_list_is_cut_and_says_where_the_rest_is() -> None:
    text = render([Say("ask_item", {"choices": tuple(MENU.items)})], EN, MENU)
    assert "MENU has all" in text
    assert segments(text) == 1


def test_a_time_is_read_back_only_where_one_was_said() -> None:
    line = (OrderLine(1, OAT),)
    soonest = render([Say("readback", {"lines": line, "due": None})], EN, MENU)
    later = render([Say("readback", {"lines": line, "due": VALUES["due"]})], EN, MENU)
    assert ", for 10:30." in later
    assert later.replace(", for 10:30", "") == soonest


def test_a_language_we_do_not_speak_is_answered_in_english() -> None:
    assert Replies.load("xx").texts == EN.texts
    assert Replies.load("../../secret").texts == EN.texts
