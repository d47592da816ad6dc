"""Status, menu, help, usual, forget-me and thanks."""

from dataclasses import replace

import pytest

from backend.conversation.machine import step
from backend.conversation.types import ForgetMe
from backend.orders.types import OrderStatus
from nlp.types import Intent
from tests.conversation.saying import (
    FLAT_WHITE,
    NO,
    STATUS,
    TEA,
    THANKS,
    YES,
    order,
    read_back,
    said,
)
from tests.conversation.stand_in import STATIONS, StandIn


@pytest.mark.parametrize(
    ("status", "ahead", "key"),
    [
        (OrderStatus.RECEIVED, None, "status_received"),
        (OrderStatus.RECEIVED, 0, "status_next"),
        (OrderStatus.RECEIVED, 3, "status_waiting"),
        (OrderStatus.RECEIVED, 30, "status_received"),
        (OrderStatus.MAKING, 0, "status_making"),
        (OrderStatus.READY, None, "status_ready"),
    ],
)
def test_status(desk: StandIn, status: OrderStatus, ahead: int | None, key: str) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.advance("41", status)
    placed = replace(desk.orders()[0], ahead=ahead)
    desk.context = replace(desk.context, open_orders=(placed,))
    text = desk.feed(STATUS)
    assert desk.keys == [key]
    assert "#41" in text
    assert "North cart" in text


def test_status_of_an_order_partly_made(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE, TEA).feed(YES)
    part = replace(
        desk.orders()[0],
        status=OrderStatus.MAKING,
        stations=("North cart", "Tea bar"),
        ready_at=("Tea bar",),
    )
    desk.context = replace(desk.context, open_orders=(part,))
    desk.feed(STATUS)
    assert desk.keys == ["status_partly_ready"]


@pytest.mark.parametrize("aside", [Intent.STATUS, Intent.MENU, Intent.HELP, Intent.GREET])
def test_an_open_draft_is_asked_on_after_an_aside(desk: StandIn, aside: Intent) -> None:
    read_back(desk, FLAT_WHITE).feed(said(aside))
    assert desk.keys[-1] == "readback"
    desk.feed(YES)
    assert desk.keys == ["confirmed"]


def test_menu_is_what_can_be_made_now(desk: StandIn) -> None:
    desk.eighty_six("latte", "milk:oat")
    desk.context = replace(desk.context, stations=STATIONS[1:])
    text = desk.feed(said(Intent.MENU))
    assert "flat white" in text.lower()
    for gone in (" latte,", "oat", "macadamia"):
        assert gone not in text.replace("chai latte", "").replace("matcha latte", "")


def test_usual_is_read_back_with_its_whole_spec(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    text = desk.feed(said(Intent.USUAL))
    assert desk.keys == ["readback"]
    assert "large oat flat white" in text
    desk.feed(YES)
    assert len(desk.placed) == 2


def test_usual_with_something_off_is_refused_with_what_there_is(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.eighty_six("milk:oat")
    assert "skim" in desk.feed(said(Intent.USUAL))
    assert desk.keys == ["refused_choice_asked", "ask_slot"]


def test_no_usual_yet(desk: StandIn) -> None:
    desk.feed(said(Intent.USUAL))
    assert desk.keys == ["no_usual"]


def test_forget_me_asks_once_and_yes_erases(desk: StandIn) -> None:
    desk.feed(said(Intent.FORGET))
    assert desk.keys == ["forget_ask"]
    desk.feed(YES)
    assert desk.keys == ["forgotten"]
    desk.feed(YES)
    assert desk.keys == ["nothing_open", "what"]


def test_forget_me_with_a_draft_open_does_not_place_it(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(said(Intent.FORGET))
    effects = step(desk.dialogue, YES, desk.context).effects
    assert effects == (ForgetMe(),)
    desk.feed(NO)
    assert desk.keys == ["forget_kept", "readback"]


def test_anything_else_drops_the_question(desk: StandIn) -> None:
    desk.feed(said(Intent.FORGET))
    desk.feed(order(FLAT_WHITE))
    assert desk.keys == ["readback"]
    desk.feed(YES)
    assert desk.keys == ["confirmed"]


def test_thanks_needs_no_answer(desk: StandIn) -> None:
    assert desk.feed(THANKS) == ""
    read_back(desk, FLAT_WHITE).feed(YES)
    assert desk.feed(THANKS) == ""


def test_thanks_for_what_is_not_placed_is_asked_on(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(THANKS)
    assert desk.keys == ["readback"]
