"""The worker as a whole: wakes, beats, drains, survives, and shares the work with others."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from backend.channels import chores, dead_letters, worker
from backend.channels.types import Refused
from backend.channels.worker import Worker
from backend.core.concurrency import Stop
from backend.core.db import Database
from backend.core.wake import listen, notify
from backend.orders import releasing
from backend.vendors.console import Console
from backend.vendors.twilio import Twilio
from tests.channels.venue import ANNA, STEVE, Scripted, Venue
from tests.vendors.fake_twilio import ACCOUNT, TOKEN, FakeTwilio, Fault

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def working(url: str, messenger: object, *, count: int = 1) -> Iterator[Stop]:
    """Run workers until the block ends; then they must be gone within seconds."""
    stop = Stop()
    databases = [Database(url) for _ in range(count)]
    threads = [
        threading.Thread(target=Worker(database, messenger, stop, chance=lambda: 0.01).run)  # type: ignore[arg-type]
        for database in databases
    ]
    for thread in threads:
        thread.start()
    try:
        yield stop
    finally:
        stop.set()
        for thread in threads:
            thread.join(10)
            assert not thread.is_alive()
        for database in databases:
            database.dispose()


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something to become true."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, "it never happened"
        time.sleep(0.02)


def test_sends_what_was_queued_before_and_while_it_runs(venue: Venue) -> None:
    venue.put(STEVE, "text:1")
    vendor = Scripted()
    with working(venue.database.url, vendor):
        wait_until(lambda: len(vendor.texts) == 1)
        venue.put(STEVE, "text:2")
        wait_until(lambda: len(vendor.texts) == 2)
    assert [job["state"] for job in venue.jobs()] == ["sent", "sent"]


def test_a_wake_up_is_faster_than_the_poll(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "POLL_SECONDS", 60.0)
    vendor = Scripted()
    with working(venue.database.url, vendor):
        wait_until(lambda: _listening(venue))
        venue.put(STEVE, "text:1")
        time.sleep(0.1)
        with venue.database.transaction() as tx:
            notify(tx, "web")
        wait_until(lambda: len(vendor.texts) == 1, 5)
    assert [text.address for text in vendor.texts] == [STEVE]


def _listening(venue: Venue) -> bool:
    return bool(
        venue.rows(
            """SELECT 1 FROM pg_stat_activity
            WHERE query LIKE 'LISTEN%%' AND datname = current_database()"""
        )
    )


def test_the_poll_is_enough(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "listen", lambda *_, **__: None)
    vendor = Scripted()
    with working(venue.database.url, vendor):
        venue.put(STEVE, "text:1")
        wait_until(lambda: len(vendor.texts) == 1)
    assert [job["state"] for job in venue.jobs()] == ["sent"]


def test_phones_are_served_side_by_side_and_each_in_order(venue: Venue) -> None:
    phones = [f"+1555010{n:04d}" for n in range(6)]
    for step in range(4):
        for phone in phones:
            venue.put(phone, f"{phone}:{step}", f"{step}")
    vendor = Scripted(seconds=0.05)
    with working(venue.database.url, vendor, count=3):
        wait_until(lambda: all(job["state"] == "sent" for job in venue.jobs()))
    assert vendor.most_at_once > 1
    assert len(vendor.texts) == 24
    for phone in phones:
        assert [t.body for t in vendor.texts if t.address == phone] == ["0", "1", "2", "3"]


def test_says_that_it_is_alive(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "HEARTBEAT_SECONDS", 0.1)
    beat = "SELECT at FROM heartbeats WHERE name = 'worker'"
    with working(venue.database.url, Scripted()):
        wait_until(lambda: bool(venue.rows(beat)))
        first = venue.rows(beat)
        wait_until(lambda: venue.rows(beat) != first)
        assert venue.rows(beat)[0]["at"] > first[0]["at"]


def test_queues_what_is_for_later_when_its_time_comes(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chores, "RELEASE_SECONDS", 0.1)
    soon, later = (venue.order().tickets[0] for _ in range(2))
    venue.run("UPDATE tickets SET state = 'scheduled', release_at = now() + interval '1 hour'")
    states = "SELECT id, state FROM tickets ORDER BY id"
    with working(venue.database.url, Scripted(), count=2):
        wait_until(lambda: bool(venue.rows("SELECT 1 FROM heartbeats")))
        assert {row["state"] for row in venue.rows(states)} == {"scheduled"}
        venue.run(f"UPDATE tickets SET release_at = now() - interval '1 s' WHERE id = {soon}")
        wait_until(lambda: {"id": soon, "state": "queued"} in venue.rows(states))
    assert {"id": later, "state": "scheduled"} in venue.rows(states)
    told = venue.rows("SELECT type FROM changes WHERE data->>'state' = 'queued' ORDER BY type")
    assert [row["type"] for row in told] == ["CallChanged", "TicketChanged"]


def test_a_fault_in_what_is_for_later_holds_up_no_text(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[int] = []

    def fails(*_: object) -> None:
        tried.append(1)
        raise RuntimeError("a ticket nobody foresaw")

    monkeypatch.setattr(releasing, "release_due", fails)
    vendor = Scripted()
    venue.put(STEVE, "text:1")
    with working(venue.database.url, vendor):
        wait_until(lambda: len(vendor.texts) == 1)
        wait_until(lambda: len(tried) >= 2)


def test_finishes_what_is_under_way_when_told_to_stop(venue: Venue) -> None:
    venue.put(STEVE, "text:1")
    venue.put(STEVE, "text:2")
    vendor = Scripted(seconds=0.5)
    with working(venue.database.url, vendor) as stop:
        wait_until(lambda: len(vendor.texts) == 1)
        stop.set()
    assert [job["state"] for job in venue.jobs()] == ["sent", "pending"]
    assert len(vendor.texts) == 1


def test_survives_every_connection_being_cut(venue: Venue) -> None:
    vendor = Scripted()
    with working(venue.database.url, vendor):
        venue.put(STEVE, "text:1")
        wait_until(lambda: len(vendor.texts) == 1)
        venue.run(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()"""
        )
        venue.put(STEVE, "text:2")
        wait_until(lambda: all(job["state"] == "sent" for job in venue.jobs()), 20)
    assert len(vendor.texts) == 2


