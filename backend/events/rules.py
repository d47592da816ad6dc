"""What an event's settings mean at a moment, and for a customer."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from backend.events.types import CapPeriod, Category, Event, EventSettings

#: Before any event.
_EVER = datetime.min.replace(tzinfo=UTC)


def day_began(now: datetime, timezone: str) -> datetime:
    """Tell when the day of this moment began in a time zone: at its first instant, in UTC.

    Where the clocks go forward at midnight that is the hour after it; where they go back, the
    first of the two.
    """
    zone = ZoneInfo(timezone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    return midnight.astimezone(UTC)


def counted_since(event: Event, now: datetime) -> datetime | None:
    """Tell from when on a person's cups count at this moment; None without a cap."""
    if event.settings.cups_a_person is None:
        return None
    if event.settings.cups_a_person_per is CapPeriod.EVENT:
        return _EVER
    return day_began(now, event.timezone)


def category_of(settings: EventSettings, name: str | None) -> Category | None:
    """Find a category by its name; None where the event has none such any more."""
    return next((one for one in settings.categories if one.name == name), None)


def goes_first(settings: EventSettings, category: str | None) -> bool:
    """Tell whether orders of customers of this category go first."""
    known = category_of(settings, category)
    return known is not None and known.priority


def left_a_person(settings: EventSettings, category: str | None, cups: int | None) -> int | None:
    """Tell how many cups more a person may have who had so many; None is no cap for them."""
    known = category_of(settings, category)
    if settings.cups_a_person is None or cups is None or (known and known.uncapped):
        return None
    return max(0, settings.cups_a_person - cups)
