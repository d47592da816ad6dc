"""A placed order whose lines are changed: it keeps its number and its turn, until it is started."""

import pytest
import structlog

from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Event
from backend.menu import service as menus
from backend.menu.views import SoldOutRequest
from backend.orders import recording
from backend.orders import service as orders
from backend.orders.service import TooLate
from backend.orders.types import (
    Order,
    OrderStatus,
    TicketState,
)
from backend.stations.routing import NoStation
from tests.orders.house import (
    GREEN_TEA,
    HOT_CHOCOLATE,
    OAT_LATTE,
    SKIM_LATTE,
    SOY_LATTE,
    House,
    at,
    line,
    lines_of,
    live,
)


@pytest.fixture
def house(demo_db: Database, demo: Event) -> House:
    return House(demo_db, demo)


def test_the_ticket_keeps_its_place_and_its_number_whatever_is_faster_by_now(
    house: House,
) -> None:
    house.set(north="paused")
    first = house.place(OAT_LATTE)
    for _ in range(3):
        house.place(SKIM_LATTE)
    house.set(north="open")
    (before,) = first.tickets
    after = house.changed(first, SKIM_LATTE, HOT_CHOCOLATE)
    (kept,) = after.tickets
    assert kept.station_name == "South cart"
    assert (kept.id, kept.position, kept.queued_at) == (
        before.id,
        before.position,
        before.queued_at,
    )
    assert (kept.state, kept.version) == (TicketState.QUEUED, before.version + 1)
    assert kept.prep_seconds > before.prep_seconds
    assert "before it was changed" in kept.reason
    assert (after.id, after.number, after.status) == (first.id, first.number, OrderStatus.RECEIVED)
    assert after.version == first.version + 1
    assert lines_of(after) == [SKIM_LATTE, HOT_CHOCOLATE]
    rows = house.rows("SELECT id FROM tickets WHERE state = 'queued' ORDER BY position")
    assert rows[0]["id"] == before.id
    assert len(rows) == 4


def test_a_station_that_cannot_make_it_gives_it_up_and_the_next_takes_its_turn(
    house: House,
) -> None:
    house.set(north="paused")
    order = house.place(OAT_LATTE)
    house.set(north="open")
    ahead, behind = order.tickets[0], house.place(SOY_LATTE)
    assert behind.tickets[0].station_name == "North cart"
    after = house.changed(order, SOY_LATTE)
    given_up, new = after.tickets
    assert (given_up.id, given_up.state, given_up.version) == (
        ahead.id,
        TicketState.VOIDED,
        ahead.version + 1,
    )
    assert given_up.closed_at is not None
    assert (new.station_name, new.state, new.version) == ("North cart", TicketState.QUEUED, 1)
    assert new.position == ahead.position < behind.tickets[0].position
    assert new.queued_at == ahead.queued_at
    assert after.status is OrderStatus.RECEIVED
    assert at(after, "North cart") == [SOY_LATTE]


def test_a_station_that_is_shut_by_now_gives_it_up(house: House) -> None:
    house.set(north="paused")
    order = house.place(OAT_LATTE)
    house.set(north="open", south="paused")
    after = house.changed(order, SKIM_LATTE)
    assert [ticket.station_name for ticket in live(after)] == ["North cart"]


def test_of_two_tickets_each_keeps_what_is_as_it_was(house: House) -> None:
    house.set(north="paused")
    order = house.place(OAT_LATTE, GREEN_TEA)
    assert [ticket.station_name for ticket in order.tickets] == ["South cart", "Tea bar"]
    after = house.changed(order, HOT_CHOCOLATE, SKIM_LATTE, GREEN_TEA)
    assert [ticket.id for ticket in live(after)] == [ticket.id for ticket in order.tickets]
    assert GREEN_TEA in at(after, "Tea bar")
    assert SKIM_LATTE in at(after, "South cart")
    assert sorted(map(repr, lines_of(after))) == sorted(
        map(repr, (HOT_CHOCOLATE, SKIM_LATTE, GREEN_TEA))
    )


def test_a_ticket_left_without_a_line_is_voided(house: House) -> None:
    house.set(north="paused")
    order = house.place(OAT_LATTE, GREEN_TEA)
    after = house.changed(order, GREEN_TEA)
    assert [(t.station_name, t.state) for t in after.tickets] == [
        ("South cart", TicketState.VOIDED),
        ("Tea bar", TicketState.QUEUED),
    ]
    assert after.tickets[1].position == order.tickets[1].position
    assert lines_of(after) == [GREEN_TEA]


