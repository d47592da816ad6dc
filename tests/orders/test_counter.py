"""Orders tapped at the counter, by the rules that texts follow."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from backend.core.db import Database
from tests.app_client import STEVE, Phone, Staff

LINE = {"item": "flat white", "options": {"size": "large", "milk": "oat"}, "quantity": 1}


def tapped(barista: Staff, *, cups: int = 1, phone: str | None = STEVE) -> TestResponse:
    body = {
        "channel": "walkup",
        "customer": {"name": "Steve", "phone": phone},
        "lines": [{**LINE, "quantity": cups}],
    }
    return barista.call("POST", "/api/events/demo/orders", body)


def test_a_phone_holds_so_many_open_cups_wherever_they_were_ordered(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    with demo_db.transaction() as tx:
        tx.queue(
            "INSERT INTO settings (event_id, key, value)"
            " SELECT id, 'open_cups_a_phone', '3' FROM events"
        )
        tx.queue("UPDATE events SET revision = revision + 1")
    phone.order()
    assert tapped(barista, cups=2).status_code == 201
    refused = tapped(barista)
    assert refused.status_code == 409
    assert "3 cups" in refused.get_json()["detail"]
    assert tapped(barista, phone="+15550100002").status_code == 201
    assert tapped(barista, phone=None).status_code == 201


def test_the_ticket_shows_that_no_text_will_tell_them(phone: Phone, barista: Staff) -> None:
    phone.text("STOP")
    assert tapped(barista).status_code == 201
    assert [ticket["opted_out"] for ticket in barista.tickets()] == [True]


def test_a_walk_up_is_an_order_like_any_other(barista: Staff) -> None:
    body = {
        "channel": "walkup",
        "customer": {"name": "Ada", "phone": None},
        "lines": [{"item": "latte", "options": {"size": "small", "milk": "soy"}, "quantity": 2}],
    }
    order = barista.post("/api/events/demo/orders", body)
    assert (order["status"], order["channel"], order["customer"]["name"]) == (
        "received",
        "walkup",
        "Ada",
    )
    assert order["lines"][0]["quantity"] == 2


@pytest.mark.parametrize(
    ("line", "status", "word"),
    [
        ({"item": "latte"}, 422, "size"),
        ({"item": "unicorn"}, 422, "unicorn"),
        ({"item": "latte", "options": {"size": "huge", "milk": "soy"}}, 422, "small"),
        ({"item": "water", "quantity": 13, "options": {}}, 409, "12"),
        ({"item": "latte", "options": {"size": "small", "milk": "soy", "sugar": 7}}, 422, "6"),
    ],
)
def test_a_walk_up_that_cannot_be_is_refused_by_name(
    barista: Staff, line: dict[str, Any], status: int, word: str
) -> None:
    response = barista.call("POST", "/api/events/demo/orders", {"lines": [line]})
    assert response.status_code == status, response.text
    assert word in response.get_json()["detail"]


def test_staff_name_a_category_without_its_code(barista: Staff, demo_db: Database) -> None:
    speaker = '[{"name": "speaker", "codes": ["KEYNOTE"], "priority": true}]'
    with demo_db.transaction() as tx:
        tx.queue(
            "INSERT INTO settings (event_id, key, value)"
            " SELECT id, 'categories', %(them)s::jsonb FROM events",
            them=speaker,
        )
        tx.queue("UPDATE events SET revision = revision + 1")
    assert barista.get("/api/events/demo/categories") == {
        "categories": [{"name": "speaker", "priority": True}],
        "next": None,
    }
    body = {"lines": [LINE], "category": "speaker"}
    order = barista.post("/api/events/demo/orders", body)
    assert (order["category"], order["priority"]) == ("speaker", True)
    for wrong, word in (({"category": "king"}, "speaker"), ({"channel": "kiosk"}, "walk-up")):
        refused = barista.call("POST", "/api/events/demo/orders", {**body, **wrong})
        assert refused.status_code == 422
        assert word in refused.get_json()["detail"]


def test_canned_texts_are_read_before_they_are_sent(phone: Phone, barista: Staff) -> None:
    phone.order()
    (ticket,) = barista.tickets()
    canned = barista.get(f"/api/orders/{ticket['order']}/canned")
    assert canned["unreachable"] is None
    assert all(f"#{ticket['number']}" in one["text"] for one in canned["canned"])
    assert {one["segments"] for one in canned["canned"]} == {1}
    walk_up = barista.post("/api/events/demo/orders", {"lines": [LINE]})
    assert "no phone" in barista.get(f"/api/orders/{walk_up['id']}/canned")["unreachable"]
