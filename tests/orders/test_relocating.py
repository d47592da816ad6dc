"""A ticket that moves keeps its turn, and is promised no more than can be kept."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.orders.relocating import Lanes, promised, relocated, settled
from backend.orders.types import Channel, Order, OrderStatus, Ticket, TicketState
from backend.stations.routing import Plan, TicketPlan
from backend.stations.types import Capabilities, Station, StationState

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


ORDER = Order(
    id=1,
    event_id=1,
    event="demo",
    number=42,
    customer_id=None,
    address=None,
    opted_out=False,
    channel=Channel.SMS,
    name=None,
    words=None,
    status=OrderStatus.RECEIVED,
    version=1,
    earliest=NOW + timedelta(minutes=1),
    latest=NOW + timedelta(minutes=2),
    created_at=NOW,
    request_id=None,
    tickets=(),
    lines=(),
)


def station(ident: int) -> Station:
    return Station(ident, f"S{ident}", StationState.OPEN, Capabilities())


def ticket(ident: int, at: int, position: int, **more: Any) -> Ticket:
    values = {"prep_seconds": 60, "made_count": 0, "reason": "", "note": "an allergy", **more}
    return Ticket(
        id=ident,
        station=at,
        station_name=f"S{at}",
        state=TicketState.QUEUED,
        version=3,
        position=position,
        started_by=None,
        queued_at=NOW - timedelta(minutes=4),
        **values,
    )


def test_only_what_comes_before_it_counts() -> None:
    lanes = Lanes()
    lanes.add([ticket(1, 7, 10), ticket(2, 7, 20), ticket(3, 8, 5)])
    seen = lanes.seen_by(ticket(9, 1, 15), {7: station(7), 8: station(8)})
    assert {one.id: one.open_seconds for one in seen} == {7: 60, 8: 60}
    lanes.add([ticket(4, 8, 12)])
    seen = lanes.seen_by(ticket(9, 1, 15), {7: station(7), 8: station(8)})
    assert {one.id: one.open_seconds for one in seen} == {7: 60, 8: 120}


def test_each_part_keeps_turn_age_and_notes() -> None:
    plan = Plan(tuple(TicketPlan(station(n), (n - 7,), 30 * n, 100, f"S{n} first") for n in (7, 8)))
    before = ticket(1, 3, 42)
    parts = relocated(before, plan, iter([99]), "S3 closed")
    assert [(p.id, p.station, p.version, p.prep_seconds) for p in parts] == [
        (1, 7, 4, 210),
        (99, 8, 1, 240),
    ]
    for part in parts:
        assert (part.position, part.queued_at) == (42, before.queued_at)
        assert (part.note, part.state) == ("an allergy", TicketState.QUEUED)
        assert part.reason.endswith("first; S3 closed")


@pytest.mark.parametrize(("minutes", "is_later"), [(2, True), (60, False)])
def test_the_promise_is_put_off_only_where_it_would_break(minutes: int, is_later: bool) -> None:
    order = replace(ORDER, latest=NOW + timedelta(minutes=minutes))
    plan = Plan((TicketPlan(station(7), (0,), 60, 600, ""),))
    after = promised(order, plan, NOW)
    assert (after != order) is is_later
    assert after.latest >= NOW + timedelta(minutes=10)
    assert after.earliest >= order.earliest


def test_the_parts_of_an_order_are_needed_when_the_last_is_foreseen() -> None:
    plan = Plan((TicketPlan(station(7), (0,), 60, 300, "first"),))
    here, there = ticket(1, 7, 10), ticket(2, 8, 11, needed_at=NOW + timedelta(seconds=200))
    both = settled(replace(ORDER, tickets=(here, there)), plan, NOW)
    assert [one.needed_at for one in both.tickets] == [NOW + timedelta(seconds=300)] * 2
    longer = replace(there, needed_at=NOW + timedelta(seconds=900))
    both = settled(replace(ORDER, tickets=(here, longer)), plan, NOW)
    assert [one.needed_at for one in both.tickets] == [NOW + timedelta(seconds=900)] * 2


def test_what_is_all_of_its_order_or_for_later_waits_for_nobody() -> None:
    plan = Plan((TicketPlan(station(7), (0,), 60, 300, "first"),))
    here, there = ticket(1, 7, 10, needed_at=NOW), ticket(2, 8, 11)
    alone = settled(replace(ORDER, tickets=(here,)), plan, NOW)
    made = replace(there, state=TicketState.MADE)
    rest = settled(replace(ORDER, tickets=(here, made)), plan, NOW)
    later = settled(replace(ORDER, due=NOW, tickets=(here, there)), plan, NOW)
    for order in (alone, rest, later):
        assert order.tickets[0].needed_at is None
