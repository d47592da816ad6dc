"""From tokens to typed mentions: the cheapest way to cut a text into known phrases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nlp.compounds import join, split
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


class Sounds(NamedTuple):
    """A word that sounds like a number: "too lattes"."""

    value: float


class Ordinal(NamedTuple):
    """A place in a row: the first, the second."""

    place: int


Sense = Meaning | Cue | Number | Sounds | Ordinal


class Senses:
    """All that a phrase may stand for, sorted once for quick questions."""

    def __init__(self, senses: Sequence[Sense] = ()) -> None:
        menu = [s for s in senses if isinstance(s, Meaning)]
        #: Whether it stands on the menu.
        self.menu = bool(menu)
        self.heads = _of(menu, Kind.ITEM, Kind.FAMILY, Kind.IDIOM)
        self.values = _of(menu, Kind.VALUE, Kind.PLAIN)
        self.groups = _of(menu, Kind.GROUP)
        self.extras = _of(menu, Kind.EXTRA)
        self.measured = bool(_of(menu, Kind.MEASURE))
        self.note = next((m.name for m in menu if m.kind is Kind.NOTE), None)
        self.cues = frozenset(s.name for s in senses if isinstance(s, Cue))
        self.number = next((s.value for s in senses if isinstance(s, Number)), None)
        self.sounds = next((s.value for s in senses if isinstance(s, Sounds)), None)
        #: Whether it is the number that also stands for a thing: "the large one".
        self.one = self.number == 1 and any(isinstance(s, Cue) and s.name == "one" for s in senses)
        self.ordinal = next((s.place for s in senses if isinstance(s, Ordinal)), None)


def _of(meanings: Sequence[Meaning], *kinds: Kind) -> tuple[Meaning, ...]:
    return tuple(m for m in meanings if m.kind in kinds)


@dataclass(slots=True)
class Mention:
    """Some tokens and what they may stand for; no senses where they are not understood."""

    start: int
    end: int
    senses: Senses
    understood: bool = True
    #: Whether its words are written as the menu has them.
    exact: bool = True
    #: Whether it is a picture and no word.
    pictured: bool = False

    def cue(self, *names: str) -> bool:
        """Tell whether it is one of these cues."""
        return not self.senses.cues.isdisjoint(names)


SEPARATORS = frozenset(",.;:!?()-–—/|¿¡")
_SEPARATES, _NOTHING = Senses([Cue("sep")]), Senses()
_MOST_COUNT = 100_000
_LONG_NUMBER = 8
#: What a phrase is worth beyond the tokens it covers.
_PER_MENTION = 0.2
_REPAIR_WORTH = 0.9
#: The cost below which a word is hardly mistyped.
_HARDLY = 0.3
#: Shorter words for option values ("s", "lg") do not change their endings.
_SHORTEST_INFLECTED = 3
#: The highest cost at which an ordinary word is read as the beginning of a phrase of the menu.
_HALF = 0.5


class Segmenter:
    """Cuts texts into mentions of one menu and one language."""

    def __init__(self, lexicon: Lexicon, language: Language, reader: Reader) -> None:
        self._trie = Trie()
        self._language = language
        self._reader = reader
        self._enter_menu(lexicon)
        menu_words, begins = set(self._trie.words), self._trie.firsts()
        self._enter_language(lexicon)
        self._trie.seal(Senses)
        numbers = set(language.numbers)
        self._repairer = Repairer(
            self._trie.words,
            begins | numbers,
            shortened={w for phrase, _ in lexicon.phrases for w in reader.words(phrase)},
            named={w for _, meaning in lexicon.phrases for w in reader.words(meaning.name)},
        )
        self._known = self._trie.words | language.common | language.names
        glue = {w for name in ("with", "without", "and") for w in language.cues[name]}
        self._parts = menu_words | numbers | glue
        self._menu_words = menu_words

    def _enter_menu(self, lexicon: Lexicon) -> None:
        numbers = self._language.numbers.items()
        digits = {word: f"{number:g}" for word, number in numbers if number == int(number)}
        for phrase, meaning in lexicon.phrases:
            for form in _forms(phrase, meaning, self._language, digits):
                for words in self._reader.spellings(form):
                    self._enter(words, meaning)

    def _enter_language(self, lexicon: Lexicon) -> None:
        singles = {phrase for phrase, _ in lexicon.phrases if " " not in phrase}
        for phrase, sense in _senses(self._language):
            # Where a mug is a choice of the menu it is no mere cup.
            vessel = sense == Cue("generic") and not singles.isdisjoint(phrase.split())
            for words in () if vessel else self._reader.spellings(phrase):
                self._trie.add(words, sense)

    def _enter(self, words: list[str], meaning: Meaning) -> None:
        self._trie.add(words, meaning)
        joined = "".join(words)
        if len(words) == 2 and joined.isalpha() and len(joined) > 5:
            self._trie.add([joined], meaning)
        if len(joined) == 2 and joined.isalpha():
            self._trie.add([joined[0], "/", joined[1]], meaning)  # "f/w" for "fw"

    def split(self, tokens: Tokens) -> Tokens:
        """Split words that are several of the menu written as one, and join their halves."""
        return join(split(tokens, self._unreadable, self._parts), self._menu_words)

    def _unreadable(self, word: str) -> bool:
        """Tell whether a word is neither known nor hardly mistyped."""
        return not self.known(word) and not any(
            cost < _HARDLY for _, cost in self._repairer.candidates(word, menu=True)
        )

    def segment(self, tokens: Tokens, *, willing: bool = False) -> list[Mention]:
        """Cut a text into mentions, each token in exactly one.

        With good will an ordinary word that lacks one letter of an item's name is that name.
        """
        words = tokens.words
        best: list[tuple[float, Match | None]] = [(0.0, None)] * (len(words) + 1)
        outer = self._lacking if willing else self._strange
        inner = self._inner
        for start in range(len(words) - 1, -1, -1):
            best[start] = (best[start + 1][0], None)
            for match in self._matches(words, start, outer, inner):
                if willing and match.cost and self.known(words[start]) and not match.senses.heads:
                    continue
                worth = match.end - start - _PER_MENTION - _REPAIR_WORTH * match.cost
                if worth + best[match.end][0] > best[start][0]:
                    best[start] = (worth + best[match.end][0], match)
        return list(_cut(best, words))

    def _strange(self, word: str) -> Sequence[tuple[str, float]]:
        """Read a word that is neither on the menu nor ordinary as the menu word near it."""
        return () if word in self._known else self._repairer.candidates(word, menu=True)

    def _inner(self, word: str) -> Sequence[tuple[str, float]]:
        """Repair a word inside a phrase, which speaks for it, unless it is somebody's name."""
        return () if word in self._language.names else self._repairer.candidates(word)

    def _lacking(self, word: str) -> Sequence[tuple[str, float]]:
        if word not in self._known:
            return self._strange(word)
        found = self._repairer.candidates(word, menu=True)
        named = self._repairer.named
        return [
            (near, cost)
            for near, cost in found
            if len(near) == len(word) + 1 and (near in named or near.removesuffix("s") in named)
        ]

    def _matches(
        self, words: list[str], start: int, outer: Readings, inner: Readings
    ) -> list[Match]:
        word = words[start]
        begins = self._trie.starts(word)
        if word in SEPARATORS and not begins:
            return [Match(start + 1, _SEPARATES, 0.0)]
        number = _digits(word) if word[0].isdigit() else None
        if number is None and not begins and outer == self._strange and word in self._known:
            return self._half_known(words, start, inner)
        found = self._trie.matches(words, start, outer, inner)
        if number is not None:
            found.append(Match(start + 1, Senses([Number(number)]), 0.0))
        return found

    def _half_known(self, words: list[str], start: int, inner: Readings) -> list[Match]:
        """Read "skin milk" as skim milk: an ordinary word before one of the menu's."""
        if words[start + 1 : start + 2] and words[start + 1] in self._menu_words:
            found = self._trie.matches(words, start, self._repairable, inner)
            return [m for m in found if m.end > start + 1 and m.senses.menu and m.cost < _HALF]
        return []

    def _repairable(self, word: str) -> Sequence[tuple[str, float]]:
        return self._repairer.candidates(word, menu=True)

    def senses(self, word: str) -> Senses | None:
        """Give what a word as written stands for alone."""
        found = self._trie.matches([word], 0, lambda word: ())
        return found[0].senses if found else None

    def known(self, word: str) -> bool:
        """Tell whether a word is on the menu or ordinary."""
        return word in self._known


