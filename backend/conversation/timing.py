"""When an order is wanted: what was said, as a moment at this event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from backend.conversation.types import Context, Dialogue, Say
from backend.events.types import Session
from nlp.types import When

#: Nobody told us when that is: the next question.
_ASKED = Say("ask_when")
#: How far ahead an order is taken.
MOST_HOURS_AHEAD = 12
_TOO_FAR = Say("time_too_far", {"most": MOST_HOURS_AHEAD})
#: A time so near is now, and one so long past was meant for now.
_NOW = timedelta(minutes=2)
#: Cups wanted before something begins are ready so long before it.
_AHEAD_OF = timedelta(minutes=5)
#: "At 7" is an evening's seven in the morning too; "at 10" in the morning is no night's ten.
_LATE_HOURS, _HALF_DAY = 8, 12
_MORNING, _EVENING = 6, 20
_WEEK = 7


def wanted(dialogue: Dialogue, when: When, context: Context) -> tuple[Dialogue, tuple[Say, ...]]:
    """Keep the moment in the dialogue; where it cannot be kept, say why."""
    if when.several:
        return replace(dialogue, due=None, asks_when=True), (Say("one_time"),)
    due = _moment(when, context)
    if due is _ASKED:
        return replace(dialogue, due=None, asks_when=True), ()
    if isinstance(due, Say):
        return replace(dialogue, due=None), (due,)
    if due is not None and due - context.now > timedelta(hours=MOST_HOURS_AHEAD):
        return replace(dialogue, due=None), (_TOO_FAR,)
    soon = due is None or due - context.now <= _NOW
    return replace(dialogue, due=None if soon else due, asks_when=False), ()


def _moment(when: When, context: Context) -> datetime | Say | None:
    """Give the moment meant, None for as soon as it can be, or what to say instead."""
    if when.weekday is not None:
        return _on_weekday(when, when.weekday, context)
    if when.occasion is not None:
        return _beside(when, context)
    if when.minutes == 0:
        return None
    if when.minutes is not None:
        return _whole_minute(context.now + timedelta(minutes=when.minutes))
    assert when.clock is not None
    coming = [at for at in _readings(when, context) if at >= context.now - _NOW]
    soonest = min(coming, default=None)
    if soonest is None or soonest - context.now > timedelta(hours=MOST_HOURS_AHEAD):
        return soonest if when.tomorrow else Say("time_passed")
    return soonest


def _on_weekday(when: When, weekday: int, context: Context) -> datetime | Say | None:
    """Read a day of the week: today's and tomorrow's name may be near, others are too far."""
    today = context.now.astimezone(ZoneInfo(context.timezone)).weekday()
    ahead = (weekday - today) % _WEEK or _WEEK * (weekday >= _WEEK)
    if ahead > 1 or (ahead and when.clock is None):
        return _TOO_FAR
    if when.clock is None and when.occasion is None:
        return None
    return _moment(replace(when, weekday=None, tomorrow=ahead == 1), context)


def _readings(when: When, context: Context) -> Iterator[datetime]:
    """Give what a time of day may mean today and tomorrow, by the clocks of the event."""
    zone = ZoneInfo(context.timezone)
    now = context.now.astimezone(zone)
    hour, minute = when.clock or (0, 0)
    hours = [hour]
    if not when.exact and (hour < _LATE_HOURS or now.hour >= _HALF_DAY):
        hours.append((hour + _HALF_DAY) % (2 * _HALF_DAY))
    if not when.exact and _MORNING <= now.hour < _EVENING:
        # By day nobody means an hour of the night.
        hours = [reading for reading in hours if reading >= _MORNING] or hours
    for ahead in (1,) if when.tomorrow else (0, 1):
        day = now.date() + timedelta(days=ahead)
        for reading in hours:
            at = datetime.combine(day, time(reading, minute), zone)
            first, second = (at.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
            # Where clocks go back the hour comes twice; where they go on it never comes.
            yield from (first, second) if first < second else (first,)


def _beside(when: When, context: Context) -> datetime | Say | None:
    """Read "after the keynote" by the event's programme.

    Without one, what is wanted before or in a break is wanted now, and of what is wanted
    afterwards we ask the time.
    """
    known = [session for session in context.programme if session.kind == when.occasion]
    found = _next(known, when.side, context.now)
    if found is not None:
        return found
    return _ASKED if when.side == "after" else None


def _next(known: list[Session], side: str | None, now: datetime) -> datetime | None:
    if side == "after":
        return min((s.ends for s in known if s.ends > now), default=None)
    ahead = _AHEAD_OF if side == "before" else timedelta()
    return min((s.starts - ahead for s in known if s.starts > now), default=None)


def _whole_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
