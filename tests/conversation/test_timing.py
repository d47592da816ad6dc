"""When something is wanted, on days that have an hour twice or not at all."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from backend.conversation import timing
from backend.conversation.types import Dialogue, Say
from nlp.types import When
from tests.conversation.stand_in import CONTEXT

BERLIN = "Europe/Berlin"


def wanted(now: datetime, when: When) -> datetime | tuple[Say, ...] | None:
    """The moment kept, or what is said instead."""
    context = replace(CONTEXT, timezone=BERLIN, now=now.astimezone(UTC))
    dialogue, says = timing.wanted(Dialogue(), when, context)
    return says or dialogue.due


def local(day: int, hour: int, minute: int, *, month: int = 10, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, fold=fold, tzinfo=ZoneInfo(BERLIN))


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ((1, 20, 0), (2, 40, 0)),
        ((2, 20, 0), (2, 40, 0)),
        ((2, 50, 0), (2, 40, 1)),
        ((2, 20, 1), (2, 40, 1)),
        ((2, 39, 1), None),
    ],
)
def test_an_hour_that_comes_twice(
    now: tuple[int, int, int], due: tuple[int, int, int] | None
) -> None:
    hour, minute, fold = now
    found = wanted(local(25, hour, minute, fold=fold), When(clock=(2, 40)))
    assert found == (due and local(25, due[0], due[1], fold=due[2]).astimezone(UTC))


def test_an_hour_that_never_comes_is_the_one_after_it() -> None:
    found = wanted(local(29, 1, 50, month=3), When(clock=(2, 30), exact=True))
    assert found == local(29, 3, 30, month=3).astimezone(UTC)


@pytest.mark.parametrize(
    ("weekday", "clock", "due"),
    [
        (5, (11, 0), (21, 11)),
        (5, None, None),
        (6, (9, 0), "time_too_far"),
        (6, None, "time_too_far"),
        (0, (11, 0), "time_too_far"),
        (4, (11, 0), "time_too_far"),
        (12, (11, 0), "time_too_far"),
    ],
)
def test_a_day_of_the_week(
    weekday: int, clock: tuple[int, int] | None, due: tuple[int, int] | str | None
) -> None:
    found = wanted(local(21, 10, 0, month=11), When(clock=clock, weekday=weekday))
    if isinstance(due, str):
        assert isinstance(found, tuple)
        assert [say.key for say in found] == [due]
    else:
        assert found == (due and local(due[0], due[1], 0, month=11).astimezone(UTC))
