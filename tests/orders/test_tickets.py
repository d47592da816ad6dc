"""A ticket on its way to a collected cup, however often, fast and concurrently it is tapped."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask

from backend.core.db import Database
from tests.app_client import Phone, Staff, sign_in
from tests.orders.outbox import outbox


def test_from_text_to_collected_cup(phone: Phone, barista: Staff) -> None:
    number = phone.order()
    ticket = barista.ticket()
    assert (ticket["number"], ticket["state"]) == (number, "queued")
    assert ticket["actions"] == ["start", "bump", "void", "move", "hold"]
    (line,) = ticket["lines"]
    assert line["item"] == "flat white"
    assert line["options"] == {"size": "large", "milk": "oat", "sugar": 2}
    for action, status in (("start", "making"), ("bump", "ready"), ("collect", "collected")):
        assert barista.act(ticket["id"], action).status_code == 200
        order = barista.get(f"/api/orders/{ticket['order']}")
        assert order["status"] == status
    assert order["customer"]["name"] == "Steve"
    assert order["customer"]["phone"].endswith("0001")
    assert "+1555" not in order["customer"]["phone"]
    assert barista.tickets() == []


def test_one_ready_text_however_often_and_concurrently_bumped(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()["id"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: barista.act(ticket, "bump").status_code, range(8)))
    assert sorted(answers) == [200] + [409] * 7
    assert outbox(demo_db) == [("ready", f"ready:{ticket}:1")]


def test_a_repeated_key_gets_the_first_answer(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    path = f"/api/tickets/{barista.ticket()['id']}/actions"
    key = {"Idempotency-Key": "tap-1"}
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(lambda _: barista.call("POST", path, {"action": "start"}, **key), range(6))
        )
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.text for answer in answers} == {answers[0].text}
    other = barista.call("POST", path, {"action": "bump"}, **key)
    assert (other.status_code, other.get_json()["code"]) == (409, "idempotency_key_reused")


def test_two_baristas_one_card(app: Flask, phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()
    assert barista.act(ticket["id"], "start", version=ticket["version"]).status_code == 200
    second = sign_in(app, "organiser").act(ticket["id"], "start", version=ticket["version"])
    problem = second.get_json()
    assert (second.status_code, problem["code"]) == (409, "version_conflict")
    assert problem["detail"] == "barista started this."


def test_recall_brings_it_back_to_its_old_place(app: Flask, barista: Staff) -> None:
    for i in range(3):
        Phone(app, f"+1555030{i:04}").order("small earl grey tea")
    by_station: dict[str, list[Any]] = {}
    for ticket in barista.tickets():
        by_station.setdefault(ticket["station"], []).append(ticket)
    lane = max(by_station.values(), key=len)
    before = [ticket["id"] for ticket in lane]
    assert len(before) > 1, "the first of several is recalled"
    assert barista.act(before[0], "bump").status_code == 200
    assert barista.act(before[0], "recall").status_code == 200
    after = barista.get(f"/api/stations/{lane[0]['station_id']}/tickets")["tickets"]
    assert [ticket["id"] for ticket in after] == before
    assert after[0]["state"] == "queued"


def test_void_wants_a_reason(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = barista.ticket()["id"]
    assert barista.act(ticket, "void").status_code == 422
    assert barista.act(ticket, "void", reason="dropped it").get_json()["state"] == "voided"


def test_move_checks_the_capability_and_tells_the_customer(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    stations = {s["name"]: s["id"] for s in barista.get("/api/events/demo/stations")["stations"]}
    refused = barista.act(ticket["id"], "move", station=stations["Tea bar"])
    assert (refused.status_code, refused.get_json()["code"]) == (409, "station_cannot_make_it")
    other = "South cart" if ticket["station"] == "North cart" else "North cart"
    moved = barista.act(ticket["id"], "move", station=stations[other])
    assert moved.get_json()["station"] == other
    assert [kind for kind, _ in outbox(demo_db)] == ["moved"]
