"""Orders take what they use: all of it or nothing, and give back what nobody began to make."""

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from backend.core.db import Transaction
from backend.orders import placing, releasing
from backend.orders import service as orders
from backend.orders.moving import CannotMake
from backend.orders.placing import Wanted
from backend.orders.types import Channel, Order, OrderStatus
from backend.stations.routing import NoStation
from backend.stock import taking
from backend.stock.types import Mode, Short
from tests.orders.house import GREEN_TEA, OAT_LATTE, SKIM_LATTE, line, lines_of, live
from tests.stock.shelves import NORTH, OAT, SOUTH, TEA, Shelves

#: Of one large latte.
PORTION = 340


def test_an_order_takes_what_its_recipe_says(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 1000)
    shelves.put(NORTH, "coffee beans", 100)
    order = shelves.place(OAT_LATTE)
    (ticket,) = order.tickets
    assert ticket.station_name == NORTH
    assert shelves.left(NORTH) == 1000 - PORTION
    assert shelves.left(NORTH, "coffee beans") == 100 - 18
    assert shelves.left(SOUTH) == 1000
    (move, _) = shelves.rows(
        "SELECT * FROM stock_moves WHERE ticket_id IS NOT NULL ORDER BY amount"
    )
    assert (move["ticket_id"], move["order_id"]) == (ticket.id, order.id)
    assert (move["why"], move["by"], move["amount"]) == ("ordered", "customer", -PORTION)
    assert move["remaining"] == 1000 - PORTION


def test_who_counts_nothing_writes_nothing(shelves: Shelves) -> None:
    order = shelves.place(OAT_LATTE)
    shelves.act(order.tickets[0].id, "void", reason="oops")
    assert shelves.rows("SELECT 1 FROM stock_moves UNION ALL SELECT 1 FROM stock") == []


def test_it_goes_where_there_is_enough(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION - 1)
    order = shelves.place(OAT_LATTE)
    assert order.tickets[0].station_name == SOUTH
    assert shelves.left(NORTH) == PORTION - 1
    small = shelves.place(line("latte", size="small", milk="oat"))
    assert small.tickets[0].station_name == NORTH, "of a small one there is enough"


def test_two_lines_do_not_take_the_same_portion(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, PORTION)
    order = shelves.place(OAT_LATTE, line("latte", milk="oat", strength="strong"))
    assert {ticket.station_name for ticket in order.tickets} == {NORTH, SOUTH}
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (0, 0)
    assert isinstance(shelves.try_place(OAT_LATTE), NoStation)


class Racer(threading.Thread):
    """Somebody who orders in the same instant as others, having seen what they saw."""

    def __init__(self, shelves: Shelves, barrier: threading.Barrier) -> None:
        super().__init__()
        self._shelves = shelves
        self._barrier = barrier
        self.placed: Order | NoStation | None = None

    def run(self) -> None:
        with self._shelves.database.transaction() as tx:
            venue = self._shelves._venue(tx)
            self._barrier.wait(5)
            self.placed = placing.place(
                tx,
                venue,
                Wanted(Channel.WALKUP, (OAT_LATTE,)),
                stations=venue.stations,
                now=datetime.now(UTC),
            )


