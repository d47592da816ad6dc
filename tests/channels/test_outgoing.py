"""What the customer is told: true at the moment of sending, once, and nothing else."""

import threading

import pytest

from backend.channels.types import Busy
from backend.core.errors import Conflict
from tests.channels.venue import ANNA, NUMBER, STEVE, Scripted, Venue


def test_ready_names_number_and_station(venue: Venue) -> None:
    placed = venue.order()
    venue.act(placed.tickets[0], "bump")
    vendor = Scripted()
    assert venue.work(vendor) == 1
    (text,) = vendor.texts
    assert (text.address, text.number) == (STEVE, NUMBER)
    assert "ready" in text.body
    assert "#42" in text.body
    assert "North cart" in text.body
    (row,) = venue.out()
    assert (row["id"], row["order_id"], row["kind"]) == (text.id, placed.order, "ready")
    assert (row["state"], row["segments"], row["request_id"]) == ("queued", 1, "r-1")
    assert row["provider_id"] == f"SM{1:032d}"
    assert row["account"] == "AC1"


def test_ready_says_what_is_still_to_come_and_where(venue: Venue) -> None:
    north, south = venue.order(tickets=("north", "south")).tickets
    vendor = Scripted()
    venue.act(south, "bump")
    venue.work(vendor)
    venue.act(north, "bump")
    venue.work(vendor)
    first, last = vendor.bodies
    assert "ready at South cart: one water" in first
    assert "flat white" in first.partition("water")[2]
    assert "North cart" in first
    assert "ready at North cart: one flat white" in last
    assert "South cart" not in last