def test_waking_the_screens_after_the_simulated_phone_got_a_text(venue: Venue) -> None:
    heard: list[str] = []
    stop = Stop()
    listener = Database(venue.database.url)
    thread = threading.Thread(
        target=lambda: listen(listener, heard.append, until=stop.is_set), daemon=True
    )
    thread.start()
    wait_until(lambda: heard == [""])
    venue.put(STEVE, "text:1")
    with working(venue.database.url, Console()):
        wait_until(lambda: len(heard) >= 2)
    stop.set()
    assert heard[1] != ""
    listener.dispose()


def test_the_whole_way_to_twilio_through_every_trouble(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backend.channels.sending.LOOK_AFTER_SECONDS", 0.1)
    phones = [f"+1555010{n:04d}" for n in range(12)]
    for step in range(3):
        for phone in phones:
            venue.put(phone, f"{phone}:{step}", f"text {step}")
    with FakeTwilio().serving() as fake:
        fake.create_faults = [
            Fault(429, 20429),
            Fault(503),
            Fault(500, made=True),
            Fault(500),
            Fault(silent_after=0.0, made=True),
            Fault(silent_after=0.0),
            Fault(504, made=True),
            Fault(201, raw="{}", made=True),
        ] * 2
        fake.list_faults = [Fault(503), Fault(silent_after=0.0)]
        vendor = Twilio(ACCOUNT, TOKEN, public_url="https://x.example.org", api_url=fake.url)
        with working(venue.database.url, vendor, count=2):
            wait_until(lambda: all(job["state"] == "sent" for job in venue.jobs()), 40)
        assert fake.create_faults == fake.list_faults == []
        assert {phone: fake.bodies(phone) for phone in phones} == {
            phone: ["text 0", "text 1", "text 2"] for phone in phones
        }
        sids = {message["sid"] for message in fake.messages}
    assert {row["provider_id"] for row in venue.out()} == sids


def test_dead_letters_are_shown_masked_and_tried_again(venue: Venue) -> None:
    venue.put(STEVE, "text:1")
    venue.put(ANNA, "text:2")
    vendor = Scripted(steps=[Refused("21211"), Refused("30007")])
    venue.work(vendor)
    lines = list(dead_letters.listed(venue.database, "fair"))
    assert len(lines) == 2
    assert "21211" in lines[0]
    assert "0001" in lines[0]
    assert STEVE not in lines[0]
    first = venue.jobs()[0]["id"]
    assert dead_letters.retry(venue.database, "fair", [first]) == [first]
    venue.work(vendor)
    assert [job["state"] for job in venue.jobs()] == ["sent", "dead"]
    # It may have been sent: it was looked for first.
    assert [text.address for text, _ in vendor.looked] == [STEVE]
    assert dead_letters.retry(venue.database) == [venue.jobs()[1]["id"]]
    assert list(dead_letters.listed(venue.database)) == []


_WORKER = """import sys
from backend.channels.worker import run
from backend.core.concurrency import Stop
from backend.core.db import Database
from backend.vendors.twilio import Twilio
url, account, token, api = sys.argv[1:]
vendor = Twilio(account, token, public_url="https://x.example.org", api_url=api)
run(Database(url), vendor, Stop())
"""


@pytest.mark.parametrize("made", [True, False])
def test_killed_with_nine_between_sending_and_keeping_it(venue: Venue, made: bool) -> None:
    venue.put(STEVE, "text:1", "once")
    venue.put(STEVE, "text:2", "then")
    with FakeTwilio().serving() as fake:
        fake.create_faults = [Fault(silent_after=30.0, made=made)]
        process = subprocess.Popen(
            [sys.executable, "-c", _WORKER, venue.database.url, ACCOUNT, TOKEN, fake.url],
            cwd=ROOT,
        )
        try:
            wait_until(lambda: len(fake.creates) == 1, 20)
        finally:
            process.kill()
            process.wait()
        assert [job["state"] for job in venue.jobs()] == ["sending", "pending"]
        # Its lease still holds: nobody else touches it.
        vendor = Twilio(ACCOUNT, TOKEN, public_url="https://x.example.org", api_url=fake.url)
        assert venue.work(vendor) == 0
        venue.make_due()
        assert venue.work(vendor) == 2
        assert fake.bodies(STEVE) == ["once", "then"]
        assert fake.lists == 1
    assert [job["state"] for job in venue.jobs()] == ["sent", "sent"]
