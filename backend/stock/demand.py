"""Demand that was turned away, because something was sold out or used up."""

from backend.core.db import Transaction
from backend.stock.types import Lacking
from backend.stock.views import TurnedAwayView

_TURNED_AWAY = """INSERT INTO turned_away (event_id, kind, name, channel)
VALUES (%(event)s, %(kind)s, %(name)s, %(channel)s)"""


def turn_away(tx: Transaction, event: int, what: Lacking, channel: str) -> None:
    """Count what somebody wanted and could not have."""
    tx.queue(_TURNED_AWAY, event=event, kind=what.kind, name=what.name, channel=channel)


def turned_away(tx: Transaction, event: int) -> list[TurnedAwayView]:
    """Sum up what was refused, the most wanted first."""
    rows = tx.fetch(
        """SELECT kind, name, count(*) AS refusals, max(at) AS last_at FROM turned_away
        WHERE event_id = %(event)s GROUP BY kind, name ORDER BY refusals DESC, kind, name""",
        event=event,
    )
    return [TurnedAwayView(**row) for row in rows]
