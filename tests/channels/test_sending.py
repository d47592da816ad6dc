"""The life of a job whose outcome is known: sent, tried again later, or given up."""

from backend.channels.types import Busy, Refused
from backend.core import outbox
from backend.vendors.console import Console
from tests.channels.venue import ANNA, STEVE, Scripted, Venue


def test_busy_is_tried_again_with_growing_pauses(ready: Venue) -> None:
    vendor = Scripted(steps=[Busy("20429"), Busy("503"), Busy("503")])
    for expected in (0.5, 1.0, 2.0):
        assert ready.work(vendor, chance=0.5) == 1
        assert expected - 0.3 < ready.pause() <= expected
        (job,) = ready.jobs()
        assert job["state"] == "pending"
        assert ready.out()[0]["state"] == "queued"
        ready.make_due()
    ready.work(vendor)
    (job,) = ready.jobs()
    assert (job["state"], job["attempts"]) == ("sent", 4)
    assert len(vendor.texts) == 4
    assert vendor.looked == []
    assert len(ready.out()) == 1


def test_it_stays_away_as_long_as_it_was_told(ready: Venue) -> None:
    ready.work(Scripted(steps=[Busy("20429", retry_after=30)]), chance=0.0)
    assert 29 < ready.pause() <= 30


def test_after_the_last_attempt_it_is_a_dead_letter(ready: Venue) -> None:
    ready.run(f"UPDATE outbox SET attempts = {outbox.MOST_ATTEMPTS - 1}")
    ready.work(Scripted(steps=[Busy("503")]))
    (job,) = ready.jobs()
    assert (job["state"], job["last_error"]) == ("dead", "503")
    (row,) = ready.out()
    assert (row["state"], row["error_code"]) == ("failed", "503")


def test_a_refusal_is_a_dead_letter_with_its_code_and_holds_up_nobody(venue: Venue) -> None:
    venue.put(STEVE, "text:1", "first")
    venue.put(STEVE, "text:2", "second")
    vendor = Scripted(steps=[Refused("21211")])
    venue.work(vendor)
    assert vendor.bodies == ["first", "second"]
    assert [(job["state"], job["last_error"]) for job in venue.jobs()] == [
        ("dead", "21211"),
        ("sent", None),
    ]
    assert [row["error_code"] for row in venue.out()] == ["21211", None]


def test_21610_is_recorded_as_opted_out_and_later_texts_are_not_tried(venue: Venue) -> None:
    venue.put(STEVE, "text:1", "first")
    venue.put(STEVE, "text:2", "second")
    venue.put(ANNA, "text:3", "other")
    vendor = Scripted(steps=[Refused("21610")])
    venue.work(vendor)
    assert vendor.bodies == ["first", "other"]
    assert [job["state"] for job in venue.jobs()] == ["sent", "sent", "sent"]
    opted = venue.rows("SELECT address FROM customers WHERE opted_out_at IS NOT NULL")
    assert opted == [{"address": STEVE}]
    assert [row["error_code"] for row in venue.out()] == ["21610", "21610", None]


def test_a_fault_of_ours_is_tried_again_and_given_up_in_the_end(ready: Venue) -> None:
    ready.run("UPDATE outbox SET payload = '{}'")
    vendor = Scripted()
    ready.work(vendor)
    (job,) = ready.jobs()
    assert (job["state"], job["last_error"]) == ("unknown", "fault")
    ready.run(f"UPDATE outbox SET due_at = now(), attempts = {outbox.MOST_ATTEMPTS - 1}")
    ready.work(vendor)
    assert ready.jobs()[0]["state"] == "dead"
    assert vendor.texts == []


def test_the_simulated_phone_is_shown_the_text_once(ready: Venue) -> None:
    ready.work(Console())
    (row,) = ready.out()
    (change,) = ready.rows("SELECT * FROM changes WHERE type = 'MessageChanged'")
    assert change["rooms"] == [f"phone:{STEVE}"]
    assert change["data"]["body"] == row["body"]
    assert change["data"]["id"] == row["id"]
    assert (change["data"]["state"], change["data"]["kind"]) == ("delivered", "ready")
    assert change["version"] == 4


def test_a_real_phone_is_shown_on_no_page(ready: Venue) -> None:
    ready.work(Scripted())
    assert ready.rows("SELECT * FROM changes WHERE type = 'MessageChanged'") == []