def _senses(language: Language) -> Iterator[tuple[str, Sense]]:
    """Give the phrases of a language with what they stand for."""
    yield from ((p, Cue(name)) for name, phrases in language.cues.items() for p in phrases)
    for name, phrases in language.amounts.items():
        yield from ((phrase, Cue(f"amount_{name}")) for phrase in phrases)
    yield from ((phrase, Number(value)) for phrase, value in language.numbers.items())
    yield from ((phrase, Sounds(value)) for phrase, value in language.homophones.items())
    yield from ((phrase, Ordinal(int(place))) for phrase, place in language.ordinals.items())


def _forms(
    phrase: str, meaning: Meaning, language: Language, digits: Mapping[str, str]
) -> set[str]:
    """Give a phrase of the menu in the forms in which it is said, numbers also as digits."""
    changes = meaning.kind is Kind.VALUE and len(phrase) >= _SHORTEST_INFLECTED
    forms = {phrase} | (language.inflected(phrase) if changes else set())
    words = phrase.split()
    if len(words) > 1 and not digits.keys().isdisjoint(words):
        forms.add(" ".join(digits.get(word, word) for word in words))
    return forms


def _digits(word: str) -> float | None:
    try:
        value = float(word)
    except ValueError:
        return None
    # More digits are a phone's or an order's; so many cups are as good as any number too many.
    return min(value, _MOST_COUNT) if len(word) < _LONG_NUMBER else None


def _cut(best: list[tuple[float, Match | None]], words: Sequence[str]) -> Iterator[Mention]:
    start = 0
    while start < len(words):
        match = best[start][1]
        end = match.end if match else start + 1
        if match:
            pictured = match.senses.menu and not words[start][0].isalnum()
            yield Mention(start, end, match.senses, exact=not match.cost, pictured=pictured)
        else:
            yield Mention(start, end, _NOTHING, understood=False)
        start = end
