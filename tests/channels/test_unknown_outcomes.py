"""A text nobody knows the fate of is looked for before it is sent again."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.channels.sending import LOOK_AFTER_SECONDS
from backend.channels.types import Busy, NotSent, OutcomeUnknown, OutgoingText, Refused, Sent
from backend.conversation.delivery import DeliveryState
from backend.core import outbox
from tests.channels.venue import STEVE, Scripted, Venue


def test_an_unknown_outcome_is_looked_for_after_a_while_and_found(ready: Venue) -> None:
    vendor = Scripted(steps=[OutcomeUnknown("no_answer")])
    before = datetime.now(UTC)
    ready.work(vendor, chance=0.0)
    (job,) = ready.jobs()
    assert job["state"] == "unknown"
    assert LOOK_AFTER_SECONDS - 0.5 < ready.pause() <= LOOK_AFTER_SECONDS
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


def test_a_fault_of_the_vendor_counts_as_unknown(ready: Venue) -> None:
    vendor = Scripted(steps=[RuntimeError("surprise")])
    ready.work(vendor)
    assert ready.jobs()[0]["state"] == "unknown"
    ready.make_due()
    ready.work(vendor)
    assert (len(vendor.looked), len(vendor.texts)) == (1, 2)
