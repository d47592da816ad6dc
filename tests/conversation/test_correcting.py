"""Any one thing put right before YES, in the customer's words."""

from dataclasses import replace

import pytest

from backend.conversation.types import Dialogue
from nlp.types import ExtraMention, ItemMention
from tests.conversation.saying import (
    FLAT_WHITE,
    LATTE,
    TEA,
    mention,
    modify,
    order,
    read_back,
    specs,
)
from tests.conversation.stand_in import StandIn


def test_one_slot_of_the_only_line(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(modify(mention(size="medium")))
    assert specs(desk) == [(1, "flat white", {"size": "medium", "milk": "oat"})]
    assert desk.keys == ["readback"]


def test_before_anything_else_is_answered(desk: StandIn) -> None:
    desk.feed(order(mention("flat white", size="large", sugar=2)))
    desk.feed(modify(mention(sugar=0)))
    assert desk.dialogue.awaiting == "milk"
    assert specs(desk)[0][2]["sugar"] == 0


def test_a_line_by_its_place(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, LATTE)
    desk.feed(modify(ItemMention(options={"milk": "soy"}, ordinal=2)))
    assert [options["milk"] for _, _, options in specs(desk)] == ["oat", "soy"]


def test_a_line_by_its_drink(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, LATTE).feed(modify(mention("latte", size="large")))
    assert specs(desk)[1] == (1, "latte", {"size": "large", "milk": "skim"})


def test_a_line_by_whose_it_is(desk: StandIn) -> None:
    read_back(desk, replace(FLAT_WHITE, name="Ana"), replace(LATTE, name="Priya"))
    desk.feed(modify(ItemMention(options={"size": "medium"}, name="priya")))
    assert [options["size"] for _, _, options in specs(desk)] == ["large", "medium"]


def test_one_of_several_cups(desk: StandIn) -> None:
    read_back(desk, replace(FLAT_WHITE, quantity=2))
    desk.feed(modify(mention(None, 1, strength="decaf")))
    assert [(n, o.get("strength")) for n, _, o in specs(desk)] == [(1, "decaf"), (1, None)]


def test_the_second_of_several_cups(desk: StandIn) -> None:
    read_back(desk, replace(FLAT_WHITE, quantity=2))
    desk.feed(modify(ItemMention(options={"milk": "soy"}, ordinal=2)))
    assert sorted((n, str(o["milk"])) for n, _, o in specs(desk)) == [(1, "oat"), (1, "soy")]


def test_both(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, LATTE).feed(modify(mention(None, 2, size="medium")))
    assert [options["size"] for _, _, options in specs(desk)] == ["medium", "medium"]


def test_the_one_line_that_has_room_for_a_change(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, mention("water")).feed(modify(mention(size="medium")))
    assert specs(desk)[0][2]["size"] == "medium"


def test_which_line_is_asked_and_the_answer_settles_it(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, LATTE)
    text = desk.feed(modify(mention(size="medium")))
    assert desk.keys == ["ask_which"]
    assert "the first (one large oat flat white)" in text
    assert "the second (one small skim latte)" in text
    desk.feed(order(ItemMention(ordinal=2)))
    assert [options["size"] for _, _, options in specs(desk)] == ["large", "medium"]
    assert desk.keys == ["readback"]


@pytest.mark.parametrize(
    ("answer", "sizes"),
    [
        (mention("latte"), ["large", "medium"]),
        (mention("flat white"), ["medium", "small"]),
        (mention(None, 2), ["medium", "medium"]),
    ],
)
def test_which_line_by_name_or_both(desk: StandIn, answer: ItemMention, sizes: list[str]) -> None:
    read_back(desk, FLAT_WHITE, LATTE).feed(modify(mention(size="medium")))
    desk.feed(order(answer))
    assert [options["size"] for _, _, options in specs(desk)] == sizes


def test_another_drink_instead_keeps_what_it_takes(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(modify(mention("cappuccino")))
    assert specs(desk) == [(1, "cappuccino", {"size": "large", "milk": "oat"})]
    desk.feed(modify(mention("water")))
    assert specs(desk) == [(1, "water", {})]


def test_a_drink_is_taken_off(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, TEA).feed(modify(mention("green tea", 0)))
    assert [item for _, item, _ in specs(desk)] == ["flat white"]


def test_a_drink_for_another(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, TEA).feed(modify(mention("tea", 0), LATTE))
    assert [item for _, item, _ in specs(desk)] == ["flat white", "latte"]


def test_the_last_drink_taken_off_drops_the_draft(desk: StandIn) -> None:
    read_back(desk, TEA).feed(modify(mention("green tea", 0)))
    assert desk.keys == ["dropped"]
    assert desk.dialogue == Dialogue()


def test_how_many(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(modify(mention(None, 3)))
    assert specs(desk)[0][0] == 3


def test_an_extra_comes_and_goes(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    text = desk.feed(modify(ItemMention(extras=(ExtraMention("honey", count=2),))))
    assert "two spoons of honey" in text
    text = desk.feed(modify(ItemMention(extras=(ExtraMention("honey", declined=True),))))
    assert "honey" not in text


def test_a_correction_without_words_is_asked_for(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(modify())
    assert desk.keys == ["ask_change"]
