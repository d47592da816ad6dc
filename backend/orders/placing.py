"""Placing an order: routed, numbered, written and told, in the caller's transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from backend.core.db import Transaction, as_json
from backend.core.metrics import ORDERS
from backend.events import service as events
from backend.events.types import Category
from backend.menu.types import Menu
from backend.orders import keeping, recording, stocking, timing
from backend.orders.reading import line_document
from backend.orders.room import Room
from backend.orders.stocking import Reserved
from backend.orders.types import (
    Channel,
    Order,
    OrderLine,
    OrderStatus,
    PlacedLine,
    Ticket,
    TicketState,
)
from backend.stations import limits, routing
from backend.stations.promise import Range
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.service import Venue
from backend.stations.types import Station
from backend.stock.types import Along, Why


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order as asked for."""

    channel: Channel
    lines: tuple[OrderLine, ...]
    name: str | None = None
    #: (customer id, address); None for a walk-up without a phone.
    customer: tuple[int, str] | None = None
    opted_out: bool = False
    #: The customer's own words.
    words: str | None = None
    request_id: str | None = None
    actor: str = "customer"
    #: What the customer is by their code, if the event has such.
    category: Category | None = None
    #: When it is wanted, in any zone; None for as soon as may be.
    due: datetime | None = None


def place(
    tx: Transaction,
    venue: Venue,
    wanted: Wanted,
    *,
    stations: Sequence[Station],
    now: datetime,
) -> Order | NoStation:
    """Place an order, or name the line that no open station can make; then nothing is written.

    The same where those that can make it have no room, as `limits.Full`.

    `stations`: the venue's, with the work that waits there. One for later goes to a station that is
    open and able now; whether it still is then, is seen when it is released.
    """
    jobs = [Job(line.spec, line.quantity) for line in wanted.lines]
    sold_out = venue.sold_out(now)
    first = wanted.category is not None and wanted.category.priority
    reserved = stocking.reserve(
        tx,
        venue,
        wanted.lines,
        limits.serving(stations, wanted.due or now, priority=first),
        lambda able: limits.assign(jobs, able, venue.menu, sold_out),
        along=_numbers(venue.event.id, wanted),
        room=Room(now, routing.prep_seconds(jobs, venue.menu), wanted.due),
    )
    if isinstance(reserved, NoStation):
        return reserved
    plan = reserved.plan
    wanted = replace(
        wanted,
        lines=tuple(in_menu_order(line, venue.menu) for line in wanted.lines),
        # Reckoning in a zone goes wrong in the night its clocks change.
        due=wanted.due.astimezone(UTC) if wanted.due else None,
    )
    number, ids = _numbered(tx, reserved, _numbers(venue.event.id, wanted))
    told = timing.told(plan, wanted.due, now)
    order = _order(venue, wanted, plan, number, ids, told, now)
    _write(tx, order, wanted.actor)
    stocking.write_down(tx, venue, order, order.tickets, reserved, why=Why.ORDERED, by=wanted.actor)
    recording.tell(tx, order, order.tickets, venue.event.settings.name_policy)
    recording.log_done(tx, order, "order.placed", channel=str(order.channel))
    tx.afterwards.append(ORDERS.inc)
    return order


def in_menu_order(line: OrderLine, menu: Menu) -> OrderLine:
    """Write the options as the menu lists them, so that every screen and label does."""
    given = line.spec.options
    ordered = {group: given[group] for group in menu.options if group in given}
    return replace(line, spec=replace(line.spec, options=ordered))


def _numbers(event: int, wanted: Wanted) -> Along:
    """Name the order's number and all its ids, taken ahead so that one last trip can write it all.

    Of ids as many as there could be: a ticket for each line.
    """
    return Along(
        "nextval(%(numbers)s) AS number,"
        " ARRAY(SELECT nextval('ids') FROM generate_series(1, %(ids)s)) AS ids",
        {"numbers": events.number_sequence(event), "ids": 1 + 2 * len(wanted.lines)},
    )


def _numbered(tx: Transaction, reserved: Reserved, numbers: Along) -> tuple[int, list[int]]:
    """Give number and ids, asked for now where nothing was taken along with them."""
    row = reserved.along or tx.one(f"SELECT {numbers.columns}", **numbers.values)
    assert row is not None
    return row["number"], row["ids"]


def _tickets(
    plan: Plan, ids: Sequence[int], due: datetime | None, now: datetime
) -> tuple[Ticket, ...]:
    releases = [timing.release(ticket, due, now) for ticket in plan.tickets]
    return tuple(
        Ticket(
            id=ids[position],
            station=ticket.station.id,
            station_name=ticket.station.name,
            state=TicketState.SCHEDULED if releases[position] else TicketState.QUEUED,
            version=1,
            prep_seconds=ticket.prep_seconds,
            position=ids[position],
            made_count=0,
            reason=ticket.reason,
            note=None,
            started_by=None,
            queued_at=now,
            release_at=releases[position],
        )
        for position, ticket in enumerate(plan.tickets)
    )


