"""People's names in a text: after a cue, as a sign-off, before or after what they drink."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from nlp.language import Language
from nlp.mentions import SEPARATORS, Mention
from nlp.pieces import Piece, Role
from nlp.tokens import Reader, Tokens, fold

_MOST_WORDS = 4
_MOST_LETTERS = 24
_MOST_EPITHETS = 3
_QUOTES = frozenset("\"'“”‘’«»")
#: What may stand between the words of a name as it was written: "Soo-jin", "O'Brien".
_JOINTS = "[\\s.'’\\-‐]*"


@dataclass(frozen=True, slots=True)
class _Text:
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


class Namer:
    """Finds names by the cues of one language."""

    def __init__(self, language: Language, known: Callable[[str], bool], reader: Reader) -> None:
        self._language = language
        self._known = known
        #: "for", in each way it is written.
        self._whose = {w[0] for word in language.whose for w in reader.spellings(word)}

    def answer(self, tokens: Tokens, text: str) -> str | None:
        """Read a text as the answer to the question for a name: its first clause that says one."""
        for clause in self._clauses(tokens):
            keep = self._bared(tokens, clause)
            if keep and len(keep) <= _MOST_WORDS:
                return _as_written([tokens.written[i] for i in keep], text)
            if keep:
                return None
        return None

    def _clauses(self, tokens: Tokens) -> Iterator[list[int]]:
        clause: list[int] = []
        for i, word in enumerate(tokens.words):
            titled = word == "." and i > 0 and tokens.words[i - 1] in self._language.titles
            if titled or word in _QUOTES:
                continue
            if word in SEPARATORS or word in self._language.name_ends:
                yield clause
                clause = []
            elif _lettered(word):
                clause.append(i)
        yield clause

    def _bared(self, tokens: Tokens, clause: list[int]) -> list[int]:
        """Leave out the words around a name that are none."""
        stop = self._language.not_names
        keep = list(clause)
        while keep and tokens.words[keep[0]] in stop:
            keep.pop(0)
        while keep and tokens.words[keep[-1]] in stop:
            keep.pop()
        inside = [tokens.words[i] for i in keep if tokens.words[i] not in self._language.particles]
        return [] if any(word in stop for word in inside) else keep

    def find(self, tokens: Tokens, mentions: Sequence[Mention], text: str) -> dict[int, Piece]:
        """Find the names of a text, by the token at which each piece begins."""
        by_token: list[Mention | None] = [None] * len(tokens.words)
        for mention in mentions:
            by_token[mention.start : mention.end] = [mention] * (mention.end - mention.start)
        written = [w for w in tokens.written if _lettered(w)]
        capitals = sum(w[:1].isupper() for w in written)
        nouns = self._language.capital_nouns
        cased = nouns or capitals * 2 <= len(written) + 1
        read = _Text(tokens, mentions, cased, by_token, text, nouns, self._known)
        found: dict[int, Piece] = {}
        taken, last = 0, None
        for at, mention in enumerate(mentions):
            if mention.start < taken:
                continue
            if mention.cue("not") and (end := self._name_end(read, mention.end, 1)) > mention.end:
                # "Bryony, not Brian": what is denied is no name of this order.
                found[mention.start] = Piece(Role.CUE, mention.start, end, cue="not_name")
                taken = end
                continue
            piece = self._one(read, at) or self._joined(read, at, last)
            if piece is not None:
                found[piece.start] = last = piece
                taken = piece.end
        return found

    def _one(self, text: _Text, at: int) -> Piece | None:
        return (
            self._own(text, at)
            or self._possessive(text, at)
            or self._cued(text, at)
            or self._leading(text, at)
            or self._bare(text, at)
        )

    def _own(self, text: _Text, at: int) -> Piece | None:
        """Read "for me" as the speaker, and "me (Kel)" as Kel."""
        mention = text.mentions[at]
        whose = text.words[mention.start] in self._whose
        me = mention.end if whose else mention.start
        if text.words[me : me + 1] and text.words[me] in self._language.selves:
            start = me + 2
            if text.words[me + 1 : start] == ["("]:
                end = self._name_end(text, start, 2)
                if end > start and text.words[end : end + 1] == [")"]:
                    return self._piece(text, (mention.start, start, end), leads=not whose)
            return Piece(Role.NAME, mention.start, me + 1) if whose else None
        return None

    def _cued(self, text: _Text, at: int) -> Piece | None:
        """Read "for Rose", "name is Thuy Tran", "thanks, Tom"."""
        mention = text.mentions[at]
        strong = mention.cue("name_strong")
        whose = text.words[mention.start] in self._whose
        numbered = at > 0 and self._stands_for(text, mention)
        if not (strong or numbered or mention.cue("name_before", "name_sign_off", "name_weak")):
            return None
        start = _after_separators(text.tokens, mention.end, ends=mention.cue("name_sign_off"))
        if mention.cue("name_sign_off") and not self._ends(text, start):
            return None
        start = self._past_epithets(text, start)
        level = 3 if strong and self._closes_soon(text, start) else 2 if strong or whose else 1
        end = self._name_end(text, start, level)
        following = text.mention(end)
        if whose and following is not None and following.senses.heads and not text.capital(start):
            return None  # "thanks for yesterdays coffee"
        if end == start or (mention.cue("name_weak") and not self._sure(text, start)):
            return None
        leads = not strong and (
            self._for_first(text, at, end) if whose else self._followed(text, end)
        )
        piece = self._piece(text, (mention.start, start, end), leads=leads)
        piece.whole = strong
        return piece

    def _for_first(self, text: _Text, at: int, end: int) -> bool:
        """Tell whether this person's drink follows: "for Tom a latte, for Ana a tea"."""
        before = text.mentions[:at]
        begins = not before or before[-1].cue("sep", "and") or not before[-1].understood
        named = [m for m in before if m.senses.heads]
        first = not named or any(text.words[m.start] in self._whose for m in before[:3])
        marked = text.words[end : end + 1] == [":"]
        return bool(begins and first) and (marked or self._opens(text, end))

    def _stands_for(self, text: _Text, mention: Mention) -> bool:
        """Read "latte 4 jazz" as for Jazz."""
        written = text.tokens.written[mention.start]
        after = mention.end
        if written not in self._language.whose_digits or after >= len(text.words):
            return False
        following = text.words[after]
        if not _lettered(following) or text.on_menu(after):
            return False
        strange = text.capital(after) or not self._known(following)
        behind = text.mention(mention.start - 1)
        strange = strange and behind is not None and (behind.senses.menu or behind.cue("sep"))
        return following in self._language.names or strange

    def _past_epithets(self, text: _Text, start: int) -> int:
        """Step over "my mate" in "for my mate Dave", "wee" in "for wee Aoife"."""
        at = start
        while at < len(text.words) and at - start < _MOST_EPITHETS and self._no_name(text, at):
            at += 1
        named = start < at < len(text.words) and (
            self._sure(text, at) or (text.capital(at) and not text.on_menu(at))
        )
        return at if named else start

    def _no_name(self, text: _Text, at: int) -> bool:
        word = text.words[at]
        if word in self._language.titles:
            return False
        ordinary = word in self._language.not_names or word in self._language.epithets
        mention = text.mention(at)
        return ordinary and mention is not None and not mention.cue("and", "sep")

    def _closes_soon(self, text: _Text, start: int) -> bool:
        """Tell whether at most two words stand before the clause ends."""
        words = text.words[start : start + 3]
        ends = [i for i, word in enumerate(words) if word in SEPARATORS]
        return (ends[0] if ends else len(text.words) - start) in (1, 2)

    def _ends(self, text: _Text, start: int) -> bool:
        """Tell whether no more follows than a name."""
        return sum(map(_lettered, text.words[start:])) in (1, 2, 3)

    def _leading(self, text: _Text, at: int) -> Piece | None:
        """Read "Steve: latte", "Rose wants a cap", at the beginning of a clause."""
        mention = text.mentions[at]
        begins = at == 0 or text.mentions[at - 1].cue("sep", "and")
        end = self._name_end(text, mention.start, 1)
        following = text.mention(end)
        if begins and end > mention.start and self._both_want(text, end):
            return self._piece(text, (mention.start, mention.start, end), leads=True)
        if end == mention.start or following is None:
            return None
        place = (mention.start, mention.start, end)
        if following.cue("all") and (after := text.mention(following.end)):
            following = after
        if following.cue("name_after"):
            return self._piece(text, place, leads=True, to=following.end)
        if not begins:
            return None
        marked = text.words[end] in (":", "-", "–", "—", "=", "(") and end + 1 < len(text.words)
        likely = self._sure(text, mention.start) or (
            text.capital(mention.start) and self._strange(text, mention.start)
        )
        if marked or (likely and self._opens(text, end)):
            return self._piece(text, place, leads=True, to=end + 1 if marked else end)
        return None

    def _both_want(self, text: _Text, at: int) -> bool:
        """Tell whether "and Jo wants" follows: then this one wants it too."""
        following = text.mention(at)
        if following is None or not following.cue("and", "sep"):
            return False
        end = self._name_end(text, following.end, 1)
        after = text.mention(end) if end > following.end else None
        if after is not None and after.cue("all"):
            after = text.mention(after.end)
        if after is not None and after.cue("name_after", "takes"):
            return True
        return after is not None and self._both_want(text, end)

    def _possessive(self, text: _Text, at: int) -> Piece | None:
        """Read "Summer's picking it up", "Jo's on coconut"."""
        mention = text.mentions[at]
        written = text.tokens.written[mention.start]
        stem = written[:-1]
        if not written.endswith("s") or not re.search(f"\\b{re.escape(stem)}['’]s\\b", text.whole):
            return None
        named = fold(stem) in self._language.names
        if not (named or (text.capital(mention.start) and not self._known(fold(stem)))):
            return None
        following = text.mention(mention.end)
        to = following.end if following and following.cue("name_after") else mention.end
        return Piece(Role.NAME, mention.start, to, name=stem.capitalize(), leads=True)

    def _opens(self, text: _Text, at: int) -> bool:
        """Tell whether a drink may begin here."""
        following = text.mention(at)
        while following is not None and following.cue("filler") and not following.senses.menu:
            following = text.mention(following.end)
        if following is None:
            return False
        senses = following.senses
        opens = senses.heads or senses.values or senses.number is not None
        return bool(opens) or following.cue("article")

    def _bare(self, text: _Text, at: int) -> Piece | None:
        """Read a name with no cue, after what it is about."""
        start = text.mentions[at].start
        if at == 0:
            return None
        signs = (
            text.mentions[at - 1].cue("sep") and text.capital(start) and self._strange(text, start)
        )
        if not signs and not self._sure(text, start):
            return None
        if text.words[start - 1] in self._language.common and not text.on_menu(start - 1):
            return None
        end = self._name_end(text, start, 1)
        following = text.mention(end)
        closes = following is None or (
            following.cue("sep", "and", "name_sign_off")
            and not (signs and end < len(text.words) - 1)
        )
        return (
            self._piece(text, (start, start, end), leads=False) if end > start and closes else None
        )

    def _joined(self, text: _Text, at: int, last: Piece | None) -> Piece | None:
        """Read the second name of "for Ana and Ben"."""
        mention = text.mentions[at]
        if last is None or not mention.cue("and", "sep") or mention.start != last.end:
            return None
        start = mention.end
        if start >= len(text.words) or len(text.words[start]) < 2:
            return None
        if not (self._sure(text, start) or text.capital(start)):
            return None
        end = self._name_end(text, start, 1)
        following = text.mention(end)
        if end == start or (following is not None and following.cue("name_after")):
            return None
        closes = following is None or not (following.senses.heads or following.senses.menu)
        return self._piece(text, (mention.start, start, end), leads=False) if closes else None

    def _strange(self, text: _Text, at: int) -> bool:
        word = text.words[at]
        return not (self._known(word) or text.on_menu(at)) and len(word) > 1

    def _sure(self, text: _Text, at: int) -> bool:
        """Tell whether a word is a name and nothing else."""
        word = text.words[at]
        if word not in self._language.names or word in self._language.not_names:
            return False
        ordinary = word in self._language.common or text.on_menu(at)
        return not ordinary or (text.capital(at) and at > 0)

    def _followed(self, text: _Text, end: int) -> bool:
        following = text.mention(end)
        return following is not None and (
            following.cue("name_after") or text.words[end] in (":", "-")
        )

    def _name_end(self, text: _Text, start: int, level: int) -> int:
        """Find the end of the name that begins here: a title and up to three words."""
        end = start
        while end < len(text.words) and text.words[end] in self._language.titles:
            end += 1 + (text.words[end + 1 : end + 2] == ["."])
        first = end
        while end < len(text.words) and end - first < _MOST_WORDS:
            if not self._is_name(text, end, level if end == first else 0):
                break
            end += 1
        return end if end > first else start

    def _is_name(self, text: _Text, at: int, level: int) -> bool:
        word = text.words[at]
        named = word in self._language.names
        capital = text.capital(at)
        sure = named and (capital or level > 2)
        if not _lettered(word) or (word in self._language.not_names and not sure):
            return False
        if level > 0 and not capital and text.on_menu(at):
            return named and level > 1
        several = text.mention(at)
        if level == 1 and several is not None and several.senses.menu and several.end > at + 1:
            return False
        if level == 0 and self._hyphened(text, at):
            return True
        if level == 0 and word in self._language.particles and at + 1 < len(text.words):
            return self._is_name(text, at + 1, 1)
        if level == 0 and text.tokens.written[at - 1][:1].isupper() and text.cased and not capital:
            return False
        if level == 0:
            # A second word belongs to the name if nothing else can be made of it.
            before = text.tokens.written[at - 1]
            return (capital and before[:1].isupper() and not text.on_menu(at)) or (
                not self._known(word) and len(word) > 1 and not text.on_menu(at)
            )
        if capital or named or level > 2:
            return True
        return not self._known(word) or (level > 1 and word not in self._language.common)

    def _hyphened(self, text: _Text, at: int) -> bool:
        """Tell whether a word hangs on the one before it: "Soo-jin"."""
        before, word = text.tokens.written[at - 1 : at + 1]
        return f"{before}-{word}" in text.whole

    def _piece(
        self, text: _Text, place: tuple[int, int, int], *, leads: bool, to: int | None = None
    ) -> Piece:
        """Build the piece: from its cue, from the name's first word, to the name's end."""
        cue, start, end = place
        words = [w for w in text.tokens.written[start:end] if w != "."]
        return Piece(Role.NAME, cue, to or end, name=_as_written(words, text.whole), leads=leads)


def _lettered(word: str) -> bool:
    return word[:1].isalpha() and len(word) <= _MOST_LETTERS


def _after_separators(tokens: Tokens, at: int, *, ends: bool) -> int:
    passed = ",:-!.;" if ends else ",:-"
    while at < len(tokens.words) and (tokens.words[at] in passed or tokens.words[at] in _QUOTES):
        at += 1
    return at


def _as_written(words: Sequence[str], text: str) -> str:
    """Write a name with the hyphens and apostrophes it was sent with."""
    letters = [_JOINTS.join(map(re.escape, word)) for word in words]
    found = re.search(_JOINTS.join(letters), text)
    name = " ".join((found.group() if found else " ".join(words)).split())
    if name not in (name.lower(), name.upper()):
        return name
    return re.sub("[^\\W\\d_]+", lambda part: _capital(part.group()), name)


def _capital(word: str) -> str:
    """Begin a word with a capital letter; "JP" stays as it is."""
    return word if word.isupper() and len(word) < 3 else word.capitalize()
