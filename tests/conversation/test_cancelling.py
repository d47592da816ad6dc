"""Cancel and change by stage, with a truthful answer."""

from dataclasses import replace

import pytest

from backend.conversation.machine import step
from backend.conversation.types import CancelOrder, Dialogue
from backend.orders.types import OrderStatus
from nlp.types import Intent
from tests.conversation.saying import (
    CANCEL,
    FLAT_WHITE,
    LATTE,
    TEA,
    YES,
    mention,
    modify,
    read_back,
    said,
    specs,
)
from tests.conversation.stand_in import StandIn


def test_a_draft_is_dropped_and_said(desk: StandIn) -> None:
    text = read_back(desk, FLAT_WHITE).feed(CANCEL)
    assert desk.keys == ["dropped"]
    assert "flat white" in text
    assert desk.dialogue == Dialogue()


def test_a_draft_is_dropped_and_the_order_stands(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    read_back(desk, LATTE).feed(CANCEL)
    assert desk.keys == ["dropped", "still_standing"]
    assert len(desk.orders()) == 1


def test_a_queued_order_is_cancelled_at_once(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    text = desk.feed(CANCEL)
    assert desk.keys == ["cancelled"]
    assert "#41" in text
    assert "one large oat flat white" in text
    assert desk.orders() == []


@pytest.mark.parametrize(
    ("status", "key"),
    [(OrderStatus.MAKING, "too_late_started"), (OrderStatus.READY, "too_late_made")],
)
def test_started_or_made_is_refused(desk: StandIn, status: OrderStatus, key: str) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.advance("41", status)
    desk.feed(CANCEL)
    assert desk.keys == [key]
    assert len(desk.orders()) == 1


def test_of_several_the_newest_not_started(desk: StandIn) -> None:
    for _ in range(3):
        read_back(desk, FLAT_WHITE).feed(YES)
    desk.advance("43", OrderStatus.MAKING)
    assert "#42" in desk.feed(CANCEL)


def test_the_one_named(desk: StandIn) -> None:
    for _ in range(2):
        read_back(desk, FLAT_WHITE).feed(YES)
    assert "#41" in desk.feed(said(Intent.CANCEL, text="cancel #41"))


def test_with_nothing_open(desk: StandIn) -> None:
    desk.feed(CANCEL)
    assert desk.keys == ["nothing_to_cancel"]


def test_cancel_and_something_else(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(said(Intent.CANCEL, TEA, text="cancel and get me a tea"))
    assert desk.keys == ["dropped", "readback"]
    assert [item for _, item, _ in specs(desk)] == ["green tea"]


def test_whoever_opted_out_loses_draft_and_order(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    read_back(desk, LATTE)
    silent = replace(desk.context, opted_out=True)
    effects = step(desk.dialogue, CANCEL, silent).effects
    assert CancelOrder(1, "41") in effects


def test_a_change_after_placing_is_read_back_and_needs_a_yes(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.feed(modify(mention(size="small")))
    assert desk.keys == ["readback_change"]
    assert not desk.changed
    desk.feed(YES)
    assert desk.keys == ["changed"]
    assert [dict(line.spec.options)["size"] for line in desk.changed[0].lines] == ["small"]


def test_a_change_too_late_is_passed_on(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.advance("41", OrderStatus.MAKING)
    desk.feed(replace(modify(mention(size="small")), text="make it small"))
    assert desk.keys == ["too_late_started"]
    assert [wish.words for wish in desk.wished] == ["make it small"]


def test_cancel_on_a_number_of_the_carrier_cancels_the_order_in_the_middle_of_a_change(
    desk: StandIn,
) -> None:
    read_back(desk, FLAT_WHITE).feed(YES)
    desk.feed(modify(mention(size="small")))
    silent = replace(desk.context, opted_out=True)
    assert CancelOrder(1, "41") in step(desk.dialogue, CANCEL, silent).effects
