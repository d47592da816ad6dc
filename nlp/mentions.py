"""From tokens to typed mentions: the cheapest way to cut a text into known phrases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from nlp.language import Language
from nlp.lexicon import Kind, Lexicon, Meaning
from nlp.repair import Repairer
from nlp.tokens import Reader, Tokens
from nlp.trie import Match, Readings, Trie


class Cue(NamedTuple):
    """A word of the language that tells how others belong together."""

    name: str


class Number(NamedTuple):
    """A number said in words or digits."""

    value: float


class Ordinal(NamedTuple):
    """A place in a row: the first, the second."""

    place: int


Sense = Meaning | Cue | Number | Ordinal


@dataclass(slots=True)
class Mention:
    """Some tokens and what they may stand for; nothing where they are not understood."""

    start: int
    end: int
    senses: list[Sense] = field(default_factory=list)

    def cue(self, *names: str) -> bool:
        """Tell whether it is one of these cues."""
        return any(type(s) is Cue and s.name in names for s in self.senses)

    def meanings(self, *kinds: Kind) -> list[Meaning]:
        """Give its senses on the menu that are of these kinds."""
        return [s for s in self.senses if type(s) is Meaning and s.kind in kinds]

    @property
    def number(self) -> float | None:
        """The number it stands for."""
        return next((s.value for s in self.senses if type(s) is Number), None)


SEPARATORS = frozenset(",.;:!?()-–—/|")
_MOST_COUNT = 100_000
#: What a phrase is worth beyond the tokens it covers.
_PER_MENTION = 0.12
_REPAIR_WORTH = 0.9


class Segmenter:
    """Cuts texts into mentions of one menu and one language."""

    def __init__(self, lexicon: Lexicon, language: Language, reader: Reader) -> None:
        self._trie = Trie()
        self._language = language
        for phrase, meaning in lexicon.phrases:
            self._enter(reader.words(phrase), meaning)
        menu_words = set(self._trie.words)
        for name, phrases in language.cues.items():
            for phrase in phrases:
                self._trie.add(reader.words(phrase), Cue(name))
        for name, phrases in language.amounts.items():
            for phrase in phrases:
                self._trie.add(reader.words(phrase), Cue(f"amount_{name}"))
        for phrase, value in language.numbers.items():
            self._trie.add(reader.words(phrase), Number(value))
        for phrase, place in language.ordinals.items():
            self._trie.add(reader.words(phrase), Ordinal(int(place)))
        self._repairer = Repairer(menu_words | set(language.numbers))
        self._inner = Repairer(self._trie.words)
        self._known = self._trie.words | language.common | language.names

    def _enter(self, words: list[str], meaning: Meaning) -> None:
        self._trie.add(words, meaning)
        joined = "".join(words)
        if len(words) == 2 and joined.isalpha() and len(joined) > 5:
            self._trie.add([joined], meaning)

    def segment(self, tokens: Tokens) -> list[Mention]:
        """Cut a text into mentions, each token in exactly one."""
        words = tokens.words
        best: list[tuple[float, Match | None]] = [(0.0, None)] * (len(words) + 1)
        outer, inner = _memo(self._strange), _memo(self._inner.candidates)
        for start in range(len(words) - 1, -1, -1):
            best[start] = (best[start + 1][0], None)
            for match in self._matches(words, start, outer, inner):
                worth = match.end - start - _PER_MENTION - _REPAIR_WORTH * match.cost
                if worth + best[match.end][0] > best[start][0]:
                    best[start] = (worth + best[match.end][0], match)
        return list(_cut(best, len(words)))

    def _strange(self, word: str) -> Sequence[tuple[str, float]]:
        """Read a word that is neither on the menu nor ordinary as the menu word near it."""
        return () if word in self._known else self._repairer.candidates(word)

    def _matches(
        self, words: list[str], start: int, outer: Readings, inner: Readings
    ) -> list[Match]:
        word = words[start]
        found = self._trie.matches(words, start, outer, inner)
        if word[0].isdigit() and (value := _digits(word)) is not None:
            found.append(Match(start + 1, [Number(value)], 0.0))
        elif word in SEPARATORS and not found:
            found.append(Match(start + 1, [Cue("sep")], 0.0))
        return found

    def known(self, word: str) -> bool:
        """Tell whether a word is on the menu or ordinary."""
        return word in self._known


def _memo(look_up: Readings) -> Readings:
    """Look each word up once a text."""
    seen: dict[str, Sequence[tuple[str, float]]] = {}

    def readings(word: str) -> Sequence[tuple[str, float]]:
        if word not in seen:
            seen[word] = look_up(word)
        return seen[word]

    return readings


def _digits(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    return value if value < _MOST_COUNT else None


def _cut(best: list[tuple[float, Match | None]], length: int) -> Iterator[Mention]:
    start = 0
    while start < length:
        match = best[start][1]
        end = match.end if match else start + 1
        yield Mention(start, end, list(match.senses) if match else [])
        start = end
