"""Not understood: other words each time, a person by the third miss."""

from itertools import pairwise

from tests.conversation.saying import FLAT_WHITE, OTHER, mention, order
from tests.conversation.stand_in import StandIn


def test_a_person_by_the_third_miss_and_never_the_same_sorry_twice(desk: StandIn) -> None:
    texts = [desk.feed(OTHER) for _ in range(6)]
    assert all("counter" in text for text in texts[2:])
    assert all(a != b for a, b in pairwise(texts))


def test_with_a_draft_the_question_stays(desk: StandIn) -> None:
    desk.feed(order(mention("flat white")))
    texts = [desk.feed(OTHER) for _ in range(4)]
    assert all("small" in text for text in texts)
    assert all(a != b for a, b in pairwise(texts))
    assert "counter" in texts[2]


def test_being_understood_starts_the_count_anew(desk: StandIn) -> None:
    desk.feed(OTHER)
    desk.feed(OTHER)
    desk.feed(order(FLAT_WHITE))
    desk.feed(OTHER)
    assert desk.keys[0] == "miss_open_1"
