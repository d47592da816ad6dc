"""A station that drains, is closed or silent: what waits there is given to others.

What is started stays, for only a person can tell how far it is. What nobody else can make stays
too, and is tried again. Nothing is ever moved back.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf

from backend.core.db import Database, Row, Transaction
from backend.events import service as events
from backend.orders import queueing, reading, recording, relocating, stocking
from backend.orders.alerting import Why, alert
from backend.orders.owing import owe
from backend.orders.releasing import move_lines
from backend.orders.relocating import Lanes, promised, relocated, settled
from backend.orders.replanning import plan_again, split
from backend.orders.stocking import Reserved
from backend.orders.types import Order, Ticket, TicketState
from backend.orders.writing import write_ticket
from backend.stations import service as stations
from backend.stations import tablets, zones
from backend.stations.routing import NoStation, Plan
from backend.stations.service import Venue
from backend.stations.types import Station
from backend.stock.types import Why as Taken

#: Tickets moved in one transaction.
BATCH = 50
#: What nobody else can make is tried again after so long.
AGAIN_AFTER = timedelta(seconds=15)
#: A customer is told where to go once it has been quiet for so long: stations rarely fail alone.
SETTLE_SECONDS = 4.0
#: Who did it, in the history.
ACTOR = "failover"

#: Where a batch ended: position and id of its last ticket.
Place = tuple[float, int]
#: Before all of them.
_START: Place = (-inf, 0)

_FAILING = """SELECT s.event_id, s.id, s.name, CASE WHEN s.state IN ('draining', 'closed')
 THEN s.state ELSE 'silent' END AS why FROM stations s
