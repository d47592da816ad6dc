"""Changing the lines of a placed order: it keeps its number, and its turn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from backend.core.db import Transaction
from backend.menu.types import Menu
from backend.orders import (
    allergy,
    carrying,
    keeping,
    later,
    marking,
    questions,
    queueing,
    reading,
    recording,
    rerouting,
    rules,
    stocking,
    timing,
)
from backend.orders.placing import in_menu_order
from backend.orders.service import ChangedMeanwhile, TooLate
from backend.orders.stocking import Reserved
from backend.orders.types import Order, OrderLine, PlacedLine, Ticket, TicketState
from backend.orders.writing import write_line, write_ticket
from backend.printing import queueing as labels
from backend.printing.types import Why as WhyLabel
from backend.stations import zones
from backend.stations.routing import NoStation, Plan, TicketPlan
from backend.stations.service import Venue
from backend.stations.types import Station
from backend.stock.types import Why


def change(  # noqa: PLR0913 - an order, what it is to be, and what the caller has read already
    tx: Transaction,
    venue: Venue,
    order_id: int,
    lines: tuple[OrderLine, ...],
    *,
    name: str | None,
    stations: Sequence[Station],
    now: datetime,
    actor: str,
    version: int | None = None,
    zone: str | None = None,
) -> Order | NoStation:
    """Make these the lines of an order, or name the one that no open station can make.

    Then nothing is written. `name`: None leaves it as it is; `stations`: the venue's, with the work
    that waits there; `version`: the order's that the caller saw; `zone`: where its customer is now,
    None where nothing else is known than when it was placed. Raises TooLate once anything of
    the order is started, and ChangedMeanwhile where it is not as it was seen.
    """
    before = reading.locked(tx, [venue.event.id], order_id)
    _check(before, version)
    lines = tuple(in_menu_order(line, venue.menu) for line in lines)
    zone = zone or before.zone
    reserved = _reserve(tx, venue, before, lines, zones.near(stations, zone), now)
    if isinstance(reserved, NoStation):
        return reserved
    ids = _ids(tx, len(reserved.plan.tickets) + len(lines))
    after = _changed(before, lines, reserved.plan, ids, menu=venue.menu, now=now)
    after = replace(after, name=name or before.name, zone=zone)
    touched = [ticket for ticket in after.tickets if ticket not in before.tickets]
    _write(tx, before, after, touched, now)
    stocking.write_down(
        tx, venue, after, rerouting.live_tickets(after), reserved, why=Why.CHANGED, by=actor
    )
    detail = {
        "before": _documents(before),
        "after": _documents(after),
        **recording.decided(after),
    }
    recording.history(tx, after, actor=actor, action="changed", detail=detail)
    recording.tell(tx, after, touched, venue.event.settings.name_policy)
    for ticket in touched:
        labels.again(tx, after.event_id, ticket.id, WhyLabel.CHANGED, actor)
    recording.log_done(tx, after, "order.changed", actor=actor)
    return after


def _reserve(
    tx: Transaction,
    venue: Venue,
    before: Order,
    lines: tuple[OrderLine, ...],
    stations: Sequence[Station],
    now: datetime,
) -> Reserved | NoStation:
    """Find the stations of what it is to be, with what it holds given to it."""
    room = rerouting.room(before, lines, venue, now)
    # A part of it may come to another lane, and in its turn there.
    queueing.hold(tx, (station.id for station in stations))
    return stocking.reserve(
        tx,
        venue,
        lines,
        later.serving(
            stations, room.due, now, prep_seconds=room.prep_seconds, priority=before.priority
        ),
        lambda able: rerouting.plan(before, lines, venue, able, now),
        instead_of=[ticket.id for ticket in rerouting.live_tickets(before)],
        room=room,
    )


def _check(order: Order, version: int | None) -> None:
    # Too late comes first: looking again would not help.
    if not rules.changeable([ticket.state for ticket in order.tickets]):
        raise TooLate(order.status)
    if version not in (None, order.version):
        raise ChangedMeanwhile("The order changed meanwhile; look again.", version=order.version)


def _ids(tx: Transaction, count: int) -> Iterator[int]:
    rows = tx.fetch("SELECT nextval('ids') AS id FROM generate_series(1, %(n)s)", n=count)
    return iter(sorted(row["id"] for row in rows))


def _changed(
    order: Order,
    lines: Sequence[OrderLine],
    plan: Plan,
    ids: Iterator[int],
    *,
    menu: Menu,
    now: datetime,
) -> Order:
    live = rerouting.live_tickets(order)
    turn = queueing.in_its_turn(order, live[0]).position
    waits = any(ticket.state is TicketState.SCHEDULED for ticket in live)
    due = order.due if waits else None
    needed = now + timedelta(seconds=plan.finish_seconds)
    together = len(plan.tickets) > 1 and due is None
    planned = [
        replace(
            _timed(_ticket(part, live, turn, ids), timing.release(part, due, now)),
            needed_at=needed if together else None,
        )
        for part in plan.tickets
    ]
    tickets = {ticket.id: ticket for ticket in order.tickets}
    tickets |= {ticket.id: _given_up(ticket, now) for ticket in live}
    tickets |= {ticket.id: ticket for ticket in planned}
    ticket_of = {
        line: ticket.id
        for part, ticket in zip(plan.tickets, planned, strict=True)
        for line in part.lines
    }
    told = timing.told(plan, due, now)
    return replace(
        order,
        version=order.version + 1,
        status=rules.status(ticket.state for ticket in tickets.values()),
        earliest=told.earliest,
        latest=told.latest,
        # What is promised of the order as it is now is promised for the first time.
        predicted=timing.predicted(plan, due, now),
        first=None,
        revised=0,
        tickets=tuple(tickets[ident] for ident in sorted(tickets)),
        lines=tuple(
            PlacedLine(next(ids), ticket_of[position], line, allergy.alerts(line.spec.notes, menu))
            for position, line in enumerate(lines)
        ),
    )


def _ticket(part: TicketPlan, live: Sequence[Ticket], turn: float, ids: Iterator[int]) -> Ticket:
    """Keep the ticket this station has, in its place; a new one takes the order's turn."""
    first = live[0]
    mine = next((ticket for ticket in live if ticket.station == part.station.id), None)
    if mine is None:
        mine = Ticket(
            id=next(ids),
            station=part.station.id,
            station_name=part.station.name,
            state=TicketState.QUEUED,
            version=0,
            prep_seconds=part.prep_seconds,
            # Those of another lane whom it passed in its own it has not passed here.
            position=turn,
            made_count=0,
            reason=part.reason,
            note=None,
            started_by=None,
            queued_at=first.queued_at,
            marks=marking.of_a_part(first.marks),
        )
    # What the customer asked for before is answered by what it is now.
    return replace(
        mine,
        version=mine.version + 1,
        prep_seconds=part.prep_seconds,
        reason=part.reason,
        note=None,
    )