def test_ready_once_however_often_and_concurrently_it_is_bumped(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    barrier = threading.Barrier(8)
    refused = []

    def bump() -> None:
        barrier.wait()
        try:
            venue.act(ticket, "bump")
        except Conflict as conflict:
            refused.append(conflict.code)

    threads = [threading.Thread(target=bump) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    vendor = Scripted()
    venue.work(vendor)
    venue.work(vendor)
    assert len(refused) == 7
    assert len(vendor.texts) == len(venue.jobs()) == 1


def test_recalled_in_time_nothing_is_said(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "start")
    venue.act(ticket, "bump")
    venue.act(ticket, "recall")
    vendor = Scripted()
    assert venue.work(vendor) == 2
    assert vendor.texts == []
    assert [(job["kind"], job["state"]) for job in venue.jobs()] == [
        ("ready", "sent"),
        ("corrected", "sent"),
    ]
    assert venue.out() == []


def test_recalled_too_late_it_is_corrected_and_made_again_it_is_ready_again(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "bump")
    venue.work(vendor)
    venue.act(ticket, "recall")
    venue.work(vendor)
    venue.act(ticket, "bump")
    venue.work(vendor)
    ready, corrected, again = vendor.bodies
    assert "ready" in ready
    assert ready == again
    assert "#42" in corrected
    assert "ready" not in corrected
    assert [row["kind"] for row in venue.out()] == ["ready", "corrected", "ready"]


def test_made_again_before_the_correction_left_there_is_none(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "bump")
    venue.work(vendor)
    venue.act(ticket, "recall")
    venue.act(ticket, "bump")
    venue.work(vendor)
    assert [row["kind"] for row in venue.out()] == ["ready", "ready"]


def test_recalled_and_made_again_before_anything_left_there_is_one_text(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    for action in ("bump", "recall", "bump"):
        venue.act(ticket, action)
    vendor = Scripted()
    assert venue.work(vendor) == 3
    assert len(vendor.texts) == 1
    assert [row["kind"] for row in venue.out()] == ["ready"]


@pytest.mark.parametrize("state", ["failed", "undelivered"])
def test_what_never_arrived_is_not_corrected(venue: Venue, state: str) -> None:
    (ticket,) = venue.order().tickets
    vendor = Scripted()
    venue.act(ticket, "bump")
    venue.work(vendor)
    venue.run(f"UPDATE messages SET state = '{state}'")
    venue.act(ticket, "recall")
    venue.work(vendor)
    assert len(vendor.texts) == 1


def test_collected_before_it_left_nothing_is_said(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "bump")
    venue.act(ticket, "collect")
    vendor = Scripted()
    assert venue.work(vendor) == 1
    assert vendor.texts == []


def test_cancelled_by_staff_gives_the_reason_once(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "void", reason="The grinder broke.")
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "#42" in body
    assert "The grinder broke." in body
    assert ".." not in body


def test_one_ticket_cancelled_leaves_the_others(venue: Venue) -> None:
    north, _ = venue.order(tickets=("north", "south")).tickets
    venue.act(north, "void", reason="the grinder broke")
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "flat white" in body
    assert "water" not in body
    assert "the grinder broke" in body


def test_moved_says_where_to_collect_in_the_time_of_the_event(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "move", station=venue.south)
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "South cart" in body
    assert "10:05-10:10" in body


def test_moved_twice_only_the_last_place_is_told(venue: Venue) -> None:
    third = _third_station(venue)
    (ticket,) = venue.order().tickets
    venue.act(ticket, "move", station=venue.south)
    venue.act(ticket, "move", station=third)
    vendor = Scripted()
    venue.work(vendor)
    (body,) = vendor.bodies
    assert "East cart" in body
    assert "South cart" not in body
    venue.act(ticket, "move", station=venue.south)
    venue.work(vendor)
    assert len(vendor.bodies) == 2
    assert "South cart" in vendor.bodies[1]


def test_moved_and_back_before_it_is_told_nothing_is(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "move", station=venue.south)
    venue.act(ticket, "move", station=venue.north)
    vendor = Scripted()
    assert venue.work(vendor) == 2
    assert vendor.bodies == []


def test_moved_is_told_again_by_the_same_job_until_it_is_sent(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.act(ticket, "move", station=venue.south)
    vendor = Scripted(steps=[Busy("20429", 1.0)])
    venue.work(vendor)
    venue.make_due()
    venue.work(vendor)
    assert len(vendor.bodies) == 2, "the first was not taken"
    assert vendor.bodies[0] == vendor.bodies[1]
    assert "South cart" in vendor.bodies[1]


def _third_station(venue: Venue) -> int:
    (row,) = venue.rows(
        f"INSERT INTO stations (event_id, name) VALUES ({venue.event}, 'East cart') RETURNING id"
    )
    return int(row["id"])


def test_a_walk_up_without_a_phone_gets_no_job(venue: Venue) -> None:
    (ticket,) = venue.order(None).tickets
    venue.act(ticket, "bump")
    assert venue.jobs() == []


def test_a_customer_who_was_forgotten_meanwhile_is_told_nothing(ready: Venue) -> None:
    ready.run("UPDATE orders SET customer_id = NULL")
    vendor = Scripted()
    assert ready.work(vendor) == 1
    assert vendor.texts == []
    assert ready.out() == []


def test_a_customer_who_opted_out_is_not_texted_and_staff_can_see_why(ready: Venue) -> None:
    ready.run("UPDATE customers SET opted_out_at = now()")
    vendor = Scripted()
    ready.work(vendor)
    assert vendor.texts == []
    (row,) = ready.out()
    assert (row["state"], row["error_code"]) == ("failed", "21610")
    (job,) = ready.jobs()
    assert (job["state"], job["last_error"]) == ("sent", "21610")


def test_the_answer_comes_from_the_number_the_customer_texted_last(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    for number in ("+15550009001", "+15550009002"):
        venue.run(
            f"""INSERT INTO messages (event_id, customer_id, direction, channel, account,
            provider_id, address, number, kind, body, state, segments)
            SELECT event_id, id, 'in', 'sms', 'AC1', 'SM{number[1:]}', address, '{number}', 'text',
            'hi', 'received', 1 FROM customers"""
        )
    venue.act(ticket, "bump")
    vendor = Scripted()
    venue.work(vendor)
    assert [text.number for text in vendor.texts] == ["+15550009002"]


def test_an_event_without_a_number_cannot_text_and_says_so(venue: Venue) -> None:
    (ticket,) = venue.order().tickets
    venue.run("DELETE FROM event_numbers")
    venue.act(ticket, "bump")
    vendor = Scripted()
    venue.work(vendor)
    assert vendor.texts == []
    (job,) = venue.jobs()
    assert (job["state"], job["last_error"]) == ("dead", "no_number")
    assert venue.out()[0]["state"] == "failed"


def test_whatsapp_is_answered_as_such(venue: Venue) -> None:
    (ticket,) = venue.order("whatsapp:+15550100003").tickets
    venue.act(ticket, "bump")
    vendor = Scripted()
    venue.work(vendor)
    assert vendor.texts[0].address == "whatsapp:+15550100003"
    assert venue.out()[0]["channel"] == "whatsapp"


def test_a_text_as_given_is_sent_as_given(venue: Venue) -> None:
    venue.put(ANNA, "text:1", "No sugar, is that right?")
    vendor = Scripted()
    venue.work(vendor)
    assert vendor.bodies == ["No sugar, is that right?"]
    assert venue.out()[0]["kind"] == "text"


def test_a_text_for_somebody_forgotten_is_not_sent(venue: Venue) -> None:
    venue.put(ANNA, "text:1")
    venue.run("DELETE FROM customers")
    vendor = Scripted()
    assert venue.work(vendor) == 1
    assert vendor.texts == []
