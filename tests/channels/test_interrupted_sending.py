"""Sending, cut short at every point: nothing is lost, and nothing sent twice blindly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from backend.channels import sending
from backend.channels.sending import Sender
from backend.channels.types import OutgoingText, Sent
from backend.conversation.delivery import DeliveryState
from backend.core.db import Database, Transaction
from backend.core.errors import DatabaseGone
from tests.channels.venue import Scripted, Venue


def sender(database: Database, vendor: Scripted, *, stopping: bool = False) -> Sender:
    return Sender(database, vendor, random=lambda: 0.5, stopping=lambda: stopping)


class Killed(BaseException):
    """kill -9, as far as a test can."""


def killed(_text: OutgoingText) -> None:
    raise Killed


def die(venue: Venue, step: Callable[[OutgoingText], None]) -> Scripted:
    """Let a worker die in the middle of sending, and its lease run out."""
    vendor = Scripted(steps=[step])
    with pytest.raises(Killed):
        venue.work(vendor)
    (job,) = venue.jobs()
    assert job["state"] == "sending"
    assert venue.claim() == []
    venue.make_due()
    return vendor


def test_killed_after_sending_it_is_found(ready: Venue) -> None:
    vendor = die(ready, killed)
    vendor.found = [Sent("SMfound", DeliveryState.DELIVERED)]
    ready.work(vendor)
    assert len(vendor.looked) == len(vendor.texts) == 1
    assert ready.out()[0]["provider_id"] == "SMfound"


def test_killed_before_sending_it_is_sent(ready: Venue) -> None:
    vendor = die(ready, killed)
    ready.work(vendor)
    assert len(vendor.looked) == 1
    assert len(vendor.texts) == 2
    assert ready.jobs()[0]["state"] == "sent"


def test_killed_and_no_longer_true_it_is_not_sent(ready: Venue) -> None:
    vendor = die(ready, killed)
    ticket = ready.rows("SELECT id FROM tickets")[0]["id"]
    ready.act(ticket, "collect")
    ready.work(vendor)
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "sent"


def test_an_answer_after_the_lease_is_still_kept(ready: Venue) -> None:
    def slow(_text: OutgoingText) -> None:
        ready.run("UPDATE outbox SET leased_until = now()")

    vendor = Scripted(steps=[slow])
    (job,) = ready.claim()
    sender(ready.database, vendor).do(job)
    assert ready.work(vendor) == 0
    assert ready.jobs()[0]["state"] == "sent"
    assert len(vendor.texts) == 1


def test_two_workers_with_the_same_job_send_it_once(ready: Venue) -> None:
    vendor = Scripted()
    (stale,) = ready.claim()
    ready.make_due()
    (fresh,) = ready.claim()
    for job in (fresh, stale):
        sender(ready.database, vendor).do(job)
    assert len(vendor.texts) == 1


class Flaky(Database):
    """A database that is gone for the first few transactions after it was told to be."""

    gone = 0

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Be gone, or pass on."""
        if self.gone:
            self.gone -= 1
            raise DatabaseGone
        with super().transaction() as tx:
            yield tx


@pytest.fixture
def flaky(ready: Venue) -> Iterator[Flaky]:
    """The venue's database, to be taken away."""
    made = Flaky(ready.database.url)
    yield made
    made.dispose()


def test_the_database_gone_between_sending_and_settling_is_waited_for(
    ready: Venue, flaky: Flaky, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "_DATABASE_PAUSE_SECONDS", 0.0)

    def take_away(_text: OutgoingText) -> None:
        flaky.gone = 3

    vendor = Scripted(steps=[take_away])
    (job,) = ready.claim()
    sender(flaky, vendor).do(job)
    assert flaky.gone == 0
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "sent"
    assert ready.out()[0]["provider_id"] is not None


def test_who_must_stop_leaves_it_to_be_looked_for(ready: Venue, flaky: Flaky) -> None:
    def take_away(_text: OutgoingText) -> None:
        flaky.gone = 1

    vendor = Scripted(steps=[take_away])
    (job,) = ready.claim()
    sender(flaky, vendor, stopping=True).do(job)
    assert ready.jobs()[0]["state"] == "sending"
    ready.make_due()
    vendor.found = [Sent("SMfound", DeliveryState.SENT)]
    ready.work(vendor)
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "sent"
