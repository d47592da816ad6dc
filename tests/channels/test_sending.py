"""The life of a job: every outcome, killed at every point, and never sent twice blindly."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest

from backend.channels import sending
from backend.channels.sending import LOOK_AFTER_SECONDS, Sender
from backend.channels.types import Busy, NotSent, OutcomeUnknown, OutgoingText, Refused, Sent
from backend.conversation.delivery import DeliveryState
from backend.core import outbox
from backend.core.db import Database, Transaction
from backend.core.errors import DatabaseGone
from backend.vendors.console import Console
from tests.channels.venue import ANNA, STEVE, Scripted, Venue


@pytest.fixture
def ready(venue: Venue) -> Venue:
    """The venue with one ready text due."""
    (ticket,) = venue.order().tickets
    venue.act(ticket, "bump")
    return venue


def pause(venue: Venue) -> float:
    """Seconds until the one job is due again."""
    row = venue.rows("SELECT extract(epoch FROM due_at - now())::float AS s FROM outbox")[0]
    return float(row["s"])


def test_busy_is_tried_again_with_growing_pauses(ready: Venue) -> None:
    vendor = Scripted(steps=[Busy("20429"), Busy("503"), Busy("503")])
    for expected in (0.5, 1.0, 2.0):
        assert ready.work(vendor, chance=0.5) == 1
        assert expected - 0.3 < pause(ready) <= expected
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
    assert 29 < pause(ready) <= 30


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


def test_an_unknown_outcome_is_looked_for_after_a_while_and_found(ready: Venue) -> None:
    vendor = Scripted(steps=[OutcomeUnknown("no_answer")])
    before = datetime.now(UTC)
    ready.work(vendor, chance=0.0)
    (job,) = ready.jobs()
    assert job["state"] == "unknown"
    assert LOOK_AFTER_SECONDS - 0.5 < pause(ready) <= LOOK_AFTER_SECONDS
    assert ready.out()[0]["state"] == "sending"
    vendor.found = [Sent("SMfound", DeliveryState.SENT)]
    ready.make_due()
    ready.work(vendor)
    assert len(vendor.texts) == 1
    ((text, since),) = vendor.looked
    assert text == vendor.texts[0]
    assert abs(since - before) < timedelta(seconds=5)
    (row,) = ready.out()
    assert (row["provider_id"], row["state"]) == ("SMfound", "sent")
    assert ready.jobs()[0]["state"] == "sent"


def test_an_unknown_outcome_not_found_is_sent_again(ready: Venue) -> None:
    vendor = Scripted(steps=[OutcomeUnknown("no_answer")])
    ready.work(vendor)
    ready.make_due()
    ready.work(vendor)
    assert len(vendor.looked) == 1
    assert len(vendor.texts) == 2
    assert ready.jobs()[0]["state"] == "sent"
    assert len(ready.out()) == 1


def test_a_message_of_another_text_is_not_taken_for_it(venue: Venue) -> None:
    venue.put(STEVE, "text:1", "same words")
    vendor = Scripted()
    venue.work(vendor)
    venue.put(STEVE, "text:2", "same words")
    vendor.steps = [OutcomeUnknown("no_answer")]
    venue.work(vendor)
    vendor.found = [Sent(f"SM{1:032d}", DeliveryState.SENT)]
    venue.make_due()
    venue.work(vendor)
    assert len(vendor.looked) == 1
    # The first, the one without an answer, and that one again.
    assert len(vendor.texts) == 3
    assert len({row["provider_id"] for row in venue.out()}) == 2


@pytest.mark.parametrize("trouble", [Busy("20429"), OutcomeUnknown("500"), Refused("20003")])
def test_as_long_as_nobody_can_look_it_is_not_sent_again(ready: Venue, trouble: NotSent) -> None:
    vendor = Scripted(steps=[OutcomeUnknown("no_answer")], find_steps=[trouble, trouble])
    for _ in range(3):
        ready.work(vendor)
        ready.make_due()
    assert len(vendor.looked) == 2
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "unknown"
    ready.run(f"UPDATE outbox SET attempts = {outbox.MOST_ATTEMPTS - 1}")
    vendor.find_steps = [trouble]
    ready.work(vendor)
    (job,) = ready.jobs()
    assert (job["state"], job["last_error"]) == ("dead", trouble.code)


def test_a_report_that_came_first_settles_it_without_a_look(ready: Venue) -> None:
    def report(text: OutgoingText) -> None:
        ready.run(
            f"UPDATE messages SET provider_id = 'SMearly', state = 'delivered' WHERE id = {text.id}"
        )
        raise OutcomeUnknown("no_answer")

    vendor = Scripted(steps=[report])
    ready.work(vendor)
    ready.make_due()
    ready.work(vendor)
    assert len(vendor.texts) == 1
    assert vendor.looked == []
    (row,) = ready.out()
    assert (row["provider_id"], row["state"]) == ("SMearly", "delivered")
    assert ready.jobs()[0]["state"] == "sent"


def test_a_report_that_overtakes_the_answer_is_not_undone(ready: Venue) -> None:
    def report(text: OutgoingText) -> None:
        ready.run(
            f"UPDATE messages SET provider_id = 'SM{1:032d}', state = 'delivered'"
            f" WHERE id = {text.id}"
        )

    ready.work(Scripted(steps=[report]))
    (row,) = ready.out()
    assert (row["provider_id"], row["state"]) == (f"SM{1:032d}", "delivered")


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
    Sender(ready.database, vendor, random=lambda: 0.5, stopping=lambda: False).do(job)
    assert ready.work(vendor) == 0
    assert ready.jobs()[0]["state"] == "sent"
    assert len(vendor.texts) == 1


def test_two_workers_with_the_same_job_send_it_once(ready: Venue) -> None:
    vendor = Scripted()
    (stale,) = ready.claim()
    ready.make_due()
    sender = Sender(ready.database, vendor, random=lambda: 0.5, stopping=lambda: False)
    (fresh,) = ready.claim()
    sender.do(fresh)
    sender.do(stale)
    assert len(vendor.texts) == 1


def test_a_fault_of_ours_is_tried_again_and_given_up_in_the_end(venue: Venue) -> None:
    placed = venue.order()
    venue.act(placed.tickets[0], "bump")
    venue.run("UPDATE outbox SET payload = '{}'")
    vendor = Scripted()
    venue.work(vendor)
    (job,) = venue.jobs()
    assert (job["state"], job["last_error"]) == ("unknown", "fault")
    venue.run(f"UPDATE outbox SET due_at = now(), attempts = {outbox.MOST_ATTEMPTS - 1}")
    venue.work(vendor)
    assert venue.jobs()[0]["state"] == "dead"
    assert vendor.texts == []


def test_a_fault_of_the_vendor_counts_as_unknown(ready: Venue) -> None:
    vendor = Scripted(steps=[RuntimeError("surprise")])
    ready.work(vendor)
    assert ready.jobs()[0]["state"] == "unknown"
    ready.make_due()
    ready.work(vendor)
    assert (len(vendor.looked), len(vendor.texts)) == (1, 2)


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
    Sender(flaky, vendor, random=lambda: 0.5, stopping=lambda: False).do(job)
    assert flaky.gone == 0
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "sent"
    assert ready.out()[0]["provider_id"] is not None


def test_who_must_stop_leaves_it_to_be_looked_for(ready: Venue, flaky: Flaky) -> None:
    def take_away(_text: OutgoingText) -> None:
        flaky.gone = 1

    vendor = Scripted(steps=[take_away])
    (job,) = ready.claim()
    Sender(flaky, vendor, random=lambda: 0.5, stopping=lambda: True).do(job)
    assert ready.jobs()[0]["state"] == "sending"
    ready.make_due()
    vendor.found = [Sent("SMfound", DeliveryState.SENT)]
    ready.work(vendor)
    assert len(vendor.texts) == 1
    assert ready.jobs()[0]["state"] == "sent"
