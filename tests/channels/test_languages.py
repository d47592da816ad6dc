"""A customer is answered in their language."""

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events import service as events
from backend.menu import documents
from backend.menu import service as menus
from tests.app_client import Phone
from tests.channels.rows import count


@pytest.mark.parametrize(
    ("order", "read_back", "yes", "language"),
    [
        ("hallo, einen großen hafer flat white bitte", "Antworte JA", "ja", "de"),
        ("hola, un flat white grande con avena por favor", "SI para", "si", "es"),
        ("bonjour, un grand flat white au lait d'avoine svp", "OUI", "oui", "fr"),
        ("oi, um flat white grande com leite de aveia por favor", "SIM", "sim", "pt"),
    ],
)
def test_an_order_in_ones_own_language(
    app: Flask, demo_db: Database, order: str, read_back: str, yes: str, language: str
) -> None:
    phone = Phone(app)
    told = phone.text(order)
    assert told is not None
    assert read_back in told
    placed = phone.text(yes)
    assert placed is not None
    assert "#1" in placed
    assert count(demo_db, "orders") == 1
    with demo_db.transaction() as tx:
        # The ready text is worded by this when it leaves.
        assert tx.fetch("SELECT language FROM customers") == [{"language": language}]


def test_a_language_is_kept_and_can_be_changed(app: Flask) -> None:
    phone = Phone(app)
    assert "SI" in (phone.text("quiero un latte grande con avena por favor") or "")
    assert "SI" in (phone.text("XL") or "")
    assert "YES" in (phone.text("could i please have a large oat cappuccino instead") or "")


def test_a_stranger_is_spoken_to_in_the_events_language(app: Flask, demo_db: Database) -> None:
    with demo_db.transaction() as tx:
        event = events.by_slug(tx, "demo")
        menus.put(tx, event.id, {**documents.read("house"), "language": "fr"})
    assert "OUI" in (Phone(app).text("XL latte oat") or "")