def test_the_lines_are_exactly_the_new_ones(house: House) -> None:
    order = house.place(line("latte", 2, milk="oat"), GREEN_TEA)
    after = house.changed(order, line("latte", 3, "Ann", sugar=2, milk="oat"), name="Ann")
    rows = house.rows("SELECT quantity, item, options, name FROM order_lines")
    options = {"size": "large", "milk": "oat", "sugar": 2}
    assert rows == [{"quantity": 3, "item": "latte", "options": options, "name": "Ann"}]
    assert list(rows[0]["options"]) == list(options), "as the menu lists them"
    assert after.name == "Ann"
    assert house.changed(after, GREEN_TEA).name == "Ann", "left out, the name stays"


def test_its_own_work_does_not_stand_in_its_way(house: House) -> None:
    house.set(north="paused")
    order = house.place(line("latte", 10, milk="oat"))
    (big,) = order.tickets
    house.set(north="open")
    house.place(line("latte", 2, milk="soy"))
    small = house.changed(order, OAT_LATTE)
    alone = house.place(SKIM_LATTE).tickets[0].prep_seconds
    assert small.tickets[0].prep_seconds == alone < big.prep_seconds
    assert "(0 s waiting" in small.tickets[0].reason
    assert small.latest < order.latest


@pytest.mark.parametrize(
    ("actions", "status"),
    [(["start"], "making"), (["bump"], "ready"), (["bump", "collect"], "collected")],
)
def test_once_started_it_is_too_late(house: House, actions: list[str], status: str) -> None:
    house.set(north="paused")
    order = house.place(OAT_LATTE, GREEN_TEA)
    for ticket in order.tickets if status != "making" else order.tickets[:1]:
        for action in actions:
            house.act(ticket.id, action)
    before = house.everything()
    with pytest.raises(TooLate) as refused:
        house.change(order, SKIM_LATTE)
    assert refused.value.order_status == status
    assert house.everything() == before


def test_brought_back_to_the_lane_it_may_be_changed(house: House) -> None:
    order = house.place(OAT_LATTE)
    (ticket,) = order.tickets
    house.act(ticket.id, "start")
    with house.database.transaction() as tx:
        orders.note_wish(tx, house.event, order.id, "skim instead please")
    house.act(ticket.id, "recall")
    assert house.read(order).tickets[0].note
    after = house.changed(order, SKIM_LATTE)
    assert after.tickets[0].note is None


def test_a_cancelled_order_stays_cancelled(house: House) -> None:
    order = house.place(OAT_LATTE)
    with house.database.transaction() as tx:
        orders.cancel(tx, [house.event], order.id, actor="customer")
    with pytest.raises(TooLate):
        house.change(order, SKIM_LATTE)


def test_86_in_between_names_the_line_and_writes_nothing(house: House) -> None:
    order = house.place(OAT_LATTE)
    with house.database.transaction() as tx:
        event = events.get(tx, house.event)
        menus.eighty_six(tx, event, SoldOutRequest(option="milk:skim"), "barista")
    before = house.everything()
    assert house.change(order, GREEN_TEA, SKIM_LATTE) == NoStation(1)
    assert house.everything() == before
    assert isinstance(house.change(order, GREEN_TEA, OAT_LATTE), Order)


def test_one_entry_of_the_history_keeps_before_and_after_without_names(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    order = house.place(OAT_LATTE)
    # A logger that was used before keeps writing where it wrote then.
    monkeypatch.setattr(recording, "log", structlog.get_logger())
    with structlog.testing.capture_logs() as logs:
        house.changed(order, line("latte", name="Ann", milk="skim"), GREEN_TEA, name="Ann")
    placed, changed = house.rows("SELECT action, actor, detail FROM order_history ORDER BY id")
    assert (placed["action"], changed["action"], changed["actor"]) == (
        "placed",
        "changed",
        "customer",
    )
    before, after = changed["detail"]["before"], changed["detail"]["after"]
    assert [document["item"] for document in before] == ["latte"]
    assert [document["item"] for document in after] == ["latte", "green tea"]
    assert (before[0]["options"]["milk"], after[0]["options"]["milk"]) == ("oat", "skim")
    assert "Ann" not in str(changed)
    (logged,) = [entry for entry in logs if entry["event"] == "order.changed"]
    assert (logged["order"], logged["number"]) == (order.id, order.number)


def test_a_change_by_the_customer_owes_no_text(house: House) -> None:
    house.changed(house.place(OAT_LATTE), SKIM_LATTE)
    assert house.rows("SELECT kind FROM outbox") == []
