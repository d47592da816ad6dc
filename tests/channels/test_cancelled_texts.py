"""A customer hears once that an order is cancelled, however its tickets went."""

from tests.channels.venue import Scripted, Venue

REASON = "we ran out of milk"


def test_two_tickets_voided_before_the_text_left_are_one_text(venue: Venue) -> None:
    north, south = venue.order(tickets=("north", "south")).tickets
    venue.act(north, "void", reason=REASON)
    venue.act(south, "void", reason=REASON)
    venue.work(Scripted())
    assert [REASON in row["body"] for row in venue.out()] == [True]
    assert "water" not in venue.out()[0]["body"], "the whole order is meant"


def test_a_part_is_told_as_a_part_and_the_rest_as_the_whole(venue: Venue) -> None:
    north, south = venue.order(tickets=("north", "south")).tickets
    venue.act(south, "void", reason=REASON)
    venue.work(Scripted())
    venue.act(north, "void", reason=REASON)
    venue.work(Scripted())
    part, whole = (row["body"] for row in venue.out())
    assert "water" in part
    assert "water" not in whole
