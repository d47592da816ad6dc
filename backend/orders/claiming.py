"""What a station with nothing to do takes from its twins: those in the same zone, a step away.

Its person claims; nothing moves by itself under anybody's eyes. Of what nobody is about to begin
the one is taken whose turn comes first, so that nobody waits longer for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from backend.core.db import Transaction
from backend.core.errors import Conflict
from backend.events.types import Event
from backend.orders import moving, reading, service
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, Ticket, TicketAction, TicketState
from backend.stations import routing
from backend.stations import service as stations
from backend.stations.service import Venue
from backend.stations.types import Station, StationState

#: How far into the twins' lanes is looked for what can be made here.
LOOKED_AT = 200

#: Two people at one station get one ticket: the second sees what the first has taken.
_ALONE = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"

#: What somebody holds is about to become something else; and nobody waits while holding others.
_HOLD = """SELECT 1 FROM orders WHERE event_id = %(event)s AND id = %(order)s
FOR UPDATE SKIP LOCKED"""

_NEXT = """o.event_id = %(event)s AND o.id IN (SELECT order_id FROM tickets
 WHERE event_id = %(event)s AND station_id = ANY(%(twins)s) AND state = 'queued'
 ORDER BY position, id LIMIT %(most)s)"""


class OwnWorkFirst(Conflict):
    """Something waits at this station already; make that first."""

    code = "own_work_first"


class NothingToClaim(Conflict):
    """Nothing waits at a station of the same zone that can be made here."""

    code = "nothing_to_claim"


def claim(tx: Transaction, event: Event, station: int, actor: str) -> tuple[Order, Ticket]:
    """Bring the next ticket of a station's twins to it; raises where there is none for it."""
    venue = stations.venue(tx, event)
    here = next((one for one in venue.stations if one.id == station), None)
    if here is None:
        raise stations.NoStationHere
    tx.queue(_ALONE, name=f"claim {station}")
    _check_idle(tx, event.id, here)
    for order, ticket in _waiting(tx, venue, here):
        if tx.one(_HOLD, event=event.id, order=order.id) is None:
            continue
        held = reading.get(tx, [event.id], order.id)
        if held.ticket(ticket.id).version != ticket.version:
            continue  # somebody was first
        wanted = ActionRequest(
            action=TicketAction.MOVE, station=here.id, reason=f"claimed by {here.name}"
        )
        after = service.carry_out(tx, held, ticket.id, wanted, actor)
        return after, after.ticket(ticket.id)
    raise NothingToClaim


def _check_idle(tx: Transaction, event: int, here: Station) -> None:
    if here.state is not StationState.OPEN:
        raise moving.CannotMake(f"{here.name} is {here.state}.")
    waits = tx.one(
        """SELECT 1 FROM tickets WHERE event_id = %(event)s AND station_id = %(station)s
        AND state = 'queued' LIMIT 1""",
        event=event,
        station=here.id,
    )
    if waits is not None:
        raise OwnWorkFirst


def _are_twins(here: Station, other: Station) -> bool:
    return other.id != here.id and here.zone is not None and other.zone == here.zone


def _waiting(tx: Transaction, venue: Venue, here: Station) -> Iterator[tuple[Order, Ticket]]:
    """Give what waits at the twins, is nobody's next, and can be made here; by its turn."""
    twins = [one for one in venue.stations if _are_twins(here, one)]
    orders = reading.orders_where(
        tx, _NEXT, event=venue.event.id, twins=[one.id for one in twins], most=LOOKED_AT
    )
    lanes: dict[int, list[tuple[Order, Ticket]]] = {one.id: [] for one in twins}
    for order in orders:
        for ticket in order.tickets:
            if ticket.state is TicketState.QUEUED and ticket.station in lanes:
                lanes[ticket.station].append((order, ticket))
    started = _started(tx, venue.event.id, list(lanes))
    spare = [one for twin in twins for one in _by_turn(lanes[twin.id])[_free(twin, started) :]]
    sold_out = venue.sold_out(datetime.now(UTC))
    for order, ticket in _by_turn(spare):
        lines = [placed.line for placed in order.lines_of(ticket.id)]
        if all(routing.able(here, x.spec, venue.menu, sold_out, x.quantity) for x in lines):
            yield order, ticket


def _by_turn(lane: Iterable[tuple[Order, Ticket]]) -> list[tuple[Order, Ticket]]:
    return sorted(lane, key=lambda one: (one[1].position, one[1].id))


def _started(tx: Transaction, event: int, twins: list[int]) -> dict[int, int]:
    rows = tx.fetch(
        """SELECT station_id, count(*) FROM tickets WHERE event_id = %(event)s
        AND station_id = ANY(%(twins)s) AND state = 'started' GROUP BY station_id""",
        event=event,
        twins=twins,
    )
    return {row["station_id"]: row["count"] for row in rows}


def _free(twin: Station, started: Mapping[int, int]) -> int:
    """Count the tickets that somebody there is about to begin."""
    works = twin.state is StationState.OPEN and not twin.silent
    return max(0, twin.parallel - started.get(twin.id, 0)) if works else 0
