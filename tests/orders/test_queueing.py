"""Where tickets stand in their lanes, and who went before whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from backend.conversation.timeline import timeline
from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Category, Event
from backend.orders import failover, placing, reading, removing, snapshots
from backend.orders.placing import Wanted
from backend.orders.types import Channel, Order, Ticket, TicketState
from backend.stations import routing
from backend.stations import service as stations
from backend.stations.lanes import MOST_PASSED
from backend.stations.limits import Full
from tests.app_client import Phone
from tests.orders.house import GREEN_TEA, OAT_LATTE, House, line
from tests.stock.shelves import OAT, Shelves

LATTES = line("latte", 4, milk="soy")


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    """The demo event with one cart open, that makes everything; and what it is told is far off."""
    house = House(demo_db, demo)
    house.set(south="closed", tea="closed")
    return house


def first(order: Order) -> Ticket:
    (ticket,) = order.tickets
    return ticket


def patient(house: House) -> None:
    """Let everybody have been told a late time."""
    house.rows(
        "UPDATE orders SET promised_latest = now() + interval '3 hours' RETURNING id",
    )


def listed(house: House, station: int) -> list[int]:
    with house.database.transaction() as tx:
        tickets = snapshots.tickets(tx, house.event, station).tickets
    return [int(one.number) for one in tickets]


def test_a_small_order_goes_before_a_big_one_as_often_as_it_bears_it(house: House) -> None:
    house.place(GREEN_TEA)
    big_order = house.place(LATTES)
    big = first(big_order)
    patient(house)
    *teas, last = (first(house.place(GREEN_TEA)) for _ in range(MOST_PASSED + 1))
    assert listed(house, big.station) == [1, 3, 4, 5, 6, 2, 7]
    assert "before #2 (bigger, passed 1 of 4)" in teas[0].reason
    assert "before #2 (bigger, passed 4 of 4)" in teas[-1].reason
    assert "before" not in last.reason
    (row,) = house.rows(f"SELECT passed FROM tickets WHERE id = {big.id}")
    assert row["passed"] == MOST_PASSED
    with house.database.transaction() as tx:
        (why,) = timeline(tx, reading.get(tx, [house.event], big_order.id)).stations.values()
    assert why.endswith("; passed 4 of 4")


def test_nobody_goes_before_one_whose_time_would_not_hold(house: House) -> None:
    house.place(OAT_LATTE)
    big = house.place(LATTES)
    lattes = [first(house.place(OAT_LATTE)) for _ in range(3)]
    passed = [one for one in lattes if "before #2" in one.reason]
    assert 0 < len(passed) < 3
    work = sum(one.prep_seconds for one in (*passed, first(big))) + 75
    assert datetime.now(UTC) + timedelta(seconds=work) <= big.latest + timedelta(seconds=5)


def test_who_goes_first_is_told_a_sooner_time(house: House) -> None:
    house.place(OAT_LATTE)
    house.place(LATTES)
    before = house.place(GREEN_TEA)
    patient(house)
    house.rows(f"UPDATE tickets SET passed = {MOST_PASSED} RETURNING id")
    behind = house.place(GREEN_TEA)
    assert behind.latest - before.latest > timedelta(seconds=250)


def test_priority_goes_before_small_ones_and_is_passed_by_nobody(house: House) -> None:
    speaker = Category(name="speaker", codes=("KEYNOTE",), priority=True)
    tea = first(house.place(GREEN_TEA))
    house.place(GREEN_TEA)
    patient(house)
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))
        wanted = Wanted(Channel.WALKUP, (LATTES,), "Grace", category=speaker)
        placed = placing.place(tx, venue, wanted, stations=venue.stations, now=datetime.now(UTC))
    assert isinstance(placed, Order)
    patient(house)
    house.place(GREEN_TEA)
    assert listed(house, tea.station) == [3, 1, 2, 4]
    assert "without priority, passed 1 of 4" in first(placed).reason


def test_a_recalled_ticket_comes_back_before_the_same(house: House) -> None:
    house.place(GREEN_TEA)
    big = first(house.place(LATTES))
    patient(house)
    house.place(GREEN_TEA)
    assert listed(house, big.station) == [1, 3, 2]
    (tea,) = house.rows("SELECT id FROM tickets ORDER BY id DESC LIMIT 1")
    house.act(tea["id"], "start")
    house.place(GREEN_TEA)
    house.act(tea["id"], "recall")
    assert listed(house, big.station) == [1, 3, 4, 2]


def test_a_moved_ticket_takes_its_turn_and_passes_nobody(house: House) -> None:
    tea_first = first(house.place(line("hot chocolate", 4, milk="oat")))
    patient(house)
    passer = first(house.place(line("hot chocolate", milk="oat")))
    assert passer.position < tea_first.position
    house.set(north="closed", south="open")
    other = first(house.place(line("hot chocolate", milk="oat")))
    house.set(north="open")
    house.act(passer.id, "move", station=other.station)
    assert listed(house, other.station) == [2, 3]
    house.act(tea_first.id, "move", station=other.station)
    assert listed(house, other.station) == [1, 2, 3]


def _passer_and_passed(house: House) -> tuple[Order, Order]:
    """Place a cup that passes a larger order, both at the north cart."""
    big = house.place(line("hot chocolate", 4, milk="oat"))
    patient(house)
    small = house.place(line("hot chocolate", milk="oat"), line("hot chocolate", milk="oat"))
    assert first(small).position < first(big).position
    return small, big


@pytest.mark.parametrize("why", ["closed", "removed"])
def test_at_another_station_each_has_its_turn_and_passes_nobody(
    house: House, demo: Event, why: str
) -> None:
    small, big = _passer_and_passed(house)
    house.set(north="paused", south="open")
    other = first(house.place(line("hot chocolate", milk="oat")))
    house.set(north="open")
    if why == "closed":
        house.set(north="closed")
        failover.fail_over(house.database, datetime.now(UTC))
    else:
        with house.database.transaction() as tx:
            station = first(big).station
            removing.remove(tx, demo, station, move=True, version=None, actor="organiser")
    assert listed(house, other.station) == [1, 2, 3]
    passed = {row["id"]: row["passed"] for row in house.rows("SELECT id, passed FROM tickets")}
    assert passed[first(big).id] == 1, "that it was passed stays so"
    turn = first(house.read(small)).position
    assert first(small).position < turn == first(small).id


def test_what_was_split_off_keeps_the_turn_of_its_order(house: House) -> None:
    order = house.place(OAT_LATTE, GREEN_TEA)
    house.place(OAT_LATTE)
    house.set(north="closed", south="open", tea="open")
    failover.fail_over(house.database, datetime.now(UTC))
    tea = next(t for t in house.read(order).tickets if t.station_name == "Tea bar")
    assert tea.id > tea.position == first(order).position
    house.place(GREEN_TEA)
    house.set(north="open", tea="closed")
    failover.fail_over(house.database, datetime.now(UTC))
    after = house.read(order).ticket(tea.id)
    assert (after.station_name, after.position) == ("North cart", first(order).position)


def test_where_nothing_it_uses_is_counted_it_passes_all_the_same(
    demo_db: Database, demo: Event
) -> None:
    house = Shelves(demo_db, demo)
    house.set(south="closed", tea="closed")
    house.put_everywhere(OAT, 5000)
    house.place(LATTES)
    patient(house)
    assert "before #1" in first(house.place(GREEN_TEA)).reason


def test_before_a_full_lane_who_passes_is_held_to_the_throttle_too(house: House) -> None:
    big = first(house.place(LATTES))
    patient(house)
    room = big.prep_seconds + first(house.place(GREEN_TEA)).prep_seconds
    house.rows(f"UPDATE stations SET throttle_seconds = {room + 70} RETURNING id")
    passer = house.place(GREEN_TEA)
    assert "before #1 (bigger, passed 2 of 4)" in first(passer).reason
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))
        wanted = Wanted(Channel.WALKUP, (LATTES,), "Ada")
        refused = placing.place(tx, venue, wanted, stations=venue.stations, now=datetime.now(UTC))
    assert isinstance(refused, Full)


def test_cups_from_several_carts_are_foreseen_together(demo_db: Database, demo: Event) -> None:
    house = House(demo_db, demo)
    house.place(*[OAT_LATTE] * 2)
    order = house.place(*[OAT_LATTE] * 4)
    assert len(order.tickets) == 2
    assert all("the order is split" in ticket.reason for ticket in order.tickets)
    assert len({ticket.needed_at for ticket in order.tickets}) == 1
    assert order.tickets[0].needed_at is not None


def test_the_place_in_the_queue_is_the_lanes(house: House, phone: Phone) -> None:
    house.place(GREEN_TEA)
    big = first(house.place(LATTES))
    patient(house)
    assert phone.order("small green tea") == "3"
    assert listed(house, big.station) == [1, 3, 2]
    assert "one to be made before it" in (phone.text("status") or "")


def test_many_at_once_pass_nobody_too_often(house: House) -> None:
    """Orders of the same moment, placed by a count that is older than all of them."""
    house.place(OAT_LATTE)
    for _ in range(2):
        house.place(LATTES)
    patient(house)
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))

    def place(number: int) -> Order:
        wanted = Wanted(Channel.WALKUP, (LATTES if number % 4 == 3 else GREEN_TEA,), "Steve")
        with house.database.transaction() as tx:
            placed = placing.place(
                tx, venue, wanted, stations=venue.stations, now=datetime.now(UTC)
            )
        assert isinstance(placed, Order)
        return placed

    with ThreadPoolExecutor(6) as pool:
        placed = list(pool.map(place, range(24)))
    lane = house.rows("SELECT id, position, passed, prep_seconds FROM tickets ORDER BY position")
    assert len(lane) == len(placed) + 3
    for at, one in enumerate(lane):
        before = sum(other["id"] > one["id"] for other in lane[:at])
        assert before == one["passed"] <= MOST_PASSED
    assert sum(one["passed"] for one in lane) >= MOST_PASSED
    told = sum(one.reason.count("(bigger, passed") for one in map(first, placed))
    assert told > 0
    assert all(one.state is TicketState.QUEUED for one in map(first, placed))


def test_a_plan_without_a_turn_passes_nobody(house: House) -> None:
    house.place(LATTES)
    with house.database.transaction() as tx:
        venue = stations.venue(tx, events.get(tx, house.event))
    plan = routing.assign([routing.Job(GREEN_TEA.spec, 1)], venue.stations, venue.menu)
    assert isinstance(plan, routing.Plan)
    assert not plan.tickets[0].passing
