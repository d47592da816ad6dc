"""An order for later: taken for a time, kept off the lanes until then, free to cancel."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from tests.app_client import Phone, Staff, sign_in
from tests.orders.later import FLAT_WHITE, TEA, Counter, in_time
from tests.orders.outbox import outbox


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_it_is_taken_for_the_time_and_waits_beside_the_lanes(counter: Counter) -> None:
    due = in_time(hours=2)
    order = counter.order(due)
    assert _time(order["for"]) == due
    assert (order["status"], order["lines"][0]["status"]) == ("received", "scheduled")
    assert _time(order["promise"]["earliest"]) == due
    assert due + timedelta(minutes=1) < _time(order["promise"]["latest"])
    assert _time(order["promise"]["latest"]) < due + timedelta(minutes=10)
    (ticket,) = counter.later()
    assert (ticket["state"], _time(ticket["due"])) == ("scheduled", due)
    making = timedelta(seconds=ticket["prep_seconds"])
    assert _time(ticket["release_at"]) == due - making - timedelta(minutes=2)
    assert ticket["actions"] == ["start", "void", "move", "hold"]
    assert counter.barista.tickets() == []


def test_it_holds_no_seconds_at_a_station_and_is_called_by_no_screen(counter: Counter) -> None:
    twelve = {**FLAT_WHITE, "quantity": 12}
    counter.order(in_time(hours=2), twelve)
    stations = counter.barista.get("/api/events/demo/stations")["stations"]
    assert [station["open_seconds"] for station in stations] == [0, 0, 0]
    assert counter.barista.get("/api/events/demo/display")["calls"] == []
    assert len(counter.later()) == 1


def test_one_wanted_so_soon_that_it_must_be_begun_now_is_queued(counter: Counter) -> None:
    due = in_time(seconds=130)
    order = counter.order(due)
    (ticket,) = counter.barista.tickets()
    assert (ticket["state"], ticket["release_at"]) == ("queued", None)
    assert _time(order["promise"]["earliest"]) == due == _time(order["for"])
    assert _time(order["promise"]["latest"]) > due


def test_one_that_cannot_be_made_by_then_is_promised_when_it_can(counter: Counter) -> None:
    for _ in range(3):
        twelve = {**FLAT_WHITE, "quantity": 12}
        assert counter.ask(None, twelve, phone=None).status_code == 201
    due = in_time(seconds=150)
    order = counter.order(due)
    assert _time(order["promise"]["earliest"]) > due + timedelta(minutes=2)
    assert {line["status"] for line in order["lines"]} == {"queued"}


def test_an_order_as_soon_as_may_be_is_for_no_time(counter: Counter) -> None:
    order = counter.ask(None).get_json()
    assert order["for"] is None
    assert order["lines"][0]["status"] == "queued"
    assert counter.barista.ticket()["due"] is None


@pytest.mark.parametrize(
    ("due", "status", "word"),
    [
        ("2026-11-21T10:30:00", 422, "zone"),
        ("10:30", 422, "zone"),
        (1795000000, 422, "zone"),
        ("2020-01-01T10:00:00+01:00", 400, "past"),
        ("0001-01-01T00:00:00+14:00", 400, "past"),
        ("9999-12-31T23:59:59-14:00", 400, "24 hours"),
        ("2026-02-30T10:00:00Z", 422, "for:"),
    ],
)
def test_a_time_that_cannot_be_is_refused_by_name(
    counter: Counter, due: object, status: int, word: str
) -> None:
    refused = counter.ask(due)
    assert refused.status_code == status, refused.text
    assert word in refused.get_json()["detail"]
    assert counter.rows("SELECT 1 FROM orders") == []


def test_a_day_and_an_hour_ahead_is_too_far(counter: Counter) -> None:
    refused = counter.ask(in_time(hours=25).isoformat())
    assert refused.status_code == 400, refused.text
    assert "24 hours" in refused.get_json()["detail"]


@pytest.mark.parametrize("channel", ["walkup", "kiosk", "api"])
def test_every_counter_may_order_for_later(counter: Counter, channel: str) -> None:
    due = in_time(hours=23)
    taken = counter.ask(due.isoformat().replace("+00:00", "Z"), channel=channel)
    assert taken.status_code == 201, taken.text
    assert _time(taken.get_json()["for"]) == due


def test_an_event_that_is_not_open_takes_none(counter: Counter) -> None:
    with counter.database.transaction() as tx:
        tx.queue("UPDATE events SET state = 'closed', revision = revision + 1")
    refused = counter.ask(in_time(hours=1).isoformat())
    assert (refused.status_code, refused.get_json()["code"]) == (409, "not_taking_orders")


def test_the_customer_cancels_it_freely(counter: Counter, phone: Phone) -> None:
    order = counter.order(in_time(hours=1))
    assert "ancelled" in (phone.text("cancel") or "")
    assert counter.barista.get(f"/api/orders/{order['id']}")["status"] == "cancelled"
    counter.let_time_come(in_time(hours=2))
    assert counter.barista.tickets() == counter.later() == []


def test_staff_cancel_it_with_one_text(app: Flask, counter: Counter) -> None:
    order = counter.order(in_time(hours=1))
    path = f"/api/orders/{order['id']}/cancel"
    assert sign_in(app, "support").post(path, {"reason": "closing"})["status"] == "cancelled"
    assert outbox(counter.database) == [("cancelled", f"cancelled:{order['id']}")]


def test_staff_begin_early_and_go_back_to_waiting(counter: Counter) -> None:
    order = counter.order(in_time(hours=1))
    (before,) = counter.later()
    started = counter.barista.act(before["id"], "start").get_json()
    assert (started["state"], started["actions"]) == (
        "started",
        ["bump", "recall", "void", "remake", "hold"],
    )
    assert _time(started["age_from"]) == _time(started["started_at"])
    assert counter.barista.get(f"/api/orders/{order['id']}")["status"] == "making"
    assert counter.barista.act(before["id"], "recall").status_code == 200
    (after,) = counter.later()
    assert after["release_at"] == before["release_at"]
    assert after["started_at"] is None
    counter.barista.act(before["id"], "start")
    counter.barista.act(before["id"], "bump")
    assert counter.barista.get(f"/api/orders/{order['id']}")["status"] == "ready"
    counter.let_time_come(in_time(hours=2))
    assert counter.barista.ticket()["state"] == "made", "not queued a second time"


def test_a_move_keeps_it_for_later(counter: Counter) -> None:
    counter.order(in_time(hours=1))
    (ticket,) = counter.later()
    to = "South cart" if ticket["station"] == "North cart" else "North cart"
    moved = counter.barista.act(ticket["id"], "move", station=counter.stations()[to]).get_json()
    assert (moved["state"], moved["station"]) == ("scheduled", to)
    assert moved["release_at"] == ticket["release_at"], "it takes as long there"


def test_void_takes_it_out(barista: Staff, counter: Counter) -> None:
    counter.order(in_time(hours=1), FLAT_WHITE)
    (ticket,) = counter.later()
    assert barista.act(ticket["id"], "bump").status_code == 409
    assert barista.act(ticket["id"], "void", reason="no cups").get_json()["state"] == "voided"
    assert counter.later() == []


def test_what_must_be_begun_now_and_what_waits_in_one_order(counter: Counter) -> None:
    counter.set_state("North cart", "paused")
    lines: tuple[Any, ...] = ({**FLAT_WHITE, "quantity": 10}, TEA)
    due = in_time(minutes=6)
    order = counter.order(due, *lines)
    states = {line["item"]: line["status"] for line in order["lines"]}
    assert states == {"flat white": "queued", "green tea": "scheduled"}
    assert order["status"] == "received"
    assert _time(order["promise"]["earliest"]) >= due