def _timed(ticket: Ticket, release: datetime | None) -> Ticket:
    """Let it wait until then; without a time it is in the lane."""
    state = TicketState.SCHEDULED if release else TicketState.QUEUED
    return replace(ticket, state=state, release_at=release)


def _given_up(ticket: Ticket, now: datetime) -> Ticket:
    return replace(ticket, state=TicketState.VOIDED, version=ticket.version + 1, closed_at=now)


_ORDER = """UPDATE orders SET name = %(name)s, zone = %(zone)s, status = %(status)s,
 version = %(version)s, promised_earliest = %(earliest)s, promised_latest = %(latest)s,
 predicted_at = %(predicted)s,
 look_at = %(look_at)s, first_earliest = NULL, first_latest = NULL, revised = 0
WHERE event_id = %(event)s AND id = %(id)s"""

#: Who changes an order is told anew where it is made.
_TICKET = """UPDATE tickets SET told_station_id = NULL, told_by = NULL,
 state = %(state)s, version = %(version)s, note = %(note)s,
 prep_seconds = %(prep)s, reason = %(reason)s, closed_at = %(closed_at)s,
 release_at = %(release)s, needed_at = %(needed)s
WHERE event_id = %(event)s AND id = %(id)s"""

_NO_LINES = "DELETE FROM order_lines WHERE event_id = %(event)s AND order_id = %(id)s"


def _write(
    tx: Transaction, before: Order, after: Order, touched: Sequence[Ticket], now: datetime
) -> None:
    tx.queue(_NO_LINES, event=after.event_id, id=after.id)
    known = {ticket.id for ticket in before.tickets}
    for ticket in touched:
        if ticket.id in known:
            _update(tx, after, ticket)
        else:
            write_ticket(tx, after, ticket)
            carrying.write(tx, after, ticket)
    # What was asked was about the lines as they were: the customer's next text is theirs again.
    questions.close_all(tx, after)
    for placed in after.lines:
        write_line(tx, after, placed)
    tx.queue(
        _ORDER,
        event=after.event_id,
        id=after.id,
        name=after.name,
        zone=after.zone,
        status=str(after.status),
        version=after.version,
        earliest=after.earliest,
        latest=after.latest,
        predicted=after.predicted,
        look_at=keeping.look_at(after.promised, now),
    )


def _update(tx: Transaction, order: Order, ticket: Ticket) -> None:
    tx.queue(
        _TICKET,
        event=order.event_id,
        id=ticket.id,
        state=str(ticket.state),
        version=ticket.version,
        note=ticket.note,
        prep=ticket.prep_seconds,
        reason=ticket.reason,
        closed_at=ticket.closed_at,
        release=ticket.release_at,
        needed=ticket.needed_at,
    )


def _documents(order: Order) -> list[dict[str, Any]]:
    """Write the lines for the history, without names: it outlives FORGET ME."""
    documents = [reading.line_document(placed.line) for placed in order.lines]
    return [{key: document[key] for key in document if key != "name"} for document in documents]
