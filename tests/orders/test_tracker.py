"""The tracker over HTTP: what a customer sees and does with the token of an order."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from backend.core.db import Database
from backend.orders import tokens, tracking_api, unfetched
from tests.app_client import STEVE, Phone, Staff, make_app, sign_in


class Desk:
    """The application, one order of a customer, and its tracker."""

    def __init__(self, app: Flask, database: Database) -> None:
        self.app, self.database = app, database
        self.phone = Phone(app)
        self.phone.order()
        self.barista = sign_in(app, "barista")

    def row(self, sql: str) -> Any:
        with self.database.transaction() as tx:
            return tx.one(sql)

    def run(self, sql: str, **values: object) -> None:
        with self.database.transaction() as tx:
            tx.queue(sql, **values)

    @property
    def token(self) -> str:
        return str(self.row("SELECT token FROM orders ORDER BY id LIMIT 1")["token"])

    @property
    def ticket(self) -> int:
        return int(self.row("SELECT id FROM tickets ORDER BY id LIMIT 1")["id"])

    def read(self, token: str | None = None) -> TestResponse:
        return self.app.test_client().get(f"/api/track/{token or self.token}")

    def view(self) -> Any:
        answer = self.read()
        assert answer.status_code == 200, answer.text
        return answer.get_json()

    def act(self, action: str, key: str = "", **body: Any) -> TestResponse:
        return self.app.test_client().post(
            f"/api/track/{self.token}/actions",
            json={"action": action, **body},
            headers={"Idempotency-Key": key} if key else {},
        )

    def bump(self, action: str = "bump") -> Any:
        path = f"/api/tickets/{self.ticket}/actions"
        answer = self.barista.call("POST", path, {"action": action})
        assert answer.status_code == 200, answer.text
        return answer.get_json()


@pytest.fixture
def desk(app: Flask, demo_db: Database) -> Desk:
    return Desk(app, demo_db)


def test_a_token_is_short_hard_to_guess_and_takes_no_digit(desk: Desk) -> None:
    assert re.fullmatch(tokens.PATTERN, desk.token)
    made = {tokens.new() for _ in range(2000)}
    assert len(made) == 2000
    assert set("".join(made)) == set(tokens.ALPHABET)
    assert not re.search(r"[\daeiou]", tokens.ALPHABET)


def test_what_a_customer_sees(desk: Desk) -> None:
    with desk.database.transaction() as tx:
        tx.queue("UPDATE orders SET name = 'Steve Miller'")
        tx.queue("UPDATE stations SET directions = 'Hall 2, left of the stage'")
    view = desk.view()
    (ticket,) = view["tickets"]
    assert (view["event"]["slug"], view["name"], view["status"]) == ("demo", "Steve", "received")
    assert view["promise"]["earliest"] < view["promise"]["latest"]
    assert (view["ahead"], ticket["ahead"], ticket["state"]) == (0, 0, "queued")
    assert ticket["directions"] == "Hall 2, left of the stage"
    (line,) = ticket["lines"]
    assert line["words"] == line["in_words"]["en"]
    assert line["in_words"].keys() == {"en", "de", "es", "fr", "pt"}
    assert view["actions"] == ["late", "cancel"]
    assert STEVE not in str(view)
    assert "Miller" not in str(view)


def test_unknown_and_expired_tokens_are_answered_alike(desk: Desk) -> None:
    token = desk.token
    unknown = desk.read("bcdfghjkmnpq")
    for bad in ("x", token.upper(), token + "b", "%00", "😀", "'--"):
        assert desk.read(bad).status_code == 404, bad
    desk.run(
        """UPDATE orders SET created_at = now() - interval '25 hours', promised_earliest = now()
        - interval '25 hours', promised_latest = now() - interval '24 hours 1 second'"""
    )
    expired = desk.read()
    assert (unknown.status_code, expired.status_code) == (404, 404)
    told = [answer.get_json() for answer in (unknown, expired)]
    assert told[0]["code"] == told[1]["code"] == "no_tracker"
    assert told[0]["detail"] == told[1]["detail"]


def test_it_lives_for_a_day_after_it_was_collected(desk: Desk) -> None:
    desk.bump()
    assert desk.act("collect").status_code == 200
    desk.run(
        """UPDATE orders SET created_at = now() - interval '3 days', promised_earliest = now()
        - interval '3 days', promised_latest = now() - interval '3 days'"""
    )
    desk.run("UPDATE tickets SET closed_at = now() - interval '23 hours'")
    assert desk.view()["status"] == "collected"
    desk.run("UPDATE tickets SET closed_at = now() - interval '24 hours 1 second'")
    assert desk.read().status_code == 404


def test_i_have_it_collects_what_is_made_and_only_that(desk: Desk) -> None:
    early = desk.act("collect")
    assert (early.status_code, early.get_json()["code"]) == (409, "nothing_to_collect")
    desk.bump()
    assert desk.view()["actions"] == ["collect", "late"]
    done = desk.act("collect", key="one tap")
    again = desk.act("collect", key="one tap")
    assert done.get_json() == again.get_json()
    assert done.get_json()["status"] == "collected"
    assert done.get_json()["actions"] == []
    history = desk.row("SELECT actor, ticket_id FROM order_history WHERE action = 'collect'")
    assert (history["actor"], history["ticket_id"]) == ("customer", desk.ticket)
    assert desk.act("collect").status_code == 409


def test_what_is_kept_back_is_not_said_to_be_ready(desk: Desk) -> None:
    desk.bump("hold")
    desk.bump()
    view = desk.view()
    assert (view["status"], view["tickets"][0]["state"]) == ("making", "started")
    assert "collect" not in view["actions"]
    assert desk.act("collect").status_code == 409
    desk.bump("release")
    assert desk.view()["status"] == "ready"


def test_who_runs_late_is_waited_for_longer(desk: Desk) -> None:
    said = desk.act("late")
    assert said.get_json()["tickets"][0]["late"] is True
    assert desk.act("late").get_json()["code"] == "not_late"
    assert desk.bump()["note"] == "customer is running late"
    called = desk.row("SELECT called_at FROM tickets")["called_at"]
    desk.run("DELETE FROM outbox")
    given_up = timedelta(minutes=30)

    def state_after(waited: timedelta) -> str:
        event = desk.row("SELECT event_id FROM tickets")["event_id"]
        with desk.database.transaction() as tx:
            unfetched.give_up(tx, event, called + waited)
        return str(desk.row("SELECT state FROM tickets")["state"])

    assert state_after(given_up + timedelta(minutes=1)) == "made"
    assert state_after(given_up + unfetched.GRACE + timedelta(seconds=1)) == "uncollected"
    assert desk.view()["actions"] == ["collect"]
    assert desk.act("collect").get_json()["status"] == "collected"


def test_it_is_cancelled_as_by_text_while_it_can_be(desk: Desk) -> None:
    view = desk.act("cancel").get_json()
    assert (view["status"], view["actions"]) == ("cancelled", [])
    assert [line["quantity"] for line in view["tickets"][0]["lines"]] == [1]
    assert "no open order" in str(desk.phone.text("status")).lower()


def test_too_late_to_cancel_is_refused_and_the_station_knows(desk: Desk) -> None:
    desk.bump("start")
    for _ in range(2):
        refused = desk.act("cancel", key="cancel it")
        assert (refused.status_code, refused.get_json()["code"]) == (409, "too_late")
        assert refused.get_json()["order_status"] == "making"
    assert desk.row("SELECT note FROM tickets")["note"] == "customer asked to cancel"


def test_a_key_of_one_order_means_nothing_at_another(desk: Desk) -> None:
    first = desk.act("late", key="same")
    other = Phone(desk.app, "+15550100077")
    other.order()
    token = desk.row("SELECT token FROM orders ORDER BY id DESC LIMIT 1")["token"]
    second = desk.app.test_client().post(
        f"/api/track/{token}/actions",
        json={"action": "late"},
        headers={"Idempotency-Key": "same"},
    )
    assert second.status_code == 200
    assert second.get_json()["number"] != first.get_json()["number"]


def test_forgetting_leaves_no_name_behind(desk: Desk) -> None:
    desk.act("late", key="kept")
    desk.phone.text("forget me")
    desk.phone.text("yes")
    view = desk.view()
    assert view["name"] is None
    assert [line["name"] for line in view["tickets"][0]["lines"]] == [None]
    with desk.database.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM idempotency_keys WHERE caller LIKE 'track:%%'") == []


def test_the_place_counts_drinks_not_orders(desk: Desk) -> None:
    for number in (1, 2):
        Phone(desk.app, f"+1555010008{number}").order("2 large oat flat whites for Ann")
    with desk.database.transaction() as tx:
        tx.queue("UPDATE tickets SET station_id = (SELECT min(id) FROM stations)")
        last = tx.one("SELECT token FROM orders ORDER BY id DESC LIMIT 1")
    assert last is not None
    answer = desk.read(last["token"]).get_json()
    assert answer["ahead"] == 3
    desk.bump()
    assert desk.read(last["token"]).get_json()["ahead"] == 2


def test_guesses_from_one_address_are_limited(desk: Desk) -> None:
    for _ in range(tracking_api.UNKNOWN_A_MINUTE):
        assert desk.read("bcdfghjkmnpq").status_code == 404
    refused = desk.read("bcdfghjkmnpq")
    assert (refused.status_code, refused.get_json()["code"]) == (429, "too_many_requests")
    assert desk.read().status_code == 200, "who has an order is not kept out by a neighbour"


def test_orders_at_the_counter_tell_their_tracker(desk: Desk) -> None:
    drink = {"item": "water", "options": {}}
    placed = desk.barista.call("POST", "/api/events/demo/orders", {"lines": [drink]})
    assert placed.status_code == 201, placed.text
    path = placed.get_json()["track"]
    view = desk.app.test_client().get(f"/api{path}").get_json()
    assert (view["number"], view["name"]) == (placed.get_json()["number"], None)


def test_directions_are_the_organisers(desk: Desk) -> None:
    path = f"/api/stations/{desk.row('SELECT station_id FROM tickets')['station_id']}"
    assert desk.barista.call("PATCH", path, {"directions": "Up"}).status_code == 403
    owner: Staff = sign_in(desk.app, "owner")
    told = owner.call("PATCH", path, {"directions": "  Up the stairs "})
    assert told.get_json()["directions"] == "Up the stairs"
    assert desk.view()["tickets"][0]["directions"] == "Up the stairs"
    assert owner.call("PATCH", path, {"directions": None}).get_json()["directions"] is None


def _with_link(demo_db: Database, folder: Path, setting: str, url: str) -> str:
    app = make_app(demo_db, folder, PUBLIC_URL=url)
    owner = sign_in(app, "owner")
    owner.call("PUT", "/api/events/demo/settings", {"tracker_link": setting})
    phone = Phone(app, f"+1555{time.monotonic_ns() % 10_000_000:07d}")
    phone.order()
    return str(phone.chat[-1][1])


@pytest.mark.parametrize(
    ("setting", "url", "told"),
    [
        ("auto", "https://coffee.example", True),
        ("auto", "http://127.0.0.1:8000", False),
        ("always", "http://127.0.0.1:8000", True),
        ("never", "https://coffee.example", False),
    ],
)
def test_the_confirmation_carries_the_address(
    demo_db: Database, tmp_path: Path, setting: str, url: str, told: bool
) -> None:
    text = _with_link(demo_db, tmp_path, setting, url)
    found = re.search(rf"{re.escape(url)}/track/({tokens.PATTERN})$", text)
    assert (found is not None) is told, text
    assert len(text) <= 160
    if found:
        with demo_db.transaction() as tx:
            assert tx.one("SELECT 1 FROM orders WHERE token = %(t)s", t=found[1])


def test_an_address_of_a_later_order_is_its_own(desk: Desk) -> None:
    first = desk.token
    due = datetime.now(UTC) + timedelta(hours=2)
    body = {"lines": [{"item": "water", "options": {}}], "for": due.isoformat()}
    placed = desk.barista.call("POST", "/api/events/demo/orders", body).get_json()
    assert placed["track"] != f"/track/{first}"
    view = desk.app.test_client().get(f"/api{placed['track']}").get_json()
    assert view["due"] is not None
    assert view["tickets"][0]["state"] == "scheduled"
