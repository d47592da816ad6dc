"""Where new tickets stand in their lanes, settled when they are queued.

The plan was made by a count that may be a moment old, and others place orders in the same moment.
So who passes somebody holds the lane until the commit, and looks again who stands there; who goes
to its end holds it together with others who do.

Whatever holds several things holds them in one order, so that nobody waits for one who waits for
them: orders that are there already, then lanes, then the rows of stations (for room, or to remove
one), each by id; then the counts of stock, by station and ingredient; then the tickets themselves.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from backend.core.db import Transaction
from backend.orders.types import Order, Ticket, TicketState
from backend.stations import lanes, reasons
from backend.stations.lanes import Standing
from backend.stations.routing import Plan, TicketPlan
from backend.stations.types import Queued
from backend.stock.types import Along

_HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%(lane)s, 0))"
_HOLD_TOGETHER = """SELECT pg_advisory_xact_lock_shared(hashtextextended('lane ' || s.id, 0))
FROM (SELECT id FROM unnest(%(stations)s::bigint[]) AS u(id) ORDER BY id) AS s"""

#: The lane from the last ticket before those to be passed on: [id, position, passed, queued].
_STANDING = """(SELECT jsonb_agg(jsonb_build_array(t.id, t.position, t.passed, t.state = 'queued')
 ORDER BY t.position, t.id) FROM tickets t
 WHERE t.event_id = %(lane_event)s AND t.station_id = %(station_{n})s
 AND t.state IN ('queued', 'started', 'made') AND t.position >= coalesce(
  (SELECT max(b.position) FROM tickets b WHERE b.event_id = %(lane_event)s
   AND b.station_id = %(station_{n})s AND b.state IN ('queued', 'started', 'made')
   AND b.position < %(first_{n})s), %(first_{n})s)) AS lane_{n}"""

#: By their ids: nobody waits for one who waits for them.
_PASS = """UPDATE tickets t SET passed = t.passed + 1 FROM (SELECT id FROM tickets
 WHERE event_id = %(event)s AND id = ANY(%(tickets)s) AND state = 'queued'
 ORDER BY id FOR NO KEY UPDATE) AS w
WHERE t.event_id = %(event)s AND t.id = w.id"""


def hold(tx: Transaction, stations: Iterable[int]) -> None:
    """Hold the ends of these lanes until the transaction ends: nobody passes anybody there.

    Before anything that is counted is held, as all who queue.
    """
    tx.queue(_HOLD_TOGETHER, stations=sorted(set(stations)))


@dataclass
class Queueing:
    """The new tickets of one plan on their way into the lanes."""

    tx: Transaction
    event: int
    #: Whom each ticket of the plan passes, by its station; empty: it goes to the end.
    passing: dict[int, tuple[Queued, ...]] = field(default_factory=dict)
    _places: dict[int, float] = field(default_factory=dict)
    _plan: Plan | None = None
    _along: Along | None = None

    def along(self, plan: Plan) -> Along | None:
        """Hold the lanes of a plan, once, and name what is to be read of them with the next trip.

        A second plan holds counts already, which others hold after their lanes; it passes nobody.
        """
        if self._plan is None:
            self._plan = plan
            for ticket in plan.tickets:
                if ticket.passing:
                    self.tx.queue(_HOLD, lane=f"lane {ticket.station.id}")
                else:
                    hold(self.tx, [ticket.station.id])
            self._along = self._asked([ticket for ticket in plan.tickets if ticket.passing])
        return self._along if plan is self._plan else None

    def _asked(self, passers: Sequence[TicketPlan]) -> Along | None:
        if not passers:
            return None
        values: dict[str, Any] = {"lane_event": self.event}
        for n, ticket in enumerate(passers):
            values |= {f"station_{n}": ticket.station.id, f"first_{n}": ticket.passing[0].position}
        columns = (_STANDING.replace("{n}", str(n)) for n in range(len(passers)))
        return Along(", ".join(columns), values)

    def settle(self, plan: Plan, along: Mapping[str, Any]) -> None:
        """Take the places that can still be had."""
        for n, ticket in enumerate(one for one in plan.tickets if one.passing):
            standing = [Standing(*one) for one in along.get(f"lane_{n}") or ()]
            settled = lanes.settle(ticket.passing, standing)
            if settled is not None:
                self._places[ticket.station.id], self.passing[ticket.station.id] = settled

    def position(self, ticket: TicketPlan, ident: int) -> float:
        """Give the place of a ticket of the plan; at the end it is its id."""
        return self._places.get(ticket.station.id, float(ident))

    def reason(self, ticket: TicketPlan, *, priority: bool) -> str:
        """Say why it stands where it does."""
        passing = self.passing.get(ticket.station.id, ())
        words = reasons.before(passing, seconds=ticket.prep_seconds, priority=priority)
        return f"{ticket.reason}{words}"

    def write(self) -> None:
        """Count it for all that were passed; it travels with the tickets."""
        passed = [one.id for passing in self.passing.values() for one in passing]
        if passed:
            self.tx.queue(_PASS, event=self.event, tickets=passed)


def joined(*parts: Along | None) -> Along:
    """Put together what is read along."""
    there = [part for part in parts if part is not None]
    values: dict[str, Any] = {}
    for part in there:
        values |= part.values
    return Along(", ".join(part.columns for part in there), values)


def queued(order: Order, ticket: Ticket) -> Queued:
    """Give a ticket as the next one sees it who comes to its lane."""
    return Queued(
        ticket.id,
        order.number,
        ticket.position,
        ticket.prep_seconds,
        ticket.passed,
        order.latest.timestamp(),
        ticket.needed_at.timestamp() if ticket.needed_at else None,
        order.priority,
    )


def in_its_turn(order: Order, ticket: Ticket) -> Ticket:
    """Give a ticket that comes to another lane its place there: by when it came, passing nobody.

    It came with its order, also where it was split off later.
    """
    came = min((one.id for one in order.tickets), default=ticket.id)
    return replace(ticket, position=max(ticket.position, float(came)))


def new_to_lanes(order: Order) -> Sequence[Ticket]:
    """List the tickets that wait in a lane."""
    return [ticket for ticket in order.tickets if ticket.state is TicketState.QUEUED]
