"""The answer to the question for a name: its first clause that says one."""

from collections.abc import Iterator

from nlp.language import Language
from nlp.mentions import SEPARATORS
from nlp.name_words import MOST_WORDS, as_written, lettered
from nlp.tokens import Tokens

QUOTES = frozenset("\"'“”‘’«»")


class NameAnswers:
    """Reads answers in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def read(self, tokens: Tokens, text: str) -> str | None:
        """Read a text as the answer to the question for a name: its first clause that says one."""
        told = [i for i, word in enumerate(tokens.words) if lettered(word)]
        if len(told) == 1 and tokens.words[told[0]] in self._language.names:
            return as_written([tokens.written[told[0]]], text)  # "Will."
        for clause in self._clauses(tokens):
            keep = self._bared(tokens, clause)
            if keep and len(keep) <= MOST_WORDS:
                return as_written([tokens.written[i] for i in keep], text)
            if keep:
                return None
        return None

    def _clauses(self, tokens: Tokens) -> Iterator[list[int]]:
        clause: list[int] = []
        for i, word in enumerate(tokens.words):
            titled = word == "." and i > 0 and tokens.words[i - 1] in self._language.titles
            if titled or word in QUOTES:
                continue
            if word in SEPARATORS or word in self._language.name_ends:
                yield clause
                clause = []
            elif lettered(word):
                clause.append(i)
        yield clause

    def _bared(self, tokens: Tokens, clause: list[int]) -> list[int]:
        """Leave out the words around a name that are none."""
        stop = self._language.not_names
        keep = list(clause)
        while keep and tokens.words[keep[0]] in stop:
            keep.pop(0)
        while keep and tokens.words[keep[-1]] in stop:
            keep.pop()
        inside = [tokens.words[i] for i in keep if tokens.words[i] not in self._language.particles]
        return [] if any(word in stop for word in inside) else keep
