"""Codes of speakers and crew: whoever texts one is known, welcomed, and exempt where it says so."""

from typing import Any

import pytest
from flask import Flask

from backend.conversation.codes import Told, read
from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Category, Event
from tests.app_client import STEVE, Phone, Staff, sign_in
from tests.channels.gala import open_gala
from tests.channels.rows import count

CATEGORIES = [
    {"name": "speaker", "codes": ["SPEAKER24", "KEYNOTE"], "uncapped": True, "priority": True},
    {"name": "crew", "codes": ["CREW7"]},
]
ORDER = "large oat flat white"


@pytest.fixture
def organiser(app: Flask) -> Staff:
    organiser = sign_in(app, "organiser")
    put(organiser, categories=CATEGORIES)
    return organiser


def put(organiser: Staff, slug: str = "demo", **settings: Any) -> None:
    response = organiser.call("PUT", f"/api/events/{slug}/settings", settings)
    assert response.status_code == 200, response.text


def known(database: Database, address: str = STEVE) -> str | None:
    with database.transaction() as tx:
        row = tx.one("SELECT category FROM customers WHERE address = %(a)s", a=address)
    assert row is not None
    category: str | None = row["category"]
    return category


@pytest.mark.parametrize(
    ("text", "rest", "category"),
    [
        ("CREW7", "", "crew"),
        ("  crew7! ", "", "crew"),
        ("(Crew7)", "", "crew"),
        ("crew7: large latte, oat", "large latte, oat", "crew"),
        ("latte crew7 please", "latte  please", "crew"),
        ("keynote crew7 latte", "latte", "speaker"),
        ("is it good? crew7", "is it good?", "crew"),
        ("crew77", "crew77", None),
        ("crew 7", "crew 7", None),
        ("écrew7 crew7é _crew7", "écrew7 crew7é _crew7", None),
        (" latte. ", " latte. ", None),
    ],
)
def test_a_code_is_a_word_and_is_taken_out(text: str, rest: str, category: str | None) -> None:
    categories = [Category.model_validate(one) for one in CATEGORIES]
    assert read(text, categories) == Told(rest, category)
    assert read(text, []) == Told(text)


@pytest.mark.parametrize("text", ["SPEAKER24", "speaker24!", "Hi, my code is Speaker24"])
def test_a_code_alone_is_welcomed_and_asked_what_it_shall_be(
    organiser: Staff, phone: Phone, demo_db: Database, text: str
) -> None:
    reply = phone.text(text) or ""
    assert reply.startswith("Welcome, speaker!")
    assert "What can I get you?" in reply
    assert known(demo_db) == "speaker"
    # It is the customer's message, and stays as it is.
    assert count(demo_db, "messages", f"body = '{text}'") == 1
    phone.order(ORDER)
    assert count(demo_db, "orders") == 1


def test_a_code_beside_an_order_goes_on_as_an_order(
    organiser: Staff, barista: Staff, phone: Phone, demo_db: Database
) -> None:
    reply = phone.text(f"speaker24 {ORDER} for Ann") or ""
    assert "Welcome" not in reply
    assert "one large oat flat white" in reply.lower()
    assert "#1" in (phone.text("yes") or "")
    ticket = barista.ticket()
    order = barista.get(f"/api/orders/{ticket['order']}")
    for view in (ticket, order):
        assert (view["category"], view["priority"]) == ("speaker", True)
    assert (ticket["name"], "24" in ticket["words"]) == ("Ann", False)


