"""Mistyped and shortened words: which words of the menu a strange word may stand for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

#: Shortest word that is repaired, and the shortest it may be meant for.
_SHORTEST, _SHORTEST_MEANT = 4, 3
_LONG = 7
_LONGEST = 20
_REMEMBERED = 4096
#: How much worse than the best another reading may be, for a phrase to decide between them.
_NEARLY = 0.2
#: How far a word may be off, by the length of the shorter of the two.
_FARTHEST = ((10, 2.2), (7, 1.9), (4, 1.2), (0, 0.8))
#: How much farther it may be off where its neighbours speak for it.
_EXPECTED = 1.35
#: Shortest abbreviation, and how much of a word it keeps, as a beginning or as letters picked.
_SHORTEST_KEPT, _KEPT_BEGINNING, _KEPT_PICKED = 3, 0.3, 0.45

#: Spellings that sound alike, in the order in which they are made one.
_SOUNDS = (
    (re.compile("ph"), "f"),
    (re.compile("sh|[xz]"), "s"),
    (re.compile("[ao]ugh"), "o"),
    (re.compile("t?ch|ck|[cqgj]"), "k"),
    (re.compile("[wv]"), "f"),
    (re.compile("(?<=[aeiou])r(?![aeiou])|(?<!^)[hy]"), ""),
    (re.compile("(?<!^)[aeiouy]+"), ""),
    (re.compile("^[aeiouy]"), "a"),
    (re.compile("d"), "t"),
    (re.compile("b"), "p"),
    (re.compile("(.)\\1+"), "\\1"),
)
_VOWELS = str.maketrans("", "", "aeiouh")
#: How much nearer a word is with one letter that is its neighbour on the keyboard.
_SLIP = 0.3
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {pair for row in _ROWS for a, b in pairwise(row) for pair in (a + b, b + a)}


class Repairer:
    """Finds words near a strange one, of the menu or all; indexes keep it quick."""

    def __init__(
        self, words: Iterable[str], menu: Set[str], *, shortened: Set[str], named: Set[str]
    ) -> None:
        """Index words: those of the menu, those that people shorten, those things are named by."""
        self._menu = menu
        #: The words that things are named by.
        self.named = named
        self._near: dict[str, list[str]] = defaultdict(list)
        self._alike: dict[str, list[str]] = defaultdict(list)
        self._begun: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= _SHORTEST_MEANT and word.isalpha():
                for key in _keys(word):
                    self._near[key].append(word)
                self._alike[sound(word)].append(word)
                if word in shortened and len(word) > _SHORTEST_KEPT:
                    self._begun[word[0]].append(word)
        #: The nearest words with the cost of each, best first; none for short words.
        self.candidates = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def _candidates(self, word: str, *, menu: bool = False) -> Sequence[tuple[str, float]]:
        if not (_SHORTEST_KEPT <= len(word) <= _LONGEST and word.isalpha()):
            return ()
        scored = [(near, _cost(word, near)) for near in self._neighbours(word, menu=menu)]
        if menu:
            scored += [(near, _shortened(word, near)) for near in self._begun.get(word[0], ())]
        kept = sorted(
            ((near, cost) for near, cost in scored if cost < 1),
            key=lambda pair: (round(pair[1], 2), pair[0] not in self.named, pair[0]),
        )
        return [pair for pair in kept if pair[1] <= kept[0][1] + _NEARLY][:3]

    def _neighbours(self, word: str, *, menu: bool) -> set[str]:
        found = set(self._alike.get(sound(word), ()))
        if len(word) >= _SHORTEST:
            found.update(near for key in _keys(word) for near in self._near.get(key, ()))
        return found & self._menu if menu else found


@lru_cache(maxsize=_REMEMBERED)
def sound(word: str) -> str:
    """Write a word roughly as it sounds: the same for "shugas" and "sugars"."""
    for spelling, one in _SOUNDS:
        word = spelling.sub(one, word)
    return word


def _keys(word: str) -> set[str]:
    """Give the word and what is left of it without one letter, or two in a long one."""
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    if len(word) < _LONG:
        return once | {word}
    twice = {left[:i] + left[i + 1 :] for left in once for i in range(len(left))}
    return twice | once | {word}


def likened(word: str, near: str) -> bool:
    """Tell whether an ordinary word may stand for one that is expected: "oak" before "milk"."""
    return (word[0] == near[0] and OSA.distance(word, near) == 1) or sound(word) == sound(near)


def expected(word: str, near: str) -> float:
    """Tell how unlikely a word is for another where its neighbours speak for that."""
    return _cost(word, near, _EXPECTED)


def _cost(word: str, near: str, slack: float = 1) -> float:
    """Tell how unlikely it is that somebody typed `word` for `near`; 1 is too unlikely."""
    shorter = min(len(word), len(near))
    farthest = slack * next(most for length, most in _FARTHEST if shorter >= length)
    off = 0.5 * OSA.distance(word, near) - (_SLIP if _slipped(word, near) else 0)
    if off > farthest:
        return 1.0  # what is added below only makes it farther
    off += 0.4 * OSA.distance(sound(word), sound(near))
    off += 0.1 * OSA.distance(_consonants(word), _consonants(near))
    if off > farthest:
        return 1.0
    if shorter < _SHORTEST and (word[0] != near[0] or not _alike(word, near)):
        return 1.0
    cost = off * 0.3
    if word[0] != near[0]:
        # People seldom miss the first letter; swapping the first two they do.
        cost += 0.25 if word[:2] == near[1::-1] else 0.5 if shorter > _SHORTEST else 1
    return cost + max(0.0, 0.1 * (_SHORTEST + 1 - shorter)) + 0.1 * (shorter < _SHORTEST)


def _alike(word: str, near: str) -> bool:
    """Tell whether a short word is another but for a letter more, or for its vowels."""
    return len(word) != len(near) or sound(word) == sound(near)


def _slipped(word: str, near: str) -> bool:
    """Tell whether one letter is its neighbour on the keyboard."""
    if len(word) != len(near):
        return False
    wrong = [a + b for a, b in zip(word, near, strict=True) if a != b]
    return len(wrong) == 1 and wrong[0] in _BESIDE


def _shortened(word: str, near: str) -> float:
    """Tell how unlikely it is that `word` is short for `near`: its beginning, or letters picked."""
    kept = len(word) / len(near)
    if kept >= 1:
        return 1.0
    if near.startswith(word):
        return 0.55 - 0.2 * kept if kept >= _KEPT_BEGINNING else 1.0
    letters = iter(near)
    picked = kept >= _KEPT_PICKED and all(letter in letters for letter in word)
    return 0.65 - 0.3 * kept if picked and _skeleton(word, near) else 1.0


def _skeleton(word: str, near: str) -> bool:
    """Tell whether mostly vowels are left out, as people do."""
    kept, all_of_them = _consonants(word), _consonants(near)
    return all_of_them.startswith(kept) or (kept[:1], kept[-1:]) == (
        all_of_them[:1],
        all_of_them[-1:],
    )


def _consonants(word: str) -> str:
    return word.translate(_VOWELS)
