"""Text to tokens: spaCy's tokenizer with rules of our own, made for text messages."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

#: Characters and tokens read of one text; the rest is no order.
MOST_CHARACTERS = 1500
MOST_TOKENS = 200

_APOSTROPHES = re.compile("(?<=\\w)['’‘`´ʼ](?=\\w)")
_DROPPED = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f\u200b-\u200f\u2060\ufe0e\ufe0f\\U0001f3fb-\\U0001f3ff]"
)
_HYPHENS = re.compile("(?<=[^\\W\\d_])[-‐‑](?=[^\\W\\d_])")
_LINES = re.compile("\\s*[\r\n\u2028\u2029]+\\s*")
#: "10,000", "10.000": one number, whichever way it is written.
_THOUSANDS = re.compile("(?<![\\d.,])\\d{1,3}(?:[.,]\\d{3})+(?![\\d.,]*\\d)")
_DRAWN_OUT = re.compile("([a-z])\\1{2,}", re.IGNORECASE)
#: Numbers and signs stand alone, however they were written: "2x", "1sug", "w/o".
_APART = re.compile("(\\d+(?:[.:]\\d+)?|[^\\w\\s]|_)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text as matched (lower case, no accents) and as written."""

    words: list[str]
    written: list[str]


def clean(text: str, elided: re.Pattern[str] | None = None) -> str:
    """Make a text plain enough to be split into words."""
    text = _DROPPED.sub(" ", text[:MOST_CHARACTERS])
    text = _LINES.sub(" ; ", text.strip())
    if elided is not None:
        text = elided.sub(" ", text)
    text = _THOUSANDS.sub(lambda number: re.sub("[.,]", "", number[0]), text)
    text = _HYPHENS.sub(" ", _APOSTROPHES.sub("", text))
    text = _DRAWN_OUT.sub("\\1\\1", text.replace("½", " 1/2"))
    return " ".join(_APART.sub(" \\1 ", text).split())


def fold(text: str) -> str:
    """Lower the case and drop accents."""
    text = text.casefold()
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


#: spaCy keeps every word it ever saw; past this many it starts with a fresh vocabulary.
MOST_WORDS = 20_000


class Reader:
    """Splits texts of one language; holds spaCy's vocabulary."""

    def __init__(
        self, elisions: Sequence[str] = (), spellings: Mapping[str, str] | None = None
    ) -> None:
        self._vocab, self._split = _tokenizer()
        self._elided = _elided(elisions)
        self._spellings = spellings or {}

    def read(self, text: str) -> Tokens:
        """Split a text into tokens, at most MOST_TOKENS."""
        if len(self._vocab) > MOST_WORDS:
            self._vocab, self._split = _tokenizer()
        read = (
            (fold(token.text), token.text)
            for token in self._split(clean(text, self._elided))[:MOST_TOKENS]
        )
        # A word of nothing but combining marks folds to nothing.
        pairs = [(folded, written) for folded, written in read if folded]
        return Tokens([folded for folded, _ in pairs], [written for _, written in pairs])

    def words(self, phrase: str) -> list[str]:
        """Split a phrase of the menu or the language the way a text is split."""
        if phrase.isascii() and phrase.replace(" ", "").isalpha():
            # What most phrases are: nothing to clean but letters drawn out.
            return _DRAWN_OUT.sub("\\1\\1", phrase).lower().split()
        return fold(clean(phrase, self._elided)).split()

    def spellings(self, phrase: str) -> list[list[str]]:
        """Split a phrase in each way it is written: "grün" and "gruen"."""
        other = phrase
        for letter, letters in self._spellings.items():
            other = other.replace(letter, letters)
        return [self.words(p) for p in dict.fromkeys((phrase, other))]


def _elided(words: Sequence[str]) -> re.Pattern[str] | None:
    """Match the apostrophe behind one of these words."""
    if not words:
        return None
    ends = "|".join(f"(?<=\\b{re.escape(word)})" for word in words)
    return re.compile(f"(?:{ends})['’‘`´ʼ](?=\\w)", re.IGNORECASE)


def _tokenizer() -> tuple[Vocab, Tokenizer]:
    vocab = Vocab()
    return vocab, Tokenizer(vocab)
