"""How long a ticket will still take, from where it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.stations.remaining import LEAST_SHARE, Standing, remaining
from backend.stations.types import Capabilities, Station, StationState

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


def _station(pace: float = 1.0, parallel: int = 1) -> Station:
    return Station(1, "North cart", StationState.OPEN, Capabilities(), pace=pace, parallel=parallel)


@pytest.mark.parametrize(
    ("standing", "pace", "parallel", "seconds"),
    [
        (Standing(60, 0), 1, 1, 60),
        (Standing(60, 120), 1, 1, 180),
        (Standing(60, 120), 1.5, 1, 270),
        # Two pairs of hands make what is before it, one makes it.
        (Standing(60, 120), 1, 2, 120),
        (Standing(60, 0), 1.5, 2, 90),
        (Standing(60, 120, started_at=NOW - timedelta(seconds=20)), 1, 1, 40),
        (Standing(60, 120, started_at=NOW - timedelta(hours=1)), 1, 1, 60 * LEAST_SHARE),
        (Standing(60, 0, release_at=NOW + timedelta(seconds=100)), 1, 1, 160),
        (Standing(60, 0, release_at=NOW - timedelta(seconds=100)), 1, 1, 60),
    ],
)
def test_by_its_queue_its_start_or_its_time(
    standing: Standing, pace: float, parallel: int, seconds: float
) -> None:
    assert remaining(_station(pace, parallel), standing, NOW) == seconds
