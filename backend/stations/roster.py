"""Who is on at a station, and until when: pure."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from math import ceil

from backend.stations.types import Hand, Period, Station


def on(staff: Iterable[Hand], at: datetime) -> int:
    """Count the people who are on at a moment."""
    return sum(_is_on(hand, at) for hand in staff)


def manned(station: Station, at: datetime) -> bool:
    """Tell whether somebody makes drinks there at a moment; without a roster somebody always is."""
    if _within(station.breaks, at):
        return False
    return not station.staff or on(station.staff, at) > 0


def stops(station: Station, since: datetime) -> datetime | None:
    """Give the next moment from which nobody makes drinks there; None where there is none."""
    ends = [one.starts for one in station.breaks]
    for hand in station.staff:
        ends += [one.ends for one in hand.shifts]
        ends += [one.starts for one in hand.breaks]
    moments = (since, *sorted(end for end in ends if end > since))
    return next((moment for moment in moments if not manned(station, moment)), None)


def stretched(station: Station, since: datetime, seconds: int) -> int:
    """Give in how many seconds so much is done where nobody works in breaks and between shifts.

    Where nobody comes back by the roster, what was begun is finished.
    """
    at, left = since, timedelta(seconds=seconds)
    while (stop := stops(station, at)) is not None and stop < at + left:
        back = min(begins(station, stop), default=None)
        if back is None:
            break
        at, left = back, left - (stop - at)
    return ceil((at + left - since).total_seconds())


def covers(station: Station, since: datetime, until: datetime) -> bool:
    """Tell whether somebody makes drinks there from a moment to another, without a gap."""
    stop = stops(station, since)
    return stop is None or stop > until


def begins(station: Station, since: datetime) -> list[datetime]:
    """Give the later moments from which somebody makes drinks there."""
    starts = [one.ends for one in station.breaks]
    for hand in station.staff:
        starts += [one.starts for one in hand.shifts]
        starts += [one.ends for one in hand.breaks]
    return [start for start in starts if start > since and manned(station, start)]


def _is_on(hand: Hand, at: datetime) -> bool:
    here = not hand.shifts or _within(hand.shifts, at)
    return here and not _within(hand.breaks, at)


def _within(periods: Iterable[Period], at: datetime) -> bool:
    return any(one.starts <= at < one.ends for one in periods)
