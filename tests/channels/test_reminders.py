"""What waits at the counter is reminded of once, and given up after a while."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from backend.orders import unfetched
from backend.orders.types import OrderStatus, TicketState
from tests.channels.venue import ANNA, STEVE, Placed, Scripted, Venue


def after(minutes: float) -> datetime:
    return datetime.now(UTC) + timedelta(minutes=minutes)


def look(venue: Venue, minutes: float) -> None:
    """Do what the worker does, so many minutes from now."""
    unfetched.look_after(venue.database, after(minutes))


def reminders(venue: Venue) -> list[str]:
    return [row["body"] for row in venue.out() if row["kind"] == "reminder"]


def made(venue: Venue, vendor: Scripted, address: str | None = STEVE) -> Placed:
    placed = venue.order(address)
    venue.act(placed.tickets[0], "bump")
    venue.work(vendor)
    return placed


def states(venue: Venue) -> list[str]:
    return [row["state"] for row in venue.rows("SELECT state FROM tickets ORDER BY id")]


def setting(venue: Venue, key: str, minutes: int) -> None:
    venue.run(
        f"INSERT INTO settings (event_id, key, value) VALUES ({venue.event}, '{key}', '{minutes}')"
    )


def test_once_after_the_set_wait(venue: Venue) -> None:
    vendor = Scripted()
    made(venue, vendor)
    look(venue, 4.9)
    assert venue.work(vendor) == 0
    for minutes in (5.1, 6, 29):
        look(venue, minutes)
        venue.work(vendor)
    (text,) = reminders(venue)
    assert text == "Order #42 is still waiting for you at North cart. See you in a moment!"
    assert "ready" not in text
    assert [row["segments"] for row in venue.out()] == [1, 1]
    history = venue.rows("SELECT actor, action FROM order_history ORDER BY id")
    assert history[-1] == {"actor": "clock", "action": "reminded"}


def test_two_workers_remind_once(venue: Venue) -> None:
    vendor = Scripted()
    for number in range(6):
        made(venue, vendor, f"+1555010{number:04}")
    barrier = threading.Barrier(3)

    def work() -> None:
        barrier.wait(5)
        look(venue, 6)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    look(venue, 6)
    venue.work(vendor)
    assert len(reminders(venue)) == 6


@pytest.mark.parametrize("minutes", [0, 12])
def test_the_wait_is_a_setting(venue: Venue, minutes: int) -> None:
    setting(venue, "remind_after_minutes", minutes)
    vendor = Scripted()
    made(venue, vendor)
    look(venue, 11)
    venue.work(vendor)
    assert reminders(venue) == []
    look(venue, 13)
    venue.work(vendor)
    assert len(reminders(venue)) == (1 if minutes else 0)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_in_the_language_of_the_customer(venue: Venue, language: str) -> None:
    vendor = Scripted()
    placed = made(venue, vendor)
    venue.run(f"UPDATE customers SET language = '{language}'")
    look(venue, 6)
    venue.work(vendor)
    (text,) = reminders(venue)
    assert f"#{42}" in text
    assert "North cart" in text
    assert ("still waiting" in text) == (language == "en")
    assert placed.tickets


def test_who_collected_meanwhile_hears_nothing(venue: Venue) -> None:
    vendor = Scripted()
    early, late = made(venue, vendor), made(venue, vendor, ANNA)
    venue.act(early.tickets[0], "collect")
    look(venue, 6)
    venue.act(late.tickets[0], "collect")
    assert venue.work(vendor) == 1, "one is queued, and no longer true"
    assert reminders(venue) == []


def test_who_wants_no_texts_gets_none(venue: Venue) -> None:
    vendor = Scripted()
    made(venue, vendor)
    made(venue, vendor, None)
    venue.run("UPDATE customers SET opted_out_at = now()")
    look(venue, 6)
    assert venue.work(vendor) == 0
    assert venue.rows("SELECT 1 FROM outbox WHERE kind = 'reminder'") == []
    (row,) = venue.rows("SELECT count(*) AS n FROM tickets WHERE reminded_at IS NULL")
    assert row["n"] == 0, "nor are they looked at again"


def test_the_wait_begins_when_the_ready_text_left(venue: Venue) -> None:
    vendor = Scripted()
    (ticket,) = venue.order().tickets
    venue.act(ticket, "bump")
    look(venue, 10)
    assert venue.work(vendor) == 1
    assert vendor.bodies[0].startswith("Order #42 is ready")
    assert reminders(venue) == []
    look(venue, 10)
    venue.work(vendor)
    assert len(reminders(venue)) == 1


def test_one_that_is_held_is_neither_reminded_of_nor_given_up(venue: Venue) -> None:
    vendor = Scripted()
    (ticket,) = venue.order().tickets
    venue.act(ticket, "hold")
    venue.act(ticket, "bump")
    look(venue, 6)
    look(venue, 60)
    assert venue.work(vendor) == 0
    assert states(venue) == ["made"]
    venue.act(ticket, "release")
    venue.work(vendor)
    look(venue, 6)
    venue.work(vendor)
    assert len(reminders(venue)) == 1


def test_of_an_order_in_parts_one_reminder_once_all_is_there(venue: Venue) -> None:
    vendor = Scripted()
    north, south = venue.order(tickets=("north", "south")).tickets
    venue.act(north, "bump")
    venue.work(vendor)
    look(venue, 6)
    look(venue, 60)
    assert venue.work(vendor) == 0, "the rest is still to come"
    assert states(venue) == ["made", "queued"]
    venue.act(south, "bump")
    venue.work(vendor)
    look(venue, 6)
    venue.work(vendor)
    assert reminders(venue) == [
        "Order #42 is still waiting for you at North cart and South cart. See you in a moment!"
    ]
    assert venue.act(north, "collect").status is OrderStatus.READY
    assert venue.act(south, "collect").status is OrderStatus.COLLECTED


def test_made_again_it_is_reminded_of_again(venue: Venue) -> None:
    vendor = Scripted()
    (ticket,) = made(venue, vendor).tickets
    look(venue, 6)
    venue.work(vendor)
    venue.act(ticket, "remake", reason="cold")
    venue.act(ticket, "bump")
    venue.work(vendor)
    look(venue, 6)
    look(venue, 7)
    venue.work(vendor)
    assert len(reminders(venue)) == 2


def test_a_reminder_that_is_an_hour_late_is_not_sent(venue: Venue) -> None:
    setting(venue, "uncollected_after_minutes", 0)
    vendor = Scripted()
    made(venue, vendor)
    look(venue, 66)
    assert venue.work(vendor) == 0


def test_given_up_after_the_set_wait_and_collected_still(venue: Venue) -> None:
    vendor = Scripted()
    (ticket,) = made(venue, vendor).tickets
    look(venue, 29)
    assert states(venue) == ["made"]
    look(venue, 31)
    look(venue, 31)
    assert states(venue) == ["uncollected"]
    (row,) = venue.rows("SELECT actor, detail FROM order_history WHERE action = 'uncollected'")
    assert row["actor"] == "clock"
    assert row["detail"]["reason"] == "nobody came for 30 minutes"
    (call,) = venue.rows(
        "SELECT data FROM changes WHERE type = 'CallChanged' ORDER BY id DESC LIMIT 1"
    )
    assert call["data"]["state"] == "uncollected"
    assert venue.act(ticket, "collect").tickets[0].state is TicketState.COLLECTED


def test_brought_back_it_waits_anew(venue: Venue) -> None:
    vendor = Scripted()
    (ticket,) = made(venue, vendor).tickets
    venue.run("UPDATE tickets SET called_at = called_at - interval '31 minutes'")
    venue.run("UPDATE outbox SET done_at = done_at - interval '31 minutes'")
    look(venue, 0)
    assert states(venue) == ["uncollected"]
    venue.act(ticket, "recall")
    look(venue, 29)
    assert states(venue) == ["made"]
    look(venue, 31)
    assert states(venue) == ["uncollected"]


def test_never_where_the_event_says_so(venue: Venue) -> None:
    setting(venue, "uncollected_after_minutes", 0)
    made(venue, Scripted())
    look(venue, 1000)
    assert states(venue) == ["made"]


def test_a_crowd_is_looked_after_in_pieces(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unfetched, "BATCH", 2)
    vendor = Scripted()
    for number in range(5):
        made(venue, vendor, f"+1555010{number:04}")
    for _ in range(3):
        look(venue, 6)
    venue.work(vendor)
    assert len(reminders(venue)) == 5
