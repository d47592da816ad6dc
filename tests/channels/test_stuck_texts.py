"""What a customer is told of an order for later that nobody can make when its time comes."""

from datetime import UTC, datetime, timedelta

from backend.orders import releasing
from tests.channels.venue import STEVE, Scripted, Venue


def let_time_come(venue: Venue, *, minutes: int = 0) -> None:
    """Do what the worker does then."""
    releasing.release_due(venue.database, datetime.now(UTC) + timedelta(minutes=minutes))


def later(venue: Venue, *, tickets: tuple[str, ...] = ("north",), due: int | None = None) -> int:
    """Place an order of which the tickets, or the first so many of them, are due now."""
    placed = venue.order(tickets=tickets)
    for ticket in placed.tickets[:due]:
        venue.run(
            "UPDATE tickets SET state = 'scheduled',"
            f" release_at = now() - interval '1 second' WHERE id = {ticket}"
        )
    return placed.order


def close_all(venue: Venue, state: str = "closed") -> None:
    venue.run(f"UPDATE stations SET state = '{state}'")


def test_told_once_that_it_cannot_be_started(venue: Venue) -> None:
    order = later(venue)
    close_all(venue)
    for minutes in range(5):
        let_time_come(venue, minutes=minutes)
    assert [job["dedup_key"] for job in venue.jobs()] == [f"stuck:{order}"]
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "couldn't start order #42" in body
    assert "counter" in body
    assert "CANCEL ORDER" in body
    assert [(row["kind"], row["address"]) for row in venue.out()] == [("stuck", STEVE)]


def test_an_order_of_two_stations_has_one_text(venue: Venue) -> None:
    later(venue, tickets=("north", "south"))
    close_all(venue)
    let_time_come(venue)
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "couldn't start order #42" in body


def test_a_part_that_cannot_be_started(venue: Venue) -> None:
    later(venue, tickets=("north", "south"), due=1)
    close_all(venue)
    let_time_come(venue)
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "part of order #42" in body
    assert "CANCEL" not in body, "the rest may be begun"


def test_started_before_the_text_left_nothing_is_said(venue: Venue) -> None:
    later(venue)
    close_all(venue)
    let_time_come(venue)
    close_all(venue, "open")
    let_time_come(venue, minutes=1)
    assert [row["state"] for row in venue.rows("SELECT state FROM tickets")] == ["queued"]
    vendor = Scripted()
    venue.work(vendor)
    assert vendor.bodies == []


def test_cancelled_before_the_text_left_nothing_is_said(venue: Venue) -> None:
    later(venue)
    close_all(venue)
    let_time_come(venue)
    assert len(venue.jobs()) == 1
    venue.run("UPDATE tickets SET state = 'voided', closed_at = now(), release_at = NULL")
    vendor = Scripted()
    venue.work(vendor)
    assert vendor.bodies == []
