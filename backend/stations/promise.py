"""The time range a customer is told, from a predicted finish."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: Around a prediction p the truth is taken to lie between 0.8 p and 1.4 p + 90 s: service times
#: at real carts vary by a third, and a queue is more often slower than faster than foreseen.
EARLY, LATE, LATE_SECONDS = 0.8, 1.4, 90


@dataclass(frozen=True, slots=True)
class Range:
    """From when to when."""

    earliest: datetime
    latest: datetime


def promise(finish_seconds: int, now: datetime) -> Range:
    """Turn a predicted finish into a range of whole minutes."""
    earliest = now + timedelta(seconds=EARLY * finish_seconds)
    latest = now + timedelta(seconds=LATE * finish_seconds + LATE_SECONDS)
    return Range(
        earliest.replace(second=0, microsecond=0),
        (latest + timedelta(seconds=59)).replace(second=0, microsecond=0),
    )


def promise_for(due: datetime, begins: datetime, finish_seconds: int = 0) -> Range:
    """Turn a wished time into a range, for work that begins at `begins`.

    `finish_seconds` is the predicted finish from then, where that may be later than wished. Nobody
    is told to come before the time they asked for.
    """
    told = promise(max(finish_seconds, int((due - begins).total_seconds())), begins)
    return Range(max(due, told.earliest), told.latest)
