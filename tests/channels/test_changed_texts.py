"""What a customer is told of an order changed by staff: what it is at the moment of sending."""

from backend.channels import counter
from backend.events import service as events
from backend.orders.requests import NewLine, OrderChange
from tests.channels.venue import Scripted, Venue


def change(venue: Venue, order: int, *items: str) -> None:
    """Change an order as staff do."""
    wanted = OrderChange(lines=[NewLine(item=item) for item in items])
    with venue.database.transaction() as tx:
        counter.change(tx, events.get(tx, venue.event), order, wanted, "support")


def test_changed_by_staff_says_what_the_order_is_now(venue: Venue) -> None:
    change(venue, venue.order().order, "water", "short black")
    vendor = Scripted()
    assert venue.work(vendor) == 1
    assert vendor.bodies == ["Order #42 is now: one water; one short black."]
    assert venue.out()[0]["kind"] == "changed"


def test_changed_twice_only_the_last_is_told(venue: Venue) -> None:
    placed = venue.order()
    change(venue, placed.order, "water")
    change(venue, placed.order, "short black")
    vendor = Scripted()
    assert venue.work(vendor) == 2
    assert vendor.bodies == ["Order #42 is now: one short black."]


def test_changed_and_cancelled_before_it_left_only_the_end_is_told(venue: Venue) -> None:
    placed = venue.order()
    change(venue, placed.order, "water")
    (live,) = venue.rows("SELECT id FROM tickets WHERE state <> 'voided'")
    venue.act(live["id"], "void", reason="no water")
    vendor = Scripted()
    assert venue.work(vendor) == 2
    (body,) = vendor.bodies
    assert "no water" in body


def test_a_part_cancelled_and_the_rest_changed_is_told_as_it_is_now(venue: Venue) -> None:
    placed = venue.order(tickets=("north", "south"))
    venue.act(placed.tickets[0], "void", reason="the grinder broke")
    change(venue, placed.order, "water")
    vendor = Scripted()
    assert venue.work(vendor) == 2
    assert vendor.bodies == ["Order #42 is now: one water."]


def test_a_walk_up_without_a_phone_is_changed_without_a_text(venue: Venue) -> None:
    placed = venue.order(None)
    change(venue, placed.order, "water")
    assert venue.jobs() == []
    assert venue.rows("SELECT item FROM order_lines") == [{"item": "water"}]
