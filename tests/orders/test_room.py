"""A station's throttle: never more waits than may, whoever asks in whatever instant."""

import random
import threading
from datetime import UTC, datetime, timedelta

import pytest

from backend.core.db import Database, Transaction
from backend.core.errors import Conflict, DatabaseGone, Refusal
from backend.events.types import Event
from backend.orders import releasing
from backend.orders import service as orders
from backend.orders.types import Order, OrderLine, OrderStatus
from backend.stations import routing
from backend.stations.limits import Full
from backend.stations.routing import Job
from tests.orders.house import GREEN_TEA, OAT_LATTE, line
from tests.stock.shelves import NORTH, OAT, SOUTH, TEA, Shelves

LIMIT = 300


@pytest.fixture
def house(demo_db: Database, demo: Event) -> Shelves:
    """The demo event, with a throttle at every station."""
    shelves = Shelves(demo_db, demo)
    throttle(shelves, LIMIT)
    return shelves


def throttle(house: Shelves, seconds: int | None) -> None:
    value = "NULL" if seconds is None else seconds
    house.rows(f"UPDATE stations SET throttle_seconds = {value} RETURNING 1")


def waiting(house: Shelves) -> dict[str, int]:
    rows = house.rows(
        """SELECT s.name, coalesce(sum(t.prep_seconds), 0)::int AS seconds FROM stations s
        LEFT JOIN tickets t ON t.station_id = s.id AND t.state IN ('queued', 'started')
        GROUP BY s.name"""
    )
    return {row["name"]: row["seconds"] for row in rows}


def prep(house: Shelves, *lines: OrderLine) -> int:
    with house.database.transaction() as tx:
        menu = house._venue(tx).menu
    return routing.prep_seconds([Job(one.spec, one.quantity) for one in lines], menu)


def fill(house: Shelves, *lines: OrderLine) -> list[Order]:
    """Order until nobody takes any more."""
    placed: list[Order] = []
    while isinstance(order := house.try_place(*lines), Order):
        placed.append(order)
        assert len(placed) < 50
    assert isinstance(order, Full)
    return placed


def test_every_station_is_filled_to_its_limit_and_not_beyond(house: Shelves) -> None:
    placed = fill(house, OAT_LATTE)
    each = LIMIT // prep(house, OAT_LATTE)
    assert len(placed) == 2 * each > 2, "north and south; the tea bar makes none"
    assert waiting(house)[TEA] == 0
    assert max(waiting(house).values()) <= LIMIT
    assert isinstance(house.try_place(GREEN_TEA), Order), "there is room at the tea bar"


@pytest.mark.parametrize("action", ["bump", "void"])
def test_what_is_made_or_voided_gives_its_room_back(house: Shelves, action: str) -> None:
    (ticket,) = fill(house, OAT_LATTE)[0].tickets
    house.act(ticket.id, action, reason="spilt")
    again = house.try_place(OAT_LATTE)
    assert isinstance(again, Order)
    assert again.tickets[0].station == ticket.station


def test_a_cancelled_order_gives_its_room_back(house: Shelves) -> None:
    order = fill(house, OAT_LATTE)[0]
    with house.database.transaction() as tx:
        orders.cancel(tx, [house.event], order.id, actor="customer")
    assert isinstance(house.try_place(OAT_LATTE), Order)


def test_a_ticket_is_moved_only_where_there_is_room_and_gives_back_where_it_was(
    house: Shelves,
) -> None:
    (ticket, *_) = fill(house, OAT_LATTE)[0].tickets
    other = SOUTH if ticket.station_name == NORTH else NORTH
    with pytest.raises(Conflict, match="waiting already") as refused:
        house.act(ticket.id, "move", station=house.ids[other])
    assert refused.value.code == "station_full"
    throttle(house, 2 * LIMIT)
    house.act(ticket.id, "move", station=house.ids[other])
    throttle(house, LIMIT)
    again = house.try_place(OAT_LATTE)
    assert isinstance(again, Order)
    assert again.tickets[0].station_name == ticket.station_name


def test_a_changed_order_keeps_its_room_and_gets_more_only_where_there_is(house: Shelves) -> None:
    order = fill(house, OAT_LATTE)[0]
    before = waiting(house)
    house.changed(order, OAT_LATTE, name="Jo")
    assert waiting(house) == before
    more = house.change(order, OAT_LATTE, OAT_LATTE)
    assert isinstance(more, Full)
    assert waiting(house) == before
    throttle(house, 1)
    house.changed(order, line("latte", size="small", milk="oat"))
    assert sum(waiting(house).values()) <= sum(before.values())


def test_a_recalled_ticket_comes_back_however_full_it_is(house: Shelves) -> None:
    (ticket,) = fill(house, OAT_LATTE)[0].tickets
    house.act(ticket.id, "bump")
    assert isinstance(house.try_place(OAT_LATTE), Order)
    house.act(ticket.id, "recall")
    assert waiting(house)[ticket.station_name] > LIMIT - prep(house, OAT_LATTE)


