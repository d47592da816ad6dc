"""The words of a language that are not on any menu: numbers, cues, phrases, names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

LANGUAGES = Path(__file__).parent / "languages"
#: Read for a language that does not ship.
FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Language:
    """One language as data."""

    code: str
    numbers: Mapping[str, float]
    ordinals: Mapping[str, float]
    #: Words that sound like a number, by that number.
    homophones: Mapping[str, float]
    #: Number words as replies write them, in order from nought.
    written: tuple[str, ...]
    #: How replies write a half more; `{count}` stands for the whole number.
    and_a_half: str
    #: Number words as replies count cups with them, where those are others.
    cups: tuple[str, ...]
    #: Whether a read-back puts what describes a drink before its name, as the menu says.
    describes_before: bool
    #: Endings of a plural by the ending of the singular, first match holds.
    plurals: tuple[tuple[str, str], ...]
    #: Other endings of words for option values; all that match are made.
    inflections: tuple[tuple[str, str], ...]
    #: Letters that are also written in another way: "ü" as "ue".
    spellings: Mapping[str, str]
    #: Words that end in an apostrophe before the next one: "d'avoine".
    elisions: tuple[str, ...]
    amounts: Mapping[str, tuple[str, ...]]
    #: Phrases by what they signal.
    cues: Mapping[str, tuple[str, ...]]
    #: Phrases by the intent they speak for.
    intents: Mapping[str, tuple[str, ...]]
    #: Phrases of somebody who wants to know.
    knowing: tuple[str, ...]
    #: Beginnings of a request, and of a question.
    request: tuple[str, ...]
    question: frozenset[str]
    #: Words before the person a drink is for.
    whose: tuple[str, ...]
    #: Words for the speaker, after that word.
    selves: frozenset[str]
    #: Words behind which a verb stands: what they follow asks ("May I") and is no name.
    subjects: frozenset[str]
    #: Digits that stand for that word: "latte 4 jazz".
    whose_digits: frozenset[str]
    #: Words after a cue for a name that are no name.
    not_names: frozenset[str]
    #: Words before a name that belong to it, and words that do not: "wee Aoife".
    titles: frozenset[str]
    epithets: frozenset[str]
    #: Small words inside a name: "Maria da Silva".
    particles: frozenset[str]
    #: Whether every noun begins with a capital letter.
    capital_nouns: bool
    #: Words after which an answer no longer says the name: "kev from lighting".
    name_ends: frozenset[str]
    #: Ordinary words: never taken for a mistyped menu word.
    common: frozenset[str]
    names: frozenset[str]
    #: Courtesy of other languages that people use in this one.
    borrowed: frozenset[str]
    #: Phrases for times, by the part they play.
    times: Mapping[str, Any]
    #: Food and drink that few menus have.
    absent: tuple[str, ...]

    def plural(self, phrase: str, count: float = 2) -> str:
        """Write a phrase in the plural."""
        if count == 1:
            return phrase
        for ending, plural in self.plurals:
            if phrase.endswith(ending):
                return phrase[: len(phrase) - len(ending)] + plural
        return phrase

    def inflected(self, phrase: str) -> set[str]:
        """Give the other forms of a word for an option value: "groß", "großer", "großen"."""
        return {
            phrase[: len(phrase) - len(ending)] + other
            for ending, other in self.inflections
            if phrase.endswith(ending)
        }

    def cups_word(self, count: int) -> str:
        """Count cups: "einmal" where a number alone would be "ein"."""
        return self.cups[count] if 0 <= count < len(self.cups) else self.number_word(count)

    def number_word(self, value: float) -> str:
        """Spell a number out where the language has a word for it."""
        whole = int(value)
        if value - whole == 0.5 and 0 < whole < len(self.written):
            return self.and_a_half.replace("{count}", self.written[whole])
        if whole == value and 0 <= whole < len(self.written):
            return self.written[whole]
        return f"{value:g}"

    def amount_word(self, amount: str) -> str:
        """Write an amount ("extra", "light")."""
        return self.amounts.get(amount, (amount,))[0]


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar is a word or a number: `no` and `on` are not truth values."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":float"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def available() -> tuple[str, ...]:
    """List the languages that ship."""
    return tuple(sorted(path.stem for path in LANGUAGES.glob("*.yaml")))


@lru_cache(maxsize=16)
def load(code: str) -> Language:
    """Read a language; one that does not ship is read as the fallback."""
    path = LANGUAGES / f"{code}.yaml"
    if not (code.isalpha() and path.is_file()):
        return load(FALLBACK)
    return _language(code, yaml.load(path.read_bytes(), Loader=_Loader))


def _language(code: str, data: dict[str, Any]) -> Language:
    return Language(
        code=code,
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        homophones=data.get("homophones", {}),
        written=tuple(data["written"]),
        and_a_half=data["and_a_half"],
        cups=tuple(data.get("cups", ())),
        describes_before=data["adjectives"] == "before",
        plurals=_endings(data["plurals"]),
        inflections=_endings(data["inflections"]),
        spellings=data["spellings"],
        elisions=tuple(data["elisions"]),
        amounts={name: tuple(words) for name, words in data["amounts"].items()},
        cues={name: tuple(map(str, words)) for name, words in _cues(data)},
        knowing=tuple(data["knowing"]),
        request=tuple(data["request"]),
        question=frozenset(data["question"]),
        whose=tuple(data["whose"]),
        selves=frozenset(data["selves"]),
        subjects=frozenset(data.get("subjects", ())),
        whose_digits=frozenset(map(str, data.get("whose_digits", ()))),
        not_names=frozenset(data["not_names"].split()),
        titles=frozenset(data.get("titles", ())),
        epithets=frozenset(data.get("epithets", ())),
        particles=frozenset(data.get("particles", ())),
        capital_nouns=data.get("nouns") == "capital",
        name_ends=frozenset(data.get("name_ends", ())),
        intents={name: tuple(map(str, words)) for name, words in data["intents"].items()},
        common=frozenset(data["common"].split()) | _word_list(code),
        names=frozenset(data["names"].split()),
        borrowed=frozenset(data.get("borrowed", ())),
        times=data["times"],
        absent=tuple(data["absent"]),
    )


def _endings(pairs: list[list[str | None]]) -> tuple[tuple[str, str], ...]:
    return tuple((ending or "", other or "") for ending, other in pairs)


def _word_list(code: str) -> frozenset[str]:
    """Read the list of ordinary words beside a language, if it has one."""
    path = LANGUAGES / f"{code}.words"
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines if not line.startswith("#") for w in line.split())


def _cues(data: dict[str, Any]) -> list[tuple[str, list[str]]]:
    names = [(f"name_{place}", words) for place, words in data["name_cues"].items()]
    cues = {**data["cues"], "filler": [*data["cues"]["filler"], *data.get("borrowed", ())]}
    return [*cues.items(), *names, ("name_whose", data["whose"])]
