"""Drinks made once more: what they use is taken again, and why they were is counted."""

from backend.core.db import Transaction
from backend.core.errors import Conflict
from backend.events import service as events
from backend.orders import stocking
from backend.orders.holding_views import RemakeView, WasteView
from backend.orders.types import Order, Ticket
from backend.stations import service as stations
from backend.stock import counting, taking
from backend.stock.types import Move, Short, Why


class NotEnoughLeft(Conflict):
    """There is not enough left here to make it once more."""

    code = "not_enough"


def throw_away(tx: Transaction, order: Order, ticket: Ticket, actor: str) -> None:
    """Take once more what its drinks use; the ledger has it as waste, and of no ticket.

    What the ticket holds is for its next making: given back if that is cancelled in time.
    """
    venue = stations.venue(tx, events.get(tx, order.event_id))
    if not venue.counts_stock:
        return
    lines = [placed.line for placed in order.lines_of(ticket.id)]
    used = stocking.at_station(venue, ticket.station, lines)
    came = taking.take(tx, order.event_id, used).came
    if isinstance(came, Short):
        raise _not_enough(came, used, ticket)
    moves = [Move(key, -amount) for key, amount in used.items()]
    taking.write_down(tx, order.event_id, came, moves, why=Why.WASTED, by=actor)
    counting.alert(tx, venue.event, venue.menu, came)


def _not_enough(came: Short, used: dict[tuple[int, str], float], ticket: Ticket) -> NotEnoughLeft:
    """Name what is missing, and what to do."""
    missing = [key[1] for key, left in came.left.items() if left < used[key]]
    what, where = " and ".join(missing), ticket.station_name
    words = f"{where} has not enough {what} left for it; restock first."
    return NotEnoughLeft(words, station=where, missing=missing)


_REMAKES = """SELECT lower(btrim(detail->>'reason')) AS reason, count(*)::int AS times,
 max(at) AS last_at FROM order_history WHERE event_id = %(event)s AND action = 'remake'
GROUP BY 1 ORDER BY times DESC, reason NULLS LAST"""

_UNCOLLECTED = """SELECT count(*)::int AS tickets FROM tickets
WHERE event_id = %(event)s AND state = 'uncollected'"""


def waste(tx: Transaction, event: int) -> WasteView:
    """Count what was made in vain: remakes by reason, and what nobody collected."""
    row = tx.one(_UNCOLLECTED, event=event)
    remakes = [RemakeView(**one) for one in tx.fetch(_REMAKES, event=event)]
    return WasteView(remakes=remakes, uncollected=row["tickets"] if row else 0)
