"""Rosters as people write them, as they are kept, and as routing needs them."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from backend.core.errors import Invalid
from backend.stations.types import Hand, Period
from backend.stations.views import HandView, PeriodView


def kept_staff(staff: Iterable[HandView], timezone: str) -> list[dict[str, Any]]:
    """Write a roster for the database, its times as moments."""
    return [
        {
            "name": hand.name,
            "shifts": kept_periods(hand.shifts, timezone),
            "breaks": kept_periods(hand.breaks, timezone),
        }
        for hand in staff
    ]


def kept_periods(periods: Iterable[PeriodView], timezone: str) -> list[dict[str, str]]:
    """Write periods for the database, as moments.

    In the night the clocks go back an hour comes twice: who is on until then is on until the
    second, and who begins then begins with the first. An hour that does not come at all in the
    other night is the one after it.
    """
    zone = ZoneInfo(timezone)
    return [_kept(one, zone) for one in periods]


def _kept(period: PeriodView, zone: ZoneInfo) -> dict[str, str]:
    starts = _moment(period.starts, zone)
    ends = max(_moment(period.ends.replace(fold=fold), zone) for fold in (0, 1))
    if ends <= starts:
        raise Invalid("A shift or break is over before it starts, by the clocks of the event.")
    return {"starts": starts.isoformat(), "ends": ends.isoformat()}


def _moment(at: datetime, zone: ZoneInfo) -> datetime:
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def staff(document: Iterable[Mapping[str, Any]]) -> tuple[Hand, ...]:
    """Read a roster as it is kept."""
    return tuple(
        Hand(hand["name"], periods(hand["shifts"]), periods(hand["breaks"])) for hand in document
    )


def periods(document: Iterable[Mapping[str, str]]) -> tuple[Period, ...]:
    """Read periods as they are kept."""
    return tuple(
        Period(datetime.fromisoformat(one["starts"]), datetime.fromisoformat(one["ends"]))
        for one in document
    )
