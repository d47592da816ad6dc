"""Whether a promise holds, when to look whether it will, and when to say that it will not."""

from datetime import datetime, timedelta
from enum import StrEnum

from backend.stations.promise import Range

#: A promise is looked at so long before its end, and not before half of its time is over.
LEAD = timedelta(minutes=5)
#: And then again and again, until the order is ready or its customer was told.
LOOK_EVERY = timedelta(seconds=15)
#: So much later than promised is not worth a text: the queue of the next minute changes it.
MARGIN = timedelta(seconds=60)
#: A customer is told so often at the most, and so far apart.
MOST, APART = 2, timedelta(minutes=10)
#: An order so long over its time was forgotten on the lane, or nobody was there to look: a text
#: about it now would say nothing true.
STALE = timedelta(minutes=30)


class Outcome(StrEnum):
    """What came of a promise."""

    KEPT = "kept"
    EARLY = "early"
    LATE = "late"


def outcome(promised: Range, ready: datetime) -> Outcome:
    """Tell what came of a promise; both ends of the range are in it, to the second."""
    if ready < promised.earliest:
        return Outcome.EARLY
    return Outcome.LATE if ready > promised.latest else Outcome.KEPT


def look_at(promised: Range, now: datetime) -> datetime:
    """Tell when to look whether a promise told now will hold."""
    return max(now + (promised.latest - now) / 2, promised.latest - LEAD)


def breaks(promised: Range, predicted: datetime) -> bool:
    """Tell whether a promise would be missed by more than is worth a word."""
    return predicted > promised.latest + MARGIN


def look_again(promised: Range, now: datetime, *, revised: int, just_now: bool) -> datetime | None:
    """Tell when to look next at the promise in force; None for no more.

    `revised`: how often it was revised, and `just_now` whether that was now.
    """
    if revised >= MOST or now > promised.latest + STALE:
        return None
    if just_now:
        return max(now + APART, look_at(promised, now))
    return now + LOOK_EVERY


def too_old(promised: Range, now: datetime) -> bool:
    """Tell whether a promise ended so long ago that it is no news."""
    return now > promised.latest + STALE
