"""Phrases by their words, and every phrase that begins at a place in a text."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

#: Key of a node under which the phrases that end there are kept; no token is empty.
_END = ""

#: Gives other readings of a word, with the cost of each.
Readings = Callable[[str], Sequence[tuple[str, float]]]


class Match(NamedTuple):
    """A phrase found: up to which token, what it may stand for, cost of its repairs."""

    end: int
    senses: Any
    cost: float


class Trie:
    """Phrases as a tree of words."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}
        self.words: set[str] = set()

    def add(self, words: Sequence[str], sense: object) -> None:
        """Enter a phrase; one phrase may have several senses."""
        if not words:
            return
        self.words.update(words)
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        senses = node.setdefault(_END, [])
        if sense not in senses:
            senses.append(sense)

    def seal(self, kept: Callable[[list[Any]], object]) -> None:
        """Keep what `kept` makes of the senses of each phrase; nothing is entered afterwards."""
        nodes = [self._root]
        while nodes:
            node = nodes.pop()
            if _END in node:
                node[_END] = kept(node[_END])
            nodes += [child for word, child in node.items() if word != _END]

    def firsts(self) -> set[str]:
        """Give the words with which phrases begin."""
        return set(self._root)

    def starts(self, word: str) -> bool:
        """Tell whether any phrase begins with this word."""
        return word in self._root

    def matches(
        self, words: Sequence[str], start: int, readings: Readings, inner: Readings | None = None
    ) -> list[Match]:
        """Find the phrases that begin at `start`, words read as written or repaired.

        `inner` repairs words after the first, where the phrase itself speaks for the repair.
        """
        found: list[Match] = []
        nodes: list[tuple[dict[str, Any], float]] = [(self._root, 0.0)]
        for at in range(start, len(words)):
            nodes = _step(nodes, words[at], readings)
            if not nodes:
                break
            readings = inner or readings
            for node, cost in nodes:
                if _END in node:
                    found.append(Match(at + 1, node[_END], cost))
        return found


def _step(
    nodes: list[tuple[dict[str, Any], float]], word: str, readings: Readings
) -> list[tuple[dict[str, Any], float]]:
    following = []
    for node, cost in nodes:
        if word in node:
            following.append((node[word], cost))
        elif len(node) > (_END in node):
            for other, price in readings(word):
                if other in node:
                    following.append((node[other], cost + price))
    return following
