"""Mistyped words: which words of the menu a strange word may stand for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from rapidfuzz.distance import OSA

#: Shortest word that is repaired, and the shortest it may be meant for.
_SHORTEST, _SHORTEST_MEANT = 4, 3
_LONG = 7
_LONGEST = 20
_REMEMBERED = 4096


class Repairer:
    """Finds words near a strange one, of the menu or all; an index of deletions keeps it quick."""

    def __init__(self, words: Iterable[str], menu: Set[str]) -> None:
        self._menu = menu
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if len(word) >= _SHORTEST_MEANT and word.isalpha():
                for key in _keys(word):
                    self._near[key].append(word)
        #: The nearest words with the cost of each, best first; none for short words.
        self.candidates = lru_cache(maxsize=_REMEMBERED)(self._candidates)

    def _candidates(self, word: str, *, menu: bool = False) -> Sequence[tuple[str, float]]:
        if not (_SHORTEST <= len(word) <= _LONGEST and word.isalpha()):
            return ()
        found = {near for key in _keys(word) for near in self._near.get(key, ())}
        if menu:
            found &= self._menu
        scored = ((near, _cost(word, near)) for near in found)
        kept = sorted(((near, cost) for near, cost in scored if cost < 1), key=lambda x: x[1])
        return [pair for pair in kept if pair[1] <= kept[0][1] + 0.1][:3]


def _keys(word: str) -> set[str]:
    """Give the word and what is left of it without one letter, or two in a long one."""
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    if len(word) < _LONG:
        return once | {word}
    twice = {left[:i] + left[i + 1 :] for left in once for i in range(len(left))}
    return twice | once | {word}


def _cost(word: str, near: str) -> float:
    distance = OSA.distance(word, near)
    shorter = min(len(word), len(near))
    if distance > (2 if shorter >= _LONG else 1):
        return 1.0
    if shorter < _SHORTEST and (len(word) == len(near) or word[0] != near[0]):
        return 1.0
    cost = distance * 0.3
    if word[0] != near[0]:
        # People seldom miss the first letter; swapping the first two they do.
        cost += 0.25 if word[:2] == near[1::-1] else 0.5
    return cost + max(0.0, 0.1 * (_SHORTEST + 1 - shorter))