def test_of_many_in_one_instant_as_many_are_taken_as_there_is_room_for(house: Shelves) -> None:
    hands = 12
    barrier, came = threading.Barrier(hands), list[object]()

    def order() -> None:
        barrier.wait(10)
        try:
            came.append(house.try_place(OAT_LATTE))
        except Exception as fault:
            came.append(fault)

    threads = [threading.Thread(target=order) for _ in range(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    placed = [one for one in came if isinstance(one, Order)]
    assert len(placed) == 2 * (LIMIT // prep(house, OAT_LATTE)) < hands
    assert sum(isinstance(one, Full) for one in came) == hands - len(placed)
    assert max(waiting(house).values()) <= LIMIT
    numbers = sorted(order.number for order in placed)
    assert numbers == list(range(1, len(placed) + 1)), "who was refused took no number"


class Hand(threading.Thread):
    """Somebody who orders, changes, cancels, moves and makes, one after the other."""

    def __init__(self, house: Shelves, seed: int, most: list[int]) -> None:
        super().__init__()
        self._house, self._most = house, most
        self._chance = random.Random(seed)
        self.placed: list[Order] = []
        self.full, self.done = 0, 0
        self.failed: list[BaseException] = []

    def run(self) -> None:
        for _ in range(15):
            try:
                self._act()
            except DatabaseGone as fault:
                self.failed.append(fault)
            except Refusal:
                continue
            except Exception as fault:
                self.failed.append(fault)
            self._most.append(max(waiting(self._house).values()))

    def _act(self) -> None:
        deed = self._chance.choice(["place", "place", "place", "change", "void", "move", "bump"])
        lines = [OAT_LATTE] * self._chance.randint(1, 2)
        if deed == "place" or not self.placed:
            order = self._house.try_place(*lines)
            self.full += isinstance(order, Full)
            if isinstance(order, Order):
                self.placed.append(order)
            return
        order = self._house.read(self._chance.choice(self.placed))
        if deed == "change":
            self._house.change(order, *lines)
        else:
            station = self._chance.choice(list(self._house.ids.values()))
            values = {"move": {"station": station}, "void": {"reason": "oops"}}.get(deed, {})
            self._house.act(order.tickets[0].id, deed, **values)
        self.done += 1


@pytest.mark.parametrize("counted", [False, True])
def test_whatever_many_do_at_once_no_more_waits_than_may(house: Shelves, counted: bool) -> None:
    if counted:
        house.put_everywhere(OAT, 20_000)
    most: list[int] = []
    hands = [Hand(house, seed, most) for seed in range(6)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(90)
    assert [fault for hand in hands for fault in hand.failed] == []
    assert sum(len(hand.placed) for hand in hands) > 6
    assert sum(hand.full for hand in hands) > 0
    assert sum(hand.done for hand in hands) > 6
    assert LIMIT - prep(house, OAT_LATTE) < max(most) <= LIMIT


def test_an_order_for_later_is_taken_while_it_is_busy_now(house: Shelves) -> None:
    fill(house, OAT_LATTE)
    later = datetime.now(UTC) + timedelta(hours=2)
    booked = 0
    while isinstance(order := house.try_place(OAT_LATTE, due=later), Order):
        booked += 1
        assert booked < 30
    assert isinstance(order, Full)
    assert booked == 2 * (LIMIT // prep(house, OAT_LATTE)), "one time is booked up too"
    assert isinstance(house.try_place(OAT_LATTE, due=later + timedelta(hours=1)), Order)


def test_what_was_promised_for_later_comes_to_its_lane_however_full_it_is(house: Shelves) -> None:
    later = datetime.now(UTC) + timedelta(hours=2)
    order = house.try_place(OAT_LATTE, due=later)
    assert isinstance(order, Order)
    fill(house, OAT_LATTE)
    releasing.release_due(house.database, later)
    after = house.read(order)
    assert (str(after.tickets[0].state), after.status) == ("queued", OrderStatus.RECEIVED)


def test_a_throttle_costs_an_order_no_trip(house: Shelves, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[str] = []
    real = Transaction._send

    def counted(tx: Transaction) -> None:
        trips.append(str(tx._queue))
        real(tx)

    monkeypatch.setattr(Transaction, "_send", counted)

    def cost() -> int:
        trips.clear()
        assert isinstance(house.try_place(OAT_LATTE), Order)
        return len(trips)

    with_throttle = cost()
    assert any("throttle_seconds" in trip and "nextval" in trip for trip in trips)
    throttle(house, None)
    assert cost() == with_throttle > 0
    assert not any("FOR NO KEY UPDATE" in trip for trip in trips)


def test_of_what_is_started_only_what_is_left_takes_room(house: Shelves) -> None:
    before = fill(house, OAT_LATTE)
    for order in before:
        for ticket in order.tickets:
            house.act(ticket.id, "start")
    assert isinstance(house.try_place(OAT_LATTE), Full)
    house.rows(
        "UPDATE tickets SET started_at = now() - interval '1 hour'"
        " WHERE state = 'started' RETURNING id"
    )
    # A quarter is always taken to be left.
    more = fill(house, OAT_LATTE)
    assert len(before) / 2 < len(more) < len(before)
