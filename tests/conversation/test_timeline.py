"""The timeline explains any order in words and figures: how it came, why there, and how it went."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events.types import Event
from backend.orders import overdue
from tests.app_client import Phone, Staff, sign_in
from tests.channels.venue import Scripted, Venue

COUNT = {"ingredient": "oat milk", "amount": 5000, "mode": "strict"}


@pytest.fixture
def support(app: Flask) -> Staff:
    return sign_in(app, "support")


def _read(support: Staff, order: int) -> Any:
    return support.get(f"/api/orders/{order}/timeline")


def _words(told: Any) -> list[str]:
    return [one["words"] for one in told["timeline"]]


def _one(words: list[str], pattern: str) -> int:
    """Find the one sentence that begins so; gives its place."""
    (place,) = (i for i, one in enumerate(words) if re.match(pattern, one, re.DOTALL))
    return place


def test_a_text_order_from_its_first_word_to_its_cup(
    app: Flask, phone: Phone, barista: Staff, support: Staff, demo_db: Database, demo: Event
) -> None:
    organiser = sign_in(app, "organiser")
    for station in barista.get("/api/events/demo/stations")["stations"]:
        body = {**COUNT, "station": station["id"]}
        answer = organiser.call("PUT", "/api/events/demo/stock", body)
        assert answer.status_code in (200, 201), answer.text
    number = phone.order()
    ticket = barista.ticket()
    barista.act(ticket["id"], "start")
    barista.act(ticket["id"], "bump")
    unsent = _words(_read(support, ticket["order"]))
    _one(unsent, "text about ready, waiting to be sent")
    Venue(demo_db, demo.id, 0, 0).work(Scripted())
    told = _read(support, ticket["order"])
    words = _words(told)
    story = [
        'the customer wrote: "large oat flat white',
        'we read back: ".*YES',
        'the customer agreed: "yes"',
        rf"placed by customer: .*flat white.*; promised \d\d:\d\d-\d\d:\d\d, foreseen for "
        rf"\d\d:\d\d:\d\d; {ticket['station']}: ready in \d+ s",
        rf"took .*oat milk.* at {ticket['station']} \(ordered by customer\)",
        f'we confirmed: "Order #{number}',
        f"started at {ticket['station']} by barista",
        f"made at {ticket['station']} by barista",
        'text about ready, (queued|sent): "Order #',
    ]
    assert [_one(words, one) for one in story] == list(range(len(story))), words
    assert told["channel"] == "sms"
    assert told["promise"]["outcome"] in ("kept", "early")
    assert told["promise"]["ready_at"]
    assert re.match(rf"Order #{number} by sms at .*; promised .*; made at .*\.", told["summary"])
    assert "+1555" not in str(told).replace(told["timeline"][0]["detail"]["body"], "")


def test_an_order_at_the_counter_has_no_texts(barista: Staff, support: Staff) -> None:
    order = barista.post(
        "/api/events/demo/orders", {"lines": [{"item": "green tea", "options": {"size": "large"}}]}
    )
    told = _read(support, order["id"])
    assert told["channel"] == "walkup"
    assert {one["kind"] for one in told["timeline"]} == {"action"}
    assert _one(_words(told), "placed by barista: .*green tea.*; promised") == 0
    assert told["promise"]["outcome"] == "open"


def test_a_moved_one_says_from_where_to_where_and_by_whom(
    phone: Phone, barista: Staff, support: Staff
) -> None:
    phone.order()
    ticket = barista.ticket()
    stations = {
        one["name"]: one["id"] for one in barista.get("/api/events/demo/stations")["stations"]
    }
    left = ticket["station"]
    other = "South cart" if left == "North cart" else "North cart"
    moved = barista.act(ticket["id"], "move", station=stations[other], reason="a long queue")
    assert moved.status_code == 200, moved.text
    told = _read(support, ticket["order"])
    _one(_words(told), f"moved from {left} to {other} by barista: a long queue")
    assert told["stations"] == {other: f"moved from {left} by barista"}
    placed = _words(told)[_one(_words(told), "placed by")]
    assert f"{left}: ready in" in placed, "why it was there at first is kept"


def test_a_changed_one_tells_what_it_was_and_what_it_is(
    phone: Phone, barista: Staff, support: Staff
) -> None:
    phone.order()
    order = barista.ticket()["order"]
    changed = support.call(
        "PATCH",
        f"/api/orders/{order}",
        {"lines": [{"item": "green tea", "options": {"size": "large"}}]},
    )
    assert changed.status_code == 200, changed.text
    words = _words(_read(support, order))
    placed = words[_one(words, "placed by customer")]
    assert "flat white" in placed
    assert "green tea" not in placed
    after = words[_one(words, "changed by support to ")]
    assert "green tea" in after
    assert "promised" in after


def test_a_late_one_tells_both_promises(
    phone: Phone, barista: Staff, support: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    first = datetime.fromisoformat(ticket["promise"]["latest"])
    overdue.look(
        demo_db, first.replace(minute=(first.minute + 3) % 60) if first.minute < 57 else first
    )
    with demo_db.transaction() as tx:
        tx.queue("UPDATE tickets SET prep_seconds = 900")
        tx.queue("UPDATE orders SET look_at = now()")
    overdue.look(demo_db, datetime.now(UTC))
    told = _read(support, ticket["order"])
    assert told["promise"]["revised"] >= 1
    assert told["promise"]["first"] == ticket["promise"]
    assert ", then " in told["summary"]
    words = _words(told)
    assert any(one.startswith("promised anew by clock: ") for one in words)
    assert any("because" in one and "900 s to make" in one for one in words)


def test_a_forgotten_one_keeps_what_was_done_and_none_of_the_words(
    phone: Phone, barista: Staff, support: Staff
) -> None:
    phone.order("large oat flat white, 2 sugars, for Zebedee")
    order = barista.ticket()["order"]
    assert "Zebedee" in str(_read(support, order))
    phone.text("forget me")
    assert "erased" in (phone.text("yes") or "")
    told = _read(support, order)
    assert "Zebedee" not in str(told)
    assert not [one for one in told["timeline"] if one["kind"] == "text"]
    _one(_words(told), "placed by customer: .*flat white")


def test_the_order_before_is_another_story(phone: Phone, barista: Staff, support: Staff) -> None:
    phone.order("small green tea for Ada")
    first = barista.ticket()
    barista.act(first["id"], "bump")
    barista.act(first["id"], "collect")
    phone.order("large oat flat white for Ada")
    words = _words(_read(support, barista.ticket()["order"]))
    assert not [one for one in words if "green tea" in one]
    assert _one(words, 'we read back: ".*flat white') == 1
