"""Whoever no text reaches is told in person: their tickets say so, however we learnt it."""

from backend.channels.types import Refused
from tests.channels.venue import Scripted, Venue


def _told(venue: Venue) -> list[bool]:
    """Give what the changes of the one ticket said of its customer, in order."""
    rows = venue.rows("SELECT data FROM changes WHERE type = 'TicketChanged' ORDER BY id")
    return [row["data"]["opted_out"] for row in rows]


def test_the_carriers_refusal_shows_on_the_open_tickets(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "start")
    venue.act(ticket, "bump")
    assert _told(venue) == [False, False]
    venue.work(Scripted([Refused("21610")]))
    assert _told(venue) == [False, False, True]


def test_nobody_is_told_of_orders_that_are_done(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    for action in ("start", "bump", "collect"):
        venue.act(ticket, action)
    before = _told(venue)
    venue.put("+15550100001", "hello")
    venue.work(Scripted([Refused("21610")]))
    assert _told(venue) == before
