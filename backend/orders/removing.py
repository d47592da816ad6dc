"""A station taken off an event: never with work that is lost, and moved all of it or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict
from backend.events.types import Event
from backend.orders import queueing, reading, recording, stocking, timing
from backend.orders.owing import owe
from backend.orders.releasing import move_lines
from backend.orders.replanning import plan_promised, split
from backend.orders.service import ChangedMeanwhile
from backend.orders.types import Order, Ticket, TicketState
from backend.orders.views import RemovedView
from backend.orders.writing import write_ticket
from backend.stations import service as stations
from backend.stations import zones
from backend.stations.routing import NoStation, Plan, TicketPlan
from backend.stations.service import Venue
from backend.stations.types import Station
from backend.stock.types import Why


class OpenTickets(Conflict):
    """This station has open tickets."""

    code = "station_has_tickets"


class NobodyElse(Conflict):
    """No other station can make what waits at this one."""

    code = "nobody_else_can_make_it"


_MOVABLE = frozenset({TicketState.SCHEDULED, TicketState.QUEUED})
_OPEN = _MOVABLE | {TicketState.STARTED, TicketState.MADE}

_AT = """o.event_id = %(event)s AND o.id IN (SELECT order_id FROM tickets
 WHERE event_id = %(event)s AND station_id = %(station)s
 AND state IN ('scheduled', 'queued', 'started', 'made'))"""


def remove(
    tx: Transaction, event: Event, station: int, *, move: bool, version: int | None, actor: str
) -> RemovedView:
    """Take a station off the event; `move` gives what waits there to others, or nothing is done."""
    # Orders first, as every verb on them does, then the lanes; then the station, which takes no
    # ticket any more.
    sql = f"SELECT o.id FROM orders o WHERE {_AT} ORDER BY o.id FOR UPDATE"
    held = {row["id"] for row in tx.fetch(sql, event=event.id, station=station)}
    lanes = tx.fetch("SELECT id FROM stations WHERE event_id = %(event)s", event=event.id)
    queueing.hold(tx, (row["id"] for row in lanes))
    name = stations.hold(tx, event.id, station, version)
    orders = reading.orders_where(tx, f"{_AT} ORDER BY o.id", event=event.id, station=station)
    _check(name, station, orders, move=move)
    if not held.issuperset(order.id for order in orders):
        raise ChangedMeanwhile("Orders came in meanwhile; try again.")
    moved = _Movers(tx, event, station, actor).move(orders) if orders else 0
    stations.remove(tx, event, station)
    return RemovedView(station=station, moved=moved)


def _check(name: str, station: int, orders: Sequence[Order], *, move: bool) -> None:
    states = [ticket.state for order in orders for ticket in _here(order, station)]
    count = len(states)
    if states and not move:
        raise OpenTickets(
            f"{name} has {count} open {_tickets(count)}. Give them to other stations with"
            " ?move=true, or finish them first.",
            tickets=count,
        )
    begun = sum(state not in _MOVABLE for state in states)
    if begun:
        raise OpenTickets(
            f"{begun} {_tickets(begun)} of {name} began to be made, or wait there to be collected;"
            " finish or void them first.",
            tickets=begun,
        )


def _tickets(count: int) -> str:
    return "ticket" if count == 1 else "tickets"


def _here(order: Order, station: int) -> list[Ticket]:
    return [one for one in order.tickets if one.station == station and one.state in _OPEN]


class _Movers:
    """Give the tickets of one station to the others."""

    def __init__(self, tx: Transaction, event: Event, station: int, actor: str) -> None:
        self._tx, self._actor, self._from = tx, actor, station
        self._venue: Venue = stations.venue(tx, event)
        self._now = datetime.now(UTC)
        others = (one for one in stocking.holding(tx, self._venue) if one.id != station)
        self._others = {one.id: one for one in others}

    def move(self, orders: Sequence[Order]) -> int:
        """Move all of them, in their turn; gives how many tickets."""
        rows = self._tx.fetch(
            "SELECT nextval('ids') AS id FROM generate_series(1, %(count)s)",
            count=sum(len(order.lines) for order in orders),
        )
        ids = iter([row["id"] for row in rows])
        count = 0
        for order in orders:
            after = order
            for ticket in _here(order, self._from):
                after = self._moved(after, ticket, ids)
                count += 1
        return count

    def _moved(self, order: Order, ticket: Ticket, ids: Iterator[int]) -> Order:
        def choose(able: Sequence[Station]) -> Plan | NoStation:
            plan = plan_promised(order, ticket, able, venue=self._venue, now=self._now)
            return plan or NoStation(0)

        lines, others = (
            [one.line for one in order.lines_of(ticket.id)],
            zones.near(self._others.values(), order.zone),
        )
        reserved = stocking.reserve(
            self._tx, self._venue, lines, others, choose, instead_of=[ticket.id]
        )
        if isinstance(reserved, NoStation):
            raise NobodyElse(
                f"No other open station can make its part of order #{order.number};"
                " nothing was moved.",
                order=order.id,
            )
        parts = _parts(order, ticket, reserved.plan, ids)
        after = split(order, ticket.id, parts, reserved.plan)
        _write(self._tx, after, parts, ticket.station)
        stocking.write_down(
            self._tx, self._venue, after, parts, reserved, why=Why.MOVED, by=self._actor
        )
        self._load(parts, reserved)
        self._record(after, ticket, parts)
        return after

    def _load(self, parts: Sequence[Ticket], reserved: stocking.Reserved) -> None:
        for ident, station in self._others.items():
            self._others[ident] = stocking.after(station, reserved)
        for part in parts:
            if part.state is TicketState.QUEUED:
                station = self._others[part.station]
                waiting = station.open_seconds + part.prep_seconds
                self._others[part.station] = replace(station, open_seconds=waiting)

    def _record(self, order: Order, before: Ticket, parts: Sequence[Ticket]) -> None:
        for part in parts:
            detail = {"from": before.station_name, "to": part.station_name, "reason": part.reason}
            recording.history(
                self._tx, order, actor=self._actor, action="moved", ticket=part.id, detail=detail
            )
        owe(self._tx, order, "moved", f"moved:{parts[0].id}:{parts[0].version}")
        policy = self._venue.event.settings.name_policy
        recording.tell(self._tx, order, parts, policy, left=before.station)


def _parts(order: Order, ticket: Ticket, plan: Plan, ids: Iterator[int]) -> tuple[Ticket, ...]:
    """Give the ticket, in its turn, at the first station, and a new one for each further."""
    first, *others = plan.tickets
    ticket = queueing.in_its_turn(order, ticket)
    parts = [_part(order, replace(ticket, version=ticket.version + 1), first)]
    for one, ident in zip(others, ids, strict=False):
        parts.append(_part(order, replace(ticket, id=ident, version=1, note=None), one))
    return tuple(parts)


def _part(order: Order, ticket: Ticket, plan: TicketPlan) -> Ticket:
    release = ticket.release_at
    if ticket.state is TicketState.SCHEDULED and order.due is not None:
        release = timing.release_at(order.due, plan.prep_seconds, plan.station)
    return replace(
        ticket,
        station=plan.station.id,
        station_name=plan.station.name,
        prep_seconds=max(1, plan.prep_seconds),
        reason=f"{plan.reason}; {ticket.station_name} was removed",
        release_at=release,
    )


#: Each part was told to be at the station that is removed, or where it was before that.
_UPDATE = """UPDATE tickets SET station_id = %(station)s, version = %(version)s,
 position = %(position)s, prep_seconds = %(prep)s, reason = %(reason)s, release_at = %(release)s,
 told_station_id = coalesce(told_station_id, (SELECT coalesce(b.told_station_id, %(left)s)
  FROM tickets b WHERE b.event_id = %(event)s AND b.id = %(before)s))
WHERE event_id = %(event)s AND id = %(id)s"""


def _write(tx: Transaction, order: Order, parts: Sequence[Ticket], left: int) -> None:
    first, *others = parts
    for part in others:
        write_ticket(tx, order, part)
        move_lines(tx, order, part)
    for part in parts:
        tx.queue(
            _UPDATE,
            event=order.event_id,
            id=part.id,
            station=part.station,
            version=part.version,
            position=part.position,
            prep=part.prep_seconds,
            reason=part.reason,
            release=part.release_at,
            before=first.id,
            left=left,
        )
    tx.queue(
        "UPDATE orders SET version = version + 1 WHERE event_id = %(event)s AND id = %(id)s",
        event=order.event_id,
        id=order.id,
    )
