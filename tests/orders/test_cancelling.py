"""A cancelled order: as far as it still can be, and told once."""

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events import service as events
from backend.orders import service as orders
from tests.app_client import Phone, Staff, sign_in
from tests.orders.outbox import outbox


@pytest.mark.parametrize(
    ("actions", "word", "status"),
    [
        ([], "ancelled", "cancelled"),
        (["start"], "being made", "making"),
        (["bump"], "ready", "ready"),
    ],
)
def test_cancel_by_stage_is_answered_truthfully(
    phone: Phone, barista: Staff, actions: list[str], word: str, status: str
) -> None:
    number = phone.order()
    ticket = barista.ticket()
    for action in actions:
        barista.act(ticket["id"], action)
    reply = phone.text("cancel") or ""
    assert word in reply
    assert f"#{number}" in reply
    assert barista.get(f"/api/orders/{ticket['order']}")["status"] == status


def test_the_station_is_told_of_a_cancel_that_came_too_late(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    phone.text("cancel")
    assert barista.ticket()["note"] == "customer asked to cancel"


def test_cancelled_by_staff_is_one_text_with_the_reason(
    app: Flask, phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    order = barista.ticket()["order"]
    path = f"/api/orders/{order}/cancel"
    assert barista.call("POST", path, {"reason": "machine broke"}).status_code == 403
    support = sign_in(app, "support")
    assert support.post(path, {"reason": "machine broke"})["status"] == "cancelled"
    again = support.call("POST", path, {"reason": "machine broke"})
    assert (again.status_code, again.get_json()["code"]) == (409, "too_late")
    assert outbox(demo_db) == [("cancelled", f"cancelled:{order}")]


def _ask(database: Database, order: int, words: str | None) -> None:
    """Ask for something too late, as the dialogue does; without words, to cancel."""
    with database.transaction() as tx:
        event = events.by_slug(tx, "demo").id
        if words is None:
            orders.note_wish_to_cancel(tx, event, order)
        else:
            orders.note_wish(tx, event, order, words)


def test_the_station_is_told_in_the_customers_words_what_came_too_late(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    for words in ("make it  soy\nplease", None, "make it soy please", None):
        _ask(demo_db, ticket["order"], words)
    told = barista.ticket()
    assert told["note"] == "customer asked: make it soy please; customer asked to cancel"
    assert told["version"] == ticket["version"] + 3, "said again, nothing new is shown"
    _ask(demo_db, ticket["order"], "soy " * 100)
    longest = barista.ticket()["note"]
    assert longest.endswith("; customer asked: " + "soy " * 19 + "soy...")
    _ask(demo_db, ticket["order"], "oat " * 100)
    assert barista.ticket()["note"] == "customer asked: " + "oat " * 19 + "oat..."


def test_what_is_made_is_not_noted_on(phone: Phone, barista: Staff, demo_db: Database) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "bump")
    _ask(demo_db, ticket["order"], "make it soy")
    assert barista.ticket()["note"] is None
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT detail FROM order_history WHERE action = 'asked'")
    assert rows == [{"detail": {"words": "make it soy"}}]


def test_the_words_of_one_who_is_forgotten_go_too(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    _ask(demo_db, ticket["order"], "soy for Grandma")
    assert "Grandma" in barista.ticket()["note"]
    phone.text("STOP")
    assert "Grandma" in barista.ticket()["note"], "only forgetting erases"
    phone.text("START")
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    with demo_db.transaction() as tx:
        for table in ("tickets", "order_history", "changes"):
            rows = str(tx.fetch(f"SELECT * FROM {table}"))
            assert rows
            assert "Grandma" not in rows, table
