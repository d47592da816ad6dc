"""A text is one text, however often and from however many sides it comes."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask

from backend.core.db import Database
from backend.events.types import Event
from tests.app_client import ORDER, Phone, new_sid
from tests.channels.gala import open_gala
from tests.channels.rows import count


def test_a_retry_orders_once_and_gets_the_same_words(phone: Phone, demo_db: Database) -> None:
    phone.text(ORDER)
    sid = new_sid()
    first = phone.text("yes", sid=sid)
    assert [phone.text("yes", sid=sid) for _ in range(3)] == [first] * 3
    assert count(demo_db, "orders") == 1
    assert count(demo_db, "messages", "direction = 'in'") == 2


def test_twenty_concurrent_retries_make_one_order_and_equal_replies(
    app: Flask, demo_db: Database
) -> None:
    for body, orders in ((ORDER, 0), ("yes", 1)):
        sid = new_sid()
        with ThreadPoolExecutor(20) as pool:
            replies = list(pool.map(lambda _: Phone(app).text(body, sid=sid), range(20)))  # noqa: B023
        assert replies[0] is not None
        assert replies == [replies[0]] * 20
        assert count(demo_db, "orders") == orders
    assert count(demo_db, "messages", "direction = 'in'") == 2


def test_the_same_id_of_another_account_is_another_message(phone: Phone) -> None:
    sid = new_sid()
    assert "YES" in (phone.text(ORDER, sid=sid) or "")
    assert "#" in (phone.text("yes", sid=sid, AccountSid="AC" + "1" * 32) or "")


def test_the_provider_id_is_unique_over_all_events(
    phone: Phone, demo_db: Database, demo: Event
) -> None:
    open_gala(demo_db, demo, number="+15005550007", word="")
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


def test_retries_do_not_count_as_texts(phone: Phone) -> None:
    sid = new_sid()
    first = phone.text("hello", sid=sid)
    assert [phone.text("hello", sid=sid) for _ in range(40)] == [first] * 40
    assert phone.text("hello") is not None
