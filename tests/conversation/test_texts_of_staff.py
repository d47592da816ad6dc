"""What staff text about an order: their own words, or canned ones in the customer's language."""

from typing import Any

import pytest
from flask import Flask

from backend.conversation.telling import canned
from backend.core.db import Database
from tests.app_client import Phone, Staff, sign_in
from tests.conversation.test_asked_by_staff import deliver, rows


def send(staff: Staff, body: Any, **headers: str) -> Any:
    """Text about the only order."""
    return staff.post(f"/api/orders/{staff.ticket()['order']}/messages", body, **headers)


def test_staff_say_it_in_their_words(phone: Phone, barista: Staff, demo_db: Database) -> None:
    phone.order()
    before = barista.ticket()
    sent = send(barista, {"text": " You left your umbrella "})
    assert sent == {
        "order": before["order"],
        "number": "1",
        "text": "You left your umbrella",
        "canned": None,
    }
    assert deliver(demo_db) == ["Order #1: You left your umbrella"]
    assert barista.ticket() == before
    (kept,) = rows(demo_db, "SELECT kind, order_id FROM messages WHERE kind = 'message'")
    assert kept["order_id"] == before["order"]
    assert "YES" in (phone.text("small skim latte for Bo") or ""), "nobody asked for an answer"


def test_there_are_canned_texts_and_each_names_the_order(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    wanted = {"canned_delay", "canned_come_back", "canned_ready_soon", "canned_at_counter"}
    assert wanted <= set(canned())
    for key in canned():
        send(barista, {"canned": key})
    texts = deliver(demo_db)
    assert len(set(texts)) == len(canned())
    assert all("#1" in text and "North cart" in text for text in texts)


def test_canned_texts_are_in_the_customers_language(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.text("einen großen Flat White mit Hafermilch für Steve bitte")
    phone.text("ja")
    send(barista, {"canned": "canned_delay"})
    (text,) = deliver(demo_db)
    assert "Bestellung #1 braucht" in text


def test_a_wrong_key_is_told_the_right_ones(phone: Phone, barista: Staff) -> None:
    phone.order()
    path = f"/api/orders/{barista.ticket()['order']}/messages"
    refused = barista.call("POST", path, {"canned": "help"})
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (400, "no_such_canned_text")
    assert all(key in problem["detail"] for key in canned())


@pytest.mark.parametrize(
    "body", [{}, {"text": "a", "canned": "canned_delay"}, {"text": ""}, {"text": "a\nb"}]
)
def test_what_is_no_text(phone: Phone, barista: Staff, demo_db: Database, body: Any) -> None:
    phone.order()
    path = f"/api/orders/{barista.ticket()['order']}/messages"
    assert barista.call("POST", path, body).status_code == 422
    assert deliver(demo_db) == []


def test_said_once_for_each_key(
    phone: Phone, barista: Staff, app: Flask, demo_db: Database
) -> None:
    phone.order()
    order = barista.ticket()["order"]
    body, key = {"text": "Hello"}, {"Idempotency-Key": "k-1"}
    assert send(barista, body, **key) == send(barista, body, **key)
    send(barista, body)
    assert len(deliver(demo_db)) == 2, "the one with the key, and the one without"
    done = sign_in(app, "support").get(f"/api/orders/{order}/timeline")["timeline"]
    texted = [one["detail"] for one in done if one["what"] == "texted"]
    assert texted == [{"text": "Hello"}, {"text": "Hello"}]
