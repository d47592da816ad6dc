"""Codes of categories: found in a text, taken out of it, and welcomed where they stand alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from backend.conversation.types import CategoryKnown
from backend.events.types import Category
from nlp.types import Intent, Parse

_WORD = re.compile(r"[A-Za-z0-9]+")
#: Signs that people put around a word they were told to send.
_AROUND = " \t\r\n\"'“”.,:;!()#-"

#: What is said around a code by somebody who says nothing else: "my code is", "hi".
_NOTHING_ELSE = frozenset({Intent.OTHER, Intent.GREET, Intent.THANKS})


@dataclass(frozen=True, slots=True)
class Told:
    """A text without its codes, and the category that the first of them stands for."""

    text: str
    category: str | None = None


def read(text: str, categories: Iterable[Category]) -> Told:
    """Take the codes of these categories out of a text; without one it stays as it is."""
    names = {code: category.name for category in categories for code in category.codes}
    found = [word for word in _words(text) if word[0].upper() in names] if names else []
    if not found:
        return Told(text)
    rest = "".join(text[a:b] for a, b in _between(found, len(text)))
    return Told(rest.strip(_AROUND), names[found[0][0].upper()])


def _words(text: str) -> Iterable[re.Match[str]]:
    """The words of a text, not the parts of longer ones written with other letters."""
    for word in _WORD.finditer(text):
        around = text[word.start() - 1 : word.start()] + text[word.end() : word.end() + 1]
        if not any(sign.isalnum() or sign == "_" for sign in around):
            yield word


def _between(found: list[re.Match[str]], end: int) -> Iterable[tuple[int, int]]:
    starts = [0, *(word.end() for word in found)]
    return zip(starts, [*(word.start() for word in found), end], strict=True)


def heard(parse: Parse, category: str | None) -> Parse | CategoryKnown:
    """Hear a code with nothing to act on beside it as a code alone."""
    says_more = parse.items or parse.name or parse.doubts
    if category is None or says_more or parse.intent not in _NOTHING_ELSE:
        return parse
    return CategoryKnown(category)
