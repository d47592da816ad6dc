"""When a count will be used up, where anybody can say."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.stock.forecast import gone_about
from backend.stock.types import Used

NOW = datetime(2026, 11, 21, 10, 30, 30, tzinfo=UTC)


def used(amount: float, orders: int, minutes: float) -> Used:
    return Used(amount, orders, NOW - timedelta(minutes=minutes))


def test_what_is_left_lasts_as_long_as_the_rate_says() -> None:
    # 2 l in 20 minutes; 2.2 l last 22 more.
    assert gone_about(2200, used(2000, 8, 20), NOW) == datetime(2026, 11, 21, 10, 52, tzinfo=UTC)


@pytest.mark.parametrize(
    ("left", "lately"),
    [
        (2200, None),
        (0, used(2000, 8, 20)),
        (-5, used(2000, 8, 20)),
        (2200, used(2000, 4, 20)),
        (2200, used(2000, 8, 4)),
        (2200, used(0, 8, 20)),
        (2200, used(-10, 8, 20)),
        (1_000_000, used(2000, 8, 20)),
    ],
)
def test_where_nobody_can_say_nothing_is_said(left: float, lately: Used | None) -> None:
    assert gone_about(left, lately, NOW) is None
