"""When an event calls last orders and when it takes none any more: pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from backend.events.types import EventSettings, EventState

#: How long before the end last orders are called, where no time is set.
CALLED_BEFORE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Hours:
    """The end of an event: instants, whatever the clocks on the wall do that night."""

    last_orders: datetime
    closes: datetime

    def calling(self, now: datetime) -> bool:
        """Tell whether it is the time of last orders."""
        return self.last_orders <= now < self.closes


def of(settings: EventSettings) -> Hours | None:
    """Give the end that these settings set; None for an event that people close."""
    closes = settings.closes_at
    if closes is None and settings.closes_with_programme and settings.programme:
        closes = max(session.ends for session in settings.programme)
    if closes is None:
        return None
    called = settings.last_orders_at or closes - CALLED_BEFORE
    return Hours(min(called, closes), closes)


class Step(StrEnum):
    """What the clock does to an event."""

    CALL = "call"
    CLOSE = "close"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Done:
    """What the clock did: each is done once for a closing time, so that people may undo it."""

    #: The closing times for which last orders were called, and at which it was closed.
    called_for: datetime | None = None
    closed_for: datetime | None = None
    #: Closed by the clock, and by nobody since.
    closed_by_clock: bool = False


def due(state: EventState, hours: Hours | None, done: Done, now: datetime) -> Step | None:
    """Decide what the clock does now; an end put off opens again what it had closed."""
    over = hours is not None and now >= hours.closes
    if state is EventState.CLOSED:
        return Step.OPEN if done.closed_by_clock and not over else None
    if hours is None:
        return None
    if over:
        return Step.CLOSE if done.closed_for != hours.closes else None
    calls = hours.calling(now) and done.called_for != hours.closes
    return Step.CALL if calls else None
