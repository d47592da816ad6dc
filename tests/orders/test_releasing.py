"""Tickets for later come to the lanes in time, once, and where they can be made."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from structlog.testing import CapturingLogger

from backend.core.db import Database, Transaction
from backend.orders import recording, releasing, replanning
from backend.orders.replanning import WAITS
from tests.app_client import Phone
from tests.orders.later import FLAT_WHITE, TEA, Counter, in_time
from tests.orders.outbox import outbox

SOON = {"hours": 1}


def _history(counter: Counter) -> list[str]:
    rows = counter.rows("SELECT action FROM order_history WHERE actor = 'clock' ORDER BY id")
    return [row["action"] for row in rows]


def _release_time(ticket: Any) -> datetime:
    return datetime.fromisoformat(ticket["release_at"])


def test_it_is_queued_at_its_time_and_not_before(counter: Counter) -> None:
    order = counter.order(in_time(**SOON))
    (before,) = counter.later()
    counter.let_time_come(_release_time(before) - timedelta(seconds=1))
    assert counter.later() == [before]
    now = _release_time(before)
    counter.let_time_come(now)
    ticket = counter.barista.ticket()
    assert counter.later() == []
    assert (ticket["state"], ticket["version"]) == ("queued", before["version"] + 1)
    assert (datetime.fromisoformat(ticket["age_from"]), ticket["release_at"]) == (now, None)
    assert ticket["station"] == before["station"]
    after = counter.barista.get(f"/api/orders/{order['id']}")
    assert (after["promise"], after["for"]) == (order["promise"], order["for"])
    assert (after["status"], after["version"]) == ("received", order["version"] + 1)
    assert _history(counter) == ["released"]
    assert outbox(counter.database) == [], "made where the customer was told: nothing to say"


def test_it_goes_to_the_end_of_the_lane_as_it_is_then(counter: Counter, phone: Phone) -> None:
    first = counter.order(in_time(**SOON))
    (before,) = counter.later()
    for name in ("North cart", "South cart"):
        if name != before["station"]:
            counter.set_state(name, "closed")
    phone.order()
    counter.let_time_come(in_time(**SOON))
    phone.address = "+15550100009"
    phone.order()
    lane = counter.barista.tickets()
    assert {ticket["station"] for ticket in lane} == {before["station"]}
    assert [ticket["order"] == first["id"] for ticket in lane] == [False, True, False]


def test_its_station_closed_meanwhile(counter: Counter) -> None:
    counter.order(in_time(**SOON))
    (before,) = counter.later()
    other = "South cart" if before["station"] == "North cart" else "North cart"
    counter.set_state(before["station"], "closed")
    counter.let_time_come(in_time(**SOON))
    assert counter.listed(before["station_id"])["later"] == []
    ticket = counter.barista.ticket()
    assert (ticket["station"], ticket["state"]) == (other, "queued")
    assert ticket["reason"].startswith(other)
    assert f"{before['station']} could not make it" in ticket["reason"]
    assert outbox(counter.database) == [("moved", f"moved:{ticket['id']}:{ticket['version']}")]


def test_sold_out_at_its_station_meanwhile(counter: Counter) -> None:
    counter.order(in_time(**SOON))
    (before,) = counter.later()
    gone = {"option": "milk:oat", "station": before["station_id"]}
    assert counter.barista.call("POST", "/api/events/demo/86", gone).status_code in (200, 201)
    counter.let_time_come(in_time(**SOON))
    assert counter.barista.ticket()["station"] != before["station"]


def test_it_is_split_where_no_station_can_make_all_of_it_any_more(counter: Counter) -> None:
    counter.order(in_time(**SOON), FLAT_WHITE, TEA)
    (before,) = counter.later()
    assert before["station"] == "North cart", "the one that makes both"
    counter.set_state("North cart", "closed")
    counter.let_time_come(in_time(**SOON))
    tickets = {ticket["station"]: ticket for ticket in counter.barista.tickets()}
    made = {
        station: [line["item"] for line in ticket["lines"]] for station, ticket in tickets.items()
    }
    assert made == {"South cart": ["flat white"], "Tea bar": ["green tea"]}
    assert all(ticket["state"] == "queued" for ticket in tickets.values())
    (order,) = {ticket["order"] for ticket in tickets.values()}
    seen = counter.barista.get(f"/api/orders/{order}")
    assert sorted(seen["tickets"]) == sorted(ticket["id"] for ticket in tickets.values())
    for ticket in tickets.values():
        assert counter.barista.act(ticket["id"], "bump").status_code == 200
    assert counter.barista.get(f"/api/orders/{order}")["status"] == "ready"
    assert [kind for kind, _ in outbox(counter.database)] == ["ready", "ready"]


def test_nobody_can_make_it_it_waits_in_sight_and_is_not_lost(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    due = in_time(**SOON)
    order = counter.order(due)
    (before,) = counter.later()
    for name in ("North cart", "South cart"):
        counter.set_state(name, "closed")
    log = CapturingLogger()
    monkeypatch.setattr(releasing, "log", log)
    for minutes in range(-1, 20):
        counter.let_time_come(due + timedelta(minutes=minutes))
    assert [call.args[0] for call in log.calls] == ["ticket.nobody_can_make_it"]
    (waiting,) = counter.later()
    assert (waiting["note"], waiting["version"]) == (WAITS, before["version"] + 1)
    assert _history(counter) == ["waits"]
    assert outbox(counter.database) == [("stuck", f"stuck:{order['id']}")], "told once"
    listed = counter.barista.get("/api/events/demo/orders?status=received")["orders"]
    assert [one["id"] for one in listed] == [order["id"]]
    counter.set_state("South cart", "open")
    counter.let_time_come(due + timedelta(minutes=20))
    ticket = counter.barista.ticket()
    assert (ticket["station"], ticket["note"]) == ("South cart", None)
    assert _history(counter) == ["waits", "released"]


def test_those_nobody_can_make_hold_up_nobody_else(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "BATCH", 2)
    for _ in range(5):
        counter.order(in_time(minutes=50), phone=None)
    tea = counter.order(in_time(**SOON), TEA, phone=None)
    for name in ("North cart", "South cart"):
        counter.set_state(name, "closed")
    counter.let_time_come(in_time(hours=2))
    assert counter.barista.ticket()["order"] == tea["id"]
    assert len(counter.later()) == 5


def test_a_round_tries_one_batch_of_those_nobody_could_make(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "BATCH", 2)
    for _ in range(5):
        counter.order(in_time(**SOON), phone=None)
    for name in ("North cart", "South cart"):
        counter.set_state(name, "closed")
    tried: list[int] = []
    plan_promised = replanning.plan_promised

    def counted(lines: Any, ticket: Any, *rest: Any, **values: Any) -> Any:
        tried.append(ticket.id)
        return plan_promised(lines, ticket, *rest, **values)

    monkeypatch.setattr(releasing, "plan_promised", counted)

    def round_at(now: datetime) -> int:
        tried.clear()
        before = _next_id(counter)
        counter.let_time_come(now)
        if not tried:
            assert _next_id(counter) == before + 1, "no id is taken"
        return len(tried)

    now = in_time(hours=2)
    assert round_at(now) == 5, "each at its time"
    told = counter.rows("SELECT count(*) AS n FROM changes")
    seconds = [round_at(now + timedelta(seconds=second)) for second in range(1, 15)]
    assert seconds == [0] * 14
    assert [round_at(now + timedelta(seconds=second)) for second in range(15, 20)] == [
        2,
        2,
        1,
        0,
        0,
    ]
    assert counter.rows("SELECT count(*) AS n FROM changes") == told, "they are told of once"
    counter.set_state("South cart", "open")
    for second in (40, 41, 42):
        counter.let_time_come(now + timedelta(seconds=second))
    assert counter.later() == []
    assert _history(counter) == ["waits"] * 5 + ["released"] * 5


def test_those_waiting_in_vain_are_not_held_between_two_tries(
    counter: Counter, demo_db: Database
) -> None:
    counter.order(in_time(**SOON), phone=None)
    for name in ("North cart", "South cart"):
        counter.set_state(name, "closed")
    now = in_time(hours=2)
    counter.let_time_come(now)
    assert _history(counter) == ["waits"]
    with demo_db.transaction() as tx:
        releasing.release(tx, _event(counter), now + timedelta(seconds=1), again=True)
        assert counter.rows("SELECT 1 FROM orders FOR UPDATE NOWAIT")


def _event(counter: Counter) -> int:
    return int(counter.rows("SELECT id FROM events WHERE slug = 'demo'")[0]["id"])


def _next_id(counter: Counter) -> int:
    return int(counter.rows("SELECT nextval('ids') AS id")[0]["id"])


def test_two_workers_release_each_ticket_once(counter: Counter) -> None:
    for _ in range(12):
        counter.order(in_time(**SOON), phone=None)
    now = in_time(hours=2)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(counter.let_time_come, [now] * 8))
    counter.let_time_come(now)
    assert _history(counter) == ["released"] * 12
    tickets = counter.barista.tickets()
    assert [ticket["version"] for ticket in tickets] == [2] * 12
    assert len({ticket["position"] for ticket in tickets}) == 12


def test_one_that_somebody_holds_has_its_turn_in_the_next_round(
    counter: Counter, demo_db: Database
) -> None:
    counter.order(in_time(**SOON))
    with demo_db.transaction() as tx:
        tx.fetch("SELECT 1 FROM orders FOR UPDATE")
        counter.let_time_come(in_time(**SOON))
        assert len(counter.later()) == 1
    counter.let_time_come(in_time(**SOON))
    assert counter.later() == []


def test_cut_off_in_the_middle_it_is_as_if_nothing_had_begun(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        counter.order(in_time(**SOON), phone=None)
    changes = "SELECT count(*) AS n FROM changes"
    before = (counter.later(), counter.rows(changes))
    told = recording.tell
    reached: list[int] = []

    def dies(tx: Transaction, *told_about: Any, **values: Any) -> None:
        told(tx, *told_about, **values)
        reached.append(1)
        if len(reached) == 3:
            tx.fetch("SELECT 1")  # what was queued has reached the database
            raise KeyboardInterrupt

    monkeypatch.setattr(recording, "tell", dies)
    with pytest.raises(KeyboardInterrupt):
        counter.let_time_come(in_time(**SOON))
    assert (counter.later(), counter.rows(changes)) == before
    assert _history(counter) == []
    monkeypatch.undo()
    counter.let_time_come(in_time(**SOON))
    assert len(counter.barista.tickets()) == 3
    assert _history(counter) == ["released"] * 3
