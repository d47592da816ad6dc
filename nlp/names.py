"""People's names in a text: after a cue, as a sign-off, before or after what they drink."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nlp.language import Language
from nlp.mentions import Mention
from nlp.pieces import Piece, Role
from nlp.tokens import Tokens

_MOST_WORDS = 3
_MOST_LETTERS = 24


@dataclass(frozen=True, slots=True)
class _Text:
    tokens: Tokens
    mentions: Sequence[Mention]
    #: Whether capital letters tell names apart in this text.
    cased: bool
    #: The mention of each token.
    at: Sequence[Mention]


class Namer:
    """Finds names by the cues of one language."""

    def __init__(self, language: Language, known: Callable[[str], bool]) -> None:
        self._language = language
        self._known = known
        self._selves = [[word] for word in language.selves]

    def answer(self, tokens: Tokens) -> str | None:
        """Read a short text as the answer to the question for a name."""
        keep = [i for i, w in enumerate(tokens.words) if _lettered(w)]
        stop = self._language.not_names
        while keep and tokens.words[keep[0]] in stop:
            keep.pop(0)
        while keep and tokens.words[keep[-1]] in stop:
            keep.pop()
        if not 1 <= len(keep) <= _MOST_WORDS or any(tokens.words[i] in stop for i in keep):
            return None
        return _title([tokens.written[i] for i in keep])

    def find(self, tokens: Tokens, mentions: Sequence[Mention]) -> dict[int, Piece]:
        """Find the names of a text, by the token at which each piece begins."""
        by_token = [m for m in mentions for _ in range(m.start, m.end)]
        written = [w for w in tokens.written if _lettered(w)]
        capitals = sum(w[:1].isupper() for w in written)
        text = _Text(tokens, mentions, cased=capitals * 2 <= len(written) + 1, at=by_token)
        found: dict[int, Piece] = {}
        taken = 0
        for at, mention in enumerate(mentions):
            if mention.start < taken:
                continue
            piece = self._cued(text, at) or self._leading(text, at) or self._bare(text, at)
            if piece is not None:
                found[piece.start] = piece
                taken = piece.end
        return found

    def _cued(self, text: _Text, at: int) -> Piece | None:
        """Read "for Rose", "name is Thuy Tran", "thanks, Tom"."""
        mention = text.mentions[at]
        strong = mention.cue("name_strong")
        whose = text.tokens.words[mention.start] == self._language.whose
        if whose and text.tokens.words[mention.end : mention.end + 1] in self._selves:
            return Piece(Role.NAME, mention.start, mention.end + 1)
        if not strong and not mention.cue("name_before", "name_sign_off"):
            return None
        start = _after_separators(text.tokens, mention.end, ends=mention.cue("name_sign_off"))
        if mention.cue("name_sign_off") and not self._ends(text, start):
            return None
        level = 2 if strong or whose else 1
        end = self._name_end(text, start, level)
        if end == start:
            return None
        leads = not whose and not strong and self._followed(text, end)
        piece = _piece(text, (mention.start, start, end), leads=leads)
        piece.whole = strong
        return piece

    def _ends(self, text: _Text, start: int) -> bool:
        """Tell whether at most two words follow."""
        return sum(map(_lettered, text.tokens.words[start:])) in (1, 2)

    def _leading(self, text: _Text, at: int) -> Piece | None:
        """Read "Steve: latte", "Rose wants a cap", at the beginning of a clause."""
        mention = text.mentions[at]
        if at and not text.mentions[at - 1].cue("sep", "and"):
            return None
        end = self._name_end(text, mention.start, 1)
        if end == mention.start:
            return None
        following = _mention_at(text, end)
        if following is None:
            return None
        if following.cue("name_after"):
            return _piece(text, (mention.start, mention.start, end), leads=True, to=following.end)
        marked = text.tokens.words[end] in (":", "-", "=") and end + 1 < len(text.tokens.words)
        if marked or (self._sure(text, mention.start) and _opens(following)):
            to = end + 1 if marked else end
            return _piece(text, (mention.start, mention.start, end), leads=True, to=to)
        return None

    def _bare(self, text: _Text, at: int) -> Piece | None:
        """Read a name with no cue: one that is known, after what it is about."""
        start = text.mentions[at].start
        if at == 0 or not self._sure(text, start):
            return None
        if text.tokens.words[start - 1] in self._language.common:
            return None
        end = self._name_end(text, start, 1)
        following = _mention_at(text, end)
        ends = following is None or following.cue("sep", "and", "name_sign_off")
        return _piece(text, (start, start, end), leads=False) if end > start and ends else None

    def _sure(self, text: _Text, at: int) -> bool:
        """Tell whether a word is a name and nothing else."""
        word = text.tokens.words[at]
        if word not in self._language.names or word in self._language.not_names:
            return False
        ordinary = word in self._language.common or self._on_menu(text, at)
        return not ordinary or (text.cased and text.tokens.written[at][:1].isupper() and at > 0)

    def _on_menu(self, text: _Text, at: int) -> bool:
        mention = _mention_at(text, at)
        return mention is not None and mention.senses.menu

    def _followed(self, text: _Text, end: int) -> bool:
        following = _mention_at(text, end)
        return following is not None and (
            following.cue("name_after") or text.tokens.words[end] in (":", "-")
        )

    def _name_end(self, text: _Text, start: int, level: int) -> int:
        """Find the end of the name that begins here: up to three words."""
        words, end = text.tokens.words, start
        while end < len(words) and end - start < _MOST_WORDS:
            first = end == start
            if not self._is_name(text, end, level if first else 0):
                break
            end += 1
        return end

    def _is_name(self, text: _Text, at: int, level: int) -> bool:
        word, written = text.tokens.words[at], text.tokens.written[at]
        if not _lettered(word) or word in self._language.not_names:
            return False
        capital = text.cased and written[:1].isupper()
        if level == 0:
            # A second word belongs to the name if nothing else can be made of it.
            before = text.tokens.written[at - 1]
            return (capital and before[:1].isupper() and not self._on_menu(text, at)) or (
                not self._known(word) and len(word) > 1 and not self._on_menu(text, at)
            )
        if self._on_menu(text, at) and not capital:
            return word in self._language.names and level > 1
        if capital or word in self._language.names:
            return True
        return not self._known(word) or (level > 1 and word not in self._language.common)


def _lettered(word: str) -> bool:
    return word[:1].isalpha() and len(word) <= _MOST_LETTERS


def _after_separators(tokens: Tokens, at: int, *, ends: bool) -> int:
    passed = ",:-!.;" if ends else ",:-"
    while at < len(tokens.words) and tokens.words[at] in passed:
        at += 1
    return at


def _mention_at(text: _Text, token: int) -> Mention | None:
    return text.at[token] if token < len(text.at) else None


def _opens(mention: Mention) -> bool:
    """Tell whether a drink may begin here."""
    senses = mention.senses
    opens = senses.heads or senses.values or senses.number is not None
    return bool(opens) or mention.cue("article")


def _piece(
    text: _Text, place: tuple[int, int, int], *, leads: bool, to: int | None = None
) -> Piece:
    """Build the piece: from its cue, from the name's first word, to the name's end."""
    cue, start, end = place
    name = _title(text.tokens.written[start:end])
    return Piece(Role.NAME, cue, to or end, name=name, leads=leads)


def _title(words: Sequence[str]) -> str:
    return " ".join(w if _mixed(w) else w.capitalize() for w in words)


def _mixed(word: str) -> bool:
    """Tell whether a word is written with capitals of its own: "McKay", "JP"."""
    return word[:1].isupper() and not (word.isupper() and len(word) > 2)
