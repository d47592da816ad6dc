"""A station with nothing to do takes over what waits at its twins, and each ticket only once."""

import threading
from typing import Any

import pytest

from backend.core.db import Database
from backend.events.types import Event
from backend.orders import claiming, reading
from backend.orders.claiming import NothingToClaim
from tests.orders.later import FLAT_WHITE, Counter
from tests.orders.outbox import outbox

NORTH, SOUTH, TEA_BAR = "North cart", "South cart", "Tea bar"
SOY = {**FLAT_WHITE, "options": {"size": "large", "milk": "soy"}}


@pytest.fixture
def twins(counter: Counter) -> Counter:
    """Two carts side by side, and a bar that stands elsewhere."""
    counter.rows("UPDATE stations SET zone = 'Foyer' WHERE name LIKE '%%cart' RETURNING id")
    counter.rows("UPDATE events SET revision = revision + 1 RETURNING id")
    return counter


def _waiting(counter: Counter, station: str, *orders: Any, phone: str | None = None) -> list[int]:
    """Let orders wait at a station; gives their tickets."""
    others = [name for name in counter.stations() if name != station]
    for name in others:
        counter.set_state(name, "paused")
    placed = [counter.ask(None, one, phone=phone).get_json() for one in orders]
    for name in others:
        counter.set_state(name, "open")
    assert all(line["station"] == station for order in placed for line in order["lines"])
    return [order["lines"][0]["ticket"] for order in placed]


def _claim(counter: Counter, station: str) -> Any:
    return counter.barista.call("POST", f"/api/stations/{counter.stations()[station]}/claim")


def test_the_one_whose_turn_is_first_comes_and_its_customer_is_told(twins: Counter) -> None:
    own, first, last = _waiting(twins, SOUTH, *[FLAT_WHITE] * 3, phone="+15550100001")
    claimed = _claim(twins, NORTH)
    assert claimed.status_code == 200, claimed.text
    ticket = claimed.get_json()
    assert (ticket["id"], ticket["station"], ticket["state"]) == (first, NORTH, "queued")
    assert [one["id"] for one in twins.listed(twins.stations()[SOUTH])["tickets"]] == [own, last]
    (moved,) = twins.rows("SELECT * FROM order_history WHERE action = 'move'")
    assert moved["detail"]["reason"] == f"claimed by {NORTH}"
    assert [kind for kind, _ in outbox(twins.database)].count("moved") == 1


def test_what_somebody_is_about_to_begin_is_theirs(twins: Counter) -> None:
    (own,) = _waiting(twins, SOUTH, FLAT_WHITE)
    assert _claim(twins, NORTH).get_json()["code"] == "nothing_to_claim"
    (second,) = _waiting(twins, SOUTH, FLAT_WHITE)
    assert _claim(twins, NORTH).get_json()["id"] == second
    twins.barista.act(own, "start")
    assert _claim(twins, SOUTH).get_json()["code"] == "nothing_to_claim", "it is North's next"


def test_only_what_can_be_made_here_and_only_from_the_same_zone(twins: Counter) -> None:
    soy = _waiting(twins, NORTH, SOY, SOY)
    assert _claim(twins, SOUTH).get_json()["code"] == "nothing_to_claim", "it has no such thing"
    (oat,) = _waiting(twins, NORTH, FLAT_WHITE)
    twins.rows("UPDATE stations SET capabilities = '{}' WHERE name = 'Tea bar' RETURNING id")
    assert _claim(twins, TEA_BAR).get_json()["code"] == "nothing_to_claim", "it is elsewhere"
    assert _claim(twins, SOUTH).get_json()["id"] == oat
    assert [one["id"] for one in twins.listed(twins.stations()[NORTH])["tickets"]] == soy


def test_who_has_something_waiting_makes_that_first(twins: Counter) -> None:
    _waiting(twins, SOUTH, FLAT_WHITE, FLAT_WHITE)
    (own,) = _waiting(twins, NORTH, FLAT_WHITE)
    refused = _claim(twins, NORTH)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "own_work_first")
    twins.barista.act(own, "start")
    assert _claim(twins, NORTH).status_code == 200, "what it makes does not wait"


@pytest.mark.parametrize("state", ["paused", "closed", "draining"])
def test_who_takes_nothing_on_claims_nothing(twins: Counter, state: str) -> None:
    _waiting(twins, SOUTH, FLAT_WHITE)
    twins.set_state(NORTH, state)
    refused = _claim(twins, NORTH)
    assert (refused.status_code, refused.get_json()["code"]) == (409, "station_cannot_make_it")


def test_what_waits_where_nobody_works_may_be_claimed(twins: Counter) -> None:
    (ticket,) = _waiting(twins, SOUTH, FLAT_WHITE)
    twins.set_state(SOUTH, "paused")
    assert _claim(twins, NORTH).get_json()["id"] == ticket


def test_two_who_claim_at_once_get_two_tickets(
    twins: Counter, demo_db: Database, demo: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins.rows("UPDATE stations SET zone = 'Foyer', capabilities = '{}' RETURNING id")
    _, *tickets = _waiting(twins, SOUTH, *[FLAT_WHITE] * 3)
    both = threading.Barrier(2, timeout=20)
    read = claiming._waiting

    def read_together(*asked: Any) -> Any:
        found = list(read(*asked))
        both.wait()
        return found

    monkeypatch.setattr(claiming, "_waiting", read_together)
    got = list[int]()
    ids = twins.stations()

    def claim(name: str) -> None:
        with demo_db.transaction() as tx:
            got.append(claiming.claim(tx, demo, ids[name], name)[1].id)

    threads = [threading.Thread(target=claim, args=(name,)) for name in (NORTH, TEA_BAR)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(got) == sorted(tickets), "each has one, and none has both"


def test_two_who_claim_at_once_for_one_station_get_one_ticket(
    twins: Counter, demo_db: Database, demo: Event
) -> None:
    _, first, second = _waiting(twins, SOUTH, *[FLAT_WHITE] * 3)
    here, taken = twins.stations()[NORTH], threading.Event()
    refused = list[str]()

    def late() -> None:
        taken.wait(20)
        try:
            with demo_db.transaction() as tx:
                claiming.claim(tx, demo, here, "late")
        except claiming.OwnWorkFirst as refusal:
            refused.append(refusal.code)

    other = threading.Thread(target=late)
    other.start()
    with demo_db.transaction() as tx:
        assert claiming.claim(tx, demo, here, "early")[1].id == first
        tx.one("SELECT 1")  # it is done, and nobody else can know yet
        taken.set()
        other.join(0.5)
        assert other.is_alive(), "it waits for what the first decides"
    other.join(30)
    assert refused == ["own_work_first"]
    assert second in [one["id"] for one in twins.listed(twins.stations()[SOUTH])["tickets"]]


def test_what_somebody_is_at_is_left_to_them(
    twins: Counter, demo_db: Database, demo: Event
) -> None:
    _, first, second = _waiting(twins, SOUTH, *[FLAT_WHITE] * 3)
    with demo_db.transaction() as tx:
        reading.locked_by_ticket(tx, [demo.id], first)
        assert _claim(twins, NORTH).get_json()["id"] == second, "and nobody waited"


def test_nothing_waits_anywhere(twins: Counter) -> None:
    refused = _claim(twins, NORTH)
    assert refused.status_code == 409
    assert refused.get_json()["detail"] == NothingToClaim.__doc__
