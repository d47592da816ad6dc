"""People's names in a text: after a cue, as a sign-off, before or after what they drink."""

from collections.abc import Callable, Mapping, Sequence, Set

from nlp.language import Language
from nlp.mentions import Mention
from nlp.name_answers import QUOTES
from nlp.name_words import NameText, NameWords, as_written, lettered
from nlp.pieces import Piece, Role
from nlp.tokens import Reader, Tokens, fold

#: Cues that lead to a name.
_LEADING = frozenset({"name_strong", "name_before", "name_sign_off", "name_weak"})
#: What a name is written together with, after an apostrophe.
_CONTRACTED = ("s", "ll", "d")


class Namer(NameWords):
    """Finds names by the cues of one language."""

    def __init__(self, language: Language, known: Callable[[str], bool], reader: Reader) -> None:
        super().__init__(language, known)
        #: "for", in each way it is written.
        self._whose = {w[0] for word in language.whose for w in reader.spellings(word)}
        self._openers = self._whose | {*language.selves, *language.titles, *language.whose_digits}

    def find(self, tokens: Tokens, mentions: Sequence[Mention], text: str) -> dict[int, Piece]:
        """Find the names of a text, by the token at which each piece begins."""
        by_token: list[Mention | None] = [None] * len(tokens.words)
        for mention in mentions:
            by_token[mention.start : mention.end] = [mention] * (mention.end - mention.start)
        written = [w for w in tokens.written if lettered(w)]
        capitals = sum(w[:1].isupper() for w in written)
        nouns = self._language.capital_nouns
        cased = nouns or capitals * 2 <= len(written) + 1
        read = NameText(tokens, mentions, cased, by_token, text, nouns, self._known)
        found: dict[int, Piece] = {}
        taken, last = 0, None
        denied: set[str] = set()
        for at, mention in enumerate(mentions):
            if mention.start < taken:
                continue
            if mention.cue("not") and (end := self.name_end(read, mention.end, 1)) > mention.end:
                # "Bryony, not Brian": what is denied is no name of this order.
                found[mention.start] = Piece(Role.CUE, mention.start, end, cue="not_name")
                denied.add(" ".join(tokens.words[mention.end : end]))
                taken = end
                continue
            begins = self._may_begin(read, mention)
            piece = (self._one(read, at) if begins else None) or self._joined(read, at, last)
            if piece is not None:
                found[piece.start] = last = piece
                taken = piece.end
        if denied:
            _without(denied, found)
        others = [p for p in found.values() if self._another(read, p)]
        for mention in mentions if others else ():
            if mention.cue("speaker") and _orders_too(mention, others, mentions):
                found[mention.start] = Piece(Role.NAME, mention.start, mention.end, leads=True)
        return found

    def _may_begin(self, text: NameText, mention: Mention) -> bool:
        """Tell whether a name or what leads to one may stand here: with most words it cannot."""
        word, written = text.words[mention.start], text.tokens.written[mention.start]
        return (
            written[:1].isupper()
            or word in self._openers
            or word in self._language.names
            or not mention.senses.cues.isdisjoint(_LEADING)
            or not self._known(word)
        )

    def _another(self, text: NameText, piece: Piece) -> bool:
        """Tell whether it is the name of somebody a drink is for."""
        return bool(piece.name) and (piece.leads or text.words[piece.start] in self._whose)

    def _one(self, text: NameText, at: int) -> Piece | None:
        return (
            self._own(text, at)
            or self._possessive(text, at)
            or self._cued(text, at)
            or self._leading(text, at)
            or self._bare(text, at)
        )

    def _own(self, text: NameText, at: int) -> Piece | None:
        """Read "for me" as the speaker, and "me (Kel)" as Kel."""
        mention = text.mentions[at]
        whose = text.words[mention.start] in self._whose
        me = mention.end if whose else mention.start
        if text.words[me : me + 1] and text.words[me] in self._language.selves:
            start = me + 2
            if text.words[me + 1 : start] == ["("]:
                end = self.name_end(text, start, 2)
                if end > start and text.words[end : end + 1] == [")"]:
                    return self._piece(text, (mention.start, start, end), leads=not whose)
            return Piece(Role.NAME, mention.start, me + 1) if whose else None
        return None

    def _cued(self, text: NameText, at: int) -> Piece | None:
        """Read "for Rose", "name is Thuy Tran", "thanks, Tom"."""
        mention = text.mentions[at]
        strong = mention.cue("name_strong")
        whose = text.words[mention.start] in self._whose
        numbered = at > 0 and self._stands_for(text, mention)
        if not (strong or numbered or mention.cue("name_before", "name_sign_off", "name_weak")):
            return None
        start = _after_separators(text.tokens, mention.end, ends=mention.cue("name_sign_off"))
        if mention.cue("name_sign_off") and not self.ends(text, start):
            return None
        start = self.past_epithets(text, start)
        level = 3 if strong and self.closes_soon(text, start) else 2 if strong or whose else 1
        end = self.name_end(text, start, level)
        following = text.mention(end)
        if whose and following is not None and following.senses.heads and not text.capital(start):
            return None  # "thanks for yesterdays coffee"
        if end == start or (mention.cue("name_weak") and not self.sure(text, start)):
            return None
        leads = not strong and (
            self._for_first(text, at, end) if whose else self._followed(text, end)
        )
        piece = self._piece(text, (mention.start, start, end), leads=leads)
        piece.whole = strong
        return piece

    def _for_first(self, text: NameText, at: int, end: int) -> bool:
        """Tell whether this person's drink follows: "for Tom a latte, for Ana a tea"."""
        before = text.mentions[:at]
        begins = not before or before[-1].cue("sep", "and") or not before[-1].understood
        named = [m for m in before if m.senses.heads]
        first = not named or any(text.words[m.start] in self._whose for m in before[:3])
        marked = text.words[end : end + 1] == [":"]
        return bool(begins and first) and (marked or self._opens(text, end))

    def _stands_for(self, text: NameText, mention: Mention) -> bool:
        """Read "latte 4 jazz" as for Jazz."""
        written = text.tokens.written[mention.start]
        after = mention.end
        if written not in self._language.whose_digits or after >= len(text.words):
            return False
        following = text.words[after]
        if not lettered(following) or text.on_menu(after):
            return False
        strange = text.capital(after) or not self._known(following)
        behind = text.mention(mention.start - 1)
        strange = strange and behind is not None and (behind.senses.menu or behind.cue("sep"))
        return following in self._language.names or strange

    def _leading(self, text: NameText, at: int) -> Piece | None:
        """Read "Steve: latte", "Rose wants a cap", at the beginning of a clause."""
        mention = text.mentions[at]
        begins = at == 0 or text.mentions[at - 1].cue("sep", "and")
        end = self.name_end(text, mention.start, 1)
        following = text.mention(end)
        if begins and end > mention.start and self._both_want(text, end):
            return self._piece(text, (mention.start, mention.start, end), leads=True)
        if end == mention.start or following is None:
            return None
        place = (mention.start, mention.start, end)
        if following.cue("all") and (after := text.mention(following.end)):
            following = after
        if following.cue("name_after"):
            said = self._ordinary(text, mention.start)
            return None if said else self._piece(text, place, leads=True, to=following.end)
        if not begins:
            return None
        if following.cue("name_weak") and text.words[mention.start] in self._language.names:
            return self._piece(text, place, leads=True)  # "Grace from sales"
        if at == 0 and following.cue("sep") and self._signs_first(text, mention.start, following):
            return self._piece(text, place, leads=True, to=following.end)
        marked = text.words[end] in (":", "-", "–", "—", "=", "(") and end + 1 < len(text.words)
        likely = self.sure(text, mention.start) or (
            text.capital(mention.start) and self.strange(text, mention.start)
        )
        if marked or (likely and self._opens(text, end)):
            return self._piece(text, place, leads=True, to=end + 1 if marked else end)
        return None

    def _signs_first(self, text: NameText, at: int, comma: Mention) -> bool:
        """Tell whether "Steve, two lattes" begins with a name, and not with a mistyped hello."""
        titled = text.words[at] in self._language.titles
        return (titled or self.sure(text, at)) and self._opens(text, comma.end)

    def _ordinary(self, text: NameText, at: int) -> bool:
        """Tell whether a word is no name, though a verb follows: "Please get me"."""
        word = text.words[at]
        return word in self._language.common and word not in self._language.names

    def _both_want(self, text: NameText, at: int) -> bool:
        """Tell whether "and Jo wants" follows: then this one wants it too."""
        following = text.mention(at)
        if following is None or not following.cue("and", "sep"):
            return False
        end = self.name_end(text, following.end, 1)
        after = text.mention(end) if end > following.end else None
        if after is not None and after.cue("all"):
            after = text.mention(after.end)
        if after is not None and after.cue("name_after", "takes"):
            return True
        return after is not None and self._both_want(text, end)

    def _possessive(self, text: NameText, at: int) -> Piece | None:
        """Read "Summer's picking it up", "Jo's on coconut", "Dev'll have"."""
        mention = text.mentions[at]
        stem = _stem(text.tokens.written[mention.start], text.whole)
        if stem is None:
            return None
        named = fold(stem) in self._language.names
        if not (named or (text.capital(mention.start) and not self._known(fold(stem)))):
            return None
        following = text.mention(mention.end)
        to = following.end if following and following.cue("name_after") else mention.end
        return Piece(Role.NAME, mention.start, to, name=stem.capitalize(), leads=True)

    def _opens(self, text: NameText, at: int) -> bool:
        """Tell whether a drink may begin here."""
        following = text.mention(at)
        while following is not None and following.cue("filler") and not following.senses.menu:
            following = text.mention(following.end)
        if following is None:
            return False
        senses = following.senses
        opens = senses.heads or senses.values or senses.number is not None
        return bool(opens) or following.cue("article", "same")

    def _bare(self, text: NameText, at: int) -> Piece | None:
        """Read a name with no cue, after what it is about."""
        start = text.mentions[at].start
        if at == 0:
            return None
        last = start == len(text.words) - 1 and text.on_menu(start - 1)
        parted = text.mentions[at - 1].cue("sep", "sorry") or last
        signs = parted and text.capital(start) and self.strange(text, start)
        if not signs and not self.sure(text, start):
            return None
        talk = text.words[start - 1] in self._language.common and not text.on_menu(start - 1)
        if talk and not text.mentions[at - 1].cue("sorry"):
            return None
        end = self.name_end(text, start, 1)
        following = text.mention(end)
        closes = following is None or (
            following.cue("sep", "and", "with", "name_sign_off")
            and not (signs and end < len(text.words) - 1)
        )
        return (
            self._piece(text, (start, start, end), leads=False) if end > start and closes else None
        )

    def _joined(self, text: NameText, at: int, last: Piece | None) -> Piece | None:
        """Read the second name of "for Ana and Ben"."""
        mention = text.mentions[at]
        if last is None or not mention.cue("and", "sep") or mention.start != last.end:
            return None
        start = mention.end
        if start >= len(text.words) or len(text.words[start]) < 2:
            return None
        if not (self.sure(text, start) or text.capital(start)):
            return None
        if _stem(text.tokens.written[start], text.whole):
            return None  # "for Ana. Ben's with soy"
        end = self.name_end(text, start, 1)
        following = text.mention(end)
        if end == start or (following is not None and following.cue("name_after")):
            return None
        closes = following is None or not (following.senses.heads or following.senses.menu)
        return self._piece(text, (mention.start, start, end), leads=False) if closes else None

    def _followed(self, text: NameText, end: int) -> bool:
        following = text.mention(end)
        return following is not None and (
            following.cue("name_after") or text.words[end] in (":", "-")
        )

    def _piece(
        self, text: NameText, place: tuple[int, int, int], *, leads: bool, to: int | None = None
    ) -> Piece:
        """Build the piece: from its cue, from the name's first word, to the name's end."""
        cue, start, end = place
        words = [w for w in text.tokens.written[start:end] if w != "."]
        return Piece(Role.NAME, cue, to or end, name=as_written(words, text.whole), leads=leads)


