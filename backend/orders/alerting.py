"""What support is told of a station that somebody should look at."""

from datetime import UTC, datetime
from typing import Literal

import structlog

from backend.core import changes
from backend.core.db import Transaction
from backend.events import service as events
from backend.events.types import Event
from backend.stations.views import AlertView

Why = Literal["silent", "draining", "closed"]

log = structlog.get_logger()

_OPEN = """SELECT o.number::text AS number, t.state FROM tickets t
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
WHERE t.event_id = %(event)s AND t.station_id = %(station)s AND t.state IN ('queued', 'started')
ORDER BY t.position, t.id"""


def alert(
    tx: Transaction, event: Event, station: int, name: str, *, why: Why, moved: int = 0
) -> AlertView:
    """Tell support and every tablet what moved from a station, what waits and what was started."""
    row = tx.one("SELECT nextval('ids') AS id")
    assert row is not None
    left = tx.fetch(_OPEN, event=event.id, station=station)
    view = AlertView(
        station=station,
        name=name,
        why=why,
        moved=moved,
        waiting=[one["number"] for one in left if one["state"] == "queued"],
        started=[one["number"] for one in left if one["state"] == "started"],
        at=datetime.now(UTC),
    )
    # Somebody at another station may take it over.
    others = events.station_rooms(tx, event.id)
    rooms = [*others, f"event:{event.slug}", f"support:{event.slug}"]
    changes.record(tx, event.id, "StationAlert", rooms=rooms, version=row["id"], view=view)
    counts = {"moved": moved, "waiting": len(view.waiting), "started": len(view.started)}
    tx.afterwards.append(
        lambda: log.warning("station.alert", slug=event.slug, station=name, why=why, **counts)
    )
    return view
