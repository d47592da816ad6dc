"""What waits at a station that closes, drains or is silent goes to others; nothing comes back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog

from backend.core.db import Database
from backend.events.types import Event
from backend.orders import alerting, failover
from backend.orders.types import Order, TicketState
from tests.app_client import STEVE, Phone, Staff
from tests.orders.house import GREEN_TEA, OAT_LATTE, SKIM_LATTE, SOY_LATTE, House, at, line
from tests.orders.later import FLAT_WHITE, TEA, Counter
from tests.orders.outbox import outbox
from tests.stock.shelves import OAT, Shelves

NORTH, SOUTH, TEA_BAR = "North cart", "South cart", "Tea bar"


def _now(**ahead: float) -> datetime:
    return datetime.now(UTC) + timedelta(**ahead)


def _alerts(database: Database) -> list[Any]:
    with database.transaction() as tx:
        rows = tx.fetch("SELECT rooms, data FROM changes WHERE type = 'StationAlert' ORDER BY id")
    assert all("support:demo" in row["rooms"] for row in rows)
    return [row["data"] for row in rows]


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


def _placed_at(house: House, station: str, *lines: Any) -> Order:
    """Place an order while only this station takes any."""
    states = {"north": "paused", "south": "paused", "tea": "paused"}
    house.set(**{**states, station.split()[0].lower(): "open"})
    order = house.place(*lines)
    house.set(north="open", south="open", tea="open")
    assert at(order, station) == list(lines)
    return order


@pytest.mark.parametrize("state", ["closed", "draining"])
def test_what_waits_goes_to_who_can_make_it_with_its_turn(house: House, state: str) -> None:
    moves = _placed_at(house, SOUTH, OAT_LATTE)
    started = _placed_at(house, SOUTH, SKIM_LATTE)
    house.act(started.tickets[0].id, "start")
    younger = _placed_at(house, NORTH, OAT_LATTE)
    house.set(south=state)
    failover.fail_over(house.database, _now())
    (ticket,) = house.read(moves).tickets
    (before,) = moves.tickets
    assert (ticket.station_name, ticket.state) == (NORTH, TicketState.QUEUED)
    assert (ticket.position, ticket.queued_at) == (before.position, before.queued_at)
    assert ticket.position < younger.tickets[0].position
    assert ticket.version == before.version + 1
    assert "0 s waiting" in ticket.reason, "what is younger does not come before it"
    assert SOUTH in ticket.reason
    assert house.read(started).tickets[0].station_name == SOUTH, "what is started stays"
    (alert,) = _alerts(house.database)
    assert (alert["name"], alert["why"], alert["moved"]) == (SOUTH, state, 1)
    assert (alert["waiting"], alert["started"]) == ([], [str(started.number)])
    failover.fail_over(house.database, _now(minutes=1))
    assert len(_alerts(house.database)) == 1, "nothing is new"


def test_a_pause_moves_nothing(house: House) -> None:
    order = _placed_at(house, SOUTH, OAT_LATTE)
    house.set(south="paused")
    failover.fail_over(house.database, _now())
    assert house.read(order) == order


def test_coming_back_moves_nothing_back(house: House) -> None:
    order = _placed_at(house, SOUTH, OAT_LATTE)
    house.set(south="closed")
    failover.fail_over(house.database, _now())
    moved = house.read(order)
    assert at(moved, NORTH) == [OAT_LATTE]
    house.set(south="open")
    failover.fail_over(house.database, _now(minutes=1))
    assert house.read(order) == moved


def test_open_again_before_anybody_looked_nothing_moves(house: House) -> None:
    order = _placed_at(house, SOUTH, OAT_LATTE)
    house.set(south="closed")
    with house.database.transaction() as tx:
        (row,) = tx.fetch("SELECT id FROM stations WHERE name = 'South cart'")
    house.set(south="open")
    with house.database.transaction() as tx:
        batch = failover.move_batch(tx, house.event, row["id"], _now())
    assert batch.moved == 0
    assert house.read(order) == order


def test_it_is_split_where_nobody_makes_all_of_it(house: House) -> None:
    order = _placed_at(house, NORTH, OAT_LATTE, GREEN_TEA)
    house.set(north="closed")
    failover.fail_over(house.database, _now())
    after = house.read(order)
    assert at(after, SOUTH) == [OAT_LATTE]
    assert at(after, TEA_BAR) == [GREEN_TEA]
    assert [placed.line for placed in after.lines] == [placed.line for placed in order.lines]
    assert len({ticket.position for ticket in after.tickets}) == 1
    assert after.version == order.version + 1


def test_two_stations_at_once(house: House) -> None:
    orders = [_placed_at(house, SOUTH, OAT_LATTE), _placed_at(house, TEA_BAR, GREEN_TEA)]
    house.set(south="closed", tea="draining")
    failover.fail_over(house.database, _now())
    assert [house.read(order).tickets[0].station_name for order in orders] == [NORTH, NORTH]


def test_what_nobody_else_can_make_stays_in_sight_until_somebody_can(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = _placed_at(house, NORTH, SOY_LATTE)
    # A logger that was used before keeps writing where it wrote then.
    monkeypatch.setattr(alerting, "log", structlog.get_logger())
    house.set(north="closed")
    with structlog.testing.capture_logs() as logs:
        for seconds in (0, 1, 20, 40):
            failover.fail_over(house.database, _now(seconds=seconds))
    assert house.read(order) == order
    (alert,) = _alerts(house.database)
    assert (alert["moved"], alert["waiting"]) == (0, [str(order.number)])
    assert [one["event"] for one in logs].count("station.alert") == 1
    house.rows("UPDATE stations SET capabilities = '{}' WHERE name = 'South cart' RETURNING id")
    failover.fail_over(house.database, _now(seconds=60))
    assert at(house.read(order), SOUTH) == [SOY_LATTE]


def test_the_promise_is_put_off_where_the_queue_is_long(house: House) -> None:
    order = _placed_at(house, SOUTH, OAT_LATTE)
    house.rows("UPDATE tickets SET position = 1000000000 RETURNING id")
    for _ in range(10):
        _placed_at(house, NORTH, line("latte", 4, milk="oat"))
    house.set(south="closed")
    failover.fail_over(house.database, _now())
    after = house.read(order)
    assert after.latest > order.latest
    assert after.earliest >= order.earliest


def test_what_it_uses_goes_along(demo_db: Database, demo: Event) -> None:
    shelves = Shelves(demo_db, demo)
    shelves.put(SOUTH, OAT, 5000)
    shelves.put(NORTH, OAT, 5000)
    orders = [_placed_at(shelves, SOUTH, OAT_LATTE) for _ in range(3)]
    left = _left(shelves)
    used = 5000 - left[SOUTH]
    assert used > 0
    shelves.set(south="closed")
    failover.fail_over(demo_db, _now())
    assert all(at(shelves.read(order), NORTH) for order in orders)
    assert _left(shelves) == {SOUTH: 5000, NORTH: 5000 - used}


def test_where_there_is_too_little_for_all_the_first_have_it(
    demo_db: Database, demo: Event
) -> None:
    shelves = Shelves(demo_db, demo)
    shelves.put(SOUTH, OAT, 5000)
    orders = [_placed_at(shelves, SOUTH, OAT_LATTE) for _ in range(3)]
    one = (5000 - _left(shelves)[SOUTH]) / 3
    shelves.put(NORTH, OAT, one * 2.5)
    shelves.set(south="closed")
    failover.fail_over(demo_db, _now())
    stations = [shelves.read(order).tickets[0].station_name for order in orders]
    assert stations == [NORTH, NORTH, SOUTH]
    (alert,) = _alerts(demo_db)
    assert (alert["moved"], alert["waiting"]) == (2, [str(orders[2].number)])


def _left(shelves: Shelves) -> dict[str, float]:
    rows = shelves.rows(
        """SELECT t.name, s.amount::float8 AS amount FROM stock s JOIN stations t
        ON t.event_id = s.event_id AND t.id = s.station_id"""
    )
    return {row["name"]: row["amount"] for row in rows}


def test_the_screens_of_both_stations_are_told_and_history_says_why(counter: Counter) -> None:
    counter.ask(None, FLAT_WHITE)
    ticket = counter.barista.ticket()
    other = SOUTH if ticket["station"] == NORTH else NORTH
    counter.set_state(ticket["station"], "closed")
    seen = counter.rows("SELECT max(id) AS id FROM changes")[0]["id"]
    failover.fail_over(counter.database, _now())
    told = counter.rows(
        "SELECT rooms FROM changes WHERE type = 'TicketChanged' AND id > %(seen)s", seen=seen
    )
    ids = counter.stations()
    assert [set(row["rooms"]) for row in told] == [
        {f"station:{ids[NORTH]}", f"station:{ids[SOUTH]}", "event:demo"}
    ]
    (done,) = counter.rows(
        "SELECT actor, ticket_id, detail FROM order_history WHERE action = 'move'"
    )
    assert (done["actor"], done["ticket_id"]) == ("failover", ticket["id"])
    assert (done["detail"]["from"], done["detail"]["to"]) == (ticket["station"], other)
    assert [kind for kind, _ in outbox(counter.database)] == ["moved"]


def test_one_that_somebody_holds_has_its_turn_in_the_next_round(house: House) -> None:
    order = _placed_at(house, SOUTH, OAT_LATTE)
    house.set(south="closed")
    with house.database.transaction() as tx:
        tx.fetch("SELECT 1 FROM orders FOR UPDATE")
        failover.fail_over(house.database, _now())
        assert house.read(order) == order
    failover.fail_over(house.database, _now())
    assert at(house.read(order), NORTH) == [OAT_LATTE]


def test_more_than_a_batch(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failover, "BATCH", 2)
    orders = [_placed_at(house, SOUTH, OAT_LATTE) for _ in range(5)]
    house.set(south="closed")
    failover.fail_over(house.database, _now())
    assert [house.read(order).tickets[0].station_name for order in orders] == [NORTH] * 5
    assert [alert["moved"] for alert in _alerts(house.database)] == [5]


def test_an_order_for_later_waits_for_its_time(counter: Counter) -> None:
    later = counter.order(_now(hours=1), TEA)
    (before,) = counter.later()
    counter.set_state(before["station"], "closed")
    failover.fail_over(counter.database, _now())
    assert counter.later() == [before]
    assert later["status"] == "received"
    assert outbox(counter.database) == []


def test_nobody_is_sent_to_a_station_that_is_silent(
    phone: Phone, barista: Staff, demo_db: Database
) -> None:
    phone.order()
    ticket = barista.ticket()
    _silence(demo_db, ticket["station"])
    moved = barista.act(ticket["id"], "move", station=ticket["station_id"])
    assert moved.status_code == 409
    assert "silent" in moved.get_json()["detail"]
    failover.fail_over(demo_db, _now())
    assert barista.ticket()["station"] != ticket["station"]
    phone.address = STEVE.replace("0001", "0002")
    phone.order()
    assert {one["station"] for one in barista.tickets()} == {SOUTH} ^ {NORTH} ^ {ticket["station"]}


def _silence(database: Database, station: str) -> None:
    with database.transaction() as tx:
        tx.queue(
            "UPDATE stations SET heard_at = now(), silent_since = now() WHERE name = %(name)s",
            name=station,
        )
        tx.queue("UPDATE events SET revision = revision + 1")
