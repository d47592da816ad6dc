"""Orders at their edges: the one that was named, stations that are shut, names of nothing."""

import pytest
from flask import Flask

from backend.core.db import Database
from tests.app_client import Phone, Staff, sign_in


def _statuses(database: Database) -> dict[str, str]:
    with database.transaction() as tx:
        return {
            str(r["number"]): r["status"] for r in tx.fetch("SELECT number, status FROM orders")
        }


@pytest.mark.parametrize("words", ["cancel #1", "cancel 1", "cancel order #1, thanks"])
def test_the_order_named_is_the_one_cancelled(phone: Phone, demo_db: Database, words: str) -> None:
    phone.order("small green tea")
    phone.order("large green tea")
    assert "#1" in (phone.text(words) or "")
    assert _statuses(demo_db) == {"1": "cancelled", "2": "received"}


def test_naming_an_order_that_is_not_open_cancels_none(phone: Phone, demo_db: Database) -> None:
    phone.order("small green tea")
    phone.text("cancel #99")
    assert _statuses(demo_db) == {"1": "received"}


def test_stop_is_heard_however_much_was_said(phone: Phone, demo_db: Database) -> None:
    for _ in range(31):
        phone.text("hello")
    phone.text("STOP")
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM customers WHERE opted_out_at IS NOT NULL")


def test_a_ticket_is_not_moved_to_a_station_that_is_shut(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()
    stations = barista.get("/api/events/demo/stations")["stations"]
    other = next(
        s
        for s in stations
        if s["name"] in ("North cart", "South cart") and s["id"] != ticket["station_id"]
    )
    barista.call("PATCH", f"/api/stations/{other['id']}", {"state": "closed"})
    refused = barista.act(ticket["id"], "move", station=other["id"])
    assert (refused.status_code, refused.get_json()["code"]) == (409, "station_cannot_make_it")


def test_an_86_at_a_station_that_is_not_there_is_refused(barista: Staff) -> None:
    response = barista.call("POST", "/api/events/demo/86", {"item": "latte", "station": 999_999})
    assert response.status_code == 404


def test_a_taken_station_name_is_a_conflict(app: Flask, barista: Staff) -> None:
    organiser = sign_in(app, "organiser")
    station = barista.get("/api/events/demo/stations")["stations"][0]
    path = f"/api/stations/{station['id']}"
    response = organiser.call("PATCH", path, {"name": "Tea bar"})
    assert response.status_code == 409


def test_a_blank_name_is_no_name(barista: Staff) -> None:
    body = {"customer": {"name": " "}, "lines": [{"item": "water"}], "for": None}
    response = barista.call("POST", "/api/events/demo/orders", body)
    assert response.status_code == 201, response.text
    assert response.get_json()["customer"]["name"] is None


def test_forgetting_reaches_kept_answers(phone: Phone, barista: Staff, demo_db: Database) -> None:
    phone.order()
    ticket = barista.ticket()["id"]
    path = f"/api/tickets/{ticket}/actions"
    barista.post(path, {"action": "start"}, **{"Idempotency-Key": "tap"})
    with demo_db.transaction() as tx:
        assert "Steve" in str(tx.fetch("SELECT answer FROM idempotency_keys"))
    phone.text("forget me")
    phone.text("yes")
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT answer FROM idempotency_keys") == []


def test_the_customers_own_words_are_what_they_ordered_with(phone: Phone, barista: Staff) -> None:
    phone.order()
    assert "flat white" in barista.ticket()["words"]
