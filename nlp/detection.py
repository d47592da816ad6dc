"""Which language a text is in: told by words and letters that one has and others have not."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from runpy import run_path

import spacy.lang

from nlp.language import Language, load
from nlp.lexicon import Lexicon
from nlp.tokens import MOST_TOKENS, Reader

#: How much better another language must explain a text than the one spoken so far; how much
#: where that one explains none of it; and what a letter of one language alone is worth.
_SURE, _ALONE, _LETTER = 1.0, 0.5, 0.4
#: What a word that only menus have is worth beside one of the language.
_MENU = 0.4
_SHORTEST = 2
#: Letters of a word that may tell a language by itself.
_LONG = 4
_NOTHING: tuple[tuple[str, float], ...] = ()
#: The language whose words all others borrow.
_LENDER = "en"


class Detector:
    """Knows the languages by their words; what a menu calls its things counts a little."""

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        codes = [lexicon.language for lexicon in lexicons]
        common = {code: commonest(code) for code in codes}
        words = {code: ordinary(code) for code in codes}
        menus = {lexicon.language: _menu_words(lexicon) for lexicon in lexicons}
        everywhere = frozenset.intersection(*menus.values())
        elisions = {word for code in codes for word in load(code).elisions}
        self._reader = Reader(sorted(elisions))
        self._weights: dict[str, tuple[tuple[str, float], ...]] = {}
        told = frozenset().union(*common.values(), *words.values(), *menus.values())
        names = frozenset().union(*(load(code).names for code in codes))
        for word in told - everywhere - names:
            holds = [code for code in codes if word in words[code] or word in menus[code]]
            own = [code for code in codes if word in common[code]]
            if _LENDER in own:
                # Every language lists English words that people use; these are English still.
                holds = own
            holds = holds or own
            if len(word) >= _SHORTEST and len(holds) < len(codes):
                spoken = bool(own) or any(word in words[code] for code in holds)
                weight = (1 if spoken else _MENU) / len(holds)
                self._weights[word] = tuple((code, weight) for code in holds)
        self._letters = _own_letters(codes)

    def language(self, text: str, spoken: str) -> str:
        """Tell the language of a text; the one spoken so far unless another is sure."""
        told: dict[str, float] = {}
        longest: dict[str, int] = {}
        ordinary = load(spoken).common
        for word in self._reader.words(text)[:MOST_TOKENS]:
            weights = self._weights.get(word, _NOTHING)
            if not weights or (word in ordinary and all(code != spoken for code, _ in weights)):
                continue  # "pour" is English too
            for code, weight in weights:
                told[code] = told.get(code, 0) + weight
                longest[code] = max(longest.get(code, 0), len(word))
        if not text.isascii():
            for code in {self._letters[c] for c in text if c in self._letters}:
                told[code] = told.get(code, 0) + _LETTER
        if not told:
            return spoken
        best = max(told, key=lambda code: told[code])
        before = told.get(spoken, 0)
        alone = not before and longest.get(best, 0) >= _LONG
        return best if told[best] - before >= (_ALONE if alone else _SURE) else spoken


@lru_cache(maxsize=16)
def ordinary(code: str) -> frozenset[str]:
    """Collect the ordinary words of a language, its key words left out: all use those."""
    language = load(code)
    reader = Reader(language.elisions, language.spellings)
    return frozenset(w for p in _phrases(language) for w in reader.words(p) if w.isalpha())


@lru_cache(maxsize=16)
def commonest(code: str) -> frozenset[str]:
    """Give spaCy's list of the language's commonest words."""
    language = load(code)
    reader = Reader(language.elisions, language.spellings)
    # The module alone: importing the language itself takes seconds for some.
    path = Path(spacy.lang.__path__[0], code, "stop_words.py")
    listed = run_path(str(path))["STOP_WORDS"]
    return frozenset(w for phrase in listed for w in reader.words(phrase) if w.isalpha())


def _phrases(language: Language) -> list[str]:
    lists: list[Mapping[str, tuple[str, ...]]] = [language.cues, language.intents]
    told = [
        phrase
        for phrases in lists
        for words in phrases.values()
        for phrase in words
        if phrase not in language.borrowed
    ]
    listed = [*language.knowing, *language.request, *language.question]
    counted = [*language.numbers, *language.ordinals]
    return [*told, *listed, *counted]


def _menu_words(lexicon: Lexicon) -> frozenset[str]:
    language = load(lexicon.language)
    reader = Reader(language.elisions, language.spellings)
    phrases = {form for p, _ in lexicon.phrases for form in (p, *language.inflected(p))}
    return frozenset(w for p in phrases for w in reader.words(p) if w.isalpha())


def _own_letters(codes: Iterable[str]) -> Mapping[str, str]:
    """Give the letters that only one of these languages has."""
    letters = {code: _letters(code) for code in codes}
    return {
        letter: code
        for code, own in letters.items()
        for letter in own
        if sum(letter in other for other in letters.values()) == 1
    }


def _letters(code: str) -> frozenset[str]:
    letters = set("".join(_phrases(load(code))))
    letters |= {letter.upper() for letter in letters}
    return frozenset(c for c in letters if c.isalpha() and not c.isascii())
