"""YES places exactly what was read back, once, while it can still be had."""

from dataclasses import replace
from datetime import timedelta

from backend.conversation.machine import step
from backend.conversation.types import Dialogue, OrderRefused, PlaceOrder
from backend.menu.types import DrinkSpec
from backend.orders.types import OrderLine
from nlp.types import Intent
from tests.conversation.saying import (
    FLAT_WHITE,
    LATTE,
    NO,
    TEA,
    YES,
    mention,
    order,
    read_back,
    said,
    specs,
)
from tests.conversation.stand_in import CONTEXT, StandIn


def test_yes_places_exactly_what_was_read_back(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    desk.feed(YES)
    assert desk.keys == ["confirmed"]
    assert desk.placed == [
        PlaceOrder((OrderLine(1, DrinkSpec("flat white", {"size": "large", "milk": "oat"})),), None)
    ]
    assert desk.dialogue == Dialogue()


def test_the_promise_is_in_the_events_time_zone(desk: StandIn) -> None:
    text = read_back(desk, FLAT_WHITE).feed(YES)
    assert "#41" in text
    assert "23:04-23:08" in text


def test_yes_again_repeats_the_confirmation(desk: StandIn) -> None:
    first = read_back(desk, FLAT_WHITE).feed(YES)
    assert desk.feed(YES) == first
    assert len(desk.placed) == 1


def test_the_first_text_again_repeats_the_read_back(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    first, draft = desk.text, desk.dialogue.draft
    assert desk.feed(order(FLAT_WHITE, text=" THE first  text")) == first
    assert desk.dialogue.draft == draft


def test_another_drink_adds(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(order(TEA, text="add a tea"))
    assert [item for _, item, _ in specs(desk)] == ["flat white", "green tea"]
    assert desk.keys == ["readback"]


def test_yes_with_a_change_is_read_back_again(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(said(Intent.YES, mention(size="medium")))
    assert desk.keys == ["readback"]
    assert not desk.placed
    desk.feed(YES)
    assert desk.placed[0].lines[0].spec.options["size"] == "medium"


def test_yes_with_the_same_words_places(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(said(Intent.YES, FLAT_WHITE))
    assert desk.keys == ["confirmed"]


def test_yes_and_another_is_read_back_again(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(said(Intent.YES, TEA))
    assert desk.keys == ["readback"]
    assert len(desk.dialogue.draft) == 2


def test_yes_to_a_question_places_nothing(desk: StandIn) -> None:
    desk.feed(order(mention("flat white")))
    desk.feed(YES)
    assert desk.keys == ["miss_open_1", "ask_slot"]
    assert not desk.placed


def test_yes_after_no_is_read_back_first(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(NO)
    assert desk.keys == ["ask_change"]
    desk.feed(YES)
    assert desk.keys == ["readback"]
    assert not desk.placed


def test_sold_out_since_the_read_back_is_refused_on_yes(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    desk.eighty_six("milk:oat")
    text = desk.feed(YES)
    assert desk.keys == ["refused_choice_asked", "ask_slot"]
    assert "skim" in text
    assert not desk.placed
    desk.feed(order(mention(milk="soy")))
    desk.feed(YES)
    assert desk.placed[0].lines[0].spec.options["milk"] == "soy"


def test_refused_when_placed_keeps_the_draft_without_the_bad_slot(desk: StandIn) -> None:
    desk.refusal = OrderRefused("refused_now", 0, {"slot": "milk"})
    read_back(desk, FLAT_WHITE).feed(YES)
    assert desk.keys == ["refused_now", "ask_slot"]
    assert specs(desk) == [(1, "flat white", {"size": "large"})]


def test_a_stale_yes_places_nothing(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    desk.wait(3601)
    desk.feed(YES)
    assert desk.keys == ["expired", "what"]
    assert not desk.placed


def test_a_stale_draft_is_gone_for_any_next_text(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    desk.wait(3601)
    desk.feed(order(LATTE))
    assert [item for _, item, _ in specs(desk)] == ["latte"]


def test_nothing_to_confirm(desk: StandIn) -> None:
    desk.feed(YES)
    assert desk.keys == ["nothing_open", "what"]


def test_last_heard_decides_what_is_stale_to_the_second(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    just = replace(desk.context, now=CONTEXT.now + timedelta(seconds=3600))
    assert isinstance(step(desk.dialogue, YES, just).effects[0], PlaceOrder)
