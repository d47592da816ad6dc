"""What a policy's outcomes come to, over all seeds."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import fmean

from backend.stations.grouping import WALK_SECONDS
from tests.bench.figures import quantile
from tests.bench.sim.world import Outcome

#: Seconds within which all cups of an order are to be ready.
TOGETHER = 60


@dataclass(slots=True)
class Tally:
    """Outcomes of one policy in one scenario; only of those who come for their cup."""

    waits: list[float] = field(default_factory=list)
    #: Mean wait of each seed.
    means: list[float] = field(default_factory=list)
    #: Seconds between first and last cup of each order made at several stations.
    spreads: list[float] = field(default_factory=list)
    #: The most any order was overtaken, of each seed.
    overtaken: list[int] = field(default_factory=list)
    #: The most one ticket was passed in its lane, of each seed.
    passed: list[int] = field(default_factory=list)
    #: Stations that people had to walk to besides the first.
    stations: int = 0
    kept: int = 0
    late: int = 0
    #: Minutes from earliest to latest, of each promise.
    widths: list[float] = field(default_factory=list)

    def add(self, outcomes: Sequence[Outcome], *, promises: bool) -> None:
        """Count one seed, with what was promised or without."""
        served = [one for one in outcomes if one.visit.comes]
        waits = [one.wait for one in served]
        self.waits += waits
        self.means.append(fmean(waits))
        self.spreads += [one.spread for one in served if len(one.made) > 1]
        self.stations += sum(len(one.made) - 1 for one in served)
        self.overtaken.append(most_overtaken([one.visit.at + one.wait for one in served]))
        self.passed.append(max(max(one.passed, default=0) for one in outcomes))
        for one in served if promises else ():
            told, ready = one.told, one.ready
            self.kept += told.earliest <= ready <= told.latest
            self.late += ready > told.latest
            self.widths.append((told.latest - told.earliest).total_seconds() / 60)

    def join(self, other: "Tally") -> None:
        """Add another's seeds."""
        self.waits += other.waits
        self.means += other.means
        self.spreads += other.spreads
        self.overtaken += other.overtaken
        self.passed += other.passed
        self.stations += other.stations
        self.kept += other.kept
        self.late += other.late
        self.widths += other.widths

    @property
    def mean(self) -> float:
        """Mean wait in seconds."""
        return fmean(self.waits)

    @property
    def walked(self) -> float:
        """Mean wait in seconds with the walk to each further station."""
        return self.mean + WALK_SECONDS * self.stations / len(self.waits)

    @property
    def p95(self) -> float:
        """Seconds that 95 of 100 orders wait at most."""
        return quantile(self.waits, 0.95)

    @property
    def spread(self) -> float:
        """Mean seconds between first and last cup, where an order is made at several stations."""
        return fmean(self.spreads or [0.0])

    @property
    def together(self) -> float:
        """How many of 100 orders made at several stations are ready within a minute."""
        near = sum(spread <= TOGETHER for spread in self.spreads)
        return 100 * near / max(1, len(self.spreads))

    def share(self, count: int) -> float:
        """Give how many of 100 orders these are."""
        return 100 * count / len(self.waits)


def most_overtaken(ready: Sequence[float]) -> int:
    """Give by how many later orders the most overtaken was overtaken.

    `ready`: when each was ready, in the order of ordering.
    """
    most, later = 0, list[float]()
    for at in reversed(ready):
        most = max(most, bisect_left(later, at))
        insort(later, at)
    return most
