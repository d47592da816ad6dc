"""When last orders are called and when an event closes, the night of a clock change included."""

from datetime import UTC, datetime, timedelta

import pytest

from backend.events import hours
from backend.events.hours import Done, Hours, Step
from backend.events.types import EventSettings, EventState, Session

OPEN, PAUSED, CLOSED = EventState.OPEN, EventState.PAUSED, EventState.CLOSED
END = datetime(2026, 11, 21, 22, 0, tzinfo=UTC)
ENDS = Hours(END - timedelta(minutes=10), END)
EARLIER = END - timedelta(hours=1)


@pytest.mark.parametrize(
    ("state", "ends", "done", "minutes", "step"),
    [
        (OPEN, ENDS, Done(), -11, None),
        (OPEN, ENDS, Done(), -10, Step.CALL),
        (OPEN, ENDS, Done(called_for=END), -5, None),
        (OPEN, ENDS, Done(called_for=EARLIER), -5, Step.CALL),
        (OPEN, ENDS, Done(called_for=END), 0, Step.CLOSE),
        (OPEN, ENDS, Done(), 90, Step.CLOSE),
        (PAUSED, ENDS, Done(), 0, Step.CLOSE),
        # Opened again by a person after the end: it stays open.
        (OPEN, ENDS, Done(END, END), 5, None),
        (CLOSED, ENDS, Done(END, END, True), 5, None),
        # Put off, or without an end now: open again what the clock closed, and only that.
        (CLOSED, ENDS, Done(EARLIER, EARLIER, True), -30, Step.OPEN),
        (CLOSED, None, Done(EARLIER, EARLIER, True), 0, Step.OPEN),
        (CLOSED, ENDS, Done(), -30, None),
        (CLOSED, ENDS, Done(EARLIER, EARLIER, False), -30, None),
        (OPEN, None, Done(), 0, None),
    ],
)
def test_what_the_clock_does(
    state: EventState, ends: Hours | None, done: Done, minutes: int, step: Step | None
) -> None:
    assert hours.due(state, ends, done, END + timedelta(minutes=minutes)) is step


def test_the_end_is_set_or_that_of_the_programme_where_the_event_says_so() -> None:
    sessions = (
        Session(kind="keynote", starts=EARLIER, ends=END),
        Session(kind="lunch", starts=EARLIER, ends=END - timedelta(minutes=30)),
    )
    assert hours.of(EventSettings(programme=sessions)) is None
    assert hours.of(EventSettings(programme=sessions, closes_with_programme=True)) == ENDS
    assert hours.of(EventSettings(closes_with_programme=True)) is None
    own = EventSettings(programme=sessions, closes_with_programme=True, closes_at=EARLIER)
    found = hours.of(own)
    assert found is not None
    assert found.closes == EARLIER
    called = hours.of(EventSettings(closes_at=END, last_orders_at=EARLIER))
    assert called == Hours(EARLIER, END)


@pytest.mark.parametrize(
    ("closes", "instant"),
    [
        # The clocks go back at 03:00 summer time: half past two is there twice.
        ("2026-10-25T02:30:00+02:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        # They go forward at 02:00: ten minutes before ten past three are five to two, and so on.
        ("2026-03-29T03:05:00+02:00", datetime(2026, 3, 29, 1, 5, tzinfo=UTC)),
    ],
)
def test_in_the_night_of_a_clock_change(closes: str, instant: datetime) -> None:
    ends = hours.of(EventSettings.model_validate({"closes_at": closes}))
    assert ends is not None
    assert ends.last_orders == instant - timedelta(minutes=10)
    for seconds, step in ((-601, None), (-600, Step.CALL), (-1, Step.CALL), (0, Step.CLOSE)):
        assert hours.due(OPEN, ends, Done(), instant + timedelta(seconds=seconds)) is step
