"""The next question: one thing, with the choices that can be made now."""

from dataclasses import replace

from nlp.types import Intent
from tests.conversation.saying import FLAT_WHITE, NO, YES, mention, order, read_back, said, specs
from tests.conversation.stand_in import CONTEXT, StandIn


def test_one_thing_at_a_time_in_the_menus_order(desk: StandIn) -> None:
    desk.feed(order(mention("flat white")))
    assert (desk.keys, desk.dialogue.awaiting) == (["ask_slot"], "size")
    desk.feed(order(mention(size="large")))
    assert (desk.keys, desk.dialogue.awaiting) == (["ask_slot"], "milk")
    desk.feed(order(mention(milk="oat")))
    assert (desk.keys, desk.dialogue.awaiting) == (["readback"], "confirm")


def test_the_question_names_what_can_be_made_now(desk: StandIn) -> None:
    desk.eighty_six("milk:oat", "milk:soy")
    text = desk.feed(order(mention("flat white", size="large")))
    assert "skim" in text
    assert "oat" not in text
    assert "soy" not in text


def test_the_same_slot_of_several_lines_is_asked_once(desk: StandIn) -> None:
    text = desk.feed(order(mention("flat white", 2, size="large"), mention("latte", size="small")))
    assert desk.keys == ["ask_slot_for"]
    assert "the two large flat whites and the small latte" in text
    desk.feed(order(mention(milk="oat")))
    assert desk.keys == ["readback"]
    assert all(options["milk"] == "oat" for _, _, options in specs(desk))


def test_several_answers_are_shared_out(desk: StandIn) -> None:
    desk.feed(order(mention("flat white", 3, size="large")))
    desk.feed(order(mention(None, 2, milk="oat"), mention(None, 1, milk="full cream")))
    assert specs(desk) == [
        (2, "flat white", {"size": "large", "milk": "oat"}),
        (1, "flat white", {"size": "large", "milk": "full cream"}),
    ]


def test_an_answer_for_part_of_a_count_leaves_the_rest_to_ask(desk: StandIn) -> None:
    desk.feed(order(mention("flat white", 3, size="large")))
    text = desk.feed(order(mention(None, 2, milk="oat")))
    assert "the large flat white" in text
    assert desk.dialogue.awaiting == "milk"


def test_one_answer_for_each_line_goes_by_turns(desk: StandIn) -> None:
    desk.feed(order(mention("flat white", size="large"), mention("latte", size="large")))
    desk.feed(order(mention(milk="oat"), mention(milk="soy")))
    assert [options["milk"] for _, _, options in specs(desk)] == ["oat", "soy"]


def test_an_answer_that_repeats_the_drink_adds_none(desk: StandIn) -> None:
    desk.feed(order(mention("flat white", milk="oat"), text="oat flat white"))
    desk.feed(order(mention("flat white", size="large"), text="large flat white"))
    assert specs(desk) == [(1, "flat white", {"milk": "oat", "size": "large"})]


def test_a_family_is_asked_and_the_answer_settles_it(desk: StandIn) -> None:
    text = desk.feed(order(mention("coffee", 2, milk="oat")))
    assert desk.keys == ["ask_family"]
    assert "flat white" in text
    assert "green tea" not in text
    desk.feed(order(mention("latte", size="large")))
    assert specs(desk) == [(2, "latte", {"milk": "oat", "size": "large"})]


def test_options_without_a_drink_are_kept(desk: StandIn) -> None:
    desk.feed(order(mention(size="large", milk="oat")))
    assert desk.keys == ["ask_item"]
    desk.feed(order(mention("latte")))
    assert desk.keys == ["readback"]


def test_a_name_is_asked_only_where_the_event_asks(desk: StandIn) -> None:
    read_back(desk, FLAT_WHITE)
    asking = StandIn(context=replace(CONTEXT, asks_name=True))
    asking.feed(order(FLAT_WHITE))
    assert asking.keys == ["ask_name"]
    text = asking.feed(said(Intent.ORDER, name="Rose"))
    assert asking.keys == ["readback"]
    assert "Rose" in text


def test_nobody_has_to_give_a_name() -> None:
    desk = StandIn(context=replace(CONTEXT, asks_name=True))
    desk.feed(order(FLAT_WHITE))
    desk.feed(NO)
    assert desk.keys == ["readback"]


def test_a_known_name_is_used() -> None:
    desk = StandIn(context=replace(CONTEXT, known_name="Steve"))
    assert "for Steve" in desk.feed(order(FLAT_WHITE))
    desk.feed(YES)
    assert desk.placed[0].name == "Steve"
