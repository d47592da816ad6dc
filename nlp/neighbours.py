"""Strange words that their neighbours speak for: "oak milk", "larj latte", "2 shuggers"."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from nlp.lexicon import Kind, Lexicon
from nlp.mentions import Mention, Segmenter
from nlp.repair import expected, likened
from nlp.tokens import Tokens

_SHORTEST, _SHORTEST_KEPT = 3, 2
_VOWELS = str.maketrans("", "", "aeiou")
_REMEMBERED = 1024


class Neighbours:
    """Reads words that alone are too far from any of the menu, by what stands beside them."""

    def __init__(self, lexicon: Lexicon, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._counted = {name for name, group in lexicon.groups.items() if group.kind == "count"}
        #: The single words for values, by their group, and those for a group itself.
        self._values: dict[str, list[str]] = defaultdict(list)
        for phrase, meaning in lexicon.phrases:
            if len(phrase) < _SHORTEST or not phrase.isalpha():
                continue
            if meaning.kind is Kind.VALUE or (
                meaning.kind is Kind.GROUP and meaning.name in self._counted
            ):
                self._values[meaning.name].append(phrase.casefold())
        self._all = sorted({word for words in self._values.values() for word in words})
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._found)

    def read(self, mentions: Sequence[Mention], tokens: Tokens) -> list[Mention]:
        """Read the words that were not understood once more."""
        beside = zip([None, *mentions], [*mentions[1:], None], strict=False)
        return [
            m if m.understood else self._again(m, pair, tokens)
            for m, pair in zip(mentions, beside, strict=False)
        ]

    def _again(
        self, mention: Mention, beside: tuple[Mention | None, Mention | None], tokens: Tokens
    ) -> Mention:
        word, written = tokens.words[mention.start], tokens.written[mention.start]
        if len(word) < _SHORTEST_KEPT or not word.isalpha():
            return mention
        before, after = beside
        groups = {g.name for g in after.senses.groups} if after else set()
        strange = not self._segmenter.known(word) and (mention.start == 0 or written.islower())
        if strange and before is not None and before.senses.number is not None:
            groups |= self._counted
        near = next((n for g in groups if (n := self._nearest(word, g))), None)
        if near is None and strange and _speaks(before, after):
            near = self._nearest(word, "")
        senses = self._segmenter.senses(near) if near else None
        if senses is None:
            return mention
        return replace(mention, senses=senses, understood=True, exact=False)

    def _found(self, word: str, group: str) -> str | None:
        """Find the word for a value of a group, or of any, that this one may stand for."""
        words = self._values.get(group, ()) if group else self._all
        if len(word) < _SHORTEST:
            return next((near for near in words if near.translate(_VOWELS) == word), None)
        if self._segmenter.known(word):
            return next((near for near in words if likened(word, near)), None)
        cost, near = min(((expected(word, near), near) for near in words), default=(1.0, ""))
        return near if cost < 1 else None


def _speaks(*beside: Mention | None) -> bool:
    """Tell whether a drink or what is said of one stands beside."""
    senses = (m.senses for m in beside if m is not None)
    return any(said.heads or said.groups or said.values for said in senses)
