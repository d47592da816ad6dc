"""Times are text with a zone at every door: a bare number is nobody's idea of one."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.app_client import Staff, sign_in
from tests.orders.later import FLAT_WHITE

GOOD, BAD = "2030-11-21T10:30:00+01:00", ("7", 7, 1795000000, 0.5, True, "10:30", "2030-11-21")
Ask = Callable[[Staff, Any], TestResponse]


def _put(name: str) -> Ask:
    return lambda who, at: who.call("PUT", "/api/events/demo/settings", {name: at})


def _programme(who: Staff, at: Any) -> TestResponse:
    session = {"kind": "lunch", "starts": at, "ends": "2030-11-21T23:00:00Z"}
    return who.call("PUT", "/api/events/demo/settings", {"programme": [session]})


def _until(who: Staff, at: Any) -> TestResponse:
    return who.call("POST", "/api/events/demo/86", {"item": "latte", "until": at})


def _for(who: Staff, at: Any) -> TestResponse:
    return who.call("POST", "/api/events/demo/orders", {"lines": [FLAT_WHITE], "for": at})


def _since(path: str) -> Ask:
    def ask(who: Staff, at: Any) -> TestResponse:
        client = who.app.test_client()
        headers = {"Authorization": f"Bearer {who.token}"}
        return client.get(f"/api/events/demo/{path}", query_string={"since": at}, headers=headers)

    return ask


def _break(who: Staff, at: Any) -> TestResponse:
    breaks = [{"starts": at, "ends": "2030-11-21T23:00:00Z"}]
    return who.call("POST", "/api/events/demo/stations", {"name": f"Cart {at}", "breaks": breaks})


DOORS = {
    "closes_at": _put("closes_at"),
    "last_orders_at": _put("last_orders_at"),
    "programme": _programme,
    "until": _until,
    "for": _for,
    "since": _since("orders"),
    "breaks": _break,
}


@pytest.fixture
def organiser(app: Flask) -> Staff:
    return sign_in(app, "organiser")


@pytest.mark.parametrize("door", DOORS)
def test_only_text_with_a_zone_is_a_time(organiser: Staff, door: str) -> None:
    for bad in BAD:
        refused = DOORS[door](organiser, bad)
        assert refused.status_code == 422, (bad, refused.text)
        assert "write the time" in refused.text
    taken = DOORS[door](organiser, GOOD)
    if taken.status_code not in (200, 201):
        # A time, but further ahead than an order may be; and last orders want an end.
        assert taken.get_json()["code"] in ("not_for_then", "bad_hours"), taken.text


def test_a_shift_may_leave_the_zone_to_the_clocks_at_the_event(organiser: Staff) -> None:
    assert _break(organiser, GOOD).status_code == 201
    breaks = [{"starts": "2030-11-21T10:30:00", "ends": "2030-11-21T11:00:00"}]
    body = {"name": "Late cart", "breaks": breaks}
    assert organiser.call("POST", "/api/events/demo/stations", body).status_code == 201
