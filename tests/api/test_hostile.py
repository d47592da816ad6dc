"""What no honest client sends: refused by name, changing nothing, and never our fault (5xx)."""

import json
import re
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.api.conftest import House
from tests.api.roles import BODIES

NUL, HALF = "a\x00b", "\ud800"
ODD: tuple[Any, ...] = (
    NUL,
    HALF,
    "\x00",
    "\udfff\ud800",
    "‮",
    "\uffff",
    "x" * 900_000,
    "' OR 1=1 --",
    "%s %(x)s",
)
NUMBERS: tuple[Any, ...] = (2**31, 2**63, -(2**63) - 1, 10**400, -1, 0, 1.5)

#: Writes with a body, but for those that change one's own password or sign in.
WRITES = sorted(endpoint for endpoint in BODIES if "/auth/" not in endpoint)


def _path(house: House, endpoint: str) -> str:
    rule = endpoint.split()[1]
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(house.things[found[1]]), rule)


def _send(house: House, endpoint: str, body: Any, **values: Any) -> TestResponse:
    """Send a body as it stands, or anything else as JSON."""
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return house.app.test_client().open(
        _path(house, endpoint),
        method=endpoint.split()[0],
        data=data,
        content_type=values.pop("content_type", "application/json"),
        headers={"Authorization": f"Bearer {house.staff['owner'].token}", **values},
    )


def _refused(response: TestResponse, *statuses: int) -> None:
    assert response.status_code in statuses, response.text[:500]
    assert response.content_type == "application/problem+json"
    problem = response.get_json()
    assert problem["request_id"] == response.headers["X-Request-ID"]
    assert problem["detail"]


def _mutants(body: Any, odd: Any) -> list[Any]:
    """Put something odd in the place of each value of a body, however deep, one at a time."""
    if isinstance(body, dict):
        return [
            {**body, key: mutant} for key, inner in body.items() for mutant in _mutants(inner, odd)
        ] or [odd]
    if isinstance(body, list):
        return [
            [*body[:i], mutant, *body[i + 1 :]]
            for i, inner in enumerate(body)
            for mutant in _mutants(inner, odd)
        ]
    return [odd]


@pytest.mark.parametrize("endpoint", WRITES)
def test_odd_texts_and_numbers_in_any_field(house: House, endpoint: str) -> None:
    tried = 0
    for odd in [*ODD, *NUMBERS, None, [], {}, True]:
        # Where nothing is needed, a field that is not known.
        for body in _mutants(BODIES[endpoint] or {"anything": 0}, odd):
            response = _send(house, endpoint, body)
            assert response.status_code < 500, (body, response.text)
            if odd in (NUL, HALF):
                assert response.status_code in (404, 409, 422), (body, response.text)
            tried += 1
    assert tried >= len(ODD) + len(NUMBERS)


ORDER = {
    "channel": "walkup",
    "customer": {"name": "Ada", "phone": "+15550100009"},
    "lines": [
        {
            "item": "latte",
            "quantity": 1,
            "options": {"size": "small", "milk": "soy"},
            "extras": [{"name": "vanilla syrup", "count": 1, "amount": None}],
            "notes": ["hot"],
            "name": "Ada",
        }
    ],
}


def test_odd_values_anywhere_in_an_order(house: House) -> None:
    endpoint = "POST /api/events/<slug>/orders"
    assert _send(house, endpoint, ORDER).status_code == 201
    for odd in [*ODD, *NUMBERS, None, [], {}]:
        for body in _mutants(ORDER, odd):
            response = _send(house, endpoint, body)
            assert response.status_code < 500, (body, response.text)


@pytest.mark.parametrize("field", ["username", "password"])
def test_odd_texts_at_the_sign_in(house: House, field: str) -> None:
    for i, odd in enumerate((*ODD, *NUMBERS, None, [], {}, "é" * 90)):
        body = {"username": f"somebody-{i}", "password": "not the password", field: odd}
        response = house.app.test_client().post(
            "/api/auth/login",
            data=json.dumps(body),
            content_type="application/json",
            environ_overrides={"REMOTE_ADDR": f"192.0.2.{i}"},
        )
        _refused(response, 401, 422, 429)


