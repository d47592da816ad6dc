"""What cannot be had: what there is instead, and caps."""

from dataclasses import replace

import pytest

from backend.conversation.types import Caps
from backend.stations.types import StationState
from nlp.types import Intent, Parse
from tests.conversation.saying import (
    CANCEL,
    FLAT_WHITE,
    LATTE,
    NO,
    OTHER,
    STATUS,
    TEA,
    YES,
    mention,
    order,
    read_back,
    said,
    specs,
)
from tests.conversation.stand_in import CONTEXT, STATIONS, StandIn


def test_a_sold_out_drink_names_others_of_its_kind(desk: StandIn) -> None:
    desk.eighty_six("flat white")
    text = desk.feed(order(FLAT_WHITE))
    assert desk.keys == ["refused_item_asked", "ask_family"]
    assert "latte" in text
    desk.feed(order(mention("latte")))
    assert specs(desk) == [(1, "latte", {"size": "large", "milk": "oat"})]


def test_a_milk_that_no_station_has(desk: StandIn) -> None:
    desk.context = replace(desk.context, stations=STATIONS[1:])
    text = desk.feed(order(mention("flat white", size="large", milk="macadamia")))
    assert desk.keys == ["refused_choice_asked", "ask_slot"]
    assert "full cream, skim or oat" in text


def test_what_the_drink_does_not_come_with(desk: StandIn) -> None:
    desk.feed(order(mention("water", milk="oat")))
    assert desk.keys == ["refused_choice_none", "readback"]
    assert specs(desk) == [(1, "water", {})]


def test_an_optional_choice_that_is_off_is_asked_again_and_may_be_left(desk: StandIn) -> None:
    desk.eighty_six("strength:decaf")
    text = desk.feed(
        order(replace(FLAT_WHITE, options={**FLAT_WHITE.options, "strength": "decaf"}))
    )
    assert desk.keys == ["refused_choice_asked", "ask_slot"]
    assert "half strength" in text
    desk.feed(NO)
    assert desk.keys == ["readback"]


def test_too_much_of_something_says_the_most(desk: StandIn) -> None:
    text = desk.feed(order(replace(FLAT_WHITE, options={**FLAT_WHITE.options, "sugar": 30})))
    assert desk.keys == ["cap_count", "ask_slot"]
    assert "six sugars" in text
    desk.feed(order(mention(sugar=6)))
    assert desk.keys == ["readback"]


def test_too_many_cups_in_an_order(desk: StandIn) -> None:
    text = desk.feed(order(replace(FLAT_WHITE, quantity=18_000)))
    assert desk.keys == ["cap_order"]
    assert "twelve cups" in text
    assert desk.dialogue.draft == ()


def test_too_many_cups_keeps_the_draft_of_before(desk: StandIn) -> None:
    read_back(desk, replace(FLAT_WHITE, quantity=8)).feed(order(replace(LATTE, quantity=5)))
    assert desk.keys == ["cap_order", "readback"]
    desk.feed(YES)
    assert sum(line.quantity for line in desk.placed[0].lines) == 8


def test_too_many_cups_on_one_phone(desk: StandIn) -> None:
    for _ in range(2):
        read_back(desk, replace(FLAT_WHITE, quantity=12)).feed(YES)
    text = desk.feed(order(TEA))
    assert desk.keys == ["cap_phone"]
    assert "twenty-four cups" in text


def test_the_caps_are_the_events() -> None:
    desk = StandIn(context=replace(CONTEXT, caps=Caps(cups_an_order=2, counts={"sugar": 1})))
    desk.feed(order(replace(FLAT_WHITE, quantity=3)))
    assert desk.keys == ["cap_order"]
    desk.feed(order(replace(FLAT_WHITE, options={**FLAT_WHITE.options, "sugar": 2})))
    assert desk.keys == ["cap_count", "ask_slot"]


@pytest.mark.parametrize(
    "words", [order(FLAT_WHITE), said(Intent.GREET), said(Intent.USUAL), OTHER]
)
@pytest.mark.parametrize("state", ["paused", "closed"])
def test_a_paused_or_closed_event_takes_nothing(state: str, words: Parse) -> None:
    desk = StandIn(context=replace(CONTEXT, event_state=state))
    desk.feed(words)
    assert desk.keys == [f"event_{state}"]
    assert desk.dialogue.draft == ()


def test_a_draft_outlives_a_break_but_is_read_back_again(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    desk.context = replace(desk.context, event_state="paused")
    desk.feed(YES)
    assert desk.keys == ["event_paused"]
    desk.context = replace(desk.context, event_state="open")
    desk.feed(YES)
    assert desk.keys == ["readback"]
    desk.feed(YES)
    assert desk.keys == ["confirmed"]


def test_status_and_cancel_work_in_a_closed_event(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.context = replace(desk.context, event_state="closed")
    desk.feed(STATUS)
    assert desk.keys == ["status_received"]
    desk.feed(CANCEL)
    assert desk.keys == ["cancelled"]


def test_with_no_station_open_nothing_is_promised(desk: StandIn) -> None:
    closed = tuple(replace(s, state=StationState.PAUSED) for s in STATIONS)
    desk.context = replace(desk.context, stations=closed)
    for words in (order(FLAT_WHITE), said(Intent.GREET), said(Intent.MENU), OTHER):
        desk.feed(words)
        assert desk.keys == ["nothing_now"]
