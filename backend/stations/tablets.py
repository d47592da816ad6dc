"""Tablets of stations: when each station was last heard, and which have fallen silent.

All times are the database's: no tablet's clock, nor a worker's, is asked.
"""

from dataclasses import dataclass

import structlog

from backend.core.db import Transaction
from backend.events import service as events
from backend.events.types import Event
from backend.stations import service
from backend.stations.views import StationView

log = structlog.get_logger()

#: A station that is heard all the time is written so often.
WRITE_SECONDS = 10
#: How often a web process says that it is there to hear tablets; seen for so long.
LISTEN_SECONDS, LISTENING_SECONDS = 5, 20

_HEARD = f"""WITH was AS (SELECT event_id, id, silent_since FROM stations
 WHERE event_id = %(event)s AND id = %(station)s AND (heard_at IS NULL OR silent_since IS NOT NULL
  OR heard_at < now() - interval '{WRITE_SECONDS} seconds') FOR NO KEY UPDATE)
UPDATE stations s SET heard_at = now(), silent_since = NULL,
 version = s.version + (was.silent_since IS NOT NULL)::int
FROM was WHERE s.event_id = was.event_id AND s.id = was.id RETURNING was.silent_since"""


def heard(tx: Transaction, event: int, station: int) -> None:
    """Keep that a tablet of this station is there; one that was silent takes orders again."""
    row = tx.one(_HEARD, event=event, station=station)
    if row is None or row["silent_since"] is None:
        return
    occasion = events.get(tx, event)
    view = service.tell(tx, occasion, station)
    _log(tx, "station.heard_again", occasion, view)


def let_go(tx: Transaction, event: int, station: int) -> None:
    """Forget that this station has a tablet: it was put to other use. Another is heard soon."""
    row = tx.one(
        """UPDATE stations SET heard_at = NULL WHERE event_id = %(event)s AND id = %(station)s
        AND silent_since IS NULL RETURNING id""",
        event=event,
        station=station,
    )
    if row is None:
        # It was silent: whoever let it go was there.
        heard(tx, event, station)


def listen(tx: Transaction) -> None:
    """Say that a web process is there to hear tablets."""
    tx.queue(
        f"""INSERT INTO heartbeats (name, at) VALUES ('web', now())
        ON CONFLICT (name) DO UPDATE SET at = now()
        WHERE heartbeats.at < now() - interval '{LISTEN_SECONDS} seconds' * 0.9"""
    )


def is_listening(tx: Transaction) -> bool:
    """Tell whether any web process is there to hear tablets."""
    row = tx.one(
        f"""SELECT 1 FROM heartbeats WHERE name = 'web'
        AND at > now() - interval '{LISTENING_SECONDS} seconds'"""
    )
    return row is not None


@dataclass
class Ear:
    """For how long tablets could have been heard: their silence before says nothing."""

    since: float | None = None
    looked: float | None = None

    def seconds(self, *, listening: bool, now: float) -> float:
        """Give it at a moment of a steady clock; a gap in listening, or looking, ends it."""
        gap = self.looked is None or now - self.looked > LISTENING_SECONDS
        if self.since is None or gap or not listening:
            self.since = now
        self.looked = now
        return now - self.since


#: Stations not heard for a while, at which a ticket waits. Since when somebody may have seen it and
#: did not is for each event to say: `quiet` is the shorter of silence and the oldest ticket's wait.
_QUIET = f"""SELECT s.event_id, s.id, extract(epoch FROM now() - greatest(s.heard_at,
 min(coalesce(t.started_at, t.queued_at))))::float AS quiet
FROM stations s JOIN tickets t ON t.event_id = s.event_id AND t.station_id = s.id
 AND t.state IN ('queued', 'started')
WHERE s.heard_at < now() - interval '{2 * WRITE_SECONDS} seconds' AND s.silent_since IS NULL
GROUP BY s.event_id, s.id, s.heard_at ORDER BY s.event_id, s.id"""

_FALL = f"""UPDATE stations SET silent_since = heard_at, version = version + 1
WHERE event_id = %(event)s AND id = %(station)s AND silent_since IS NULL
AND heard_at < now() - interval '{2 * WRITE_SECONDS} seconds' RETURNING id"""


def fall_silent(tx: Transaction, listened: float) -> list[tuple[Event, StationView]]:
    """Mark the stations that fell silent, each event by its setting; gives those new among them.

    `listened`: for how long tablets could have been heard.
    """
    fallen = []
    for row in tx.fetch(_QUIET):
        event = events.get(tx, row["event_id"])
        longest = event.settings.silence_seconds
        if longest is None or min(listened, row["quiet"]) <= longest:
            continue
        if tx.one(_FALL, event=event.id, station=row["id"]) is not None:
            view = service.tell(tx, event, row["id"])
            _log(tx, "station.silent", event, view)
            fallen.append((event, view))
    return fallen


def _log(tx: Transaction, what: str, event: Event, view: StationView) -> None:
    line = {"slug": event.slug, "station": view.name}
    tx.afterwards.append(lambda: log.warning(what, **line))
