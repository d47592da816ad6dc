"""Room for an order where stations have a throttle: asked and held in the trip that takes.

What waits is counted from the tickets themselves while the station is held, so that nothing has to
be given back: what is made, voided or moved does not wait any more. An order for later is measured
by what is booked around its time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from backend.core.db import Transaction
from backend.orders import timing
from backend.stations import limits
from backend.stations.lanes import LEAST_LEFT
from backend.stations.routing import Plan
from backend.stations.types import Station
from backend.stations.work import draining
from backend.stock.types import Gate

#: Not stronger than it must be: who writes a ticket shares the key of its station.
_LOCK = """SELECT 1 FROM stations WHERE event_id = %(event)s AND id = ANY(%(gated)s)
ORDER BY id FOR NO KEY UPDATE"""

#: Of what is started counts what is left of it, as `lanes.left` has it.
_LOADS = f"""SELECT s.id, s.throttle_seconds, g.needed, g.own, g.drained,
 (SELECT coalesce(sum(CASE WHEN t.state = 'started' THEN greatest({LEAST_LEFT} * t.prep_seconds,
   t.prep_seconds - extract(epoch FROM clock_timestamp() - t.started_at)::float8 / g.pace)
   ELSE t.prep_seconds END), 0)::int FROM tickets t WHERE t.event_id = s.event_id
  AND t.station_id = s.id AND t.state IN ('queued', 'started')
  AND t.id <> ALL(%(instead)s::bigint[])) AS waiting,
 (SELECT coalesce(sum(t.prep_seconds), 0)::int FROM tickets t WHERE t.event_id = s.event_id
  AND t.station_id = s.id AND t.state = 'scheduled' AND t.release_at >= g.since
  AND t.release_at < g.until AND t.id <> ALL(%(instead)s::bigint[])) AS booked
FROM stations s JOIN unnest(%(gated)s::bigint[], %(needed)s::int[], %(own)s::int[],
 %(drained)s::float8[], %(pace)s::float8[], %(since)s::timestamptz[], %(until)s::timestamptz[])
 AS g(station, needed, own, drained, pace, since, until) ON g.station = s.id
WHERE s.event_id = %(event)s"""

_BARRED = f"""SELECT id FROM ({_LOADS}) AS l
WHERE l.needed > l.own AND greatest(l.waiting - l.drained, l.booked) > 0
AND greatest(l.waiting - l.drained, l.booked) + l.needed > l.throttle_seconds"""


@dataclass(frozen=True, slots=True)
class Room:
    """The room an order asks for."""

    now: datetime
    prep_seconds: int
    due: datetime | None = None
    #: Tickets whose place it takes, and the prep seconds of those that wait, per station.
    instead_of: Sequence[int] = ()
    own: Mapping[int, int] = field(default_factory=dict)
    #: What is booked around its time, per station, where that was read.
    booked: Mapping[int, int] = field(default_factory=dict)

    def limited(self, stations: Sequence[Station]) -> tuple[Station, ...]:
        """Give the stations with the room they have for it."""
        return tuple(
            replace(one, room=limits.room(one, self._load(one), self.own.get(one.id, 0)))
            for one in stations
        )

    def _load(self, station: Station) -> float:
        waiting = station.open_seconds - self.own.get(station.id, 0)
        return max(waiting - self._drained(station), self.booked.get(station.id, 0))

    def _drained(self, station: Station) -> float:
        """What is made there until it is queued, where it is for later."""
        return limits.worked_off(station, self._ahead(station))

    def _ahead(self, station: Station) -> float:
        if self.due is None:
            return 0
        at = timing.release_at(self.due, self.prep_seconds, station)
        return max(0.0, (at - self.now).total_seconds())

    def gate(self, plan: Plan) -> Gate | None:
        """Give what must hold for this plan; None where no throttle stands in its way."""
        needed = [
            (part.station, part.prep_seconds)
            for part in plan.tickets
            if part.station.throttle_seconds is not None
        ]
        return Gate(_LOCK, _BARRED, self._values(needed)) if needed else None

    def _values(self, needed: Sequence[tuple[Station, int]]) -> dict[str, Any]:
        windows = [self._window(station) for station, _ in needed]
        return {
            "gated": [station.id for station, _ in needed],
            "needed": [seconds for _, seconds in needed],
            "own": [self.own.get(station.id, 0) for station, _ in needed],
            "drained": [self._drained(station) for station, _ in needed],
            "pace": [station.pace for station, _ in needed],
            "since": [since for since, _ in windows],
            "until": [until for _, until in windows],
            "instead": list(self.instead_of),
        }

    def _window(self, station: Station) -> tuple[datetime | None, datetime | None]:
        """Give from when to when others are booked that it would wait with, if it is for later."""
        if self.due is None or not self._ahead(station):
            return None, None
        half = timedelta(seconds=draining(station, station.throttle_seconds or 0) / 2)
        at = timing.release_at(self.due, self.prep_seconds, station)
        return at - half, at + half

    def hold(
        self, tx: Transaction, event: int, stations: Sequence[Station]
    ) -> tuple["Room", tuple[Station, ...]]:
        """Hold all throttled stations, in one order; gives them with what waits there for sure."""
        throttled = [one for one in stations if one.throttle_seconds is not None]
        if not throttled:
            return self, tuple(stations)
        values = self._values([(one, 0) for one in throttled])
        tx.queue(_LOCK, event=event, **values)
        rows = {row["id"]: row for row in tx.fetch(_LOADS, event=event, **values)}
        sure = tuple(
            replace(
                one,
                open_seconds=rows[one.id]["waiting"] + self.own.get(one.id, 0),
                throttle_seconds=rows[one.id]["throttle_seconds"],
            )
            if one.id in rows
            else one
            for one in stations
        )
        return replace(self, booked={key: row["booked"] for key, row in rows.items()}), sure
