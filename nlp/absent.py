"""Food and drink that is not on the menu, by name: "a latte and a muffin"."""

from collections.abc import Sequence

from nlp.language import Language
from nlp.mentions import Mention
from nlp.tokens import Reader, Tokens
from nlp.trie import Trie


class Elsewhere:
    """Knows what other places have."""

    def __init__(self, language: Language, reader: Reader) -> None:
        self._trie = Trie()
        for phrase in language.absent:
            for words in reader.spellings(phrase):
                self._trie.add(words, phrase)

    def named(self, tokens: Tokens, mentions: Sequence[Mention]) -> tuple[str, ...]:
        """Give what was named and is no word of the menu, each thing once."""
        taken = {i for m in mentions if m.senses.menu for i in range(m.start, m.end)}
        found: list[str] = []
        at = 0
        while at < len(tokens.words):
            if not self._trie.starts(tokens.words[at]):
                at += 1
                continue
            matches = self._trie.matches(tokens.words, at, lambda word: ())
            free = [m for m in matches if taken.isdisjoint(range(at, m.end))]
            if free:
                found.append(free[-1].senses[0])
            at = free[-1].end if free else at + 1
        return tuple(dict.fromkeys(found))