WHERE (s.state IN ('draining', 'closed') OR s.silent_since IS NOT NULL)"""

_WITH_TICKETS = f"""{_FAILING} AND EXISTS (SELECT 1 FROM tickets t
 WHERE t.event_id = s.event_id AND t.station_id = s.id AND t.state = 'queued'
 AND coalesce(t.replan_at, %(now)s) <= %(now)s) ORDER BY s.event_id, s.id"""

#: The orders are held, as every verb on them does; one that somebody holds now has its turn next.
_DUE = """SELECT t.order_id, t.id, t.position FROM tickets t
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
WHERE t.event_id = %(event)s AND t.station_id = %(station)s AND t.state = 'queued'
AND coalesce(t.replan_at, %(now)s) <= %(now)s AND (t.position, t.id) > (%(position)s, %(ticket)s)
ORDER BY t.position, t.id LIMIT %(limit)s FOR UPDATE OF o SKIP LOCKED"""


def look(database: Database, ear: tablets.Ear, now: datetime, steady: float) -> None:
    """Find stations that fell silent, warn of them, and move what waits where nobody makes it.

    `steady` is the moment by a clock that never jumps, for `ear`.
    """
    with database.transaction() as tx:
        listened = ear.seconds(listening=tablets.is_listening(tx), now=steady)
        for event, view in tablets.fall_silent(tx, listened):
            alert(tx, event, view.id, view.name, why="silent")
    fail_over(database, now)


def fail_over(database: Database, now: datetime) -> None:
    """Move what waits at stations that drain, are closed or silent."""
    with database.transaction() as tx:
        failing = tx.fetch(_WITH_TICKETS, now=now)
    for row in failing:
        moved, news = 0, False
        place: Place | None = _START
        while place:
            with database.transaction() as tx:
                batch = move_batch(tx, row["event_id"], row["id"], now, after=place)
            moved, news, place = moved + batch.moved, news or batch.news, batch.place
        if news:
            with database.transaction() as tx:
                event = events.get(tx, row["event_id"])
                alert(tx, event, row["id"], row["name"], why=row["why"], moved=moved)


@dataclass
class Batch:
    """What became of some tickets of a failing station."""

    #: Where it ended; None where it was the last.
    place: Place | None = None
    moved: int = 0
    #: Whether anything is otherwise than support knows.
    news: bool = False


def move_batch(
    tx: Transaction, event: int, station: int, now: datetime, *, after: Place = _START
) -> Batch:
    """Move one batch of the tickets that wait at a failing station, by their turn."""
    position, ticket = after
    rows = tx.fetch(
        _DUE,
        event=event,
        station=station,
        now=now,
        position=position,
        ticket=ticket,
        limit=BATCH,
    )
    batch = Batch()
    if not rows:
        return batch
    if len(rows) == BATCH:
        batch.place = (rows[-1]["position"], rows[-1]["id"])
    # Asked again now that the orders are held: it may be open again, and nothing is to be moved.
    failing = tx.one(
        f"{_FAILING} AND s.event_id = %(event)s AND s.id = %(id)s", event=event, id=station
    )
    if failing is not None:
        _move(tx, failing, {row["order_id"] for row in rows}, now, batch)
    return batch


def _move(
    tx: Transaction, failing: Row, order_ids: Iterable[int], now: datetime, batch: Batch
) -> None:
    """Move what waits there of these orders, read anew now that they are held."""
    event, station = failing["event_id"], failing["id"]
    condition = "o.event_id = %(event)s AND o.id = ANY(%(orders)s)"
    read = reading.orders_where(tx, condition, event=event, orders=list(order_ids))
    orders = {order.id: order for order in read}
    waiting = sorted(
        (ticket.position, ticket.id, order.id)
        for order in read
        for ticket in order.tickets
        if ticket.state is TicketState.QUEUED and ticket.station == station
    )
    venue = stations.venue(tx, events.get(tx, event))
    # A ticket is split into one for each of its lines, at the most.
    count = sum(len(orders[order].lines_of(ticket)) for _, ticket, order in waiting)
    queueing.hold(tx, (one.id for one in venue.stations))
    here = {one.id: one for one in stocking.holding(tx, venue)}
    desk = _Desk(tx, venue, now, failing["why"], _ids(tx, count), here, _lanes(tx, event), batch)
    for _, ticket, order in waiting:
        orders[order] = desk.move(orders[order], ticket)


def _ids(tx: Transaction, count: int) -> Iterator[int]:
    rows = tx.fetch("SELECT nextval('ids') AS id FROM generate_series(1, %(count)s)", count=count)
    return iter([row["id"] for row in rows])


def _lanes(tx: Transaction, event: int) -> Lanes:
    lanes = Lanes()
    for row in tx.fetch(
        """SELECT station_id, position, prep_seconds FROM tickets
        WHERE event_id = %(event)s AND state IN ('queued', 'started')""",
        event=event,
    ):
        lanes.work.setdefault(row["station_id"], []).append((row["position"], row["prep_seconds"]))
    return lanes


@dataclass
class _Desk:
    """All that moving needs, in one transaction."""

    tx: Transaction
    venue: Venue
    now: datetime
    why: Why
    ids: Iterator[int]
    #: With what is left there, after what was moved here before.
    stations: dict[int, Station]
    lanes: Lanes
    batch: Batch = field(default_factory=Batch)

    def move(self, order: Order, ticket: int) -> Order:
        """Give one ticket to who can make it first; else leave it, and say so once."""
        before = order.ticket(ticket)
        # Its turn elsewhere: those it passed here it has not passed there.
        moving = queueing.in_its_turn(order, before)
        reserved = self._reserve(order, moving)
        if isinstance(reserved, NoStation):
            self._leave(order, before)
            return order
        plan = reserved.plan
        left = f"{before.station_name} {relocating.WHY[self.why]}"
        parts = relocated(moving, plan, self.ids, left)
        after = promised(split(order, ticket, parts, plan), plan, self.now)
        after = settled(after, plan, self.now)
        parts = tuple(after.ticket(part.id) for part in parts)
        self._write(after, parts, before)
        stocking.write_down(self.tx, self.venue, after, parts, reserved, why=Taken.MOVED, by=ACTOR)
        self.stations = {
            ident: stocking.after(station, reserved) for ident, station in self.stations.items()
        }
        self.lanes.add(parts)
        self._record(after, before, parts)
        return after

    def _reserve(self, order: Order, ticket: Ticket) -> Reserved | NoStation:
        placed = order.lines_of(ticket.id)
        sold_out = self.venue.sold_out(self.now)

        def choose(able: Sequence[Station]) -> Plan | NoStation:
            plan = plan_again(placed, ticket, able, menu=self.venue.menu, sold_out=sold_out)
            return plan or NoStation(0)

        lines = [one.line for one in placed]
        here = zones.near(self.lanes.seen_by(ticket, self.stations), order.zone)
        return stocking.reserve(self.tx, self.venue, lines, here, choose, instead_of=[ticket.id])

    def _leave(self, order: Order, ticket: Ticket) -> None:
        """Look again in a while. Support is told; the customer, where nobody is there to make it.

        A station that drains makes it after all; at one that is silent somebody may be at work.
        """
        row = self.tx.one(
            """UPDATE tickets t SET replan_at = %(again)s
            FROM (SELECT event_id, id, replan_at FROM tickets
             WHERE event_id = %(event)s AND id = %(id)s) AS was
            WHERE t.event_id = was.event_id AND t.id = was.id RETURNING was.replan_at""",
            event=order.event_id,
            id=ticket.id,
            again=self.now + AGAIN_AFTER,
        )
        assert row is not None
        self.batch.news |= row["replan_at"] is None
        if self.why == "closed":
            key = f"stranded:{ticket.id}"
            owe(self.tx, order, "stranded", key, after_seconds=SETTLE_SECONDS, ticket=ticket.id)

    def _write(self, order: Order, parts: Sequence[Ticket], before: Ticket) -> None:
        first, *others = parts
        for part in others:
            write_ticket(self.tx, order, part)
            move_lines(self.tx, order, part)
        for part in (first, *others):
            self._place(order, part, before)
        self.tx.queue(
            """UPDATE tickets SET needed_at = %(needed)s
            WHERE event_id = %(event)s AND order_id = %(order)s AND state = 'queued'""",
            event=order.event_id,
            order=order.id,
            needed=first.needed_at,
        )
        self.tx.queue(
            """UPDATE orders SET version = %(version)s, promised_earliest = %(earliest)s,
            promised_latest = %(latest)s WHERE event_id = %(event)s AND id = %(id)s""",
            event=order.event_id,
            id=order.id,
            version=order.version,
            earliest=order.earliest,
            latest=order.latest,
        )

    def _place(self, order: Order, ticket: Ticket, before: Ticket) -> None:
        """Write where it is made now, and that its customer was told another place."""
        self.tx.queue(
            """UPDATE tickets SET station_id = %(station)s, version = %(version)s,
            position = %(position)s, prep_seconds = %(prep)s, reason = %(reason)s,
            note = %(note)s, replan_at = NULL,
            told_station_id = coalesce(told_station_id, (SELECT coalesce(b.told_station_id,
             %(left)s) FROM tickets b WHERE b.event_id = %(event)s AND b.id = %(before)s))
            WHERE event_id = %(event)s AND id = %(id)s""",
            event=order.event_id,
            id=ticket.id,
            station=ticket.station,
            version=ticket.version,
            position=ticket.position,
            prep=ticket.prep_seconds,
            reason=ticket.reason,
            note=ticket.note,
            before=before.id,
            left=before.station,
        )

    def _record(self, order: Order, before: Ticket, parts: Sequence[Ticket]) -> None:
        """Leave the one trace that labels, screens and the timeline follow."""
        for part in parts:
            detail = {"from": before.station_name, "to": part.station_name, "reason": part.reason}
            recording.history(
                self.tx, order, actor=ACTOR, action="move", ticket=part.id, detail=detail
            )
        policy = self.venue.event.settings.name_policy
        recording.tell(self.tx, order, parts, policy, left=before.station)
        to = [part.station for part in parts]
        recording.log_done(self.tx, order, "ticket.failed_over", ticket=before.id, stations=to)
        key = f"moved:{before.id}:{parts[0].version}"
        owe(self.tx, order, "moved", key, after_seconds=SETTLE_SECONDS)
        self.batch.moved += 1
        self.batch.news = True
