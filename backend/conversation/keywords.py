"""Opt-out words, read before the parser: the carrier acts on them whatever we understand."""

from dataclasses import dataclass
from enum import StrEnum


class KeywordKind(StrEnum):
    """What a whole text that is nothing but a keyword asks for."""

    STOP = "stop"
    START = "start"
    HELP = "help"
    CANCEL = "cancel"
    NONE = "none"


class KeywordMode(StrEnum):
    """Who handles keywords on a number: the carrier, or we."""

    TWILIO = "twilio"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Keyword:
    """What to do about a text; `silent` means that an answer must not be sent."""

    kind: KeywordKind
    silent: bool = False
    opts_out: bool = False
    cancels: bool = False
    opts_in: bool = False


NO_KEYWORD = Keyword(KeywordKind.NONE)

_STOPS = ("STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT")
_STARTS = ("START", "UNSTOP")
_HELPS = ("HELP", "INFO")

#: As the carrier treats the words: it answers STOP, CANCEL and HELP itself, and passes them on.
_TWILIO = {
    **dict.fromkeys(_STOPS, Keyword(KeywordKind.STOP, silent=True, opts_out=True)),
    "CANCEL": Keyword(KeywordKind.CANCEL, silent=True, opts_out=True, cancels=True),
    **dict.fromkeys(_HELPS, Keyword(KeywordKind.HELP, silent=True)),
    **dict.fromkeys(_STARTS, Keyword(KeywordKind.START, opts_in=True)),
}
_OWN = {
    **dict.fromkeys(_STOPS, Keyword(KeywordKind.STOP, opts_out=True)),
    "CANCEL": Keyword(KeywordKind.CANCEL, cancels=True),
    **dict.fromkeys(_HELPS, Keyword(KeywordKind.HELP)),
    **dict.fromkeys(_STARTS, Keyword(KeywordKind.START, opts_in=True)),
}

#: All the words that are keywords on some number.
WORDS = frozenset(_TWILIO) | frozenset(_OWN)


def classify(text: str, mode: str) -> Keyword:
    """What the whole text is as a keyword; "stop please" is none.

    Where we are the only one to honour an opt-out, a full stop behind it does not undo it.
    """
    word = text.strip().upper()
    if KeywordMode(mode) is KeywordMode.TWILIO:
        return _TWILIO.get(word, NO_KEYWORD)
    return _OWN.get(word.rstrip(".! \t\r\n"), NO_KEYWORD)
