"""Orders for later and changes of placed orders, from the text to the ticket."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from backend.conversation.gathering import Utterance
from backend.conversation.service import Conversation
from backend.core.db import Database
from backend.events.types import Door, Event
from backend.orders import releasing
from backend.orders.types import Channel
from tests.app_client import NUMBER, Phone, Staff, sign_in

ORDER = "large oat flat white"


@pytest.fixture
def barista(app: Flask) -> Staff:
    return sign_in(app, "barista")


def latest(staff: Staff) -> Any:
    return staff.get("/api/events/demo/orders")["orders"][0]


def clock(demo: Event, ahead: timedelta) -> tuple[str, datetime]:
    """A time to come as the clocks at the event show it, and the moment it is."""
    zone = ZoneInfo(demo.timezone)
    at = (datetime.now(zone) + ahead).replace(second=0, microsecond=0)
    return at.strftime("%H:%M"), at.astimezone(UTC)


def test_an_order_for_a_time_waits_for_it(app: Flask, barista: Staff, demo: Event) -> None:
    phone = Phone(app)
    said, moment = clock(demo, timedelta(hours=2))
    read_back = phone.text(f"{ORDER} at {said}") or ""
    assert f"for {said}" in read_back
    confirmed = phone.text("yes") or ""
    assert re.search(rf"about {said}-\d\d:\d\d", confirmed), confirmed
    order = latest(barista)
    assert datetime.fromisoformat(order["for"]) == moment
    assert [line["status"] for line in order["lines"]] == ["scheduled"]
    assert barista.tickets() == []
    assert f"booked for {said}" in (phone.text("status") or "")
    assert "Cancelled" in (phone.text("cancel") or "")
    assert latest(barista)["status"] == "cancelled"


def test_an_order_that_nobody_can_make_when_its_time_comes(
    app: Flask, barista: Staff, demo_db: Database, demo: Event
) -> None:
    phone = Phone(app)
    said, moment = clock(demo, timedelta(hours=2))
    phone.text(f"{ORDER} at {said}")
    phone.text("yes")
    for station in barista.get("/api/events/demo/stations")["stations"]:
        barista.call("PATCH", f"/api/stations/{station['id']}", {"state": "closed"})
    assert f"booked for {said}" in (phone.text("status") or ""), "its time has not come"
    releasing.release_due(demo_db, moment)
    for words in ("status", "yes"):
        told = phone.text(words) or ""
        assert "couldn't start order #1" in told
        assert "booked" not in told
        assert "is in" not in told
    assert "Cancelled order #1" in (phone.text("cancel order") or "")
    assert latest(barista)["status"] == "cancelled"


def test_the_programme_tells_when_the_keynote_is_over(
    app: Flask, barista: Staff, demo: Event
) -> None:
    organiser = sign_in(app, "organiser")
    said, moment = clock(demo, timedelta(hours=1))
    keynote = {
        "kind": "keynote",
        "starts": (moment - timedelta(hours=2)).isoformat(),
        "ends": moment.isoformat(),
    }
    changed = organiser.call("PUT", "/api/events/demo/settings", {"programme": [keynote]})
    assert changed.status_code == 200, changed.text
    phone = Phone(app)
    assert f"for {said}" in (phone.text(f"{ORDER} after the keynote") or "")
    phone.text("yes")
    assert datetime.fromisoformat(latest(barista)["for"]) == moment


def test_a_placed_order_is_changed_by_a_yes_and_keeps_its_number(
    app: Flask, barista: Staff
) -> None:
    phone = Phone(app)
    number = phone.order(ORDER)
    before = barista.ticket()
    read_back = phone.text("actually make it small") or ""
    assert f"#{number} would be: one small oat flat white" in read_back
    assert latest(barista)["lines"][0]["options"]["size"] == "large", "not yet agreed"
    changed = phone.text("yes") or ""
    assert f"#{number} is now: one small oat flat white" in changed
    after = barista.ticket()
    assert after["lines"][0]["options"]["size"] == "small"
    assert (after["id"], after["number"], after["position"]) == (
        before["id"],
        number,
        before["position"],
    )


def test_one_more_joins_the_order_that_is_not_begun(app: Flask, barista: Staff) -> None:
    phone = Phone(app)
    number = phone.order(ORDER)
    phone.text("add one for Priya")
    phone.text("yes")
    order = latest(barista)
    assert order["number"] == number
    assert [line["name"] for line in order["lines"]] == [None, "Priya"]


def test_what_is_wished_too_late_stands_on_the_ticket(app: Flask, barista: Staff) -> None:
    phone = Phone(app)
    phone.order(ORDER)
    assert barista.act(barista.ticket()["id"], "start").status_code == 200
    assert "being made" in (phone.text("make it small please") or "")
    assert "make it small please" in barista.ticket()["note"]
    assert barista.ticket()["lines"][0]["options"]["size"] == "large"


def test_started_while_the_change_was_read_back(app: Flask, barista: Staff) -> None:
    phone = Phone(app)
    phone.order(ORDER)
    assert "would be" in (phone.text("make it small") or "")
    assert barista.act(barista.ticket()["id"], "start").status_code == 200
    assert "being made" in (phone.text("yes") or "")
    ticket = barista.ticket()
    assert ticket["lines"][0]["options"]["size"] == "large"
    assert "small" in ticket["note"].lower()


def say(desk: Conversation, demo: Event, text: str, channel: Channel) -> str:
    door = Door(demo.id, NUMBER, "", "own")
    sid = secrets.token_hex(16)
    said = Utterance(door, channel, "+15550100077", text, "AC1", sid, "r-1")
    return desk.handle(said).text or ""


def test_a_conversation_goes_on_over_every_channel_of_a_phone(
    app: Flask, barista: Staff, demo_db: Database, demo: Event
) -> None:
    """Begun in a text, gone on with in a call, agreed to in the chat: one dialogue."""
    desk = Conversation(demo_db, stale_after_seconds=3600)
    assert "size" in say(desk, demo, "a flat white for Ana", Channel.SMS).lower()
    assert "milk" in say(desk, demo, "large", Channel.VOICE).lower()
    assert "YES" in say(desk, demo, "oat", Channel.WEB)
    assert "is in" in say(desk, demo, "yes", Channel.VOICE)
    order = latest(barista)
    assert order["channel"] == "voice"
    assert order["customer"]["name"] == "Ana"
    options = order["lines"][0]["options"]
    assert (options["size"], options["milk"]) == ("large", "oat")
    assert f"#{order['number']}" in say(desk, demo, "status", Channel.SMS)


def test_stop_ends_a_change_in_its_middle(app: Flask, barista: Staff) -> None:
    phone = Phone(app)
    first = phone.order(ORDER)
    assert "would be" in (phone.text("make it small") or "")
    phone.text("STOP")
    phone.text("START")
    second = phone.order("large green tea")
    assert second != first
    sizes = {
        order["number"]: order["lines"][0]["options"]["size"]
        for order in barista.get("/api/events/demo/orders")["orders"]
    }
    assert sizes == {first: "large", second: "large"}


def test_a_number_in_talk_names_no_order(app: Flask, barista: Staff) -> None:
    phone = Phone(app)
    phone.order(ORDER)
    phone.order("large green tea")
    assert "#2" in (phone.text("cancel, i only have 1 minute") or "")
    orders = {o["number"]: o["status"] for o in barista.get("/api/events/demo/orders")["orders"]}
    assert orders == {"1": "received", "2": "cancelled"}
