"""The text webhook: answered once, whatever is sent and however often."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from xml.etree import ElementTree

import pytest
from flask import Flask

from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.events import service as events
from backend.events.types import Event
from tests.app_client import ACCOUNT, NUMBER, Phone, Staff, new_sid, reply_of

ORDER = "large oat flat white, 2 sugars, for Steve"


def _count(database: Database, table: str, where: str = "true") -> int:
    with database.transaction() as tx:
        row = tx.one(f"SELECT count(*) AS n FROM {table} WHERE {where}")
    assert row is not None
    return int(row["n"])


def test_a_text_becomes_an_order_only_after_yes(phone: Phone, demo_db: Database) -> None:
    read_back = phone.text(ORDER)
    assert read_back is not None
    for choice in ("large", "oat", "flat white", "two sugars", "Steve", "YES"):
        assert choice in read_back
    assert _count(demo_db, "orders") == 0
    confirmed = phone.text("yes")
    assert confirmed is not None
    assert "#1" in confirmed
    assert _count(demo_db, "orders") == 1


def test_a_retry_orders_once_and_gets_the_same_words(phone: Phone, demo_db: Database) -> None:
    phone.text(ORDER)
    sid = new_sid()
    first = phone.text("yes", sid=sid)
    assert [phone.text("yes", sid=sid) for _ in range(3)] == [first] * 3
    assert _count(demo_db, "orders") == 1
    assert _count(demo_db, "messages", "direction = 'in'") == 2


def test_twenty_concurrent_retries_make_one_order_and_equal_replies(
    app: Flask, demo_db: Database
) -> None:
    for body, count in ((ORDER, 0), ("yes", 1)):
        sid = new_sid()
        with ThreadPoolExecutor(20) as pool:
            replies = list(pool.map(lambda _: Phone(app).text(body, sid=sid), range(20)))  # noqa: B023
        assert replies[0] is not None
        assert replies == [replies[0]] * 20
        assert _count(demo_db, "orders") == count
    assert _count(demo_db, "messages", "direction = 'in'") == 2


def test_the_same_id_of_another_account_is_another_message(phone: Phone) -> None:
    sid = new_sid()
    assert "YES" in (phone.text(ORDER, sid=sid) or "")
    assert "#" in (phone.text("yes", sid=sid, AccountSid="AC" + "1" * 32) or "")


def test_the_provider_id_is_unique_over_all_events(
    phone: Phone, demo_db: Database, demo: Event
) -> None:
    with demo_db.transaction() as tx:
        events.create(
            tx,
            demo.organisation,
            slug="other",
            name="Other",
            timezone="UTC",
            numbers={"+15005550007": ""},
        )
    sid = new_sid()
    first = phone.text("hello", sid=sid)
    phone.number = "+15005550007"
    assert phone.text("hello", sid=sid) == first


def test_texts_of_one_phone_are_served_one_at_a_time(app: Flask, demo_db: Database) -> None:
    drinks = ["small soy latte", "large oat mocha", "medium skim cappuccino"]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(Phone(app).text, drinks))
    last = Phone(app).text("yes") or ""
    assert "#1" in last
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT item FROM order_lines ORDER BY item")
    # Each text found the draft the others had left: nothing was overwritten.
    assert [row["item"] for row in rows] == ["cappuccino", "latte", "mocha"]


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
    assert _count(demo_db, "customers") == 0


def test_thirty_texts_a_minute_then_silence_never_429(phone: Phone, demo_db: Database) -> None:
    replies = [phone.text("hello") for _ in range(33)]
    assert all(replies[:30])
    assert replies[30:] == [None, None, None]
    assert _count(demo_db, "messages", "state = 'limited'") == 3


def test_retries_do_not_count_as_texts(phone: Phone) -> None:
    sid = new_sid()
    first = phone.text("hello", sid=sid)
    assert [phone.text("hello", sid=sid) for _ in range(40)] == [first] * 40
    assert phone.text("hello") is not None


def test_keyword_where_a_number_serves_several(
    phone: Phone, demo_db: Database, demo: Event
) -> None:
    with demo_db.transaction() as tx:
        events.create(
            tx,
            demo.organisation,
            slug="gala",
            name="Gala Night",
            timezone="UTC",
            numbers={NUMBER: "gala"},
        )
        tx.queue(
            """INSERT INTO menus (event_id, name, document, as_written)
            SELECT (SELECT id FROM events WHERE slug = 'gala'), name, document, as_written
            FROM menus""",
        )
        tx.queue(
            """INSERT INTO stations (event_id, name)
            SELECT id, 'Bar' FROM events WHERE slug = 'gala'"""
        )
    assert "Gala Night" in (phone.text("GALA hello") or "")
    # Without the word it stays where the customer was last; a stranger gets the one without.
    assert "Gala Night" in (phone.text("hello") or "")
    stranger = Phone(phone.app, "+15550100099")
    assert demo.name in (stranger.text("hello") or "")


def test_stop_start_and_cancel_where_we_handle_the_words(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    assert "#1" in (phone.text("CANCEL") or "")
    assert _count(demo_db, "customers", "opted_out_at IS NOT NULL") == 0
    assert phone.text("STOP") is not None
    assert _count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1
    assert phone.text("START") is not None
    assert _count(demo_db, "customers", "opted_out_at IS NOT NULL") == 0


@pytest.mark.parametrize(
    "word", ["STOP", "stopall", " Unsubscribe ", "END", "quit", "REVOKE", "OPTOUT"]
)
def test_carrier_words_get_no_answer_and_are_recorded(
    phone: Phone, demo_db: Database, word: str
) -> None:
    _let_the_carrier_handle_words(demo_db)
    assert phone.text(word) is None
    assert _count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1


def test_carrier_cancel_does_both_halves(phone: Phone, demo_db: Database, barista: Staff) -> None:
    _let_the_carrier_handle_words(demo_db)
    phone.order()
    assert phone.text("CANCEL") is None
    assert _count(demo_db, "orders", "status = 'cancelled'") == 1
    assert _count(demo_db, "customers", "opted_out_at IS NOT NULL") == 1
    assert phone.text("HELP") is None
    assert phone.text("cancel please") is not None


def _let_the_carrier_handle_words(database: Database) -> None:
    with database.transaction() as tx:
        tx.queue("UPDATE event_numbers SET opt_out_words = 'twilio'")


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


def test_segments_are_counted_in_and_out(phone: Phone, demo_db: Database) -> None:
    phone.text("x" * 161)
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT direction, segments, body FROM messages ORDER BY id")
    assert [row["direction"] for row in rows] == ["in", "out"]
    assert rows[0]["segments"] == 2
    assert rows[1]["segments"] >= 1


def test_unsigned_and_mis_signed_webhooks_change_nothing(
    demo_db: Database, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.app_client import make_app

    app = make_app(
        demo_db,
        tmp_path_factory.mktemp("signed"),
        TWILIO_ACCOUNT_SID=ACCOUNT,
        TWILIO_AUTH_TOKEN="12345678901234567890123456789012",
    )
    form = {"MessageSid": new_sid(), "From": "+15550100001", "To": NUMBER, "Body": ORDER}
    client = app.test_client()
    for headers in ({}, {"X-Twilio-Signature": "bm90IHRoZSBzaWduYXR1cmU="}):
        for path in ("/sms", "/sms/status"):
            response = client.post(path, data=form, headers=headers)
            assert response.status_code == 403, path
    for table in ("customers", "messages", "dialogues", "orders", "changes"):
        expected = 3 if table == "changes" else 0  # the demo's own stations
        assert _count(demo_db, table) == expected, table


def test_the_simulator_takes_texts_from_this_machine_only(phone: Phone) -> None:
    client = phone.app.test_client()
    form = {"MessageSid": new_sid(), "From": "+15550100001", "To": NUMBER, "Body": "hi"}
    for headers in (
        {"X-Forwarded-For": "1.2.3.4"},
        {"Forwarded": "for=1.2.3.4"},
        {"Origin": "https://evil.example"},
    ):
        assert client.post("/sms", data=form, headers=headers).status_code == 403
    far = client.post("/sms", data=form, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert far.status_code == 403
    assert reply_of(client.post("/sms", data=form)) is not None