def test_a_code_during_an_order_welcomes_and_goes_on_with_it(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    phone.text(ORDER)
    reply = phone.text("crew7") or ""
    assert reply.startswith("Welcome, crew!")
    assert "YES" in reply
    assert "#1" in (phone.text("yes") or "")


def test_a_code_at_a_paused_event_is_known_and_told_of_the_pause(
    organiser: Staff, phone: Phone, demo_db: Database
) -> None:
    put(organiser, state="paused")
    reply = phone.text("crew7") or ""
    assert reply.startswith("Welcome, crew!")
    assert "break" in reply
    assert known(demo_db) == "crew"


@pytest.mark.parametrize("text", ["SPEAKER25", "speaker", "SPEAKER24x"])
def test_a_wrong_code_makes_nobody_anything(
    organiser: Staff, phone: Phone, barista: Staff, demo_db: Database, text: str
) -> None:
    assert "Welcome" not in (phone.text(text) or "")
    phone.order(ORDER)
    assert known(demo_db) is None
    assert (barista.ticket()["category"], barista.ticket()["priority"]) == (None, False)


def test_the_code_of_another_event_makes_nobody_anything(
    organiser: Staff, app: Flask, demo: Event, demo_db: Database
) -> None:
    open_gala(demo_db, demo, number="+15005550007", word="")
    with demo_db.transaction() as tx:
        gala = events.by_slug(tx, "gala").id
    there = Phone(app, number="+15005550007")
    assert "Welcome" not in (there.text("speaker24") or "")
    assert count(demo_db, "customers", f"event_id = {gala} AND category IS NULL") == 1
    assert "Welcome" in (Phone(app).text("speaker24") or "")
    assert count(demo_db, "customers", "category = 'speaker'") == 1


def test_only_an_uncapped_category_is_exempt(
    organiser: Staff, barista: Staff, phone: Phone, app: Flask
) -> None:
    put(organiser, cups_a_person=1)
    crew, speaker = Phone(app, "+15550100002"), Phone(app, "+15550100003")
    assert "one a person" in (phone.text(f"2 {ORDER}s") or "")
    assert "one a person" in (crew.text(f"crew7 2 {ORDER}s") or "")
    speaker.order(f"keynote 2 {ORDER}s")
    speaker.order(f"3 {ORDER}s")
    body = {
        "customer": {"phone": speaker.address},
        "lines": [{"item": "latte", "options": {"size": "small", "milk": "soy"}, "quantity": 2}],
    }
    tapped = barista.post("/api/events/demo/orders", body)
    assert (tapped["category"], tapped["priority"]) == ("speaker", True)
    body["customer"] = {"phone": crew.address}
    refused = barista.call("POST", "/api/events/demo/orders", body)
    assert refused.get_json()["code"] == "over_the_cap_a_person"


def test_whose_category_is_gone_is_like_anybody(
    organiser: Staff, phone: Phone, barista: Staff
) -> None:
    put(organiser, cups_a_person=1)
    phone.order(f"speaker24 {ORDER}")
    put(organiser, categories=[])
    assert "had yours" in (phone.text(ORDER) or "")
    put(organiser, cups_a_person=None)
    phone.order("small soy latte")
    assert [ticket["category"] for ticket in barista.tickets()].count(None) == 1


@pytest.mark.parametrize(
    ("hello", "welcome", "asked"),
    [
        ("hallo, ich hätte gern was", "Willkommen, speaker!", "Was darf es sein"),
        ("hola, buenos días", "bienvenida, speaker!", "¿Qué te preparamos"),
        ("bonjour, s'il vous plaît", "Bienvenue, speaker !", "plaisir"),
        ("olá, bom dia pessoal", "Boas-vindas, speaker!", "O que vai ser"),
    ],
)
def test_the_welcome_is_in_the_customers_language(
    organiser: Staff, phone: Phone, hello: str, welcome: str, asked: str
) -> None:
    phone.text(hello)
    reply = phone.text("SPEAKER24") or ""
    assert welcome in reply, phone.chat
    assert asked in reply


def test_my_data_names_it_and_forget_me_erases_it(
    organiser: Staff, phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order(f"speaker24 {ORDER}")
    assert "speaker" in (phone.text("my data") or "")
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    assert count(demo_db, "orders") == 1
    assert barista.ticket()["category"] is None
    for table in ("customers", "orders", "messages", "dialogues", "changes", "outbox"):
        assert count(demo_db, table, f"position('speaker' in lower({table}::text)) > 0") == 0, table
    assert "speaker" not in (phone.text("my data") or "")
    assert known(demo_db) is None


def test_the_same_text_sent_again_by_the_carrier_is_answered_alike(
    organiser: Staff, phone: Phone
) -> None:
    first = phone.text("speaker24", sid="SM" + "7" * 32)
    assert first is not None
    assert phone.text("speaker24", sid="SM" + "7" * 32) == first
