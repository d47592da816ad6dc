"""Customers whose station fails are told once, of the last place, by the real worker's jobs."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.orders import failover
from tests.channels.venue import ANNA, STEVE, Scripted, Venue


@pytest.fixture
def third(venue: Venue) -> int:
    """A third station, that makes everything too."""
    (row,) = venue.rows(
        f"INSERT INTO stations (event_id, name) VALUES ({venue.event}, 'East cart') RETURNING id"
    )
    return int(row["id"])


def _set(venue: Venue, state: str, *stations: int) -> None:
    for station in stations:
        venue.run(f"UPDATE stations SET state = '{state}' WHERE id = {station}")


def _fail_over(venue: Venue, **ahead: float) -> None:
    failover.fail_over(venue.database, datetime.now(UTC) + timedelta(**ahead))


def _work(venue: Venue, vendor: Scripted) -> None:
    """Let the time pass in which it settles, and send."""
    venue.run("UPDATE outbox SET due_at = now() WHERE state = 'pending'")
    venue.work(vendor)


def test_nothing_leaves_before_it_has_settled(venue: Venue) -> None:
    venue.order()
    _set(venue, "closed", venue.north)
    _fail_over(venue)
    vendor = Scripted()
    assert venue.work(vendor) == 0
    assert 3 < venue.pause() <= failover.SETTLE_SECONDS
    _work(venue, vendor)
    (body,) = vendor.bodies
    assert "South cart" in body
    assert "#42" in body


def test_moved_twice_in_a_hurry_it_is_told_once(venue: Venue, third: int) -> None:
    venue.order()
    _set(venue, "closed", venue.north, third)
    _fail_over(venue)
    _set(venue, "open", third)
    _set(venue, "draining", venue.south)
    _fail_over(venue)
    assert len(venue.jobs()) == 2
    vendor = Scripted()
    _work(venue, vendor)
    (body,) = vendor.bodies
    assert "East cart" in body
    assert "South cart" not in body


def test_told_already_a_second_move_is_told_too(venue: Venue, third: int) -> None:
    venue.order()
    _set(venue, "closed", venue.north, third)
    vendor = Scripted()
    _fail_over(venue)
    _work(venue, vendor)
    _set(venue, "open", third)
    _set(venue, "closed", venue.south)
    _fail_over(venue)
    _work(venue, vendor)
    assert ["South cart" in body for body in vendor.bodies] == [True, False]
    assert "East cart" in vendor.bodies[1]


def test_back_before_it_was_told_nothing_is(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    _set(venue, "closed", venue.north)
    _fail_over(venue)
    _set(venue, "open", venue.north)
    venue.act(ticket, "move", station=venue.north)
    vendor = Scripted()
    _work(venue, vendor)
    assert vendor.bodies == []


def test_made_before_it_was_told_only_the_ready_text_leaves(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    _set(venue, "closed", venue.north)
    _fail_over(venue)
    venue.act(ticket, "bump")
    vendor = Scripted()
    _work(venue, vendor)
    (body,) = vendor.bodies
    assert "ready" in body
    assert "South cart" in body


def test_two_tickets_of_an_order_that_move_are_one_text(venue: Venue, third: int) -> None:
    venue.order(tickets=("north", "south"))
    _set(venue, "closed", venue.north, venue.south)
    _fail_over(venue)
    vendor = Scripted()
    _work(venue, vendor)
    (body,) = vendor.bodies
    assert "East cart" in body
    assert third


def test_each_of_two_customers_is_told(venue: Venue) -> None:
    venue.order(STEVE)
    venue.order(ANNA)
    venue.order(None)
    _set(venue, "closed", venue.north)
    _fail_over(venue)
    vendor = Scripted()
    _work(venue, vendor)
    assert sorted(text.address for text in vendor.texts) == sorted([STEVE, ANNA])


def test_nobody_else_can_the_truth_is_told_once(venue: Venue) -> None:
    venue.order()
    _set(venue, "closed", venue.north, venue.south)
    vendor = Scripted()
    for seconds in (0, 20, 40):
        _fail_over(venue, seconds=seconds)
        _work(venue, vendor)
    (body,) = vendor.bodies
    assert "North cart" in body
    assert "flat white" in body
    assert "#42" in body
    assert "10:05" not in body, "no promise can be kept"
    _set(venue, "open", venue.south)
    _fail_over(venue, seconds=60)
    _work(venue, vendor)
    assert len(vendor.bodies) == 2
    assert "South cart" in vendor.bodies[1]


@pytest.mark.parametrize("state", ["draining", "open"])
def test_where_it_is_made_after_all_nobody_is_alarmed(venue: Venue, state: str) -> None:
    venue.order()
    _set(venue, "draining" if state == "draining" else "closed", venue.north)
    _set(venue, "closed", venue.south)
    _fail_over(venue)
    _set(venue, state, venue.north)
    vendor = Scripted()
    _work(venue, vendor)
    assert vendor.bodies == []
