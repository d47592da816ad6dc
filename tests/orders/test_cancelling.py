"""A cancelled order: as far as it still can be, and told once."""

import pytest
from flask import Flask

from backend.core.db import Database
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
