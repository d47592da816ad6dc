"""Pairing by a code, being known by the token, and being shut out."""

from flask import Flask

from backend.core.db import Database
from tests.api.conftest import new_code, pair
from tests.app_client import Phone, Staff
from tests.devices.conftest import Tablet, taken


def test_a_code_pairs_once_however_it_is_typed(app: Flask, owner: Staff, demo_db: Database) -> None:
    made = new_code(owner, "display")
    code = made["code"]
    assert made["url"].endswith(f"/pair?code={code}")
    assert made["device"]["paired_at"] is None
    first = taken(app, f"{code[:4]} {code[4:]}")
    assert first.status_code == 200, first.text
    again = taken(app, code)
    assert (again.status_code, again.get_json()["code"]) == (404, "no_such_code")
    token = first.get_json()["device_token"]
    with demo_db.transaction() as tx:
        rows = str(tx.fetch("SELECT * FROM devices"))
    assert token not in rows
    assert code not in rows
    me = Staff(app, token).get("/api/devices/me")
    assert (me["device"]["role"], me["event"]["slug"], me["people"]) == ("display", "demo", [])
    (listed,) = owner.get("/api/events/demo/devices")["devices"]
    assert listed["paired_at"] is not None
    assert listed["seen_at"] is not None


def test_a_code_is_over_after_ten_minutes_or_when_a_newer_one_is_drawn(
    app: Flask, owner: Staff, demo_db: Database
) -> None:
    old = new_code(owner, "display")
    fresh = owner.post(f"/api/devices/{old['device']['id']}/code", None)
    assert taken(app, old["code"]).status_code == 404
    with demo_db.transaction() as tx:
        tx.queue("UPDATE devices SET code_expires_at = now() - interval '1 second'")
    assert taken(app, fresh["code"]).status_code == 404


def test_codes_are_not_guessed_from_one_address(app: Flask, owner: Staff) -> None:
    code = new_code(owner, "display")["code"]
    wrong = f"{(int(code) + 1) % 10**8:08}"
    answers = [taken(app, wrong).status_code for _ in range(11)]
    assert answers == [*[404] * 10, 429]
    refused = taken(app, code)
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_guesses")
    assert int(refused.headers["Retry-After"]) > 0
    assert taken(app, code, "192.0.2.9").status_code == 200


def test_a_device_paired_again_has_one_token_only(app: Flask, owner: Staff) -> None:
    old = pair(app, owner, "barista")
    device = old.get("/api/devices/me")["device"]["id"]
    code = owner.post(f"/api/devices/{device}/code", None)["code"]
    assert old.get("/api/devices/me"), "it goes on until another takes the code"
    fresh = Staff(app, taken(app, code).get_json()["device_token"])
    refused = old.call("GET", "/api/devices/me")
    assert (refused.status_code, refused.get_json()["code"]) == (401, "token_revoked")
    assert fresh.get("/api/devices/me")["device"]["id"] == device


def test_a_revoked_device_is_out_at_once_with_whoever_is_signed_in_there(
    tablet: Tablet, owner: Staff
) -> None:
    person = tablet.person()
    assert person.get("/api/events/demo/stations")
    gone = owner.call("DELETE", f"/api/devices/{tablet.id}").get_json()
    assert gone["revoked_at"] is not None
    for who, path in ((tablet.device, "/api/devices/me"), (person, "/api/events/demo/stations")):
        refused = who.call("GET", path)
        assert (refused.status_code, refused.get_json()["code"]) == (401, "token_revoked")
    assert tablet.pin().status_code == 401
    assert owner.call("DELETE", f"/api/devices/{tablet.id}").get_json() == gone


def test_a_token_that_is_not_ours_is_invalid(app: Flask, tablet: Tablet) -> None:
    token = tablet.device.token
    for wrong, code in (
        (token[:-1] + ("A" if token[-1] != "A" else "B"), "token_revoked"),
        (token + "A", "token_invalid"),
        ("device-", "token_invalid"),
        (f"device-999999999-{'A' * 43}", "token_invalid"),
        (f"device-٣-{'A' * 43}", "token_invalid"),
    ):
        client = app.test_client()
        said = client.get(
            "/api/devices/me", headers={"Authorization": f"Bearer {wrong}".encode().decode("l1")}
        )
        assert (said.status_code, said.get_json()["code"]) == (401, code), wrong


def test_a_device_belongs_to_its_event_and_to_a_station_of_it(app: Flask, owner: Staff) -> None:
    body = {"role": "display", "name": "x", "station": 999_999}
    assert owner.call("POST", "/api/events/demo/devices", body).status_code == 404
    north, south, *_ = owner.get("/api/events/demo/stations")["stations"]
    printer = pair(app, owner, "printer", station=north["id"])
    for station, status in ((north, 200), (south, 403)):
        owner.call("PUT", f"/api/stations/{station['id']}/printer", {})
        path = f"/api/stations/{station['id']}/labels/claim"
        assert printer.call("POST", path, {"agent": "one"}).status_code == status


def test_a_kiosk_orders_and_sees_what_was_ordered_there(
    app: Flask, owner: Staff, phone: Phone
) -> None:
    kiosk, other = pair(app, owner, "kiosk"), pair(app, owner, "kiosk")
    lines = [{"item": "water", "options": {}}]
    order = kiosk.post("/api/events/demo/orders", {"lines": lines, "customer": {"name": "Ada"}})
    assert order["channel"] == "kiosk"
    assert kiosk.get(f"/api/orders/{order['id']}")["number"] == order["number"]
    assert other.call("GET", f"/api/orders/{order['id']}").status_code == 404
    walkup = {"channel": "walkup", "lines": lines}
    assert kiosk.call("POST", "/api/events/demo/orders", walkup).status_code == 403
    phone.order()
    with_phone = {"lines": lines, "override": True}
    assert kiosk.call("POST", "/api/events/demo/orders", with_phone).status_code == 422


def test_a_repeated_key_of_one_device_is_not_anothers(app: Flask, owner: Staff) -> None:
    body = {"lines": [{"item": "water", "options": {}}]}
    key = {"Idempotency-Key": "tap-1"}
    one, two = pair(app, owner, "kiosk"), pair(app, owner, "kiosk")
    path = "/api/events/demo/orders"
    first = one.post(path, body, **key)
    assert one.post(path, body, **key) == first
    assert two.post(path, body, **key)["id"] != first["id"]
