"""Whether a promise holds, and when to look whether it will."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.orders.keeping import (
    APART,
    LEAD,
    LOOK_EVERY,
    MARGIN,
    MOST,
    STALE,
    Outcome,
    breaks,
    look_again,
    look_at,
    outcome,
)
from backend.stations.promise import Range

TEN = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
PROMISED = Range(TEN + timedelta(minutes=12), TEN + timedelta(minutes=16))


@pytest.mark.parametrize(
    ("minutes", "came"),
    [
        (11.99, Outcome.EARLY),
        (12, Outcome.KEPT),
        (16, Outcome.KEPT),
        (16.01, Outcome.LATE),
    ],
)
def test_both_ends_are_in_the_range(minutes: float, came: Outcome) -> None:
    assert outcome(PROMISED, TEN + timedelta(minutes=minutes)) is came


def test_it_is_looked_at_before_its_end_and_not_at_once() -> None:
    assert look_at(PROMISED, TEN) == PROMISED.latest - LEAD
    short = Range(TEN, TEN + timedelta(minutes=4))
    assert look_at(short, TEN) == TEN + timedelta(minutes=2)


def test_a_little_late_is_not_worth_a_text() -> None:
    assert not breaks(PROMISED, PROMISED.latest + MARGIN)
    assert breaks(PROMISED, PROMISED.latest + MARGIN + timedelta(seconds=1))


def test_it_is_looked_at_again_until_enough_was_said() -> None:
    assert look_again(PROMISED, TEN, revised=0, just_now=False) == TEN + LOOK_EVERY
    assert look_again(PROMISED, TEN, revised=1, just_now=True) == max(
        TEN + APART, PROMISED.latest - LEAD
    )
    assert look_again(PROMISED, TEN, revised=MOST, just_now=True) is None
    late = PROMISED.latest + STALE + timedelta(seconds=1)
    assert look_again(PROMISED, late, revised=0, just_now=False) is None
