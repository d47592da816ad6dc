"""Roles x endpoints: who may call what. An endpoint that is not in the table fails the test."""

import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.accounts import access
from backend.core.db import Database
from tests.api.conftest import TABLETS, House, new_code
from tests.api.roles import BODIES, BY_COOKIE, IN_VAIN, OF_DEVICES, PASSWORD, ROWS, STOCK
from tests.app_client import make_app, sign_in


def _endpoints(app: Flask) -> set[str]:
    """List what there is under /api."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        if rule.rule == "/api" or rule.rule.startswith("/api/")
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def _call(house: House, endpoint: str, name: str) -> TestResponse:
    method, rule = endpoint.split()
    things = dict(house.things)
    if endpoint == "DELETE /api/stations/<int:station>":
        things["station"] = house.spare[name]
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(things[found[1]]), rule)
    client, headers = house.app.test_client(), dict[str, str]()
    who = house.who(name)
    if who is not None:
        headers["Authorization"] = f"Bearer {who.token}"
    if endpoint in BY_COOKIE:
        body = {"username": "barista", "password": PASSWORD}
        assert client.post("/api/auth/login", json=body).status_code == 200
        cookie = client.get_cookie("csrf_refresh_token")
        assert cookie is not None
        headers["X-CSRF-TOKEN"] = cookie.value
    return client.open(path, method=method, json=_body(house, endpoint), headers=headers)


def _body(house: House, endpoint: str) -> Any:
    if endpoint in STOCK:
        return {"station": house.things["station"], **STOCK[endpoint]}
    if endpoint == "POST /api/events/<slug>/stock/transfer":
        return house.transfer()
    if endpoint == "PUT /api/events/<slug>/menu":
        return house.app.test_client().get("/api/events/demo/menu").get_json()
    if endpoint == "POST /api/devices/pair":
        return {"code": new_code(house.staff["owner"], "display")["code"]}
    return BODIES.get(endpoint)


def test_every_endpoint_is_in_the_table_and_every_row_is_an_endpoint(app: Flask) -> None:
    assert _endpoints(app) == set(ROWS)


@pytest.mark.parametrize("endpoint", ROWS)
def test_each_caller_gets_what_the_table_says(house: House, endpoint: str) -> None:
    done = 0
    for name, wanted in ROWS[endpoint].items():
        response = _call(house, endpoint, name)
        if wanted == "yes":
            # What one has done another may find done already.
            fine = (200, 201) if not done and endpoint not in IN_VAIN else (200, 201, 409)
            assert response.status_code in fine, (name, response.text)
            done += 1
        else:
            assert response.status_code == int(wanted), (name, response.text)
            assert response.content_type == "application/problem+json"
    assert done or endpoint == "POST /api/auth/pin", "somebody may do it"


@pytest.mark.parametrize("name", TABLETS)
def test_a_device_gets_what_is_for_it_and_nothing_else(house: House, name: str) -> None:
    house.staff["owner"].call("PUT", "/api/events/demo/people/barista/pin", {"pin": "4711"})
    done = set()
    for endpoint, row in ROWS.items():
        response = _call(house, endpoint, name)
        if row["nobody"] == "yes" or endpoint in OF_DEVICES[name]:
            assert response.status_code == 200, (endpoint, response.text)
            done.add(endpoint)
        else:
            assert response.status_code == 403, (endpoint, response.text)
    assert OF_DEVICES[name] < done


def test_the_refused_have_changed_nothing(house: House, demo_db: Database) -> None:
    def everything() -> str:
        with demo_db.transaction() as tx:
            tables = ("orders", "tickets", "stations", "sold_out", "menus", "audit", "changes")
            rows = [tx.fetch(f"SELECT * FROM {table} ORDER BY id") for table in tables]
            return str([*rows, tx.fetch("SELECT version, name FROM events ORDER BY id")])

    before = everything()
    tried = 0
    for endpoint, row in ROWS.items():
        for name, wanted in row.items():
            if wanted != "yes":
                _call(house, endpoint, name)
                tried += 1
    assert tried > 50
    assert everything() == before


def test_a_barista_changes_a_stations_state_and_nothing_else(house: House) -> None:
    path = f"/api/stations/{house.things['station']}"
    for name, status in (("barista", 403), ("support", 403), ("organiser", 200), ("owner", 200)):
        response = house.staff[name].call("PATCH", path, {"name": f"Cart of {name}"})
        assert response.status_code == status, response.text


def test_a_role_at_one_event_is_none_at_another(house: House, demo_db: Database) -> None:
    """The stranger is an owner, and the demo's owner a stranger at the stranger's event."""
    owner, stranger = house.staff["owner"], house.staff["stranger"]
    assert stranger.get("/api/events/rival/orders") == {"orders": [], "next": None}
    refused = owner.call("GET", "/api/events/rival/orders")
    missing = owner.call("GET", "/api/events/no-such-event/orders")
    assert (refused.status_code, missing.status_code) == (404, 404)
    assert refused.get_json()["detail"] == missing.get_json()["detail"]


NOWHERE = (
    ("GET", "/api"),
    ("GET", "/api/"),
    ("GET", "/api/nothing"),
    ("POST", "/api/events/demo/nothing"),
    ("GET", "/api/orders/abc"),
    ("GET", "/api/orders/-1"),
    ("GET", "/api/orders/0"),
    ("GET", "/api/orders/999999999"),
    ("GET", "/api/orders/9223372036854775808"),
    ("GET", f"/api/orders/{'9' * 400}"),
    ("GET", f"/api/stations/{'9' * 25}/tickets"),
    ("GET", "/api/events/nowhere/orders"),
    ("GET", "/api/events/de%00mo/orders"),
    ("GET", "/api/events/%F0%9F%98%80/orders"),
    ("GET", f"/api/events/{'x' * 5000}/orders"),
)


def test_what_does_not_exist_is_401_to_the_anonymous_and_404_to_the_signed_in(house: House) -> None:
    for method, path in NOWHERE:
        anonymous = house.app.test_client().open(path, method=method)
        assert (anonymous.status_code, anonymous.get_json()["code"]) == (401, "not_signed_in"), path
        for name in ("owner", "barista", "display"):
            response = house.staff[name].call(method, path)
            assert response.status_code == 404, (path, response.text)


def test_a_wrong_method_is_401_to_the_anonymous_too(app: Flask) -> None:
    for path in ("/api/orders/1", "/api/events/demo/stations", "/api/nothing"):
        for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "NONSENSE"):
            response = app.test_client().open(path, method=method)
            assert response.status_code == 401, (method, path)


def test_a_wrong_method_names_the_right_ones_to_the_signed_in(house: House) -> None:
    response = house.staff["owner"].call("DELETE", "/api/events/demo/stations")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
    assert response.get_json()["code"] == "method_not_allowed"


def test_an_endpoint_without_a_decorator_is_closed_to_all(
    demo_db: Database, tmp_path: Path
) -> None:
    """The mutation: somebody adds an endpoint and forgets to say who may call it."""
    app = make_app(demo_db, tmp_path)
    app.add_url_rule("/api/forgotten", "forgotten", lambda: "secret")
    app.add_url_rule("/api/events/<slug>/forgotten", "forgotten_too", lambda slug: "secret")
    assert _endpoints(app) - set(ROWS) == {
        "GET /api/forgotten",
        "GET /api/events/<slug>/forgotten",
    }
    owner = sign_in(app, "owner")
    for address in ("/api/forgotten", "/api/events/demo/forgotten"):
        assert app.test_client().get(address).status_code == 401
        refused = owner.call("GET", address)
        assert (refused.status_code, refused.get_json()["code"]) == (403, "forbidden")
        assert "secret" not in refused.text


def test_every_endpoint_says_who_may_call_it(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/"):
            assert access.is_listed(app.view_functions[rule.endpoint]), rule


def test_what_is_outside_the_api_needs_no_sign_in_and_shows_no_personal_data(house: House) -> None:
    """The webhooks have their signature; the rest is for everybody, and this is all of it."""
    outside = {rule.rule for rule in house.app.url_map.iter_rules()} - {
        endpoint.split()[1] for endpoint in ROWS
    }
    assert outside == {
        "/",
        "/assets/<name>",
        "/barista",
        "/design",
        "/display/<slug>",
        "/favicon.svg",
        "/health",
        "/icons/<name>",
        "/kiosk/<slug>",
        "/manifest.webmanifest",
        "/metrics",
        "/pair",
        "/phone",
        "/phone/state",
        "/sign-in",
        "/sms",
        "/sms/status",
        "/sw.js",
        "/track-sw.js",
        "/track/<token>",
    }
    for path in ("/health", "/metrics", "/phone/state", "/api/events/demo/display"):
        response = house.app.test_client().get(path)
        assert response.status_code in (200, 503)
        assert "15550100001" not in response.text
