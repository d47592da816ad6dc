"""Orders through the whole application: each lesson that orders taught, as a test."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from backend.core.db import Database
from tests.app_client import Phone, Staff, sign_in

ORDER = "large oat flat white, 2 sugars, for Steve"


def _only(tickets: list[Any]) -> Any:
    assert len(tickets) == 1
    return tickets[0]


def _outbox(database: Database) -> list[tuple[str, str]]:
    with database.transaction() as tx:
        rows = tx.fetch("SELECT kind, dedup_key FROM outbox ORDER BY id")
    return [(row["kind"], row["dedup_key"]) for row in rows]


def test_from_text_to_collected_cup(phone: Phone, barista: Staff) -> None:
    number = phone.order()
    ticket = _only(barista.tickets())
    assert (ticket["number"], ticket["state"]) == (number, "queued")
    assert ticket["actions"] == ["start", "bump", "void", "move"]
    line = _only(ticket["lines"])
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


def test_numbers_count_up_and_stay_apart(app: Flask) -> None:
    numbers = [Phone(app, f"+1555010{i:04}").order("small green tea") for i in range(5)]
    assert numbers == ["1", "2", "3", "4", "5"]


def test_concurrent_orders_get_different_numbers(app: Flask) -> None:
    phones = [Phone(app, f"+1555020{i:04}") for i in range(8)]
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(Phone.order, phones))
    assert len(set(numbers)) == 8


def test_one_ready_text_however_often_and_concurrently_bumped(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = _only(barista.tickets())["id"]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: barista.act(ticket, "bump").status_code, range(8)))
    assert sorted(answers) == [200] + [409] * 7
    assert _outbox(demo_db) == [("ready", f"ready:{ticket}:1")]


def test_a_repeated_key_gets_the_first_answer(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    path = f"/api/tickets/{_only(barista.tickets())['id']}/actions"
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
    ticket = _only(barista.tickets())
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


@pytest.mark.parametrize(
    ("actions", "word", "status"),
    [
        ([], "ancelled", "cancelled"),
        (["start"], "being made", "making"),
        (["bump"], "ready", "ready"),
    ],
)
def test_cancel_by_stage_is_answered_truthfully(
    phone: Phone, barista: Staff, actions: list[str], word: str, status: str
) -> None:
    number = phone.order()
    ticket = _only(barista.tickets())
    for action in actions:
        barista.act(ticket["id"], action)
    reply = phone.text("cancel") or ""
    assert word in reply
    assert f"#{number}" in reply
    assert barista.get(f"/api/orders/{ticket['order']}")["status"] == status


def test_the_station_is_told_of_a_cancel_that_came_too_late(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = _only(barista.tickets())
    barista.act(ticket["id"], "start")
    phone.text("cancel")
    assert _only(barista.tickets())["note"] == "customer asked to cancel"


def test_cancelled_by_staff_is_one_text_with_the_reason(
    app: Flask, phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    order = _only(barista.tickets())["order"]
    path = f"/api/orders/{order}/cancel"
    assert barista.call("POST", path, {"reason": "machine broke"}).status_code == 403
    support = sign_in(app, "support")
    assert support.post(path, {"reason": "machine broke"})["status"] == "cancelled"
    again = support.call("POST", path, {"reason": "machine broke"})
    assert (again.status_code, again.get_json()["code"]) == (409, "too_late")
    assert _outbox(demo_db) == [("cancelled", f"cancelled:{order}")]


def test_void_wants_a_reason(phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = _only(barista.tickets())["id"]
    assert barista.act(ticket, "void").status_code == 422
    assert barista.act(ticket, "void", reason="dropped it").get_json()["state"] == "voided"


def test_86_is_seen_by_a_yes_already_awaited(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.text(ORDER)
    barista.post("/api/events/demo/86", {"option": "milk:oat"})
    reply = phone.text("yes") or ""
    assert "#" not in reply
    assert "oat" in reply
    assert "soy" in reply or "full cream" in reply
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT 1 FROM orders") == []
    assert "YES" in (phone.text("soy") or "")
    assert "#1" in (phone.text("yes") or "")


def test_86_is_seen_by_the_next_text_and_gone_after_delete(phone: Phone, barista: Staff) -> None:
    barista.post("/api/events/demo/86", {"item": "flat white"})
    assert "YES" not in (phone.text(ORDER) or "YES")
    body = {"item": "flat white"}
    assert barista.call("DELETE", "/api/events/demo/86", body).get_json() == {"sold_out": []}
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


def test_86_ends_at_its_time(phone: Phone, barista: Staff, demo_db: Database) -> None:
    barista.post(
        "/api/events/demo/86", {"item": "flat white", "until": "2099-01-01T00:00:00+00:00"}
    )
    assert "YES" not in (phone.text(ORDER) or "YES")
    with demo_db.transaction() as tx:
        tx.queue("UPDATE sold_out SET until = now() - interval '1 second'")
        tx.queue("UPDATE events SET revision = revision + 1")
    phone.text("cancel")
    assert "YES" in (phone.text(ORDER) or "")


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"item": "unicorn milk"}, 404),
        ({"option": "milk:unicorn"}, 404),
        ({"option": "milk"}, 404),
        ({}, 422),
        ({"item": "latte", "option": "milk:oat"}, 422),
        ({"item": "latte", "until": "2099-01-01T00:00:00"}, 422),
    ],
)
def test_86_of_nothing_known_is_refused(barista: Staff, body: dict[str, str], status: int) -> None:
    response = barista.call("POST", "/api/events/demo/86", body)
    assert response.status_code == status, response.text


def test_no_order_without_a_station_that_can_make_it(
    app: Flask, phone: Phone, barista: Staff
) -> None:
    for station in barista.get("/api/events/demo/stations")["stations"]:
        if station["name"] != "South cart":
            path = f"/api/stations/{station['id']}"
            assert barista.call("PATCH", path, {"state": "closed"}).status_code == 200
    reply = phone.text("large almond flat white") or ""
    assert "YES" not in reply
    assert "oat" in reply
    assert "YES" in (phone.text("oat") or "")


def test_an_order_is_split_where_no_station_makes_it_all(phone: Phone, barista: Staff) -> None:
    north = barista.get("/api/events/demo/stations")["stations"][0]
    assert north["name"] == "North cart"
    barista.call("PATCH", f"/api/stations/{north['id']}", {"state": "paused"})
    phone.order("large oat latte and a large green tea")
    assert sorted(ticket["station"] for ticket in barista.tickets()) == ["South cart", "Tea bar"]
    assert all(ticket["reason"] for ticket in barista.tickets())


def test_move_checks_the_capability_and_tells_the_customer(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = _only(barista.tickets())
    stations = {s["name"]: s["id"] for s in barista.get("/api/events/demo/stations")["stations"]}
    refused = barista.act(ticket["id"], "move", station=stations["Tea bar"])
    assert (refused.status_code, refused.get_json()["code"]) == (409, "station_cannot_make_it")
    other = "South cart" if ticket["station"] == "North cart" else "North cart"
    moved = barista.act(ticket["id"], "move", station=stations[other])
    assert moved.get_json()["station"] == other
    assert [kind for kind, _ in _outbox(demo_db)] == ["moved"]


def test_walk_up(barista: Staff) -> None:
    body = {
        "channel": "walkup",
        "customer": {"name": "Ada", "phone": None},
        "lines": [{"item": "latte", "options": {"size": "small", "milk": "soy"}, "quantity": 2}],
    }
    order = barista.post("/api/events/demo/orders", body)
    assert (order["status"], order["channel"], order["customer"]["name"]) == (
        "received",
        "walkup",
        "Ada",
    )
    assert order["lines"][0]["quantity"] == 2


@pytest.mark.parametrize(
    ("line", "status", "word"),
    [
        ({"item": "latte"}, 422, "size"),
        ({"item": "unicorn"}, 422, "unicorn"),
        ({"item": "latte", "options": {"size": "huge", "milk": "soy"}}, 422, "small"),
        ({"item": "water", "quantity": 13, "options": {}}, 409, "12"),
        ({"item": "latte", "options": {"size": "small", "milk": "soy", "sugar": 7}}, 422, "6"),
    ],
)
def test_a_walk_up_that_cannot_be_is_refused_by_name(
    barista: Staff, line: dict[str, Any], status: int, word: str
) -> None:
    response = barista.call("POST", "/api/events/demo/orders", {"lines": [line]})
    assert response.status_code == status, response.text
    assert word in response.get_json()["detail"]


def test_finding_orders(app: Flask, barista: Staff) -> None:
    for i, name in enumerate(("Ada", "Bo", "Cleo")):
        Phone(app, f"+1555040{i:04}").order(f"small green tea for {name}")
    path = "/api/events/demo/orders"
    first = barista.get(f"{path}?limit=2")
    assert [order["number"] for order in first["orders"]] == ["3", "2"]
    rest = barista.get(f"{path}?limit=2&cursor={first['next']}")
    assert [order["number"] for order in rest["orders"]] == ["1"]
    assert rest["next"] is None

    def found(query: str) -> list[str]:
        return [order["customer"]["name"] for order in barista.get(f"{path}?{query}")["orders"]]

    assert found("q=2") == ["Bo"]
    assert found("q=cle") == ["Cleo"]
    assert found("q=0000") == ["Ada"]
    assert found("phone=%2B15550400001") == ["Bo"]
    assert found("phone=0001") == []
    assert found("status=ready") == []
    assert found("q=%25") == []


def test_one_jo_is_not_another(app: Flask, barista: Staff) -> None:
    """Identity is the phone: the same name elsewhere gets nobody's history."""
    Phone(app, "+15550500001").order("small green tea for Jo")
    other = Phone(app, "+15550500002")
    assert "#" not in (other.text("status") or "#")
    assert "YES" not in (other.text("usual") or "YES")


