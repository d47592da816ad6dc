"""What is 86ed cannot be ordered from that moment on, until it is back."""

import pytest

from backend.core.db import Database
from tests.app_client import ORDER, Phone, Staff


def test_86_is_seen_by_a_yes_already_awaited(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.text(ORDER)
    barista.post("/api/events/demo/86", {"option": "milk:oat"})
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "oat" in reply
    assert "soy" in reply or "full cream" in reply
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM orders") == []
    assert "YES" in (phone.text("soy") or "")
    assert "#1" in (phone.text("yes") or "")


def test_86_is_seen_by_the_next_text_and_gone_after_delete(phone: Phone, barista: Staff) -> None:
    barista.post("/api/events/demo/86", {"item": "flat white"})
    assert "YES" not in (phone.text(ORDER) or "YES")
    body = {"item": "flat white"}
    assert barista.call("DELETE", "/api/events/demo/86", body).get_json() == {"sold_out": []}
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


def test_86_ends_at_its_time(phone: Phone, barista: Staff, demo_db: Database) -> None:
    barista.post(
        "/api/events/demo/86", {"item": "flat white", "until": "2099-01-01T00:00:00+00:00"}
    )
    assert "YES" not in (phone.text(ORDER) or "YES")
    with demo_db.transaction() as tx:
        tx.queue("UPDATE sold_out SET until = now() - interval '1 second'")
        tx.queue("UPDATE events SET revision = revision + 1")
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"item": "unicorn milk"}, 404),
        ({"option": "milk:unicorn"}, 404),
        ({"option": "milk"}, 404),
        ({}, 422),
        ({"item": "latte", "option": "milk:oat"}, 422),
        ({"item": "latte", "until": "2099-01-01T00:00:00"}, 422),
    ],
)
def test_86_of_nothing_known_is_refused(barista: Staff, body: dict[str, str], status: int) -> None:
    response = barista.call("POST", "/api/events/demo/86", body)
    assert response.status_code == status, response.text
