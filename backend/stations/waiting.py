"""How much work waits at each station and how fast it is, as routing needs it.

The work is counted now and then, and added to between.

A row that every order updates would make all orders of a station wait for each other's commit, and
a sum over the open tickets with every text costs more the longer the queue. Routing does not need
the figure of this very moment.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from backend.stations.times import Times

#: How old a count may be.
COUNT_SECONDS = 0.5


@dataclass
class _Count:
    at: float
    seconds: dict[int, int] = field(default_factory=dict)
    paces: Mapping[int, Times] = field(default_factory=dict)


class Waiting:
    """Keeps the last count of each event, and what this process has placed since."""

    def __init__(self) -> None:
        self._counts: dict[int, _Count] = {}

    def is_due(self, event: int) -> bool:
        """Tell whether this event is to be counted again."""
        count = self._counts.get(event)
        return count is None or time.monotonic() - count.at > COUNT_SECONDS

    def counted(self, event: int, seconds: Mapping[int, int], paces: Mapping[int, Times]) -> None:
        """Keep a fresh count."""
        self._counts[event] = _Count(time.monotonic(), dict(seconds), paces)

    def placed(self, event: int, work: Iterable[tuple[int, int]]) -> None:
        """Add what was just placed: (station, prep seconds)."""
        seconds = self._counts[event].seconds
        for station, more in work:
            seconds[station] = seconds.get(station, 0) + more

    def at(self, event: int) -> Mapping[int, int]:
        """Give the prep seconds waiting per station."""
        return self._counts[event].seconds

    def paces(self, event: int) -> Mapping[int, Times]:
        """Give the times of each station that is known by what it made."""
        return self._counts[event].paces
