"""Access is asked anew at each request, in one order: who, whether there is such a thing, role."""

import pytest

from backend.accounts import service
from backend.accounts.types import Role
from backend.core.db import Database
from tests.api.conftest import House, house
from tests.app_client import Staff

__all__ = ["house"]

THERE = ("/api/events/demo/orders", "/api/orders/{order}", "/api/stations/{station}/tickets")
GONE = ("/api/events/nowhere/orders", "/api/orders/99999999", "/api/stations/99999999/tickets")


@pytest.mark.parametrize(("there", "gone"), list(zip(THERE, GONE, strict=True)))
def test_a_stranger_cannot_tell_what_exists(house: House, there: str, gone: str) -> None:
    path = there.format(**house.things)
    assert house.staff["owner"].call("GET", path).status_code == 200
    answers = [house.staff["stranger"].call("GET", it).get_json() for it in (path, gone)]
    assert answers[0]["status"] == 404
    assert {**answers[0], "request_id": ""} == {**answers[1], "request_id": ""}


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("owner", "/api/orders/99999999/cancel", 404),
        ("barista", "/api/orders/99999999/cancel", 404),
        ("barista", "/api/orders/{order}/cancel", 403),
        ("support", "/api/orders/{order}/cancel", 422),
    ],
)
def test_the_body_is_looked_at_last(house: House, who: str, path: str, status: int) -> None:
    response = house.app.test_client().post(
        path.format(**house.things),
        data="{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {house.staff[who].token}"},
    )
    assert response.status_code == status, response.text


def test_a_role_taken_away_is_gone_at_once(house: House, demo_db: Database) -> None:
    support = house.staff["support"]
    assert support.call("GET", THERE[0]).status_code == 200
    with demo_db.transaction() as tx:
        row = tx.one(
            "DELETE FROM roles USING people WHERE people.id = person_id AND username = 'support'"
            " RETURNING event_id, person_id"
        )
        assert row is not None
    assert support.call("GET", THERE[0]).status_code == 404
    with demo_db.transaction() as tx:
        service.grant(tx, row["event_id"], row["person_id"], Role.DISPLAY)
    assert support.call("GET", THERE[0]).status_code == 403


def test_whoever_was_dismissed_is_signed_out_at_once(house: House, demo_db: Database) -> None:
    with demo_db.transaction() as tx:
        tx.queue("UPDATE people SET active = false WHERE username = 'support'")
    response = house.staff["support"].call("GET", THERE[0])
    assert (response.status_code, response.get_json()["code"]) == (401, "token_revoked")


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (None, "not_signed_in"),
        ("", "not_signed_in"),
        ("Bearer", "not_signed_in"),
        ("Basic b3duZXI6eA==", "not_signed_in"),
        ("Bearer a.b.c", "token_invalid"),
        ("Bearer \N{LATIN SMALL LETTER E WITH ACUTE}.b.c", "token_invalid"),
    ],
)
def test_what_is_no_token(house: House, header: str | None, code: str) -> None:
    headers = {} if header is None else {"Authorization": header}
    response = house.app.test_client().get(THERE[0], headers=headers)
    assert (response.status_code, response.get_json()["code"]) == (401, code)


def test_a_refresh_token_is_no_access_token(house: House) -> None:
    client = house.app.test_client()
    body = {"username": "owner", "password": "a long demo password"}
    assert client.post("/api/auth/login", json=body).status_code == 200
    cookie = client.get_cookie("refresh_token_cookie", path="/api/auth")
    assert cookie is not None
    response = Staff(house.app, cookie.value).call("GET", THERE[0])
    assert (response.status_code, response.get_json()["code"]) == (401, "token_invalid")
