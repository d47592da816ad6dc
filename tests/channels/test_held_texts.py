"""Ready texts that are held wait, in the database, and go once when they are let go."""

from typing import Any

import pytest

from backend.core.errors import Conflict, NotFound
from backend.orders import holding
from backend.orders.holding_views import HoldChange, HoldCount, HoldScope
from tests.channels.test_worker import wait_until, working
from tests.channels.venue import ANNA, STEVE, Scripted, Venue


def change(venue: Venue, what: str, **scope: Any) -> HoldChange:
    with venue.database.transaction() as tx:
        verb = holding.release if what == "release" else holding.hold
        return verb(tx, venue.event, HoldScope(**scope), "barista")


def count(venue: Venue, **scope: Any) -> HoldCount:
    with venue.database.transaction() as tx:
        return holding.count(tx, venue.event, HoldScope(**scope))


def test_it_waits_and_is_told_once(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "hold")
    venue.act(ticket, "bump")
    venue.work(vendor)
    assert vendor.bodies == []
    venue.act(ticket, "release")
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "#42 is ready at North cart" in body
    with pytest.raises(Conflict, match="not held"):
        venue.act(ticket, "release")
    change(venue, "release")
    venue.work(vendor)
    assert len(vendor.bodies) == 1


def test_released_before_it_is_made_it_is_told_when_it_is(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "hold")
    with pytest.raises(Conflict, match="held already"):
        venue.act(ticket, "hold")
    assert change(venue, "release") == HoldChange(tickets=1, texts=0)
    venue.work(vendor)
    assert vendor.bodies == []
    venue.act(ticket, "bump")
    venue.work(vendor)
    assert len(vendor.bodies) == 1


def test_collected_meanwhile_nothing_is_told(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    for action in ("hold", "bump", "collect"):
        venue.act(ticket, action)
    assert count(venue) == HoldCount(held=0, waiting=0)
    assert change(venue, "release") == HoldChange(tickets=0, texts=0)
    venue.act(ticket, "recall")
    assert count(venue) == HoldCount(held=1, waiting=1), "undone, it waits again"
    change(venue, "release")
    assert venue.work(Scripted()) == 1


def test_all_of_an_order_of_a_station_or_of_the_event_at_once(venue: Venue) -> None:
    both = venue.order(STEVE, tickets=("north", "south"))
    other = venue.order(ANNA, tickets=("north",))
    walk_up = venue.order(None, tickets=("north",))
    vendor = Scripted()
    assert change(venue, "hold", order=both.order) == HoldChange(tickets=2, texts=0)
    assert change(venue, "hold") == HoldChange(tickets=2, texts=0), "those not held yet"
    for ticket in (*both.tickets, *other.tickets, *walk_up.tickets):
        venue.act(ticket, "bump")
    venue.work(vendor)
    assert vendor.bodies == []
    assert count(venue) == HoldCount(held=4, waiting=4)
    assert count(venue, station=venue.north) == HoldCount(held=3, waiting=3)
    assert change(venue, "release", station=venue.south) == HoldChange(tickets=1, texts=1)
    venue.work(vendor)
    (first,) = vendor.bodies
    assert "ready at South cart: one water. Still to come: one flat white at North cart" in first
    assert change(venue, "release") == HoldChange(tickets=3, texts=2)
    assert change(venue, "release") == HoldChange(tickets=0, texts=0)
    venue.work(vendor)
    assert sorted(text.address for text in vendor.texts) == [STEVE, STEVE, ANNA]


def test_it_outlives_the_worker_and_two_of_them_tell_it_once(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "hold")
    vendor = Scripted()
    with working(venue.database.url, vendor):
        venue.act(ticket, "bump")
        venue.put(STEVE, "text:1")
        wait_until(lambda: len(vendor.texts) == 1)
    change(venue, "release")
    with working(venue.database.url, vendor, count=2):
        wait_until(lambda: len(vendor.texts) == 2)
        venue.put(STEVE, "text:2")
        wait_until(lambda: len(vendor.texts) == 3)
    assert [row["kind"] for row in venue.out()] == ["text", "ready", "text"]


def test_a_station_or_an_order_that_is_not_there(venue: Venue) -> None:
    for scope in ({"station": 999}, {"order": 999}):
        for what in ("hold", "release"):
            with pytest.raises(NotFound):
                change(venue, what, **scope)
        with pytest.raises(NotFound):
            count(venue, **scope)
