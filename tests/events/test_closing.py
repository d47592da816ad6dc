"""The clock calls last orders and closes events; organisers put it off; open tickets go on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from backend.events import closing
from tests.app_client import Phone, Staff, sign_in


@pytest.fixture
def now() -> datetime:
    """Of this test: the machine looks at the clock too."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


def _set(organiser: Staff, **settings: Any) -> Any:
    response = organiser.call("PUT", "/api/events/demo/settings", settings)
    assert response.status_code == 200, response.text
    return response.get_json()


def _at(now: datetime, minutes: float) -> str:
    return (now + timedelta(minutes=minutes)).isoformat()


def _state(organiser: Staff) -> str:
    return str(organiser.get("/api/events/demo/settings")["state"])


def _told(database: Database) -> list[Any]:
    with database.transaction() as tx:
        rows = tx.fetch("SELECT rooms, data FROM changes WHERE type = 'EventChanged' ORDER BY id")
    return [(row["data"]["state"], row["data"]["closes_at"], row["rooms"]) for row in rows]


def test_last_orders_are_called_once_then_it_closes_and_open_tickets_are_finished(
    organiser: Staff, now: datetime, barista: Staff, phone: Phone, demo_db: Database
) -> None:
    phone.order()
    _set(organiser, closes_at=_at(now, 5))
    set_to = len(_told(demo_db))
    for _ in range(3):
        closing.keep_hours(demo_db, now)
    called = _told(demo_db)[set_to:]
    assert [state for state, _, _ in called] == ["open"]
    assert {"display:demo", "support:demo"} <= set(called[0][2])
    phone.address = "+15550100002"
    read_back = phone.text("large oat latte for Ann") or ""
    assert "last orders" in read_back
    assert "YES" in read_back
    closing.keep_hours(demo_db, now + timedelta(minutes=5))
    closing.keep_hours(demo_db, now + timedelta(minutes=6))
    assert [state for state, _, _ in _told(demo_db)[set_to:]] == ["open", "closed"]
    assert "closed" in (phone.text("yes") or ""), "what was read back is not taken any more"
    ticket = barista.ticket()
    assert barista.act(ticket["id"], "bump").status_code == 200
    assert barista.get(f"/api/orders/{ticket['order']}")["status"] == "ready"


def test_put_off_it_opens_again_with_one_call(
    organiser: Staff, now: datetime, demo_db: Database
) -> None:
    _set(organiser, closes_at=_at(now, -1))
    closing.keep_hours(demo_db, now)
    assert _state(organiser) == "closed"
    _set(organiser, closes_at=_at(now, 30))
    closing.keep_hours(demo_db, now)
    assert _state(organiser) == "open"
    closing.keep_hours(demo_db, now + timedelta(minutes=30))
    assert _state(organiser) == "closed", "the new end counts too"


def test_what_a_person_opens_after_the_end_stays_open(
    organiser: Staff, now: datetime, demo_db: Database
) -> None:
    _set(organiser, closes_at=_at(now, -1))
    closing.keep_hours(demo_db, now)
    _set(organiser, state="open")
    closing.keep_hours(demo_db, now + timedelta(minutes=1))
    assert _state(organiser) == "open"


def test_what_a_person_closed_the_clock_does_not_open(
    organiser: Staff, now: datetime, demo_db: Database
) -> None:
    _set(organiser, closes_at=_at(now, 30), state="closed")
    closing.keep_hours(demo_db, now)
    assert _state(organiser) == "closed"


def test_many_workers_close_it_once(organiser: Staff, now: datetime, demo_db: Database) -> None:
    version = _set(organiser, closes_at=_at(now, -1))["version"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: closing.keep_hours(demo_db, now), range(12)))
    after = organiser.get("/api/events/demo/settings")
    assert (after["state"], after["version"]) == ("closed", version + 1)


def test_the_display_knows_the_hours(organiser: Staff, now: datetime) -> None:
    _set(organiser, closes_at=_at(now, 20))
    shown = organiser.get("/api/events/demo/display")["event"]
    assert datetime.fromisoformat(shown["closes_at"]) == now + timedelta(minutes=20)
    assert datetime.fromisoformat(shown["last_orders_at"]) == now + timedelta(minutes=10)


@pytest.mark.parametrize(
    "hours",
    [
        {"last_orders_at": 10},
        {"last_orders_at": 10, "closes_at": 10},
        {"last_orders_at": 10, "closes_at": 5},
    ],
)
def test_hours_that_contradict_each_other(
    organiser: Staff, now: datetime, hours: dict[str, int]
) -> None:
    wanted = {name: _at(now, minutes) for name, minutes in hours.items()}
    refused = organiser.call("PUT", "/api/events/demo/settings", wanted)
    assert refused.status_code in (400, 422)
    assert refused.get_json()["code"] == "bad_hours"
    assert organiser.get("/api/events/demo/settings")["closes_at"] is None


@pytest.mark.parametrize("closes", ["22:00", "2026-11-21T22:00:00", "tonight", 7])
def test_a_time_without_a_zone_is_none(organiser: Staff, closes: Any) -> None:
    refused = organiser.call("PUT", "/api/events/demo/settings", {"closes_at": closes})
    assert refused.status_code == 422
