"""The range a customer is told."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.stations.promise import promise, promise_for

NOW = datetime(2026, 11, 21, 10, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("seconds", [1, 45, 300, 3600])
def test_it_holds_the_prediction_in_whole_minutes(seconds: int) -> None:
    told = promise(seconds, NOW)
    foreseen = NOW + timedelta(seconds=seconds)
    assert told.earliest <= foreseen <= told.latest
    assert told.earliest < told.latest
    assert (told.earliest.second, told.latest.second) == (0, 0)


@pytest.mark.parametrize(
    ("seconds", "earliest", "latest"),
    [
        (60, "10:01", "10:02"),
        (120, "10:02", "10:04"),
        (300, "10:03", "10:07"),
        (720, "10:09", "10:15"),
        (1800, "10:26", "10:34"),
    ],
)
def test_it_widens_with_the_queue_by_less_than_the_queue(
    seconds: int, earliest: str, latest: str
) -> None:
    told = promise(seconds, NOW)
    assert (f"{told.earliest:%H:%M}", f"{told.latest:%H:%M}") == (earliest, latest)


@pytest.mark.parametrize("second", range(0, 60, 7))
def test_it_never_begins_before_now_nor_is_a_single_minute(second: int) -> None:
    now = NOW.replace(second=second, microsecond=1)
    for seconds in range(0, 900, 13):
        told = promise(seconds, now)
        assert told.earliest >= now.replace(second=0, microsecond=0)
        assert told.latest - told.earliest >= timedelta(minutes=1)


def test_what_is_wanted_later_has_a_lane_nobody_foresees() -> None:
    due = NOW + timedelta(minutes=10)
    told = promise_for(due, NOW)
    assert told.earliest == due
    assert told.latest > promise(600, NOW).latest
