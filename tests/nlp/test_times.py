"""Times as people tell them: the tables in `times/`, and any text at all."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.language import available, load
from nlp.times import Clock
from nlp.tokens import Reader
from nlp.types import When

TABLES = sorted((Path(__file__).parent / "times").glob("*.yaml"))
NO_TIME = "no time"
ROWS = [
    pytest.param(path.stem, row, id=f"{path.stem}-{row['text']!r}")
    for path in TABLES
    for row in yaml.safe_load(path.read_text("utf-8"))
]


@lru_cache
def clock(language: str) -> tuple[Clock, Reader]:
    """What tells the time in a language, and what splits its texts."""
    words = load(language)
    reader = Reader(words.elisions, words.spellings)
    return Clock(words, reader), reader


def shown(when: When | None) -> str:
    """A time as the tables write it."""
    if when is None:
        return NO_TIME
    if when.clock is not None:
        hour, minute = when.clock
        day = "" if when.weekday is None else f" on day {when.weekday}"
        return f"{hour}:{minute:02}" + " sharp" * when.exact + " or another" * when.several + day
    if when.weekday is not None and when.occasion is None:
        return f"day {when.weekday}"
    return f"{when.side} {when.occasion}" if when.occasion else f"in {when.minutes}"


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_is_told(language: str, row: Mapping[str, Any]) -> None:
    teller, reader = clock(language)
    tokens = reader.read(row["text"])
    told = teller.read(tokens)
    assert shown(told.when) == row["when"]
    assert " ".join(told.tokens.words) == row.get("left", " ".join(tokens.words))
    assert len(told.tokens.words) == len(told.tokens.written)


def test_every_language_has_times_and_talk() -> None:
    assert [path.stem for path in TABLES] == sorted(available())
    for path in TABLES:
        rows = yaml.safe_load(path.read_text("utf-8"))
        talk = [row for row in rows if row["when"] == NO_TIME]
        assert len(rows) - len(talk) >= 15
        assert len(talk) >= 6


@pytest.mark.parametrize(
    ("language", "text", "when"),
    [
        ("en", "11", "11:00"),
        ("de", "halb zwölf", "11:30"),
        ("de", "elf", "11:00"),
        ("es", "once y media", "11:30"),
        ("fr", "11", "11:00"),
        ("fr", "11h30", "11:30"),
        ("pt", "onze e meia", "11:30"),
        ("pt", "um latte", NO_TIME),
    ],
)
def test_an_answer_needs_no_more_than_the_hour(language: str, text: str, when: str) -> None:
    teller, reader = clock(language)
    assert shown(teller.read(reader.read(text), asked=True).when) == when


def test_a_bare_number_is_a_time_only_where_one_was_asked_for() -> None:
    teller, reader = clock("en")
    assert shown(teller.read(reader.read("11")).when) == NO_TIME


def _words(language: str) -> list[str]:
    """Words that times are told with, and others that stand among them."""
    words = load(language)
    phrases = [*words.numbers, *words.cues["article"], "latte", "٣", "²", "½", ",", "?", "24", "0"]
    for part in words.times.values():
        phrases += part.keys() if isinstance(part, dict) else part
    phrases += [p for names in words.times["occasions"].values() for p in names]
    return sorted({str(phrase) for phrase in phrases})


@pytest.mark.parametrize("language", available())
@given(data=st.data(), asked=st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_text_is_read(language: str, data: st.DataObject, asked: bool) -> None:
    teller, reader = clock(language)
    told = st.sampled_from(_words(language)) | st.from_regex(r"[0-9]{1,4}([:.h][0-9]{1,2})?")
    text = " ".join(data.draw(st.lists(told | st.text(max_size=6), max_size=10)))
    when = teller.read(reader.read(text), asked=asked).when
    if when is not None and when.clock is not None:
        hour, minute = when.clock
        assert 0 <= hour < 24
        assert 0 <= minute < 60
    if when is not None and when.minutes is not None:
        assert when.minutes >= 0
