"""The wait on public displays: pushed when it is another, so that no screen has to ask for it."""

from dataclasses import dataclass, field
from datetime import datetime

from backend.core import changes
from backend.core.db import Database, Transaction
from backend.events import service as events
from backend.orders import snapshots
from backend.orders.views import WaitNow, WaitView
from backend.stations import service as stations

#: Where it can be another: something was told of the event since it was looked at last.
_STIRRED = """SELECT DISTINCT e.id, e.slug FROM events e JOIN rooms r ON r.event_id = e.id
WHERE r.name = 'event:' || e.slug AND r.seq > %(since)s ORDER BY e.id"""
_HEAD = "SELECT coalesce(max(seq), 0) AS seq FROM rooms"


@dataclass
class Waits:
    """What the displays of each event were told last, by this worker."""

    _told: dict[int, WaitView | None] = field(default_factory=dict)
    _since: int = 0

    def look(self, database: Database, now: datetime) -> None:
        """Tell the displays of each event whose wait is another than they know."""
        with database.transaction() as tx:
            head = int(tx.fetch(_HEAD)[0]["seq"])
            stirred = tx.fetch(_STIRRED, since=self._since)
        for row in stirred:
            with database.transaction() as tx:
                self._tell(tx, row["id"], row["slug"], now)
        self._since = head

    def _tell(self, tx: Transaction, event: int, slug: str, now: datetime) -> None:
        working = stations.venue(tx, events.get(tx, event)).stations
        wait = snapshots.wait(working, now)
        if event in self._told and self._told[event] == wait:
            return
        changes.record(
            tx,
            event,
            "WaitChanged",
            rooms=[f"display:{slug}"],
            # Of two the later one is true.
            version=int(now.timestamp()),
            view=WaitNow(wait=wait),
        )
        tx.afterwards.append(lambda: self._told.update({event: wait}))
