"""A write with an Idempotency-Key is done once, and every write is in the audit."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from backend.accounts import writes
from backend.core.db import Database
from tests.app_client import Staff, sign_in

PATH = "/api/events/demo/orders"
ORDER = {"channel": "walkup", "lines": [{"item": "water", "options": {}}]}


def _orders(database: Database) -> list[dict[str, Any]]:
    with database.transaction() as tx:
        return tx.fetch("SELECT id, number FROM orders ORDER BY id")


def _post(staff: Staff, key: str, body: Any = ORDER, path: str = PATH) -> Any:
    return staff.call("POST", path, body, **{"Idempotency-Key": key})


def test_the_same_key_gives_the_first_answer(barista: Staff, demo_db: Database) -> None:
    first, again = _post(barista, "k-1"), _post(barista, "k-1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.get_json() == again.get_json()
    assert again.content_type == "application/json"
    assert len(_orders(demo_db)) == 1


def test_without_a_key_each_is_another(barista: Staff, demo_db: Database) -> None:
    for _ in range(2):
        assert barista.call("POST", PATH, ORDER).status_code == 201
    assert len(_orders(demo_db)) == 2


def test_twenty_at_once_are_one(app: Flask, barista: Staff, demo_db: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: _post(barista, "k-1"), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert len(_orders(demo_db)) == 1


@pytest.mark.parametrize(
    ("path", "body"),
    [
        (PATH, {**ORDER, "channel": "kiosk"}),
        (f"{PATH}?a=1", ORDER),
        ("/api/events/demo/86", {"item": "latte"}),
    ],
)
def test_a_key_for_another_request_is_refused(
    barista: Staff, demo_db: Database, path: str, body: Any
) -> None:
    assert _post(barista, "k-1").status_code == 201
    response = _post(barista, "k-1", body, path)
    assert (response.status_code, response.get_json()["code"]) == (409, "idempotency_key_reused")
    assert len(_orders(demo_db)) == 1


def test_a_key_belongs_to_who_used_it(app: Flask, barista: Staff, demo_db: Database) -> None:
    owner = sign_in(app, "owner")
    assert _post(barista, "k-1").status_code == 201
    assert _post(owner, "k-1").status_code == 201
    assert len(_orders(demo_db)) == 2


def test_a_refusal_is_not_kept(barista: Staff, demo_db: Database) -> None:
    """Nothing was changed, so what is refused now may be done later under the same key."""
    order = {**ORDER, "lines": [{"item": "latte", "options": {"size": "small", "milk": "oat"}}]}
    assert barista.post("/api/events/demo/86", {"item": "latte"})["sold_out"]
    assert 400 <= _post(barista, "k-1", order).status_code < 500
    barista.call("DELETE", "/api/events/demo/86", {"item": "latte"})
    assert _post(barista, "k-1", order).status_code == 201
    assert len(_orders(demo_db)) == 1


@pytest.mark.parametrize(("key", "status"), [("x" * 201, 422), ("x" * 200, 201), ("a\tb", 422)])
def test_what_a_key_may_be(barista: Staff, key: str, status: int) -> None:
    assert _post(barista, key).status_code == status


def test_keys_are_forgotten_after_two_days(barista: Staff, demo_db: Database) -> None:
    for key in ("old", "young"):
        assert _post(barista, key).status_code == 201
    with demo_db.transaction() as tx:
        tx.queue(
            "UPDATE idempotency_keys SET created_at = now() - interval '49 hours' WHERE key = 'old'"
        )
        writes.purge(tx)
        kept = tx.fetch("SELECT key FROM idempotency_keys")
    assert kept == [{"key": "young"}]


def test_what_staff_did_is_written_down_once(barista: Staff, demo_db: Database) -> None:
    answers = [_post(barista, "k-1") for _ in range(3)]
    with demo_db.transaction() as tx:
        (line,) = tx.fetch("SELECT actor, action, subject, request_id FROM audit")
    assert line == {
        "actor": "barista",
        "action": "POST counter.create_order",
        "subject": PATH,
        "request_id": answers[0].headers["X-Request-ID"],
    }


def test_what_was_refused_is_not(barista: Staff, demo_db: Database) -> None:
    assert barista.call("POST", PATH, {"channel": "walkup", "lines": []}).status_code == 422
    with demo_db.transaction() as tx:
        assert tx.fetch("SELECT * FROM audit") == []
