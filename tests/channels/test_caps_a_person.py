"""So many cups a person, in the event's day: "A daily limit reset at UTC midnight"."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.core.db import Database
from backend.events.rules import day_began
from tests.app_client import STEVE, Phone, Staff, sign_in
from tests.channels.rows import count

TWO = "2 large oat flat whites"
ZONES = ("Pacific/Kiritimati", "Europe/Berlin", "Pacific/Niue")
LINE = {"item": "flat white", "options": {"size": "large", "milk": "oat"}}


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


def put(organiser: Staff, **settings: Any) -> None:
    response = organiser.call("PUT", "/api/events/demo/settings", settings)
    assert response.status_code == 200, response.text


def ordered_at(database: Database, moment: datetime) -> None:
    """Say that all orders were placed at a moment."""
    with database.transaction() as tx:
        tx.queue("UPDATE orders SET created_at = %(moment)s", moment=moment)


def tapped(staff: Staff, cups: int = 1, **values: Any) -> TestResponse:
    body = {"customer": {"phone": STEVE}, "lines": [{**LINE, "quantity": cups}], **values}
    return staff.call("POST", "/api/events/demo/orders", body)


@pytest.mark.parametrize("zone", ZONES)
def test_cups_count_from_the_midnight_of_the_event(
    organiser: Staff, phone: Phone, demo_db: Database, zone: str
) -> None:
    put(organiser, cups_a_person=2, timezone=zone)
    phone.order(TWO)
    midnight = day_began(datetime.now(UTC), zone)
    ordered_at(demo_db, midnight)
    assert "two a person a day" in (phone.text("small soy latte") or "")
    assert "midnight" in (phone.chat[-1][1] or "")
    ordered_at(demo_db, midnight - timedelta(microseconds=1))
    assert "YES" in (phone.text("small soy latte") or "")
    assert "#2" in (phone.text("yes") or "")


def test_the_draft_counts_too_and_nothing_over_the_cap_is_placed(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, cups_a_person=3)
    assert "three left" in (phone.text("4 large oat flat whites") or "")
    phone.order(TWO)
    assert "one left" in (phone.text("2 small soy lattes") or "")
    assert count(demo_db, "orders") == 1
    phone.order("small soy latte")
    assert "you've had yours" in (phone.text("small soy latte") or "")
    assert "YES" in (Phone(phone.app, "+15550100002").text(TWO) or "")


def test_a_draft_that_fitted_is_refused_if_the_cups_went_meanwhile(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, cups_a_person=3)
    assert "YES" in (phone.text(TWO) or "")
    assert tapped(organiser, 2).status_code == 201
    assert "one left" in (phone.text("yes") or "")
    assert count(demo_db, "orders") == 1


def test_cancelled_cups_do_not_count_and_collected_ones_do(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, cups_a_person=2)
    phone.order(TWO)
    assert "Cancelled" in (phone.text("cancel please") or "")
    phone.order(TWO)
    ticket = organiser.ticket()["id"]
    for action in ("bump", "collect"):
        assert organiser.act(ticket, action).status_code == 200
    assert "had yours" in (phone.text(TWO) or "")


def test_an_event_may_cap_for_its_whole_length(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, cups_a_person=2, cups_a_person_per="event")
    phone.order(TWO)
    ordered_at(demo_db, datetime.now(UTC) - timedelta(days=3))
    reply = phone.text(TWO) or ""
    assert "two a person at this event" in reply
    assert "counter" in reply
    put(organiser, cups_a_person_per="day")
    assert "YES" in (phone.text(TWO) or "")


def test_a_cap_set_or_lifted_holds_with_the_next_text(organiser: Staff, phone: Phone) -> None:
    phone.order(TWO)
    put(organiser, cups_a_person=2)
    assert "had yours" in (phone.text(TWO) or "")
    put(organiser, cups_a_person=None)
    assert "YES" in (phone.text(TWO) or "")


@pytest.mark.parametrize(
    ("order", "again", "words"),
    [
        ("ein großer Latte mit Hafermilch", "noch ein großer Latte mit Hafermilch", "Mitternacht"),
        (
            "un latte grande con leche de avena",
            "otro latte grande con leche de avena",
            "medianoche",
        ),
        ("un grand latte au lait d'avoine", "un grand latte au lait d'avoine", "minuit"),
        ("um latte grande com leite de aveia", "mais um latte grande com leite de aveia", "noite"),
    ],
)
def test_the_cap_is_told_in_the_customers_language(
    organiser: Staff, phone: Phone, order: str, again: str, words: str
) -> None:
    put(organiser, cups_a_person=1)
    phone.text(order)
    yes = {"Mitternacht": "ja", "medianoche": "si", "minuit": "oui", "noite": "sim"}[words]
    assert "#1" in (phone.text(yes) or ""), phone.chat
    assert words in (phone.text(again) or ""), phone.chat


def test_the_counter_keeps_to_the_cap_of_a_phone_and_staff_may_lift_it(
    organiser: Staff, barista: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, cups_a_person=3, timezone="Europe/Berlin")
    phone.order(TWO)
    refused = tapped(barista, 2)
    assert refused.status_code == 409
    problem = refused.get_json()
    assert (problem["code"], problem["left"]) == ("over_the_cap_a_person", 1)
    for word in ("3 cups a day", "1 are left", "midnight", "Europe/Berlin"):
        assert word in problem["detail"]
    assert tapped(barista, 1).status_code == 201
    assert tapped(barista, 2, customer={}).status_code == 201
    assert tapped(barista, 1, override=True, channel="kiosk").status_code == 422
    assert count(demo_db, "orders") == 3
    lifted = tapped(barista, 2, override=True)
    assert lifted.status_code == 201
    assert count(demo_db, "order_history", "action = 'cap per person lifted'") == 1
    put(organiser, cups_a_person_per="event")
    assert "midnight" not in tapped(barista).get_json()["detail"]
