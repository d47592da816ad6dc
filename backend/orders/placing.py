"""Placing an order: routed, numbered, written and told, in the caller's transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import Any

from backend.core.db import Row, Transaction
from backend.core.metrics import ORDERS
from backend.events import service as events
from backend.events.types import Category
from backend.menu.types import Menu
from backend.orders import allergy, later, recording, stocking, timing, tokens
from backend.orders.queueing import Queueing, joined
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
from backend.orders.writing import write_order
from backend.stations import limits, routing
from backend.stations.grouping import NOT_WALKED, WALK_SECONDS
from backend.stations.lanes import Turn
from backend.stations.routing import Job, NoStation, Plan
from backend.stations.service import Venue
from backend.stations.types import Station, StationState
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
    #: Where the customer is, if known: a zone of stations.
    zone: str | None = None


def place(
    tx: Transaction,
    venue: Venue,
    wanted: Wanted,
    *,
    stations: Sequence[Station],
    now: datetime,
) -> Order | NoStation:
    """Place an order, or name the line that no open station can make; then nothing is written.

    The same where those that can make it have no room, as `limits.Full`, and where they are not
    there at that time, as `later.Away`.

    `stations`: the venue's, with the work that waits there. One for later goes to a station that is
    there and able then as far as one can tell; whether it is, is seen when it is released.
    """
    queueing = Queueing(tx, venue.event.id)

    def along(plan: Plan) -> Along:
        return joined(_numbers(venue.event.id, wanted), queueing.along(plan))

    reserved = _reserve(tx, venue, wanted, stations, along, now)
    if isinstance(reserved, NoStation):
        return _refused(reserved, wanted, venue, stations, now)
    # Asked for only now where nothing had to be taken.
    row = reserved.along or _read(tx, along(reserved.plan))
    queueing.settle(reserved.plan, row)
    order = _order(venue, _as_kept(wanted, venue.menu), reserved.plan, queueing, row, now)
    write_order(tx, order)
    detail = {"number": order.number, **recording.decided(order)}
    recording.history(tx, order, actor=wanted.actor, action="placed", detail=detail)
    queueing.write()
    stocking.write_down(tx, venue, order, order.tickets, reserved, why=Why.ORDERED, by=wanted.actor)
    recording.tell(tx, order, order.tickets, venue.event.settings.name_policy)
    recording.log_done(tx, order, "order.placed", channel=str(order.channel))
    tx.afterwards.append(ORDERS.inc)
    return order


def _reserve(
    tx: Transaction,
    venue: Venue,
    wanted: Wanted,
    stations: Sequence[Station],
    along: Callable[[Plan], Along],
    now: datetime,
) -> Reserved | NoStation:
    """Find its stations, and take what it uses there."""
    jobs = _jobs(wanted)
    seconds = routing.prep_seconds(jobs, venue.menu)
    sold_out = venue.sold_out(now)
    turns = _turns(wanted, now)
    open_now = {one.id for one in stations if one.state is StationState.OPEN}
    # What has time is not carried together from several carts.
    walk = WALK_SECONDS if wanted.due is None else NOT_WALKED

    def choose(able: Sequence[Station]) -> Plan | NoStation:
        turn = next(turns)

        def ask(some: Sequence[Station]) -> Plan | NoStation:
            return limits.assign(jobs, some, venue.menu, sold_out, turn=turn, walk_seconds=walk)

        return ask(able) if wanted.due is None else later.surest(able, open_now, ask)

    return stocking.reserve(
        tx,
        venue,
        wanted.lines,
        later.serving(
            stations, wanted.due, now, prep_seconds=seconds, priority=_goes_first(wanted)
        ),
        choose,
        along=along,
        room=Room(now, seconds, wanted.due),
    )


def _jobs(wanted: Wanted) -> list[Job]:
    return [Job(line.spec, line.quantity) for line in wanted.lines]


def _as_kept(wanted: Wanted, menu: Menu) -> Wanted:
    return replace(
        wanted,
        lines=tuple(in_menu_order(line, menu) for line in wanted.lines),
        # Reckoning in a zone goes wrong in the night its clocks change.
        due=wanted.due.astimezone(UTC) if wanted.due else None,
    )


def _refused(
    refusal: NoStation,
    wanted: Wanted,
    venue: Venue,
    stations: Sequence[Station],
    now: datetime,
) -> NoStation:
    """Say when somebody is there, where only that is missing."""
    if wanted.due is None or isinstance(refusal, limits.Full):
        return refusal
    jobs, sold_out = _jobs(wanted), venue.sold_out(now)
    possible = later.possible(
        stations,
        lambda there: isinstance(routing.assign(jobs, there, venue.menu, sold_out), Plan),
        wanted.due,
        now,
        prep_seconds=routing.prep_seconds(jobs, venue.menu),
        priority=_goes_first(wanted),
    )
    return refusal if possible is None else later.Away(refusal.line, possible)


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


def _read(tx: Transaction, along: Along) -> Row:
    row = tx.one(f"SELECT {along.columns}", **along.values)
    assert row is not None
    return row


def _goes_first(wanted: Wanted) -> bool:
    return wanted.category is not None and wanted.category.priority


def _turns(wanted: Wanted, now: datetime) -> Iterator[Turn | None]:
    """Give whose turn it is in each round; a second is in a hurry, and passes nobody."""
    turn = Turn(now.timestamp(), _goes_first(wanted)) if wanted.due is None else None
    return chain([turn], repeat(replace(turn, passes=False) if turn else None))


def _tickets(
    plan: Plan,
    ids: Sequence[int],
    queueing: Queueing,
    *,
    wanted: Wanted,
    now: datetime,
) -> tuple[Ticket, ...]:
    releases = [timing.release(ticket, wanted.due, now) for ticket in plan.tickets]
    together = len(plan.tickets) > 1 and wanted.due is None
    priority = _goes_first(wanted)
    return tuple(
        Ticket(
            id=ids[position],
            station=ticket.station.id,
            station_name=ticket.station.name,
            state=TicketState.SCHEDULED if releases[position] else TicketState.QUEUED,
            version=1,
            prep_seconds=ticket.prep_seconds,
            position=queueing.position(ticket, ids[position]),
            made_count=0,
            reason=queueing.reason(ticket, priority=priority),
            note=None,
            started_by=None,
            queued_at=now,
            release_at=releases[position],
            needed_at=now + timedelta(seconds=plan.finish_seconds) if together else None,
        )
        for position, ticket in enumerate(plan.tickets)
    )


def _order(
    venue: Venue,
    wanted: Wanted,
    plan: Plan,
    queueing: Queueing,
    numbered: Mapping[str, Any],
    now: datetime,
) -> Order:
    told = timing.told(plan, wanted.due, now)
    ids = numbered["ids"]
    tickets = _tickets(plan, ids[1:], queueing, wanted=wanted, now=now)
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
        number=numbered["number"],
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
            PlacedLine(line_ids[i], ticket_of[i], line, allergy.alerts(line.spec.notes, venue.menu))
            for i, line in enumerate(wanted.lines)
        ),
        category=wanted.category.name if wanted.category else None,
        priority=_goes_first(wanted),
        due=wanted.due,
        predicted=timing.predicted(plan, wanted.due, now),
        token=tokens.new(),
        zone=wanted.zone,
    )