def test_forget_me_makes_a_stranger_everywhere(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    order = _only(barista.tickets())["order"]
    phone.text("forget me")
    sid_reply = phone.text("yes") or ""
    assert "erased" in sid_reply
    seen = barista.get(f"/api/orders/{order}")
    assert seen["customer"] == {"name": None, "phone": None}
    assert "Steve" not in str(barista.tickets())
    with demo_db.transaction() as tx:
        for table in _tables_with_text(tx):
            rows = str(tx.fetch(f"SELECT * FROM {table}"))
            assert "Steve" not in rows, table
            assert phone.address not in rows, table
    assert "YES" not in (phone.text("usual") or "YES")


def _tables_with_text(tx: Any) -> list[str]:
    rows = tx.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [row["tablename"] for row in rows]


def test_the_timeline_tells_all(app: Flask, phone: Phone, barista: Staff) -> None:
    phone.order()
    ticket = _only(barista.tickets())
    barista.act(ticket["id"], "start")
    timeline = sign_in(app, "support").get(f"/api/orders/{ticket['order']}/timeline")
    what = [(entry["kind"], entry["what"]) for entry in timeline["timeline"]]
    assert ("action", "placed") in what
    assert ("action", "start") in what
    assert ("text", "text") in what
    assert timeline["stations"][ticket["station"]] == ticket["reason"]


def test_an_owner_of_nothing_here_sees_nothing(app: Flask, phone: Phone, demo_db: Database) -> None:
    phone.order()
    from backend.accounts import passwords
    from backend.accounts import service as accounts
    from backend.accounts.types import Role
    from backend.events import service as events

    with demo_db.transaction() as tx:
        organisation = accounts.create_organisation(tx, "Rival")
        event = events.create(tx, organisation, slug="rival", name="Rival", timezone="UTC")
        hashed = passwords.hashed("a rival password")
        person = accounts.create_person(tx, organisation, username="rival", password_hash=hashed)
        accounts.grant(tx, event, person, Role.OWNER)
        order = tx.one("SELECT id FROM orders")
    assert order is not None
    rival = sign_in(app, "rival", "a rival password")
    for path in (f"/api/orders/{order['id']}", "/api/events/demo/orders"):
        assert rival.call("GET", path).status_code == 404
