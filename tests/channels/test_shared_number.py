"""One number for several events: the word decides, then the past, then we ask."""

import pytest

from backend.core.db import Database
from backend.events.types import Event
from tests.app_client import ORDER, Phone
from tests.channels.gala import open_gala


@pytest.fixture
def shared(demo_db: Database, demo: Event) -> None:
    """Put the demo event behind EXPO, and a second one behind GALA."""
    with demo_db.transaction() as tx:
        tx.queue("UPDATE event_numbers SET keyword = 'EXPO'")
    open_gala(demo_db, demo)


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", ["a flat white", "hi", "galaxy", "the gala please"])
def test_a_stranger_without_the_word_is_asked_for_it(
    phone: Phone, demo_db: Database, text: str
) -> None:
    reply = phone.text(text) or ""
    assert "EXPO" in reply
    assert "GALA" in reply
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM customers") == []


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize("text", ["GALA hi", "gala\nhi", '"Gala": hi', " gala,  hi", "#GALA hi"])
def test_the_word_opens_the_door_however_it_is_written(phone: Phone, text: str) -> None:
    assert "Gala Night" in (phone.text(text) or "")
    assert "Gala Night" in (phone.text("hi") or ""), "and it stays open"


@pytest.mark.usefixtures("shared")
def test_the_word_alone_is_a_greeting(phone: Phone) -> None:
    assert "Gala Night" in (phone.text("gala") or "")


@pytest.mark.usefixtures("shared")
def test_the_order_behind_the_word_is_understood(phone: Phone) -> None:
    assert "YES" in (phone.text(f"expo {ORDER}") or "")
    assert "#1" in (phone.text("yes") or "")


@pytest.mark.usefixtures("shared")
def test_a_stranger_may_stop_our_texts_without_any_word(phone: Phone, demo_db: Database) -> None:
    assert "any more" in (phone.text("STOP") or "")
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM customers WHERE opted_out_at IS NOT NULL") != []


def test_without_the_word_a_stranger_gets_the_event_that_has_none(
    phone: Phone, demo_db: Database, demo: Event
) -> None:
    open_gala(demo_db, demo)
    assert "Gala Night" in (phone.text("GALA hello") or "")
    assert "Gala Night" in (phone.text("hello") or ""), "where the customer was last"
    stranger = Phone(phone.app, "+15550100099")
    assert demo.name in (stranger.text("hello") or "")
