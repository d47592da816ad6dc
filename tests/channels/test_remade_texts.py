"""A remake is told once where "ready" was told, and "ready" is told again when it is made."""

import pytest

from tests.channels.venue import Scripted, Venue


def kinds(venue: Venue) -> list[str]:
    return [row["kind"] for row in venue.out()]


@pytest.mark.parametrize("first", [("bump",), ("bump", "collect"), ("bump", "uncollected")])
def test_taken_back_once_and_ready_again(venue: Venue, first: tuple[str, ...]) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    for action in first:
        venue.act(ticket, action)
        venue.work(vendor)
    venue.act(ticket, "remake", reason="wrong milk")
    venue.work(vendor)
    venue.act(ticket, "start")
    venue.act(ticket, "remake", reason="spilt")
    venue.work(vendor)
    venue.act(ticket, "bump")
    venue.work(vendor)
    assert kinds(venue) == ["ready", "corrected", "ready"]
    assert "moment more at North cart" in vendor.bodies[1]
    assert vendor.bodies[0] == vendor.bodies[2]


def test_nothing_is_taken_back_that_was_not_told(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "bump")
    venue.act(ticket, "remake", reason="wrong milk")
    assert venue.work(vendor) == 2, "both are looked at, none is true any more"
    assert vendor.bodies == []
    venue.act(ticket, "bump")
    venue.work(vendor)
    assert kinds(venue) == ["ready"]


def test_brought_back_and_then_remade_is_told_once(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    for action in ("start", "bump"):
        venue.act(ticket, action)
    venue.work(vendor)
    venue.act(ticket, "recall")
    venue.act(ticket, "remake", reason="burnt")
    venue.work(vendor)
    assert kinds(venue) == ["ready", "corrected"]
