"""When a day begins in the event's time zone, on ordinary nights and when the clocks change."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.events.rules import day_began


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "now", "began"),
    [
        # UTC's midnight falls into the morning of Sydney's day, and the afternoon of the day before
        # in Los Angeles.
        ("Australia/Sydney", "2026-11-21T00:30", "2026-11-20T13:00"),
        ("America/Los_Angeles", "2026-11-21T00:30", "2026-11-20T08:00"),
        ("UTC", "2026-11-21T00:30", "2026-11-21T00:00"),
        ("Asia/Kolkata", "2026-11-20T18:29:59", "2026-11-19T18:30"),
        ("Asia/Kolkata", "2026-11-20T18:30", "2026-11-20T18:30"),
        # Berlin, clocks forward on 29 March 2026: a day of 23 hours.
        ("Europe/Berlin", "2026-03-28T22:59", "2026-03-27T23:00"),
        ("Europe/Berlin", "2026-03-28T23:00", "2026-03-28T23:00"),
        ("Europe/Berlin", "2026-03-29T21:59", "2026-03-28T23:00"),
        ("Europe/Berlin", "2026-03-29T22:00", "2026-03-29T22:00"),
        # Berlin, clocks back on 25 October 2026: a day of 25 hours.
        ("Europe/Berlin", "2026-10-24T21:59", "2026-10-23T22:00"),
        ("Europe/Berlin", "2026-10-25T22:59", "2026-10-24T22:00"),
        ("Europe/Berlin", "2026-10-25T23:00", "2026-10-25T23:00"),
        # Cairo goes forward at midnight: the day of 24 April 2026 begins at one o'clock.
        ("Africa/Cairo", "2026-04-23T21:59", "2026-04-22T22:00"),
        ("Africa/Cairo", "2026-04-23T22:00", "2026-04-23T22:00"),
        # Havana goes back at one o'clock to midnight: the first of the two begins the day.
        ("America/Havana", "2026-11-01T05:30", "2026-11-01T04:00"),
    ],
)
def test_a_day_begins_at_the_local_midnight(zone: str, now: str, began: str) -> None:
    assert day_began(at(now), zone) == at(began)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Africa/Cairo", "America/Havana", "Asia/Tokyo"])
def test_every_moment_of_a_year_is_in_a_day_that_began_before_it(zone: str) -> None:
    moment, lengths = at("2026-01-01T12:00"), set()
    for _ in range(365):
        began = day_began(moment, zone)
        assert began <= moment
        assert day_began(began, zone) == began
        lengths.add(day_began(moment + timedelta(days=1), zone) - began)
        moment += timedelta(days=1)
    changes = {23, 24, 25} if zone != "Asia/Tokyo" else {24}
    assert lengths == {timedelta(hours=hours) for hours in changes}