@pytest.mark.parametrize("portions", [1, 3])
def test_of_those_who_want_the_last_portion_in_one_instant_one_gets_it(
    shelves: Shelves, portions: int
) -> None:
    shelves.put(NORTH, OAT, portions * PORTION)
    shelves.put(SOUTH, OAT, 0)
    barrier = threading.Barrier(5)
    racers = [Racer(shelves, barrier) for _ in range(5)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    placed = [racer.placed for racer in racers if isinstance(racer.placed, Order)]
    assert len(placed) == portions
    assert sum(isinstance(racer.placed, NoStation) for racer in racers) == 5 - portions
    assert shelves.left(NORTH) == 0
    numbers = shelves.rows("SELECT number FROM orders ORDER BY number")
    assert [row["number"] for row in numbers] == [*range(1, portions + 1)], "no others, no gap"


def test_who_comes_second_gets_it_from_another_station(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, PORTION)
    barrier = threading.Barrier(2)
    racers = [Racer(shelves, barrier) for _ in range(2)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    stations = {r.placed.tickets[0].station_name for r in racers if isinstance(r.placed, Order)}
    assert stations == {NORTH, SOUTH}


def test_the_ledger_and_the_count_refuse_to_go_below_nothing(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 5)
    with pytest.raises(RuntimeError, match="strict_is_never_below_nothing"):
        shelves.rows("UPDATE stock SET amount = -1")


def test_unlimited_counts_down_and_refuses_nobody(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 100, Mode.UNLIMITED)
    shelves.set(south="paused")
    for _ in range(2):
        assert isinstance(shelves.try_place(OAT_LATTE), Order)
    assert shelves.left(NORTH) == 100 - 2 * PORTION


def cancel(shelves: Shelves, order: Order) -> None:
    with shelves.database.transaction() as tx:
        orders.cancel(tx, [shelves.event], order.id, actor="customer")


def test_what_is_cancelled_comes_back_and_can_be_had(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, 0)
    order = shelves.place(OAT_LATTE)
    assert isinstance(shelves.try_place(OAT_LATTE), NoStation)
    cancel(shelves, order)
    assert shelves.left(NORTH) == PORTION
    (move,) = shelves.rows("SELECT why, by FROM stock_moves WHERE amount > 0 AND ticket_id > 0")
    assert (move["why"], move["by"]) == ("returned", "customer")
    assert isinstance(shelves.try_place(OAT_LATTE), Order)
    assert shelves.left(NORTH) == 0


def test_what_is_voided_comes_back_once_and_only_before_its_start(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 1000)
    first, second = shelves.place(OAT_LATTE), shelves.place(SKIM_LATTE, OAT_LATTE)
    for order in (first, second):
        assert order.tickets[0].station_name in (NORTH, SOUTH)
    taken = {name: shelves.left(name) for name in (NORTH, SOUTH)}
    shelves.act(first.tickets[0].id, "void", reason="oops")
    here = first.tickets[0].station_name
    assert shelves.left(here) == taken[here] + PORTION
    shelves.act(second.tickets[0].id, "start")
    shelves.act(second.tickets[0].id, "void", reason="spilt")
    there = second.tickets[0].station_name
    assert shelves.left(there) == (taken | {here: taken[here] + PORTION})[there]


def test_a_change_takes_the_difference(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, PORTION)
    shelves.put_everywhere("skim milk", 1000)
    order = shelves.place(OAT_LATTE)
    here = order.tickets[0].station_name
    assert shelves.left(here) == 0
    after = shelves.changed(order, line("latte", milk="oat", strength="strong"))
    assert [ticket.station_name for ticket in live(after)] == [here], "its own portion is its own"
    assert shelves.left(here) == 0
    after = shelves.changed(after, SKIM_LATTE)
    assert shelves.left(here) == PORTION
    assert shelves.left(here, "skim milk") == 1000 - PORTION
    cancel(shelves, after)
    assert shelves.left(here, "skim milk") == 1000


def test_a_change_for_which_there_is_not_enough_leaves_all_as_it_was(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, 0)
    order = shelves.place(OAT_LATTE)
    before = shelves.everything() + str(shelves.rows("SELECT * FROM stock_moves ORDER BY id"))
    refused = shelves.change(order, line("latte", 2, milk="oat"))
    assert isinstance(refused, NoStation)
    after = shelves.everything() + str(shelves.rows("SELECT * FROM stock_moves ORDER BY id"))
    assert after == before
    assert shelves.left(NORTH) == 0
    assert lines_of(shelves.read(order)) == [OAT_LATTE]


def test_a_ticket_that_moves_takes_there_and_gives_back_here(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, 1000)
    order = shelves.place(OAT_LATTE)
    (ticket,) = order.tickets
    assert ticket.station_name == NORTH
    shelves.act(ticket.id, "move", station=shelves.ids[SOUTH])
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (PORTION, 1000 - PORTION)
    moved = shelves.rows("SELECT station_id FROM stock_moves WHERE why = 'moved' ORDER BY amount")
    assert [row["station_id"] for row in moved] == [shelves.ids[SOUTH], shelves.ids[NORTH]]
    shelves.act(ticket.id, "void", reason="oops")
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (PORTION, 1000)


def test_a_ticket_does_not_move_to_where_there_is_too_little(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 1000)
    shelves.put(SOUTH, OAT, PORTION - 1)
    (ticket,) = shelves.place(OAT_LATTE).tickets
    assert ticket.station_name == NORTH
    with pytest.raises(CannotMake):
        shelves.act(ticket.id, "move", station=shelves.ids[SOUTH])
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (1000 - PORTION, PORTION - 1)


def test_two_lines_of_a_ticket_move_only_where_there_is_enough_for_both(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 1000)
    shelves.put(SOUTH, OAT, PORTION)
    shelves.set(south="closed")
    (ticket,) = shelves.place(OAT_LATTE, line("latte", milk="oat", strength="strong")).tickets
    shelves.set(south="open")
    with pytest.raises(CannotMake, match="not enough"):
        shelves.act(ticket.id, "move", station=shelves.ids[SOUTH])
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (1000 - 2 * PORTION, PORTION)


def test_a_restocked_station_makes_it_again(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    assert isinstance(shelves.try_place(OAT_LATTE), NoStation)
    assert isinstance(shelves.try_place(GREEN_TEA), Order), "the rest goes on"
    shelves.add(SOUTH, OAT, 400)
    placed = shelves.try_place(OAT_LATTE)
    assert isinstance(placed, Order)
    assert placed.tickets[0].station_name == SOUTH


def test_a_recalled_ticket_that_was_made_gives_nothing_back(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 1000)
    (ticket,) = shelves.place(OAT_LATTE).tickets
    for action in ("bump", "recall"):
        shelves.act(ticket.id, action)
    shelves.act(ticket.id, "void", reason="spilt")
    assert shelves.left(ticket.station_name) == 1000 - PORTION


def test_who_counts_pays_no_trip_for_it(shelves: Shelves, monkeypatch: pytest.MonkeyPatch) -> None:
    trips: list[str] = []
    real = Transaction._send

    def counted(tx: Transaction) -> None:
        trips.append(str(tx._queue))
        real(tx)

    monkeypatch.setattr(Transaction, "_send", counted)

    def cost() -> int:
        trips.clear()
        order = shelves.try_place(OAT_LATTE)
        assert isinstance(order, Order)
        assert order.status is OrderStatus.RECEIVED
        return len(trips)

    without = cost()
    assert not any("stock_moves" in trip or "UPDATE stock" in trip for trip in trips)
    shelves.put_everywhere(OAT, 1000)
    assert cost() == without > 0
    assert any("stock_moves" in trip for trip in trips)


def test_one_for_later_takes_with_it_what_it_uses_when_its_time_comes_elsewhere(
    shelves: Shelves,
) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    later = datetime.now(UTC) + timedelta(hours=2)
    order = shelves.try_place(OAT_LATTE, due=later)
    assert isinstance(order, Order)
    assert (order.tickets[0].station_name, shelves.left(NORTH)) == (NORTH, 0)
    shelves.add(SOUTH, OAT, 1000)
    shelves.set(north="closed")
    releasing.release_due(shelves.database, later)
    assert shelves.read(order).tickets[0].station_name == SOUTH
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (PORTION, 1000 - PORTION)


def test_one_for_later_is_made_of_what_it_took(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    later = datetime.now(UTC) + timedelta(hours=2)
    order = shelves.try_place(OAT_LATTE, due=later)
    assert isinstance(order, Order)
    assert shelves.left(NORTH) == 0, "nothing is left but what it took"
    releasing.release_due(shelves.database, later)
    (ticket,) = shelves.read(order).tickets
    assert (ticket.station_name, str(ticket.state)) == (NORTH, "queued")
    assert shelves.left(NORTH) == 0


def test_one_for_later_waits_where_nobody_has_enough(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, PORTION)
    later = datetime.now(UTC) + timedelta(hours=2)
    order = shelves.try_place(OAT_LATTE, due=later)
    assert isinstance(order, Order)
    shelves.set(north="closed")
    releasing.release_due(shelves.database, later)
    (ticket,) = shelves.read(order).tickets
    assert (ticket.station_name, str(ticket.state)) == (NORTH, "scheduled")
    assert shelves.left(NORTH) == 0, "it holds what it took"


def test_what_is_taken_is_all_of_it_or_nothing(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, 100)
    shelves.put(NORTH, "ice", 5)
    oat, ice = (shelves.ids[NORTH], OAT), (shelves.ids[NORTH], "ice")
    with shelves.database.transaction() as tx:
        came = taking.take(tx, shelves.event, {oat: 10, ice: 6}).came
        assert came == Short({oat: 100, ice: 5})
    assert (shelves.left(NORTH), shelves.left(NORTH, "ice")) == (100, 5)


def test_who_loses_one_ingredient_to_somebody_takes_nothing_of_the_other(
    shelves: Shelves,
) -> None:
    shelves.set(south="paused")
    shelves.put(NORTH, "coffee beans", 2 * 18)
    shelves.put(NORTH, OAT, 10 * PORTION)
    barrier = threading.Barrier(5)
    racers = [Racer(shelves, barrier) for _ in range(5)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    assert sum(isinstance(racer.placed, Order) for racer in racers) == 2
    assert (shelves.left(NORTH, "coffee beans"), shelves.left(NORTH)) == (0, 8 * PORTION)


def wait_for_a_lock(shelves: Shelves) -> None:
    """Wait until somebody waits for a lock that another holds."""
    until = time.monotonic() + 10
    while not shelves.rows("SELECT 1 FROM pg_locks WHERE NOT granted"):
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.01)


def test_who_got_nothing_here_does_not_hold_up_others_while_looking_elsewhere(
    shelves: Shelves,
) -> None:
    """Two who were too late at one station each look at the other's: nobody waits for anybody."""
    shelves.put(NORTH, OAT, 100)
    shelves.put(SOUTH, OAT, 100)
    north, south = (shelves.ids[NORTH], OAT), (shelves.ids[SOUTH], OAT)
    with shelves.database.transaction() as first, shelves.database.transaction() as second:
        for tx, key in ((first, north), (second, south)):
            assert isinstance(taking.take(tx, shelves.event, {key: 101}).came, Short)
            # Sent with whatever is next; here the other comes first.
            tx.fetch("SELECT 1")
        for tx, key in ((first, south), (second, north)):
            assert isinstance(taking.take(tx, shelves.event, {key: 1}).came, tuple)


def test_two_who_were_too_late_hold_what_they_need_one_after_the_other(
    shelves: Shelves,
) -> None:
    """Six saw the same: those who were too late get it from the other station, or not at all."""
    for station in (NORTH, SOUTH):
        shelves.put(station, OAT, PORTION)
    barrier = threading.Barrier(6)
    racers = [Racer(shelves, barrier) for _ in range(6)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    assert sum(isinstance(racer.placed, Order) for racer in racers) == 2
    assert sum(isinstance(racer.placed, NoStation) for racer in racers) == 4
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (0, 0)


def test_tickets_whose_time_has_come_take_in_the_order_in_which_all_others_do(
    shelves: Shelves,
) -> None:
    """The first due moves from the South cart, the second from the North cart, in one transaction.

    Meanwhile somebody holds the count of the North cart and wants the one of the South cart.
    """
    shelves.put_everywhere(OAT, 5000)
    drink, later = line("hot chocolate", milk="oat"), datetime.now(UTC) + timedelta(hours=2)
    placed = []
    for paused in ({"north": "paused"}, {"south": "paused", "north": "open"}):
        shelves.set(tea="paused", **paused)
        placed.append(shelves.try_place(drink, due=later))
        later += timedelta(seconds=1)
    assert all(isinstance(order, Order) for order in placed)
    names = [order.tickets[0].station_name for order in placed if isinstance(order, Order)]
    assert names == [SOUTH, NORTH]
    assert shelves.ids[NORTH] < shelves.ids[SOUTH]
    shelves.set(north="closed", south="closed", tea="open")
    clock = threading.Thread(target=releasing.release_due, args=(shelves.database, later))
    one = "SELECT 1 FROM stock WHERE station_id = %(station)s AND ingredient = %(oat)s FOR UPDATE"
    with shelves.database.transaction() as tx:
        tx.fetch(one, station=shelves.ids[NORTH], oat=OAT)
        clock.start()
        wait_for_a_lock(shelves)
        assert tx.fetch(f"{one} NOWAIT", station=shelves.ids[SOUTH], oat=OAT)
    clock.join(20)
    read = [shelves.read(order) for order in placed if isinstance(order, Order)]
    assert [order.tickets[0].station_name for order in read] == [TEA, TEA]
    assert shelves.left(TEA) < 5000
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (5000, 5000)


def test_what_is_released_together_does_not_take_the_same_portion(shelves: Shelves) -> None:
    shelves.put_everywhere(OAT, 0)
    shelves.add(NORTH, OAT, 2 * PORTION)
    later = datetime.now(UTC) + timedelta(hours=2)
    placed = [shelves.try_place(OAT_LATTE, due=later) for _ in range(2)]
    assert shelves.left(NORTH) == 0
    shelves.add(SOUTH, OAT, PORTION)
    shelves.set(north="closed")
    releasing.release_due(shelves.database, later)
    tickets = [shelves.read(order).tickets[0] for order in placed if isinstance(order, Order)]
    states = [(ticket.station_name, str(ticket.state)) for ticket in tickets]
    assert states == [(SOUTH, "queued"), (NORTH, "scheduled")]
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (PORTION, 0)


def test_what_two_tickets_held_is_held_by_the_one_that_takes_their_place(
    shelves: Shelves,
) -> None:
    shelves.put(NORTH, OAT, PORTION)
    shelves.put(SOUTH, OAT, PORTION)
    order = shelves.place(OAT_LATTE, line("latte", milk="oat", strength="strong"))
    elsewhere = next(ticket for ticket in order.tickets if ticket.station_name == SOUTH)
    shelves.add(NORTH, OAT, PORTION)
    shelves.act(elsewhere.id, "move", station=shelves.ids[NORTH])
    assert [t.station_name for t in live(shelves.read(order))] == [NORTH, NORTH]
    assert (shelves.left(NORTH), shelves.left(SOUTH)) == (0, PORTION)
    after = shelves.changed(order, OAT_LATTE, OAT_LATTE)
    assert [ticket.station_name for ticket in live(after)] == [NORTH], "one took both places"
    assert shelves.left(NORTH) == 0
    cancel(shelves, after)
    assert shelves.left(NORTH) == 2 * PORTION
