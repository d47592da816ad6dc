"""What words that were not understood may have meant: a few things of the menu, to be asked."""

import itertools
from collections.abc import Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from nlp.lexicon import Kind, Lexicon
from nlp.tokens import Reader

#: How alike two words must be to be offered, and how many are.
_ALIKE, _MOST = 0.78, 3
_SHORTEST = 3


class Doubter:
    """Knows what the items of a menu are called."""

    def __init__(self, lexicon: Lexicon, reader: Reader) -> None:
        self._items: Mapping[str, str] = {
            "".join(reader.words(phrase)): meaning.name
            for phrase, meaning in lexicon.phrases
            if meaning.kind is Kind.ITEM
        }

    def near(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give the items whose names are most like these words, the likeliest first."""
        told = [word for word in words if len(word) >= _SHORTEST]
        joined = ["".join(pair) for pair in itertools.pairwise(told)]
        found: dict[str, float] = {}
        for word in (*joined, *told):
            for name, alike, _ in process.extract(
                word,
                list(self._items),
                scorer=JaroWinkler.normalized_similarity,
                score_cutoff=_ALIKE,
                limit=2 * _MOST,
            ):
                item = self._items[name]
                found[item] = max(found.get(item, 0), alike)
        likeliest = sorted(found, key=lambda item: -found[item])
        return tuple(likeliest[:_MOST])
