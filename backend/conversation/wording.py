"""An event's own words: what may be changed about a text, and what it must not lose."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from backend.conversation.replies import Replies
from backend.conversation.types import Form
from backend.core.segments import fold

#: Said before anybody knows which event is meant.
OF_NO_EVENT = frozenset({"no_event", "which_event"})

#: What a text may do without: it is nice to have, and nobody is misled where it is missing.
_SPARE = frozenset({"event", "example"})
#: Questions that a YES answers; what they ask for would be done by nothing else.
_ASKING_FOR_YES = frozenset({"readback", "readback_defaults", "readback_change", "forget_ask"})
#: What is said of a drink that is made.
_OF_WHAT_IS_READY = frozenset(
    {"ready", "ready_lines", "ready_more", "status_ready", "status_partly_ready"}
)

_OF_LISTS = (
    "choices",
    "stations",
    "ready_at",
    "more_at",
    "defaults",
    "keywords",
    "wanted",
    "things",
)
_LISTS = frozenset({"", "and", "or", "comma", "few"})
_LINES = frozenset({"", "the", "places"})
_TIMES = frozenset({"%H:%M", "%I:%M %p", "%Hh%M"})
#: How a value may be written; one that is not here has one way.
_SPECS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        **dict.fromkeys(_OF_LISTS, _LISTS),
        **dict.fromkeys(("lines", "more"), _LINES),
        **dict.fromkeys(("earliest", "latest", "closes"), _TIMES),
        "due": _TIMES | {"later"},
        "asked": _TIMES,
    }
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What an event says in words of its own, by language and form; the rest is as shipped."""

    texts: Mapping[tuple[str, Form], Mapping[str, str]] = field(default_factory=dict)

    @staticmethod
    def of(rows: Iterable[tuple[str, Form, str, str]]) -> "Wording":
        """Make it of (language, form, key, text); what may not be said any more is not said."""
        texts: dict[tuple[str, Form], dict[str, str]] = {}
        for language, form, key, text in rows:
            shipped = Replies.load(language, form)
            if key in editable(shipped) and fault(key, text, shipped) is None:
                texts.setdefault((language, form), {})[key] = text
        return Wording(texts)

    def replies(self, language: str, form: Form) -> Replies:
        """Give all that is said in a language and form."""
        shipped = Replies.load(language, form)
        return shipped.worded(self.texts.get((shipped.language, form), {}))


def editable(replies: Replies) -> tuple[str, ...]:
    """List the keys an event may word, in the order of the file."""
    return tuple(key for key in replies.texts if key not in OF_NO_EVENT)


def required(key: str, shipped: Replies) -> tuple[str, ...]:
    """List the values a text must keep: those the shipped one tells, but for the trimmings."""
    return tuple(name for name in _names(shipped.texts[key]) if name not in _SPARE)


def allowed(key: str, shipped: Replies) -> tuple[str, ...]:
    """List the values there are to be told: what the text has in any of our own versions."""
    own = Replies.load(shipped.language).texts[key]
    texts = (shipped.texts[key], own, Replies.load("en").texts[key])
    return tuple(dict.fromkeys(name for text in texts for name in _names(text)))


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for _, name, _, _ in Formatter().parse(text) if name))


def fault(key: str, text: str, shipped: Replies) -> str | None:
    """Tell what is wrong with a text and what to do about it; None where it may be said."""
    return next((found for check in _CHECKS if (found := check(key, text, shipped))), None)


def _empty(_key: str, text: str, _shipped: Replies) -> str | None:
    if not text.strip():
        return "the text is empty; write one, or send null for the shipped text"
    if not text.replace("\n", " ").isprintable():
        return "the text has a sign that cannot be shown; use letters, spaces and line breaks"
    return None


def _braces(_key: str, text: str, _shipped: Replies) -> str | None:
    try:
        literal = _literal(text)
    except ValueError:
        literal = "{"
    if "{" in literal or "}" in literal:
        return "a brace is open or stands alone; braces are only for values such as {number}"
    return None


def _literal(text: str) -> str:
    """Give the words of a text without its values."""
    return " ".join(words for words, _, _, _ in Formatter().parse(text))


def _values(key: str, text: str, shipped: Replies) -> str | None:
    known = allowed(key, shipped)
    for _, name, spec, conversion in Formatter().parse(text):
        if name is None:
            continue
        if name not in known:
            return f"there is no value {{{name}}} here; {_there_are(known)}"
        ways = _SPECS.get(name, frozenset({""}))
        if conversion or spec not in ways:
            shown = " or ".join(_written(name, way) for way in sorted(ways))
            return f"{{{name}}} cannot be written this way; write {shown}"
    return None


def _there_are(known: tuple[str, ...]) -> str:
    return "use " + ", ".join(f"{{{name}}}" for name in known) if known else "use words alone"


def _written(name: str, spec: str | None) -> str:
    return f"{{{name}:{spec}}}" if spec else f"{{{name}}}"


def _missing(key: str, text: str, shipped: Replies) -> str | None:
    there = _names(text)
    for name in required(key, shipped):
        if name not in there:
            return f"{{{name}}} is missing, which customers need to be told; put it in"
    return None


def _hashes(_key: str, text: str, shipped: Replies) -> str | None:
    if shipped.form is Form.VOICE:
        return 'a "#" cannot be heard; leave it out' if "#" in text else None
    if text.count("#") != text.count("#{number}") or text.count("{number}") != text.count("#"):
        return 'an order\'s number is written #{number}, and "#" stands nowhere else'
    return None


def _digits(_key: str, text: str, _shipped: Replies) -> str | None:
    if any(sign.isnumeric() for sign in _literal(text)):
        return "digits are kept for orders' numbers and times; write the number as a word"
    return None


def _agreement(key: str, text: str, shipped: Replies) -> str | None:
    """In writing the word is told by its capitals; a spoken one is a word like others."""
    word, said = shipped.agree, _literal(text)
    if shipped.form is Form.TEXT:
        there = _has_word(fold(said), word)
        if there and key not in _ASKING_FOR_YES:
            return f"{word} is only for questions that a {word} answers; use other words"
    else:
        there = _has_word(said.casefold(), word.casefold())
    if not there and key in _ASKING_FOR_YES:
        return f"it must ask for the word {word}; without it nobody knows how to agree"
    return None


def _readiness(key: str, text: str, shipped: Replies) -> str | None:
    said = fold(_literal(text)).casefold()
    there = any(_has_word(said, fold(word).casefold()) for word in shipped.ready)
    words = " or ".join(shipped.ready)
    if there and key not in _OF_WHAT_IS_READY:
        return f"the word {words} is kept for drinks that are made; use another"
    if not there and key in _OF_WHAT_IS_READY:
        return f"it must have the word {words}, which people look for"
    return None


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


#: The first that finds something tells it; each may trust those before it.
_CHECKS: tuple[Callable[[str, str, Replies], str | None], ...] = (
    _empty,
    _braces,
    _values,
    _missing,
    _hashes,
    _digits,
    _agreement,
    _readiness,
)
