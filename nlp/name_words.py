"""Which words of a text are a person's name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.language import Language
from nlp.mentions import SEPARATORS, Mention
from nlp.tokens import Tokens

MOST_WORDS = 4
_MOST_LETTERS = 24
_MOST_EPITHETS = 3
#: Tokens of one initial with its full stop; alone it is no name.
_ONE_INITIAL = 2
#: What may stand between the words of a name as it was written: "Soo-jin", "O'Brien".
_JOINTS = "[\\s.'’\\-‐]*"


@dataclass(frozen=True, slots=True)
class NameText:
    """A text as names are looked for in it."""

    tokens: Tokens
    mentions: Sequence[Mention]
    #: Whether capital letters tell names apart in this text.
    cased: bool
    #: The mention of each token; none where it was talk.
    at: Sequence[Mention | None]
    #: As it was sent.
    whole: str
    #: Whether the language gives every noun a capital letter, and which words it has.
    nouns: bool
    known: Callable[[str], bool]

    @property
    def words(self) -> list[str]:
        """The words as matched."""
        return self.tokens.words

    def mention(self, token: int) -> Mention | None:
        """Give the mention a token is part of."""
        return self.at[token] if token < len(self.at) else None

    def capital(self, token: int) -> bool:
        """Tell whether a word is written with a capital letter that means something."""
        if not (self.cased and self.tokens.written[token][:1].isupper()):
            return False
        return not (self.nouns and (self.known(self.words[token]) or self.on_menu(token)))

    def on_menu(self, token: int) -> bool:
        """Tell whether a word is part of something of the menu."""
        mention = self.mention(token)
        return mention is not None and mention.senses.menu


class NameWords:
    """Judges words by what one language knows of names."""

    def __init__(self, language: Language, known: Callable[[str], bool]) -> None:
        self._language = language
        self._known = known

    def name_end(self, text: NameText, start: int, level: int) -> int:
        """Find the end of the name that begins here: a title and up to three words."""
        end = start
        while end < len(text.words) and text.words[end] in self._language.titles:
            end += 1 + (text.words[end + 1 : end + 2] == ["."])
        titled, end = end, self._past_initials(text, end)
        first = end
        while end < len(text.words) and end - first < MOST_WORDS:
            if not self.is_name(text, end, level if end == first else 0):
                break
            end += 1
        return end if end > titled else start

    def _past_initials(self, text: NameText, start: int) -> int:
        """Step over "A." and "J. P."."""
        end = start
        while end + 1 < len(text.words) and text.words[end + 1] == ".":
            if len(text.words[end]) > 1 or not text.tokens.written[end].isupper():
                break
            end += 2
        if end - start != _ONE_INITIAL:
            return end
        named = end < len(text.words) and self.is_name(text, end, 1)
        return end if named else start

    def is_name(self, text: NameText, at: int, level: int) -> bool:
        word = text.words[at]
        named = word in self._language.names
        capital = text.capital(at)
        sure = named and (capital or level > 2)
        if not lettered(word) or _numbered(text, at) or self._asks(text, at):
            return False
        if word in self._language.not_names and not sure:
            return named and level > 1 and self._alone(text, at)
        if level > 0 and not capital and text.on_menu(at):
            return named and level > 1
        several = text.mention(at)
        if level == 1 and several is not None and several.senses.menu and several.end > at + 1:
            return False
        if level == 0:
            return self._goes_on(text, at)
        if capital or named or level > 2:
            return True
        return not self._known(word) or (level > 1 and word not in self._language.common)

    def _alone(self, text: NameText, at: int) -> bool:
        """Tell whether nothing but courtesy or another clause follows: "for will please"."""
        following = text.mention(at + 1)
        return (
            following is None
            or following.cue("sep")
            or text.words[at + 1] in self._language.name_ends
        )

    def _asks(self, text: NameText, at: int) -> bool:
        """Tell whether it is the verb of a question: "May I have"."""
        following = text.words[at + 1 : at + 2]
        asks = bool(following) and following[0] in self._language.subjects
        return asks and text.words[at] in self._language.common

    def _goes_on(self, text: NameText, at: int) -> bool:
        """Tell whether a second word belongs to the name: nothing else can be made of it."""
        word, before = text.words[at], text.tokens.written[at - 1]
        capital = text.capital(at)
        if self._hyphened(text, at):
            return True
        if word in self._language.particles and at + 1 < len(text.words):
            return self.is_name(text, at + 1, 1)
        if before[:1].isupper() and text.cased and not capital:
            return False
        strange = word in self._language.names or not self._known(word)
        joined = (capital and before[:1].isupper()) or (strange and len(word) > 1)
        return joined and not text.on_menu(at)

    def _hyphened(self, text: NameText, at: int) -> bool:
        """Tell whether a word hangs on the one before it: "Soo-jin"."""
        before, word = text.tokens.written[at - 1 : at + 1]
        return f"{before}-{word}" in text.whole

    def sure(self, text: NameText, at: int) -> bool:
        """Tell whether a word is a name and nothing else."""
        word = text.words[at]
        if word not in self._language.names or word in self._language.not_names:
            return False
        ordinary = word in self._language.common or text.on_menu(at)
        return not ordinary or (text.capital(at) and at > 0)

    def strange(self, text: NameText, at: int) -> bool:
        word = text.words[at]
        return not (self._known(word) or text.on_menu(at)) and len(word) > 1

    def _no_name(self, text: NameText, at: int) -> bool:
        word = text.words[at]
        if word in self._language.titles:
            return False
        ordinary = word in self._language.not_names or word in self._language.epithets
        mention = text.mention(at)
        return ordinary and mention is not None and not mention.cue("and", "sep", "sorry")

    def past_epithets(self, text: NameText, start: int) -> int:
        """Step over "my mate" in "for my mate Dave", "wee" in "for wee Aoife"."""
        at = start
        while at < len(text.words) and at - start < _MOST_EPITHETS and self._no_name(text, at):
            at += 1
        named = start < at < len(text.words) and (
            self.sure(text, at) or (text.capital(at) and not text.on_menu(at))
        )
        return at if named else start

    def closes_soon(self, text: NameText, start: int) -> bool:
        """Tell whether at most two words stand before the clause ends."""
        words = text.words[start : start + 3]
        ends = [i for i, word in enumerate(words) if word in SEPARATORS]
        return (ends[0] if ends else len(text.words) - start) in (1, 2)

    def ends(self, text: NameText, start: int) -> bool:
        """Tell whether no more follows than a name."""
        return sum(map(lettered, text.words[start:])) in (1, 2, 3)


def _numbered(text: NameText, at: int) -> bool:
    """Tell whether a letter and a number are one: "room B12"."""
    following = text.words[at + 1 : at + 2]
    return len(text.words[at]) == 1 and bool(following) and following[0][0].isdigit()


def lettered(word: str) -> bool:
    return word[:1].isalpha() and len(word) <= _MOST_LETTERS


def as_written(words: Sequence[str], text: str) -> str:
    """Write a name with the hyphens and apostrophes it was sent with."""
    name = " ".join(words)
    if name not in text:
        letters = [_JOINTS.join(map(re.escape, word)) for word in words]
        found = re.search(_JOINTS.join(letters), text)
        name = " ".join((found.group() if found else name).split())
    if name not in (name.lower(), name.upper()):
        return name
    return re.sub("[^\\W\\d_]+", lambda part: _capital(part.group()), name)


def _capital(word: str) -> str:
    """Begin a word with a capital letter; "JP" stays as it is."""
    return word if word.isupper() and len(word) < 3 else word.capitalize()
