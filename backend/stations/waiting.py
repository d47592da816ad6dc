"""What waits at each station and how fast it is, as routing needs it.

It is counted now and then, and added to between.

A row that every order updates would make all orders of a station wait for each other's commit, and
a count of the open tickets with every text costs more the longer the queue. Routing does not need
the lanes of this very moment: whom an order passes is settled when it is queued (orders/queueing).
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from backend.core.db import Transaction
from backend.stations import lanes
from backend.stations.lanes import LOOKED_AT
from backend.stations.times import BY_MENU, Times
from backend.stations.types import Queued

#: How old a count may be.
COUNT_SECONDS = 0.5

#: Of each station where anything waits: the prep seconds queued, what is started with the seconds
#: since, and the last tickets queued, as `Queued` has them. The order of each is looked up by its
#: id: joined, the planner might read all orders there have been.
WAITING = f"""SELECT station_id, jsonb_build_array(
 coalesce(sum(prep_seconds) FILTER (WHERE state = 'queued'), 0),
 coalesce(jsonb_agg(jsonb_build_array(prep_seconds,
  extract(epoch FROM clock_timestamp() - started_at)))
  FILTER (WHERE state = 'started'), '[]'),
 coalesce(jsonb_agg(jsonb_build_array(id, position, prep_seconds, passed,
  extract(epoch FROM needed_at), (SELECT jsonb_build_array(o.number,
   extract(epoch FROM o.promised_latest), o.priority) FROM orders o
   WHERE o.event_id = w.event_id AND o.id = w.order_id)) ORDER BY position, id)
  FILTER (WHERE state = 'queued' AND from_the_end <= {LOOKED_AT}), '[]')) AS lane
FROM (SELECT *, row_number() OVER (PARTITION BY station_id, state
  ORDER BY position DESC, id DESC) AS from_the_end FROM tickets
 WHERE event_id = %(event)s AND state IN ('queued', 'started')) AS w GROUP BY station_id"""


@dataclass(frozen=True, slots=True)
class Lane:
    """What waits at one station."""

    #: Prep seconds of what is queued, and what is left of what is started.
    seconds: int = 0
    #: The last tickets queued, as they stand in the lane.
    queued: tuple[Queued, ...] = ()


def read(tx: Transaction, event: int, paces: Mapping[int, Times]) -> dict[int, Lane]:
    """Count what waits just now."""
    found = {row["station_id"]: row["lane"] for row in tx.fetch(WAITING, event=event)}
    return {ident: lane(row, paces.get(ident, BY_MENU)) for ident, row in found.items()}


def lane(row: Sequence[Any], known: Times) -> Lane:
    """Read a lane as WAITING has it, at a station with these times."""
    queued, started, last = row
    left = sum(lanes.left(prep, took, known.pace) for prep, took in started)
    return Lane(queued + round(left), tuple(_queued(*one) for one in last))


def _queued(
    ident: int,
    position: float,
    prep_seconds: int,
    passed: int,
    needed: float | None,
    order: tuple[int, float, bool],
) -> Queued:
    number, latest, priority = order
    return Queued(ident, number, position, prep_seconds, passed, latest, needed, priority)


@dataclass
class _Count:
    at: float
    lanes: dict[int, Lane] = field(default_factory=dict)
    paces: Mapping[int, Times] = field(default_factory=dict)


class Waiting:
    """Keeps the last count of each event, and what this process has placed since."""

    def __init__(self) -> None:
        self._counts: dict[int, _Count] = {}

    def is_due(self, event: int) -> bool:
        """Tell whether this event is to be counted again."""
        count = self._counts.get(event)
        return count is None or time.monotonic() - count.at > COUNT_SECONDS

    def counted(self, event: int, found: Mapping[int, Lane], paces: Mapping[int, Times]) -> None:
        """Keep a fresh count."""
        self._counts[event] = _Count(time.monotonic(), dict(found), paces)

    def placed(self, event: int, station: int, new: Queued) -> None:
        """Add what was just queued."""
        found = self._counts[event].lanes
        before = found.get(station, Lane())
        queued = lanes.joined(before.queued, new)
        found[station] = replace(
            before, seconds=before.seconds + new.prep_seconds, queued=queued[-LOOKED_AT:]
        )

    def at(self, event: int) -> Mapping[int, Lane]:
        """Give what waits at each station."""
        return self._counts[event].lanes

    def paces(self, event: int) -> Mapping[int, Times]:
        """Give the times of each station that is known by what it made."""
        return self._counts[event].paces
