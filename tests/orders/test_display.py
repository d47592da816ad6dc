"""What a public display is shown beside numbers: the wait, what is missed, how it looks."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.live import log as sequence
from backend.orders.waits import Waits
from tests.app_client import Phone, Staff, sign_in

SETTINGS = "/api/events/demo/settings"


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


def _told(database: Database) -> list[Any]:
    with database.transaction() as tx:
        sequence.stamp(tx)
    with database.transaction() as tx:
        return [one for one in sequence.after(tx, 0) if one.type == "WaitChanged"]


def _look(waits: Waits, database: Database) -> None:
    with database.transaction() as tx:
        sequence.stamp(tx)
    waits.look(database, datetime.now(UTC))


def test_the_wait_is_told_once_and_again_when_it_is_another(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    waits = Waits()
    phone.order()
    _look(waits, demo_db)
    _look(waits, demo_db)
    (first,) = _told(demo_db)
    assert set(first.prev) == {"display:demo"}
    assert first.data["wait"] == barista.get("/api/events/demo/display")["wait"]

    for station in barista.get("/api/events/demo/stations")["stations"]:
        barista.call("PATCH", f"/api/stations/{station['id']}", {"state": "paused"})
    _look(waits, demo_db)
    assert [one.data for one in _told(demo_db)] == [first.data, {"wait": None}]


def test_the_wait_counts_on_all_hands(phone: Phone, barista: Staff, organiser: Staff) -> None:
    stations = barista.get("/api/events/demo/stations")["stations"]
    for station in stations:
        change = {"state": "closed"} if station["name"] != "North cart" else {"parallel": 1}
        assert organiser.call("PATCH", f"/api/stations/{station['id']}", change).status_code == 200
    for _ in range(10):
        phone.order()

    def wait() -> Any:
        return barista.get("/api/events/demo/display")["wait"]

    alone = wait()
    (cart,) = [one["id"] for one in stations if one["name"] == "North cart"]
    organiser.call("PATCH", f"/api/stations/{cart}", {"parallel": 3})
    assert 0 < wait()["latest_minutes"] < alone["latest_minutes"] / 2


def test_what_nobody_came_for_is_named_for_as_long_as_the_event_sets(
    phone: Phone, barista: Staff, organiser: Staff, demo_db: Database
) -> None:
    phone.order()
    (ticket,) = barista.tickets()
    for action in ("bump", "uncollected"):
        assert barista.act(ticket["id"], action).status_code == 200

    def shown() -> list[str]:
        return [call["state"] for call in barista.get("/api/events/demo/display")["calls"]]

    assert shown() == ["uncollected"]
    with demo_db.transaction() as tx:
        tx.queue(
            "UPDATE tickets SET closed_at = %(at)s", at=datetime.now(UTC) - timedelta(minutes=16)
        )
    assert shown() == []
    assert organiser.call("PUT", SETTINGS, {"display": {"missed_minutes": 20}}).status_code == 200
    assert shown() == ["uncollected"]
    assert organiser.call("PUT", SETTINGS, {"display": {"missed_minutes": 0}}).status_code == 200
    assert shown() == []


def test_a_display_looks_as_the_event_sets(organiser: Staff) -> None:
    wanted = {
        "languages": ["de", "en"],
        "theme": "dark",
        "colour": "#7a1fa2",
        "sponsors": ["Maple"],
    }
    assert organiser.call("PUT", SETTINGS, {"display": wanted}).status_code == 200
    shown = organiser.get("/api/events/demo/display")["event"]["display"]
    assert shown == {**shown, **wanted}
    assert (shown["chime"], shown["spoken"], shown["missed_minutes"]) == (True, False, 15)
    for wrong in (
        {"colour": "red; background: url(x)"},
        {"theme": "pink"},
        {"languages": ["en"] * 4},
        {"languages": ["xx"]},
        {"sponsors": [" "]},
        {"sponsors": ["x" * 81]},
        {"missed_minutes": -1},
        {"font": "Comic"},
    ):
        refused = organiser.call("PUT", SETTINGS, {"display": wrong})
        assert refused.status_code == 422, wrong
    assert organiser.get(SETTINGS)["display"] == shown
