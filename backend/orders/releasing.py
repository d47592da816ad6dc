"""Tickets for later whose time has come: queued, at a station that can make them by now."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import structlog

from backend.core.db import Database, Transaction
from backend.events import service as events
from backend.orders import carrying, queueing, reading, recording, stocking
from backend.orders.owing import owe
from backend.orders.recording import TOLD_BEFORE
from backend.orders.replanning import WAITS, left_waiting, plan_promised, queued, split
from backend.orders.stocking import Reserved
from backend.orders.types import Order, Ticket, TicketState
from backend.orders.writing import write_ticket
from backend.stations import service as stations
from backend.stations import zones
from backend.stations.routing import NoStation, Plan
from backend.stations.service import Venue
from backend.stations.types import Station
from backend.stock.types import Why

#: Tickets released in one transaction.
BATCH = 50
#: What nobody can make is tried again after so long.
AGAIN_AFTER = timedelta(seconds=15)
#: Who did it, in the history.
ACTOR = "clock"

#: Where a batch ended: release time and id of its last ticket.
Place = tuple[datetime, int]
_START: Place = (datetime.min.replace(tzinfo=UTC), 0)

log = structlog.get_logger()

_EVENTS = """SELECT DISTINCT event_id FROM tickets
WHERE state = 'scheduled' AND release_at <= %(now)s ORDER BY event_id"""

#: The orders are held, as every verb on them does; one that somebody holds now has its turn next.
_DUE = """SELECT t.order_id, t.id, t.release_at FROM tickets t
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
WHERE t.event_id = %(event)s AND t.state = 'scheduled' AND t.release_at <= %(now)s
AND (t.release_at, t.id) > (%(at)s, %(ticket)s)
AND (coalesce(t.note, '') LIKE %(waits)s) = %(again)s
ORDER BY t.release_at, t.id LIMIT %(limit)s FOR UPDATE OF o SKIP LOCKED"""


def release_due(database: Database, now: datetime) -> None:
    """Queue every ticket whose time has come, and try again some of those nobody could make."""
    with database.transaction() as tx:
        due = [row["event_id"] for row in tx.fetch(_EVENTS, now=now)]
    for event in due:
        place: Place | None = _START
        while place:
            with database.transaction() as tx:
                place = release(tx, event, now, after=place)
        # However many wait in vain, a round tries one batch of them.
        with database.transaction() as tx:
            release(tx, event, now, again=True)


def release(
    tx: Transaction, event: int, now: datetime, *, after: Place = _START, again: bool = False
) -> Place | None:
    """Queue one batch of an event's tickets; gives where it ended, None where it was the last.

    `again`: of those that nobody could make before, else of the others.
    """
    at, ticket = after
    rows = tx.fetch(
        _DUE,
        event=event,
        now=now,
        at=at,
        ticket=ticket,
        waits=f"%{WAITS}%",
        again=again,
        limit=BATCH,
    )
    if rows:
        _release(tx, event, {row["order_id"] for row in rows}, now)
    return (rows[-1]["release_at"], rows[-1]["id"]) if len(rows) == BATCH else None


def _release(tx: Transaction, event: int, order_ids: Iterable[int], now: datetime) -> None:
    """Release what is due of these orders, read anew now that they are held."""
    condition = "o.event_id = %(event)s AND o.id = ANY(%(orders)s)"
    read = reading.orders_where(tx, condition, event=event, orders=list(order_ids))
    due = sorted(
        (ticket.release_at, ticket.id, order.id)
        for order in read
        for ticket in order.tickets
        if ticket.state is TicketState.SCHEDULED and ticket.release_at and ticket.release_at <= now
    )
    orders = {order.id: order for order in read}
    venue = stations.venue(tx, events.get(tx, event))
    # A ticket is split into one for each of its lines, at the most.
    ids = _reserve(tx, sum(len(orders[order].lines_of(ticket)) for _, ticket, order in due))
    queueing.hold(tx, (station.id for station in venue.stations))
    here = {station.id: station for station in stocking.holding(tx, venue)}
    desk = _Desk(tx, venue, now, ids, here)
    for _, ticket, order in due:
        orders[order] = desk.release(orders[order], ticket)


def _reserve(tx: Transaction, count: int) -> Iterator[int]:
    """Take ids ahead: places at the end of the lanes, as of this moment."""
    rows = tx.fetch("SELECT nextval('ids') AS id FROM generate_series(1, %(count)s)", count=count)
    return iter([row["id"] for row in rows])


@dataclass
class _Desk:
    """All that releasing needs, in one transaction."""

    tx: Transaction
    venue: Venue
    now: datetime
    ids: Iterator[int]
    #: With the work that waits and what is left there, after what was released here before.
    stations: dict[int, Station]

    def release(self, order: Order, ticket: int) -> Order:
        """Queue one ticket where it can be made; else leave it, with a word on it."""
        before = order.ticket(ticket)
        reserved = self._reserve(order, before)
        if isinstance(reserved, NoStation):
            return self._leave(order, before)
        plan = reserved.plan
        parts = queued(before, plan, self.ids, self.now)
        after = split(order, ticket, parts, plan)
        self._write(after, parts)
        stocking.write_down(self.tx, self.venue, after, parts, reserved, why=Why.MOVED, by=ACTOR)
        self._load(parts, reserved)
        self._record(after, before, parts)
        return after

    def _reserve(self, order: Order, ticket: Ticket) -> Reserved | NoStation:
        placed = order.lines_of(ticket.id)

        def choose(able: Sequence[Station]) -> Plan | NoStation:
            plan = plan_promised(order, ticket, able, venue=self.venue, now=self.now)
            return plan or NoStation(0)

        lines = [one.line for one in placed]
        here = zones.near(self.stations.values(), order.zone)
        return stocking.reserve(self.tx, self.venue, lines, here, choose, instead_of=[ticket.id])

    def _leave(self, order: Order, ticket: Ticket) -> Order:
        """Say once that nobody can make it, to its customer too; it is tried again in a while."""
        later = replace(ticket, release_at=self.now + AGAIN_AFTER)
        after = left_waiting(later)
        if after is None:
            _update(self.tx, order, later)
            return order
        tickets = tuple(after if one.id == ticket.id else one for one in order.tickets)
        order = replace(order, tickets=tickets, version=order.version + 1)
        self._write(order, (after,))
        recording.history(self.tx, order, actor=ACTOR, action="waits", ticket=ticket.id)
        recording.tell(self.tx, order, (after,), self.venue.event.settings.name_policy)
        owe(self.tx, order, "stuck", f"stuck:{order.id}")
        number, slug = order.number, order.event
        self.tx.afterwards.append(
            lambda: log.warning("ticket.nobody_can_make_it", slug=slug, number=number)
        )
        return order

    def _write(self, order: Order, parts: Sequence[Ticket]) -> None:
        first, *others = parts
        _update(self.tx, order, first)
        for part in others:
            write_ticket(self.tx, order, part)
            move_lines(self.tx, order, part)
        self.tx.queue(
            "UPDATE orders SET version = version + 1 WHERE event_id = %(event)s AND id = %(id)s",
            event=order.event_id,
            id=order.id,
        )

    def _load(self, parts: Sequence[Ticket], reserved: Reserved) -> None:
        for ident, station in self.stations.items():
            self.stations[ident] = stocking.after(station, reserved)
        for part in parts:
            station = self.stations[part.station]
            waiting = station.open_seconds + part.prep_seconds
            self.stations[station.id] = replace(station, open_seconds=waiting)

    def _record(self, order: Order, before: Ticket, parts: Sequence[Ticket]) -> None:
        policy = self.venue.event.settings.name_policy
        for part in parts:
            detail = {"from": str(before.state), "to": str(part.state), "reason": part.reason}
            recording.history(
                self.tx, order, actor=ACTOR, action="released", ticket=part.id, detail=detail
            )
        recording.tell(self.tx, order, parts, policy, left=before.station)
        done = {"ticket": before.id, "stations": [part.station for part in parts]}
        recording.log_done(self.tx, order, "ticket.released", **done)
        # Of one that was split each part has its ready text, which names its station.
        if len(parts) == 1 and parts[0].station != before.station:
            owe(self.tx, order, "moved", f"moved:{parts[0].id}:{parts[0].version}")


_UPDATE = f"""UPDATE tickets SET {TOLD_BEFORE},
 station_id = %(station)s, state = %(state)s, version = %(version)s,
 prep_seconds = %(prep)s, position = %(position)s, reason = %(reason)s, note = %(note)s,
 queued_at = %(queued_at)s, release_at = %(release_at)s
WHERE event_id = %(event)s AND id = %(id)s"""


def _update(tx: Transaction, order: Order, ticket: Ticket) -> None:
    tx.queue(
        _UPDATE,
        event=order.event_id,
        id=ticket.id,
        station=ticket.station,
        state=str(ticket.state),
        version=ticket.version,
        prep=ticket.prep_seconds,
        position=ticket.position,
        reason=ticket.reason,
        note=ticket.note,
        queued_at=ticket.queued_at,
        release_at=ticket.release_at,
    )


def move_lines(tx: Transaction, order: Order, ticket: Ticket) -> None:
    """Write the marks and the lines of a ticket that another was split into."""
    carrying.write(tx, order, ticket)
    tx.queue(
        """UPDATE order_lines SET ticket_id = %(ticket)s
        WHERE event_id = %(event)s AND id = ANY(%(lines)s)""",
        event=order.event_id,
        ticket=ticket.id,
        lines=[placed.id for placed in order.lines_of(ticket.id)],
    )
