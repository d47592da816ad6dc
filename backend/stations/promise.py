"""The time range a customer is told, from a predicted finish."""

from dataclasses import dataclass
from datetime import datetime, timedelta

#: How much sooner and later than predicted an order is ready, for 85 of 100 to be ready in the
#: range: a share of a short prediction, seconds and a share of a long one, whichever is less.
#: Measured in simulation (docs/simulation.md): while the lane is empty an order is sooner or later
#: by the making of its own few cups, about a third each; behind a queue that evens out, and what is
#: left is the ticket at hand, which counts whole until it is made, and a station's pace, which is
#: known to some per cent. So the sooner side is the longer one. Rounding to minutes is in it.
SOONER, SOONER_SECONDS, SOONER_SHARE = 0.5, 160, 0.06
LATER, LATER_SECONDS, LATER_SHARE = 0.8, 68, 0.08

#: The same for an order for later, whose lane nobody can foresee.
UNSEEN_SHARE, UNSEEN_SECONDS = 0.4, 90

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Range:
    """From when to when."""

    earliest: datetime
    latest: datetime


def promise(finish_seconds: int, now: datetime) -> Range:
    """Turn a predicted finish into a range of whole minutes that holds for 85 of 100 orders."""
    sooner = min(SOONER * finish_seconds, SOONER_SECONDS + SOONER_SHARE * finish_seconds)
    later = min(LATER * finish_seconds, LATER_SECONDS + LATER_SHARE * finish_seconds)
    foreseen = now + timedelta(seconds=finish_seconds)
    earliest = min(_nearest(foreseen - timedelta(seconds=sooner)), _minute(foreseen))
    latest = max(_nearest(foreseen + timedelta(seconds=later)), _minute_after(foreseen))
    return Range(earliest, max(latest, earliest + _MINUTE))


def promise_for(due: datetime, begins: datetime, finish_seconds: int = 0) -> Range:
    """Turn a wished time into a range, for work that begins at `begins`.

    `finish_seconds` is the predicted finish from then, where that may be later than wished. Nobody
    is told to come before the time they asked for.
    """
    seconds = max(finish_seconds, int((due - begins).total_seconds()))
    latest = begins + timedelta(seconds=(1 + UNSEEN_SHARE) * seconds + UNSEEN_SECONDS)
    return Range(max(due, promise(seconds, begins).earliest), _minute_after(latest))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _minute_after(at: datetime) -> datetime:
    return _minute(at + timedelta(seconds=59, microseconds=999_999))


def _nearest(at: datetime) -> datetime:
    return _minute(at + timedelta(seconds=30))
