"""What is made once more takes its place, its stock and its text anew, and is counted."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.core.errors import Conflict, Invalid
from backend.orders import releasing, remaking
from backend.orders.types import Order, OrderStatus, TicketState
from tests.orders.house import OAT_LATTE
from tests.orders.later import in_time
from tests.orders.outbox import outbox
from tests.stock.shelves import NORTH, OAT, Shelves

#: Of one large latte.
PORTION = 340


def _act(shelves: Shelves, order: Order, *actions: str) -> Order:
    for action in actions:
        reason = "Spilt it" if action in ("remake", "void") else None
        order = shelves.act(order.tickets[0].id, action, reason=reason)
    assert shelves.read(order) == order
    return order


@pytest.fixture
def counted(shelves: Shelves) -> Shelves:
    """North cart has enough for four."""
    shelves.put(NORTH, OAT, 4 * PORTION)
    shelves.set(south="closed")
    return shelves


@pytest.mark.parametrize(
    "before",
    [
        ("start",),
        ("bump",),
        ("start", "bump"),
        ("bump", "collect"),
        ("bump", "uncollected"),
    ],
)
def test_it_goes_back_to_its_old_place(counted: Shelves, before: tuple[str, ...]) -> None:
    first = _act(counted, counted.place(OAT_LATTE), *before)
    second = counted.place(OAT_LATTE)
    again = _act(counted, first, "remake")
    (ticket,) = again.tickets
    assert ticket.state is TicketState.QUEUED
    assert again.status is OrderStatus.RECEIVED
    assert ticket.position == first.tickets[0].position < second.tickets[0].position
    assert (ticket.started_at, ticket.made_at, ticket.closed_at) == (None, None, None)
    assert counted.left(NORTH) == PORTION, "three taken: two orders, and one thrown away"
    _act(counted, again, "start", "bump", "collect")


def test_the_ledger_has_it_as_waste(counted: Shelves) -> None:
    order = _act(counted, counted.place(OAT_LATTE), "start", "remake")
    (wasted,) = counted.rows("SELECT * FROM stock_moves WHERE why = 'wasted'")
    assert (wasted["amount"], wasted["by"], wasted["ticket_id"]) == (-PORTION, "barista", None)
    assert counted.left(NORTH) == 2 * PORTION
    assert order.tickets[0].marks.written_off == 0


def test_cancelled_before_its_next_making_that_is_given_back(counted: Shelves) -> None:
    _act(counted, counted.place(OAT_LATTE), "bump", "remake", "void")
    assert counted.left(NORTH) == 3 * PORTION, "what was thrown away is gone"


def test_made_again_and_brought_back_nothing_is_given_back(counted: Shelves) -> None:
    _act(counted, counted.place(OAT_LATTE), "bump", "remake", "bump", "recall", "void")
    assert counted.left(NORTH) == 2 * PORTION


def test_with_too_little_left_it_is_refused_and_stays(shelves: Shelves) -> None:
    shelves.put(NORTH, OAT, PORTION + 1)
    order = _act(shelves, shelves.place(OAT_LATTE), "bump")
    with pytest.raises(Conflict, match=f"North cart has not enough {OAT}") as refused:
        _act(shelves, order, "remake")
    assert refused.value.code == "not_enough"
    assert shelves.read(order) == order
    assert shelves.left(NORTH) == 1


@pytest.mark.parametrize("reason", [None, "", "   "])
def test_it_wants_a_reason(shelves: Shelves, reason: str | None) -> None:
    order = shelves.place(OAT_LATTE)
    shelves.act(order.tickets[0].id, "start")
    with pytest.raises(Invalid, match="reason"):
        shelves.act(order.tickets[0].id, "remake", reason=reason)


def test_remakes_are_counted_by_reason(shelves: Shelves) -> None:
    for reason in ("Spilt it", "spilt it ", "Wrong milk"):
        order = shelves.place(OAT_LATTE)
        shelves.act(order.tickets[0].id, "start")
        shelves.act(order.tickets[0].id, "remake", reason=reason)
    _act(shelves, shelves.place(OAT_LATTE), "bump", "uncollected")
    with shelves.database.transaction() as tx:
        waste = remaking.waste(tx, shelves.event)
    assert [(one.reason, one.times) for one in waste.remakes] == [
        ("spilt it", 2),
        ("wrong milk", 1),
    ]
    assert waste.uncollected == 1
    history = shelves.rows("SELECT detail FROM order_history WHERE action = 'remake' ORDER BY id")
    assert history[0]["detail"] == {"from": "started", "to": "queued", "reason": "Spilt it"}
    shelves.rows("UPDATE order_history SET detail = detail - 'reason' RETURNING id")
    with shelves.database.transaction() as tx:
        forgotten = remaking.waste(tx, shelves.event)
    assert [(one.reason, one.times) for one in forgotten.remakes] == [(None, 3)]


def test_one_for_later_that_was_begun_early_is_not_scheduled_again(shelves: Shelves) -> None:
    order = shelves.try_place(OAT_LATTE, due=in_time(hours=2))
    assert isinstance(order, Order)
    again = _act(shelves, order, "start", "remake", "start", "recall")
    assert again.tickets[0].state is TicketState.QUEUED
    releasing.release_due(shelves.database, datetime.now(UTC) + timedelta(hours=3))
    assert shelves.read(again) == again


def test_without_a_phone_nobody_is_owed_a_text(shelves: Shelves) -> None:
    _act(shelves, shelves.place(OAT_LATTE), "bump", "remake", "bump")
    assert outbox(shelves.database) == []
