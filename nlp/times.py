"""When something is wanted: "at 10:30", "in 20 minutes", "after the keynote"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nlp.language import Language
from nlp.tokens import Reader, Tokens
from nlp.types import When

#: What stands where a time was, so that words on both sides stay apart.
_GAP = ","
_HOURS, _MINUTES = 24, 60
_DAY_MINUTES = _HOURS * _MINUTES
_AFTER, _BEFORE, _DURING = "after", "before", "during"
_SIDES = (_DURING, _BEFORE, _AFTER)
_DIGITAL = r"(?P<hour>\d{1,2})(?:[:.]| (?:h|uhr) )(?P<minute>[0-5]\d)"
_COLON = r"(?P<hour>\d{1,2})(?::| (?:h|uhr) )(?P<minute>[0-5]\d)"
_RUN_ON = r"(?P<hour>\d{1,2})(?P<minute>[0-5]\d)"


@dataclass(frozen=True, slots=True)
class Told:
    """A time told in a text, and the text without it."""

    when: When | None
    tokens: Tokens


class Clock:
    """Finds times in texts of one language."""

    def __init__(self, language: Language, reader: Reader) -> None:
        words = {part: _plain(phrases, reader) for part, phrases in language.times.items()}
        words["and"] = _plain(language.cues["and"], reader)
        whole = {w: int(n) for w, n in language.numbers.items() if n >= 1 and n == int(n)}
        self._counts: Mapping[str, int] = _plain(whole, reader)
        self._hours = {w: n for w, n in self._counts.items() if n <= _HOURS}
        self._shifts = {**words["before_hour"], **words["after_hour"]}
        self._clocks: Mapping[str, str] = words["clocks"]
        self._lengths: Mapping[str, int] = words["lengths"]
        self._afternoon = frozenset(words["pm"])
        occasions = language.times["occasions"].items()
        self._occasions = {p: name for name, ps in occasions for p in _plain(ps, reader)}
        self._pauses = frozenset(language.times["pauses"])
        self._sides = {phrase: side for side in _SIDES for phrase in words[side]}
        self._hour_words = frozenset([*words["hours"], "h"])
        self._patterns = [re.compile(f"(?<!\\S){p}(?!\\S)") for p in self._written(words)]
        self._triggers = self._first_words(words)
        self._talk = frozenset(words["told_of"]) | {p for p in self._occasions if " " not in p}
        self._tomorrow = re.compile(f"(?<!\\S){_any(words['tomorrow'])}(?!\\S)")
        self._days: Mapping[str, int] = {**words["days"], **words["days_at"]}
        self._day_words = frozenset(word for phrase in self._days for word in phrase.split())
        days_at = rf"{_any(words['days_at'])}(?= {_any(words['at'])} )"
        self._day = re.compile(rf"(?<!\S)(?:{_any(words['days'])}|{days_at})(?!\S)")
        self._talk_behind = tuple(f"{phrase} " for phrase in words["told_behind"])
        self._at = words["at"][0]
        self._leads = frozenset(w for p in (*words["at"], *words["for"]) for w in p.split())

    def read(self, tokens: Tokens, *, asked: bool = False) -> Told:
        """Find the time that something is wanted for; times that are talk stay in the text.

        `asked`: our last message asked for it, so that a bare "11" is one too.
        """
        day, tokens = self._weekday(tokens)
        told = self._alone(self._read(tokens))
        if told.when is None or told.when.minutes != 0:
            told = self._on_another_day(told)
        if day is not None and (told.when is None or told.when.minutes is None):
            told = Told(replace(told.when or When(), weekday=day), told.tokens)
        if asked and told.when is None:
            at = self._at
            answer = self._read(Tokens([at, *tokens.words], [at, *tokens.written]))
            return answer if answer.when is not None else told
        return told

    def _alone(self, told: Told) -> Told:
        """Mark a time of day beside which another one is told: "a latte at 11, a tea at 12"."""
        if told.when is None or told.when.clock is None:
            return told
        other = self._read(told.tokens)
        if other.when is None or other.when.clock is None:
            return told
        several = other.when.clock != told.when.clock
        return Told(replace(told.when, several=several), other.tokens)

    def _on_another_day(self, told: Told) -> Told:
        """Take "tomorrow at 9" for that; "tomorrow" alone is a time far ahead."""
        text = " ".join(told.tokens.words)
        found = self._tomorrow.search(text)
        if found is None:
            return told
        rest = _without(told.tokens, *_span(text, found))
        if told.when is not None and told.when.clock is not None:
            return Told(replace(told.when, tomorrow=True), rest)
        return Told(When(minutes=_DAY_MINUTES), rest)

    def _weekday(self, tokens: Tokens) -> tuple[int | None, Tokens]:
        """Take the day out of "on Monday at 11"; a day may be talk as any time may."""
        if self._day_words.isdisjoint(tokens.words):
            return None, tokens
        text = " ".join(tokens.words)
        found = self._day.search(text)
        if found is None:
            return None, tokens
        start, end = _span(text, found)
        if self._is_talk(tokens.words[:start], tokens.words[end:]):
            return None, tokens
        return self._days[found.group()], _without(tokens, start, end)

    def _read(self, tokens: Tokens) -> Told:
        if not any(word[0].isdigit() or word in self._triggers for word in tokens.words):
            return Told(None, tokens)
        text = " ".join(tokens.words)
        for pattern in self._patterns:
            for match in pattern.finditer(text):
                start, end = _span(text, match)
                talk = self._is_talk(tokens.words[:start], tokens.words[end:])
                when = None if talk else self._when(match.groupdict())
                if when is not None:
                    return Told(when, _without(tokens, start, end))
        return Told(None, tokens)

    def _is_talk(self, before: Sequence[str], behind: Sequence[str]) -> bool:
        """Tell whether what stands round a time makes it talk: "my talk starts at", "I have"."""
        at = len(before)
        while at and before[at - 1] in self._leads:
            at -= 1
        told = at > 0 and before[at - 1] in self._talk
        return told or f"{' '.join(behind)} ".startswith(self._talk_behind)

    def _written(self, words: Mapping[str, Iterable[str]]) -> list[str]:
        """Write the ways to tell a time as patterns, the surest first."""
        at, pre = _any(words["at"]), _any([*words["at"], *words["for"]])
        half = f"(?P<half>{_any([*words['am'], *words['pm']])})"
        told_hours = [p for p in words["after_hour"] if p.split()[0] in words["oclock"]]
        long_clocks = [phrase for phrase in words["clocks"] if " " in phrase]
        hour = rf"(?P<hour>\d{{1,2}}|{_any(self._hours)})"
        oclock, end = _any(words["oclock"]), rf"(?= [,.;!?)]| {_any(words['ends'])}|$)"
        before, after = _any(words["before_hour"]), _any(words["after_hour"])
        lengths = f"(?P<length>{_any(words['lengths'])})"
        amount = rf"(?P<count>\d{{1,3}}(?:[.,]\d)?|{_any(self._counts)})"
        unit = f"(?P<unit>{_any([*words['minutes'], *words['hours']])})"
        span, ahead, later = (
            f"(?:{lengths}|{amount} {unit})",
            _any(words["in"]),
            _any(words["later"]),
        )
        side = f"(?P<side>{_any([*words['after'], *words['before'], *words['during']])})"
        occasion = f"(?P<occasion>{_any(self._occasions)})"
        hours, bounds = _any([*words["hours"], "h"]), _any([*words["after"], *words["before"]])
        and_minutes = rf"(?P<rest>[0-5]\d)(?: {_any(words['minutes'])})?"
        more = rf"(?: {_any(words['and'])})? (?P<rest>[0-5]?\d) {_any(words['minutes'])}"
        return [
            rf"{ahead} {span}{more}",
            rf"{ahead} (?P<count>\d{{1,2}}) (?P<unit>{hours}) {and_minutes}",
            rf"{ahead} {span}(?: {later})?",
            rf"{half} {pre} {_DIGITAL}",
            rf"{half} {pre} {hour}(?: {oclock})?{end}",
            rf"{pre} {_DIGITAL}(?: {oclock})?(?: {half})?",
            rf"{_COLON}(?: {oclock})?(?: {half})?",
            rf"{_DIGITAL} {half}",
            rf"{pre} (?P<shift>{before}) {hour}(?: {half})?",
            rf"(?P<shift>{_any(words['sure_before'])}) {hour}(?: {half})?",
            # Digits are minutes where nothing follows that they may count: "a las 10 y 20".
            rf"{pre} {hour}(?: {oclock})? (?P<shift>{after})(?: {half}|(?<!\d)|{end})",
            rf"{hour} (?P<shift>{_any(told_hours)})(?: {half})?",
            rf"(?:{pre} )?{hour}(?: {oclock})? {half}",
            rf"(?:{at} )?{_RUN_ON} {half}",
            rf"(?:{pre} )?{hour} {oclock}",
            rf"{at} {_RUN_ON}{end}",
            rf"{at} {hour}{end}",
            rf"{bounds} (?:{_any(words['articles'])} )?{hour}(?: {oclock})?{end}",
            rf"{span} {later}",
            rf"(?:{pre} )?(?P<clock>{_any(long_clocks)})",
            rf"{pre} (?P<clock>{_any(words['clocks'])})",
            rf"{side} (?:{_any(words['articles'])} )?{occasion}(?: {_any(words['over'])})?",
            f"(?P<now>{_any(words['now'])})",
            rf"(?P<now>^{_any(words['now_alone'])})(?: [.?!])*$",
        ]

    def _first_words(self, words: Mapping[str, Iterable[str]]) -> frozenset[str]:
        """Give words of which one stands in every time that has no digit."""
        named = (
            "now_alone",
            "am",
            "pm",
            "oclock",
            "before_hour",
            "after_hour",
            "clocks",
            "lengths",
            "now",
        )
        phrases = [p for name in (*named, "minutes", "hours") for p in words[name]]
        bare = [w for p in words["at"] for w in p.split()[-1:]]
        return frozenset(p.split()[-1] for p in [*phrases, *self._occasions, *bare])

    def _when(self, said: Mapping[str, str | None]) -> When | None:
        if said.get("now"):
            return When(minutes=0)
        if said.get("occasion"):
            return self._beside(said)
        if (length := said.get("length")) or said.get("count"):
            return When(minutes=self._length(length, said))
        if clock := said.get("clock"):
            hour, minute = map(int, self._clocks[clock].split(":"))
            return When(clock=(hour, minute), exact=True)
        return self._time_of_day(said)

    def _beside(self, said: Mapping[str, str | None]) -> When | None:
        """Read "after the keynote"; "in the keynote" tells where somebody sits."""
        occasion = self._occasions[said["occasion"] or ""]
        side = self._sides[said["side"] or ""]
        if side == _DURING and occasion not in self._pauses:
            return None
        return When(occasion=occasion, side=side)

    def _length(self, length: str | None, said: Mapping[str, str | None]) -> int:
        rest = int(said.get("rest") or 0)
        if length:
            return self._lengths[length] + rest
        count = said["count"] or ""
        number = float(count.replace(",", ".")) if count[0].isdigit() else self._counts[count]
        return rest + round(number * (_MINUTES if said["unit"] in self._hour_words else 1))

    def _time_of_day(self, said: Mapping[str, str | None]) -> When | None:
        word = said["hour"] or ""
        hour = int(word) if word.isdigit() else self._hours[word]
        minute = int(said.get("minute") or 0) + self._shifts.get(said.get("shift") or "", 0)
        half = said.get("half")
        if half and not 1 <= hour <= _HOURS // 2:
            return None if hour == 0 or hour > _HOURS else self._exact(hour, minute)
        if half:
            return self._exact(hour % 12 + 12 * (half in self._afternoon), minute)
        written = len(word) == 2 and word.startswith("0")
        return self._exact(hour, minute, sure=written or not 1 <= hour <= _HOURS // 2)

    def _exact(self, hour: int, minute: int, *, sure: bool = True) -> When | None:
        if hour >= _HOURS:
            return None
        hour, minute = divmod((hour * _MINUTES + minute) % (_HOURS * _MINUTES), _MINUTES)
        return When(clock=(hour, minute), exact=sure)


def _plain(phrases: Any, reader: Reader) -> Any:
    """Write phrases, or the keys of a mapping, in the ways the words of a text are."""
    if isinstance(phrases, dict):
        return {p: meant for phrase, meant in phrases.items() for p in _plain([phrase], reader)}
    return [" ".join(words) for phrase in phrases for words in reader.spellings(phrase)]


def _any(phrases: Iterable[str]) -> str:
    """Match any of these phrases, the longest first; of no phrases, nothing."""
    longest = sorted(map(str, phrases), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest))})" if longest else "(?!)"


def _span(text: str, found: re.Match[str]) -> tuple[int, int]:
    """Tell which words of a text were found."""
    start = text.count(" ", 0, found.start())
    return start, start + found.group().count(" ") + 1


def _without(tokens: Tokens, start: int, end: int) -> Tokens:
    words, written = list(tokens.words), list(tokens.written)
    words[start:end] = written[start:end] = [_GAP]
    return Tokens(words, written)
