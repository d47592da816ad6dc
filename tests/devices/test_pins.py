"""Signing in by PIN at a tablet: who may, what it opens, and how guessing ends."""

import pytest
from flask import Flask

from backend.accounts import guesses
from backend.core.db import Database
from tests.api.conftest import pair
from tests.app_client import Phone, Staff, sign_in
from tests.devices.conftest import PIN, Tablet, give_pin

PASSWORD = "a long demo password"


def test_the_tablet_shows_who_can_sign_in(tablet: Tablet) -> None:
    people = tablet.device.get("/api/devices/me")["people"]
    assert [one["username"] for one in people] == ["barista", "support"]
    assert set(people[0]) == {"username", "name"}


def test_a_pin_signs_in_as_a_password_does(tablet: Tablet, app: Flask, phone: Phone) -> None:
    phone.order()
    client = app.test_client()
    answer = client.post(
        "/api/auth/pin",
        json={"username": "barista", "pin": PIN},
        headers={"Authorization": f"Bearer {tablet.device.token}"},
    )
    assert answer.status_code == 200, answer.text
    assert [role["event"] for role in answer.get_json()["user"]["roles"]] == ["demo"]
    csrf = client.get_cookie("csrf_refresh_token")
    assert csrf is not None
    fresh = client.post("/api/auth/refresh", headers={"X-CSRF-TOKEN": csrf.value})
    assert fresh.status_code == 200, fresh.text
    person = Staff(app, fresh.get_json()["access_token"])
    ticket = person.ticket()
    assert tablet.device.call("GET", f"/api/stations/{ticket['station_id']}/tickets").status_code
    assert tablet.device.act(ticket["id"], "start").status_code == 403
    assert person.act(ticket["id"], "start").status_code == 200


def test_who_did_it_and_where_is_written_down(
    tablet: Tablet, phone: Phone, demo_db: Database
) -> None:
    phone.order()
    person = tablet.person(username="support", pin="08150815")
    assert person.act(person.ticket()["id"], "start").status_code == 200
    with demo_db.transaction() as tx:
        (row,) = tx.fetch("SELECT actor, detail FROM audit WHERE action LIKE '%%act'")
    assert row == {"actor": "support", "detail": {"device": tablet.id}}


def test_the_next_person_takes_the_tablet_over(tablet: Tablet) -> None:
    first = tablet.person()
    second = tablet.person("08150815", "support")
    assert second.get("/api/events/demo/stations")
    gone = first.call("GET", "/api/events/demo/stations")
    assert (gone.status_code, gone.get_json()["code"]) == (401, "token_revoked")


def test_a_pin_is_good_at_the_devices_event_only(
    tablet: Tablet, demo_db: Database, app: Flask
) -> None:
    with demo_db.transaction() as tx:
        tx.queue(
            """INSERT INTO events (organisation_id, slug, name, timezone)
            VALUES (1, 'gala', 'Gala', 'UTC')"""
        )
        tx.queue(
            """INSERT INTO roles (event_id, person_id, role) SELECT e.id, p.id, 'owner'
            FROM events e, people p WHERE e.slug = 'gala' AND p.username = 'barista'"""
        )
    path = "/api/events/gala/stations"
    assert sign_in(app, "barista").call("GET", path).status_code == 200
    assert tablet.person().call("GET", path).status_code == 404


@pytest.mark.parametrize("role", ["display", "kiosk", "printer"])
def test_only_a_baristas_tablet_takes_pins(
    app: Flask, owner: Staff, tablet: Tablet, role: str
) -> None:
    other = Tablet(app, pair(app, owner, role))
    assert other.pin().status_code == 403
    assert tablet.pin().status_code == 200
    nobody = app.test_client().post("/api/auth/pin", json={"username": "barista", "pin": PIN})
    assert nobody.status_code == 401


def test_wrong_pins_lock_the_pin_and_not_the_password(tablet: Tablet, app: Flask) -> None:
    codes = [tablet.pin("0000").get_json()["code"] for _ in range(6)]
    assert codes == [*["wrong_pin"] * 5, "locked"]
    locked = tablet.pin()
    assert locked.status_code == 429
    assert "wait" in locked.get_json()["detail"]
    assert int(locked.headers["Retry-After"]) > 0
    assert tablet.pin("08150815", "support").status_code == 200
    assert sign_in(app, "barista").get("/api/events/demo/stations")


def test_a_new_pin_opens_the_lock_and_ends_the_old_sign_in(tablet: Tablet, owner: Staff) -> None:
    person = tablet.person()
    for _ in range(5):
        tablet.pin("0000")
    give_pin(owner, "barista", "123456")
    assert person.call("GET", "/api/events/demo/stations").status_code == 401
    assert tablet.pin(PIN).status_code == 401
    assert tablet.pin("123456").status_code == 200
    give_pin(owner, "barista", None)
    assert tablet.pin("123456").status_code == 401


def test_wrong_pins_of_many_names_close_the_device(
    tablet: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for i in range(guesses.AT_ONE_DEVICE):
        assert tablet.pin("0000", f"nobody-{i}").status_code == 401
    refused = tablet.pin()
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_guesses")


def test_one_chooses_a_pin_by_the_password(tablet: Tablet, app: Flask) -> None:
    me = sign_in(app, "organiser")
    wrong = {"current_password": "not my password", "pin": "1234"}
    assert me.call("PUT", "/api/auth/pin", wrong).status_code == 401
    for bad in ("123", "123456789", "12a4", "١٢٣٤", 1234, ""):
        body = {"current_password": PASSWORD, "pin": bad}
        assert me.call("PUT", "/api/auth/pin", body).status_code == 422, bad
    body = {"current_password": PASSWORD, "pin": "9876"}
    assert me.call("PUT", "/api/auth/pin", body).status_code == 200
    assert tablet.pin("9876", "organiser").status_code == 200


def test_nobody_gives_a_pin_to_those_above(app: Flask, tablet: Tablet) -> None:
    organiser = sign_in(app, "organiser")
    path = "/api/events/demo/people/{}/pin"
    for name, status in (("owner", 403), ("support", 200), ("organiser", 200), ("nobody", 404)):
        said = organiser.call("PUT", path.format(name), {"pin": "5555"})
        assert said.status_code == status, (name, said.text)


def test_a_role_taken_away_closes_the_tablet(tablet: Tablet, demo_db: Database) -> None:
    person = tablet.person()
    with demo_db.transaction() as tx:
        tx.queue(
            "DELETE FROM roles WHERE person_id = (SELECT id FROM people WHERE username = 'barista')"
        )
    assert person.call("GET", "/api/events/demo/stations").status_code == 404
    assert tablet.pin().status_code == 401