def _order(
    venue: Venue,
    wanted: Wanted,
    plan: Plan,
    number: int,
    ids: Sequence[int],
    told: Range,
    now: datetime,
) -> Order:
    tickets = _tickets(plan, ids[1:], wanted.due, now)
    ticket_of = {
        line: tickets[position].id
        for position, ticket in enumerate(plan.tickets)
        for line in ticket.lines
    }
    line_ids = ids[1 + len(tickets) :]
    customer, address = wanted.customer or (None, None)
    return Order(
        id=ids[0],
        event_id=venue.event.id,
        event=venue.event.slug,
        number=number,
        customer_id=customer,
        address=address,
        opted_out=wanted.opted_out,
        channel=wanted.channel,
        name=wanted.name,
        words=wanted.words,
        status=OrderStatus.RECEIVED,
        version=1,
        earliest=told.earliest,
        latest=told.latest,
        created_at=now,
        request_id=wanted.request_id,
        tickets=tickets,
        lines=tuple(
            PlacedLine(line_ids[i], ticket_of[i], line) for i, line in enumerate(wanted.lines)
        ),
        category=wanted.category.name if wanted.category else None,
        priority=wanted.category is not None and wanted.category.priority,
        due=wanted.due,
        predicted=timing.predicted(plan, wanted.due, now),
    )


_ORDER = """INSERT INTO orders (event_id, id, number, customer_id, channel, name, words,
 category, priority, promised_earliest, promised_latest, request_id, created_at, due_at,
 predicted_at, look_at)
VALUES (%(event)s, %(id)s, %(number)s, %(customer)s, %(channel)s, %(name)s, %(words)s,
 %(category)s, %(priority)s, %(earliest)s, %(latest)s, %(request)s, %(now)s, %(due)s,
 %(predicted)s, %(look_at)s)"""

#: A station that was removed meanwhile gets none, and then the lines have nowhere to be.
_TICKET = """INSERT INTO tickets (event_id, id, order_id, station_id, state, prep_seconds, position,
 reason, queued_at, release_at) SELECT event_id, %(id)s, %(order)s, id, %(state)s, %(prep)s,
 %(position)s, %(reason)s, %(now)s, %(release)s FROM stations
WHERE event_id = %(event)s AND id = %(station)s AND removed_at IS NULL FOR KEY SHARE"""

_LINE = """INSERT INTO order_lines (event_id, id, order_id, ticket_id, quantity, item, options,
 extras, notes, name) VALUES (%(event)s, %(id)s, %(order)s, %(ticket)s, %(quantity)s, %(item)s,
 %(options)s, %(extras)s, %(notes)s, %(name)s)"""


def _write(tx: Transaction, order: Order, actor: str) -> None:
    tx.queue(
        _ORDER,
        event=order.event_id,
        id=order.id,
        number=order.number,
        customer=order.customer_id,
        channel=str(order.channel),
        name=order.name,
        words=order.words,
        category=order.category,
        priority=order.priority,
        earliest=order.earliest,
        latest=order.latest,
        request=order.request_id,
        now=order.created_at,
        due=order.due,
        predicted=order.predicted,
        look_at=keeping.look_at(order.promised, order.created_at),
    )
    for ticket in order.tickets:
        write_ticket(tx, order, ticket)
    for placed in order.lines:
        write_line(tx, order, placed)
    detail = {"number": order.number, **recording.decided(order)}
    recording.history(tx, order, actor=actor, action="placed", detail=detail)


def write_ticket(tx: Transaction, order: Order, ticket: Ticket) -> None:
    """Write a new ticket of an order."""
    tx.queue(
        _TICKET,
        event=order.event_id,
        id=ticket.id,
        order=order.id,
        station=ticket.station,
        state=str(ticket.state),
        prep=ticket.prep_seconds,
        position=ticket.position,
        reason=ticket.reason,
        now=ticket.queued_at,
        release=ticket.release_at,
    )


def write_line(tx: Transaction, order: Order, placed: PlacedLine) -> None:
    """Write a new line."""
    document = line_document(placed.line)
    tx.queue(
        _LINE,
        event=order.event_id,
        id=placed.id,
        order=order.id,
        ticket=placed.ticket,
        quantity=document["quantity"],
        item=document["item"],
        options=as_json(document["options"]),
        extras=as_json(document["extras"]),
        notes=as_json(document["notes"]),
        name=document["name"],
    )
