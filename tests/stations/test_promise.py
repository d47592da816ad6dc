"""The range a customer is told."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.stations.promise import promise

NOW = datetime(2026, 11, 21, 10, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("seconds", [1, 45, 300, 3600])
def test_it_holds_the_prediction_in_whole_minutes(seconds: int) -> None:
    told = promise(seconds, NOW)
    foreseen = NOW + timedelta(seconds=seconds)
    assert told.earliest <= foreseen <= told.latest
    assert told.earliest < told.latest
    assert (told.earliest.second, told.latest.second) == (0, 0)
