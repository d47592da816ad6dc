"""Commands about what is kept of a customer: heard also where somebody waits for an answer."""

import re
from collections.abc import Sequence
from dataclasses import replace

from backend.conversation.asking import FORGET
from backend.conversation.types import Dialogue
from nlp.language import load
from nlp.types import Intent, Parse

_OWN_DATA = frozenset({Intent.FORGET, Intent.DATA})
_WORD = re.compile(r"\w+")


def on_own_data(text: str, parse: Parse) -> bool:
    """Tell whether this text is such a command and nothing more; small talk aside."""
    if parse.intent not in _OWN_DATA:
        return False
    language, words = load(parse.language), _words(text)
    small = {word for phrase in language.cues["filler"] for word in _words(phrase)}
    return any(_only(words, _words(phrase), small) for phrase in language.intents[parse.intent])


def settles_forgetting(dialogue: Dialogue, parse: Parse) -> bool:
    """Tell whether this answers our question whether to forget them."""
    return dialogue.awaiting == FORGET and parse.intent in (Intent.YES, Intent.NO)


def forgetting_unasked(dialogue: Dialogue) -> Dialogue:
    """Drop that question, so that no later YES is taken for its answer."""
    return replace(dialogue, awaiting=None) if dialogue.awaiting == FORGET else dialogue


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _only(words: Sequence[str], phrase: Sequence[str], small: set[str]) -> bool:
    """Whether the phrase is there, with nothing but small words around it."""
    size = len(phrase)
    return any(
        words[at : at + size] == phrase and small.issuperset([*words[:at], *words[at + size :]])
        for at in range(len(words) - size + 1)
    )