def _without(denied: Set[str], found: Mapping[int, Piece]) -> None:
    """Leave out the first name of "for Ewan, no, not Ewan, Isla", where there is another."""
    names = [p for p in found.values() if p.role is Role.NAME]
    gone = [p for p in names if fold(p.name) in denied]
    for piece in gone if len(gone) < len(names) else ():
        piece.role, piece.cue = Role.CUE, "not_name"


def _orders_too(speaker: Mention, others: Sequence[Piece], mentions: Sequence[Mention]) -> bool:
    """Tell whether the speaker orders beside others: "Jo wants a tea, I'll have a mocha"."""
    drinks = [m.start for m in mentions if m.senses.heads]
    before = any(drink < speaker.start for drink in drinks)
    if not any(drink > speaker.start for drink in drinks):
        return False
    return any(
        before
        if other.end <= speaker.start
        else any(speaker.end <= drink < other.start for drink in drinks)
        for other in others
    )


def _stem(written: str, text: str) -> str | None:
    """Give what stands before the apostrophe of "Jo's" and "Dev'll"."""
    for ending in _CONTRACTED:
        stem = written.removesuffix(ending)
        if stem != written and any(f"{stem}{mark}{ending}" in text for mark in "'’"):
            return stem
    return None


def _after_separators(tokens: Tokens, at: int, *, ends: bool) -> int:
    passed = ",:-!.;" if ends else ",:-"
    while at < len(tokens.words) and (tokens.words[at] in passed or tokens.words[at] in QUOTES):
        at += 1
    return at