NOT_JSON = (
    "",
    "{",
    "nonsense",
    '{"action": "start"',
    "\x00",
    b"\xff\xfe",
    "NaN",
    '{"action": NaN}',
    "1" * 10_000,
    "[" * 100_000,
    '{"a":' * 100_000,
    "[" * 100_000 + "]" * 100_000,
)
#: What these do not name stays as it is.
NOTHING_TO_CHANGE = (
    "PUT /api/me/preferences",
    "PATCH /api/stations/<int:station>",
    "PUT /api/events/<slug>/settings",
    "PUT /api/stations/<int:station>/printer",
)
#: All of what they are told may be left out.
NOTHING_NEEDED = (
    "POST /api/events/<slug>/notifications/hold",
    "POST /api/events/<slug>/notifications/release",
    "POST /api/stations/<int:station>/printer/new-roll",
    "POST /api/stations/<int:station>/printer/status",
    "POST /api/tickets/<int:ticket>/labels",
)
NO_OBJECT = ("[]", "null", "1", '"text"', "true", '[{"action": "start"}]', "{}")


@pytest.mark.parametrize("endpoint", WRITES)
def test_bodies_that_are_no_json_or_no_object(house: House, endpoint: str) -> None:
    for body in (*NOT_JSON, *NO_OBJECT):
        response = _send(house, endpoint, body)
        if endpoint in (*NOTHING_TO_CHANGE, *NOTHING_NEEDED) and body == "{}":
            assert response.status_code in (200, 201), "nothing is to change, or needed"
        elif endpoint.endswith("/cancel") and body == "{}":
            assert response.status_code == 200, "a reason may be left out"
        else:
            _refused(response, 400, 422)


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "", "application/json; x"])
def test_a_body_of_another_kind(house: House, kind: str) -> None:
    body = {"action": "start"}
    response = _send(house, "POST /api/tickets/<int:ticket>/actions", body, content_type=kind)
    assert response.status_code in (200, 415, 422)
    assert (response.status_code == 200) is (kind == "application/json; x")


def test_a_body_that_is_too_large(house: House) -> None:
    for endpoint in WRITES:
        _refused(_send(house, endpoint, "x" * 1_100_000), 413)


@pytest.mark.parametrize("name", ["limit", "station"])
@pytest.mark.parametrize("value", ["9" * 30, "-1", "x", "", "1.5", "%00", "٣"])
def test_odd_numbers_in_a_query(house: House, name: str, value: str) -> None:
    response = house.staff["owner"].call("GET", f"/api/events/demo/orders?{name}={value}")
    assert response.status_code in (200, 422), response.text


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "%00",
        "=",
        "====",
        "MTI",
        "%F0%9F%98%80",
        "",
    ],
)
def test_a_cursor_that_is_not_ours(house: House, cursor: str) -> None:
    _refused(house.staff["owner"].call("GET", f"/api/events/demo/orders?cursor={cursor}"), 422)


@pytest.mark.parametrize("name", ["q", "phone", "status", "since", "cursor"])
def test_odd_texts_in_a_query(house: House, name: str) -> None:
    for value in ("%00", "%ED%A0%80", "%FF", "%25", "\\", "'", "x" * 5000, "2026-13-99", "٣"):
        response = house.staff["owner"].call("GET", f"/api/events/demo/orders?{name}={value}")
        assert response.status_code in (200, 422), (value, response.text)


@pytest.mark.parametrize(
    "since", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-01-01", "9" * 15]
)
def test_times_at_the_ends_of_the_calendar(house: House, since: str) -> None:
    response = house.staff["owner"].call("GET", f"/api/events/demo/orders?since={since}")
    assert response.status_code in (200, 422), response.text


@pytest.mark.parametrize("key", ["x" * 201, "é", "a\tb", " "])
def test_an_idempotency_key_that_is_none(house: House, key: str) -> None:
    endpoint = "POST /api/tickets/<int:ticket>/actions"
    response = _send(house, endpoint, {"action": "start"}, **{"Idempotency-Key": key})
    assert response.status_code in (200, 422), response.text


def test_ids_beyond_what_there_can_be(house: House) -> None:
    for number in (2**31, 2**63 - 1, 2**63, 2**64, 10**50, 0):
        for path in (f"/api/orders/{number}", f"/api/stations/{number}/tickets"):
            _refused(house.staff["owner"].call("GET", path), 404)
        for path, body in (
            (f"/api/tickets/{number}/actions", {"action": "start"}),
            (f"/api/orders/{number}/cancel", {"reason": "x"}),
        ):
            _refused(house.staff["owner"].call("POST", path, body), 404)
        _refused(house.staff["owner"].call("PATCH", f"/api/stations/{number}", {}), 404)
        body = BODIES["PATCH /api/orders/<int:order>"]
        _refused(house.staff["owner"].call("PATCH", f"/api/orders/{number}", body), 404)
