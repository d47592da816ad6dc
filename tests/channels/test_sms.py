"""The text webhook: whatever is sent is answered, and understood where it can be."""

import time
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from flask import Flask

from backend.core.db import Database
from backend.core.errors import DatabaseGone
from tests.app_client import ORDER, Phone
from tests.channels.rows import count


def test_a_text_becomes_an_order_only_after_yes(phone: Phone, demo_db: Database) -> None:
    read_back = phone.text(ORDER)
    assert read_back is not None
    for choice in ("large", "oat", "flat white", "two sugars", "Steve", "YES"):
        assert choice in read_back
    assert count(demo_db, "orders") == 0
    confirmed = phone.text("yes")
    assert confirmed is not None
    assert "#1" in confirmed
    assert count(demo_db, "orders") == 1


@pytest.mark.parametrize(
    "body",
    [
        "",
        "   ",
        "\x00",
        "lat\x00te",
        "\ufeff\u202eflat white",
        "☕" * 50,
        "Ünïcödé 咖啡 قهوة",
        "x" * 64_000,
        "latte " * 10_000,
        "<Message>& ]]>",
        "😀\ud83d",
    ],
)
def test_every_text_is_answered_with_twiml(phone: Phone, body: str) -> None:
    response = phone.post(body.encode("utf-8", "replace").decode())
    assert response.status_code == 200
    assert response.content_type.startswith("text/xml")
    assert ElementTree.fromstring(response.get_data()).tag == "Response"


def test_media_without_words_is_answered(phone: Phone) -> None:
    reply = phone.text("", NumMedia="1", MediaUrl0="https://example.com/cat.jpg")
    assert reply is not None
    assert "word" in reply or "text" in reply.lower()


@pytest.mark.parametrize(
    "fields",
    [
        {"From": ""},
        {"From": "not a phone"},
        {"From": "+123"},
        {"To": ""},
        {"MessageSid": ""},
        {"MessageSid": "x" * 65},
        {"MessageSid": "SM'; DROP TABLE orders; --"},
    ],
)
def test_what_is_no_text_is_refused_cleanly(phone: Phone, fields: dict[str, str]) -> None:
    response = phone.post("latte", **fields)
    assert response.status_code == 400
    assert response.get_json()["code"] == "not_a_text"


@pytest.mark.parametrize(
    "address", [*("+12345678", "+123456789012345", "12345"), "whatsapp:+15550100001"]
)
def test_addresses_are_never_checked_against_a_numbering_plan(app: Flask, address: str) -> None:
    assert "YES" in (Phone(app, address).text(ORDER) or "")


def test_an_unknown_number_says_so(phone: Phone, demo_db: Database) -> None:
    phone.number = "+15005559999"
    assert "no event" in (phone.text("latte") or "")
    assert count(demo_db, "customers") == 0


def test_thirty_texts_a_minute_then_silence_never_429(phone: Phone, demo_db: Database) -> None:
    replies = [phone.text("hello") for _ in range(33)]
    assert all(replies[:30])
    assert replies[30:] == [None, None, None]
    assert count(demo_db, "messages", "state = 'limited'") == 3


def test_segments_are_counted_in_and_out(phone: Phone, demo_db: Database) -> None:
    phone.text("x" * 161)
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT direction, segments, body FROM messages ORDER BY id")
    assert [row["direction"] for row in rows] == ["in", "out"]
    assert rows[0]["segments"] == 2
    assert rows[1]["segments"] >= 1


def test_a_text_waits_for_the_database(
    phone: Phone, demo_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = phone.app.extensions["brewline"]["database"]
    transaction: Callable[[], object] = database.transaction
    back_at = time.monotonic() + 1.0

    def away() -> object:
        if time.monotonic() < back_at:
            raise DatabaseGone
        return transaction()

    monkeypatch.setattr(database, "transaction", away)
    assert phone.text("hello") is not None
    assert time.monotonic() >= back_at


def test_a_text_is_refused_at_last_so_that_the_carrier_asks_again(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> object:
        raise DatabaseGone

    monkeypatch.setattr("backend.core.patience.PATIENCE_SECONDS", 0.3)
    monkeypatch.setattr(phone.app.extensions["brewline"]["database"], "transaction", away)
    response = phone.post("hello")
    assert response.status_code == 503
    assert response.headers["Retry-After"]
