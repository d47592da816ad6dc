"""An order changed by staff: by the rules of the counter, and told to the customer once."""

from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from tests.app_client import Phone, Staff, sign_in
from tests.orders.outbox import outbox

LATTE = {"item": "latte", "options": {"size": "small", "milk": "skim"}, "name": "Ann"}


@pytest.fixture
def support(app: Flask) -> Staff:
    """Somebody of support, signed in."""
    return sign_in(app, "support")


def changed(support: Staff, order: int, *lines: dict[str, Any], **values: Any) -> Any:
    response = support.call("PATCH", f"/api/orders/{order}", {"lines": lines, **values})
    assert response.status_code == 200, response.text
    return response.get_json()


def refused(support: Staff, order: int, *lines: dict[str, Any], **values: Any) -> tuple[int, str]:
    response = support.call("PATCH", f"/api/orders/{order}", {"lines": lines, **values})
    return response.status_code, response.get_json()["code"]


def test_the_customer_is_told_once_what_it_is_now(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    number = phone.order()
    before = barista.ticket()
    order = changed(support, before["order"], LATTE, {**LATTE, "quantity": 2}, name="Stefan")
    assert (order["number"], order["status"], order["customer"]["name"]) == (
        number,
        "received",
        "Stefan",
    )
    assert [(one["item"], one["quantity"], one["name"]) for one in order["lines"]] == [
        ("latte", 1, "Ann"),
        ("latte", 2, "Ann"),
    ]
    after = barista.ticket()
    assert (after["id"], after["position"]) == (before["id"], before["position"])
    assert after["lines"] == order["lines"]
    assert outbox(demo_db) == [("changed", f"changed:{order['id']}:{order['version']}")]
    timeline = support.get(f"/api/orders/{order['id']}/timeline")["timeline"]
    assert ("support", "changed") in [(one["by"], one["what"]) for one in timeline]


def test_too_late_for_staff_too_once_it_is_started(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    assert refused(support, ticket["order"], LATTE) == (409, "too_late")
    assert [one["item"] for one in barista.ticket()["lines"]] == ["flat white"]
    assert outbox(demo_db) == []


def test_the_version_seen_must_be_the_one_that_is(
    phone: Phone, barista: Staff, support: Staff
) -> None:
    phone.order()
    seen = barista.get(f"/api/orders/{barista.ticket()['order']}")
    first = changed(support, seen["id"], LATTE, version=seen["version"])
    assert first["version"] == seen["version"] + 1
    assert refused(support, seen["id"], LATTE, version=seen["version"]) == (409, "version_conflict")


def test_what_is_86d_by_now_is_refused_by_name_and_nothing_is_told(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    barista.post("/api/events/demo/86", {"option": "milk:skim"})
    response = support.call("PATCH", f"/api/orders/{ticket['order']}", {"lines": [LATTE]})
    assert (response.status_code, response.get_json()["code"]) == (409, "cannot_be_made")
    assert "skim" in response.get_json()["detail"]
    assert barista.ticket() == ticket
    assert outbox(demo_db) == []


@pytest.mark.parametrize(
    ("line", "status", "code"),
    [
        ({**LATTE, "quantity": 13}, 409, "over_the_cap"),
        ({"item": "unicorn"}, 422, "invalid"),
        ({"item": "latte", "options": {"size": "small"}}, 422, "invalid"),
    ],
)
def test_the_counters_rules_hold(
    phone: Phone, barista: Staff, support: Staff, line: dict[str, Any], status: int, code: str
) -> None:
    phone.order()
    ticket = barista.ticket()
    assert refused(support, ticket["order"], line) == (status, code)
    assert barista.ticket() == ticket


def test_the_cups_that_are_replaced_do_not_count(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    with demo_db.transaction() as tx:
        tx.queue(
            "INSERT INTO settings (event_id, key, value)"
            " SELECT id, 'open_cups_a_phone', '3' FROM events"
        )
        tx.queue("UPDATE events SET revision = revision + 1")
    phone.order("a small green tea")
    phone.order("a large green tea")
    order = barista.get("/api/events/demo/orders")["orders"][0]["id"]
    assert len(changed(support, order, {**LATTE, "quantity": 2})["lines"]) == 1
    changed(support, order, {**LATTE, "quantity": 2})
    assert refused(support, order, {**LATTE, "quantity": 3}) == (409, "over_the_cap")


def test_a_repeated_key_changes_once(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    phone.order()
    order = barista.ticket()["order"]
    key = {"Idempotency-Key": "change-1"}
    path, body = f"/api/orders/{order}", {"lines": [LATTE]}
    first, again = (support.call("PATCH", path, body, **key) for _ in range(2))
    assert (first.status_code, first.text) == (200, again.text)
    assert len(outbox(demo_db)) == 1
    other = support.call("PATCH", path, {"lines": [LATTE, LATTE]}, **key)
    assert (other.status_code, other.get_json()["code"]) == (409, "idempotency_key_reused")
    assert barista.get(path)["version"] == first.get_json()["version"]


def test_an_order_that_is_not_there(support: Staff) -> None:
    assert refused(support, 999_999, LATTE) == (404, "no_order")


def test_forget_me_leaves_nothing_of_a_changed_order(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    phone.order()
    order = changed(support, barista.ticket()["order"], LATTE, name="Stefan")
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    assert barista.get(f"/api/orders/{order['id']}")["customer"] == {"name": None, "phone": None}
    with demo_db.transaction() as tx:
        for table in ("orders", "order_lines", "order_history", "tickets", "changes", "outbox"):
            rows = str(tx.fetch(f"SELECT * FROM {table}"))
            assert "Ann" not in rows, table
            assert "Stefan" not in rows, table
