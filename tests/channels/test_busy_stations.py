"""A customer whose order nobody has room for hears so, and may have it later instead."""

import re
import secrets
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from backend.conversation.gathering import Utterance
from backend.conversation.service import Conversation
from backend.core.db import Database, Transaction
from backend.events.types import Door, Event
from backend.orders.types import Channel
from tests.app_client import NUMBER, ORDER, Phone, Staff, sign_in
from tests.orders.house import OAT_LATTE, House

OTHER = "+15550100044"


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


def configure(house: House, change: str) -> None:
    """Change all stations as another process would."""
    house.rows(f"UPDATE stations SET {change} RETURNING 1")
    house.rows("UPDATE events SET revision = revision + 1 RETURNING 1")


def fill(house: House) -> None:
    """Let both carts have all the work they may."""
    configure(house, "throttle_seconds = 60")
    for _ in range(2):
        house.place(OAT_LATTE)


def test_busy_is_told_with_a_time_and_yes_books_it(house: House, phone: Phone) -> None:
    fill(house)
    assert "YES" in (phone.text(ORDER) or "")
    reply = phone.text("yes") or ""
    assert "full up" in reply, reply
    assert "#" not in reply
    (told, again) = re.findall(r"for (\d\d:\d\d)", reply)
    assert told == again
    assert "YES" in reply
    confirmed = phone.text("yes") or ""
    assert re.search(rf"#\d+.*about {told}-", confirmed), confirmed
    (row,) = house.rows("SELECT state, release_at FROM tickets ORDER BY id DESC LIMIT 1")
    assert row["state"] == "scheduled"
    assert row["release_at"] > datetime.now(UTC)
    assert house.rows("SELECT 1 FROM turned_away") == [], "nothing was sold out"


def test_a_change_for_which_there_is_no_room_leaves_the_order_as_it_was(
    house: House, phone: Phone
) -> None:
    number = phone.order(ORDER)
    for _ in range(2):
        house.place(OAT_LATTE)
    configure(house, "throttle_seconds = 60")
    assert "would be" in (phone.text("add one for Priya") or "")
    reply = phone.text("yes") or ""
    assert f"#{number}" in reply
    assert "too busy" in reply
    assert len(house.rows("SELECT 1 FROM order_lines")) == 3
    assert f"#{number}" in (phone.text("status") or "")


@pytest.mark.parametrize("language", ["de", "es", "fr", "pt"])
def test_it_is_said_in_the_customers_language(house: House, phone: Phone, language: str) -> None:
    words = {
        "de": ("einen grossen Hafer Flat White bitte", "ja", "voll"),
        "es": ("quiero un flat white grande con avena por favor", "sí", "completo"),
        "fr": ("je voudrais un grand flat white à l'avoine s'il vous plaît", "oui", "complets"),
        "pt": ("quero um flat white grande com leite de aveia por favor", "sim", "lotados"),
    }
    order, yes, told = words[language]
    fill(house)
    phone.text(order)
    reply = phone.text(yes) or ""
    assert told in reply, phone.chat
    assert re.search(r"\d\d:\d\d", reply)


def test_at_the_counter_it_is_a_conflict_that_says_when(house: House, barista: Staff) -> None:
    fill(house)
    body = {"lines": [{"item": "latte", "options": {"size": "large", "milk": "oat"}}]}
    refused = barista.call("POST", "/api/events/demo/orders", body)
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (409, "stations_busy")
    possible = datetime.fromisoformat(problem["possible"])
    assert datetime.now(UTC) < possible < datetime.now(UTC) + timedelta(minutes=15)
    taken = barista.call("POST", "/api/events/demo/orders", {**body, "for": possible.isoformat()})
    assert taken.status_code == 201, taken.text


def test_a_throttle_costs_a_text_no_trip(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Conversation(house.database, stale_after_seconds=3600)
    trips: list[str] = []
    real = Transaction._send

    def counted(tx: Transaction) -> None:
        trips.append(str(tx._queue))
        real(tx)

    monkeypatch.setattr(Transaction, "_send", counted)

    def cost(text: str) -> int:
        trips.clear()
        sid = secrets.token_hex(16)
        said = Utterance(
            Door(house.event, NUMBER, "", "own"), Channel.SMS, OTHER, text, "AC1", sid, "r-1"
        )
        assert desk.handle(said).text
        return len(trips)

    configure(house, "throttle_seconds = 600")
    cost("hello")
    assert (cost(ORDER), cost("yes")) == (2, 3)
    assert any("FOR NO KEY UPDATE" in trip for trip in trips)


def test_a_station_on_its_break_gets_no_text_and_all_on_theirs_say_so(
    house: House, phone: Phone, barista: Staff
) -> None:
    now = datetime.now(UTC)
    pause = (
        f'[{{"starts": "{now.isoformat()}", "ends": "{(now + timedelta(hours=1)).isoformat()}"}}]'
    )
    house.rows(f"UPDATE stations SET breaks = '{pause}' WHERE name LIKE 'North%%' RETURNING 1")
    configure(house, "parallel = 1")
    phone.order(ORDER)
    assert barista.ticket()["station"] == "South cart"
    configure(house, f"breaks = '{pause}'")
    phone.address = OTHER
    assert "no station is making drinks" in (phone.text(ORDER) or "")


def test_stations_for_some_are_theirs_alone(house: House, app: Flask, barista: Staff) -> None:
    organiser = sign_in(app, "organiser")
    category = {"name": "speaker", "codes": ["KEYNOTE26"], "priority": True}
    body = {"categories": [category]}
    assert organiser.call("PUT", "/api/events/demo/settings", body).status_code == 200
    configure(house, "priority_only = name LIKE 'North%%'")
    guest = Phone(app)
    for _ in range(2):
        guest.order(ORDER)
    assert {ticket["station"] for ticket in barista.tickets()} == {"South cart"}
    speaker = Phone(app, OTHER)
    speaker.text("KEYNOTE26")
    speaker.order(ORDER)
    assert {ticket["station"] for ticket in barista.tickets()} == {"South cart", "North cart"}
