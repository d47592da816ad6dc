"""Orders tapped at the counter know the customer's phone as the texts do."""

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
