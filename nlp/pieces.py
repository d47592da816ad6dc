"""Small grammar over mentions: "two sugars", "no sugar", "pump of caramel" become one piece."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nlp.lexicon import Kind, Lexicon, Meaning
from nlp.mentions import Mention, Ordinal
from nlp.types import Choice, ExtraMention


class Role(StrEnum):
    """What a piece does in a text."""

    HEAD = "head"  #: an item or a family
    MOD = "mod"  #: something about an item
    NUMBER = "number"
    ORDINAL = "ordinal"
    CUE = "cue"
    NAME = "name"
    WORD = "word"  #: not understood


@dataclass(slots=True)
class Piece:
    """One step of a text as the attachment sees it."""

    role: Role
    start: int
    end: int
    #: HEAD: the item, family or idiom; several where the word is ambiguous.
    heads: Sequence[Meaning] = ()
    #: MOD: the (group, value) it may set; value None says "nothing special".
    options: Sequence[tuple[str, Choice | None]] = ()
    #: MOD: a group merely named.
    bare: str | None = None
    #: MOD: all that an idiom sets.
    sets: Mapping[str, Choice] = field(default_factory=dict)
    extras: Sequence[ExtraMention] = ()
    note: str | None = None
    negated: bool = False
    #: MOD: set by declining; a value said in full outweighs it.
    weak: bool = False
    value: float = 0
    cue: str = ""
    name: str = ""
    #: NAME: it stands before what it is about.
    leads: bool = False
    #: MOD: said after "with".
    joined: bool = False


_SKIPPED = ("filler",)
#: Cues in the order in which they are looked for in an ambiguous word.
_CUES = (
    "sep", "without", "not", "with", "each", "all", "other", "pronoun", "more", "sorry", "change",
    "adds", "remove", "and", "or", "times", "article", "none", "same", "generic", "end", "fine",
)  # fmt: skip


class Grammar:
    """Builds pieces from mentions for one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        groups = lexicon.groups.items()
        #: The group that a bare number after "with" counts.
        self.counted = next((name for name, group in groups if group.kind == "count"), None)

    def pieces(self, mentions: Sequence[Mention], names: dict[int, Piece]) -> list[Piece]:
        """Build the pieces of a text; `names` are pieces by their first token."""
        walk = _Walk(self._lexicon, self.counted, [m for m in mentions if not _skipped(m)], names)
        return walk.run()


def _skipped(mention: Mention) -> bool:
    return mention.cue(*_SKIPPED) and len(mention.senses) == 1


@dataclass(slots=True)
class _Walk:
    """One pass over the mentions of a text."""

    lexicon: Lexicon
    counted: str | None
    mentions: Sequence[Mention]
    names: dict[int, Piece]
    at: int = 0
    out: list[Piece] = field(default_factory=list)

    def run(self) -> list[Piece]:
        while self.at < len(self.mentions):
            self.step(self.mentions[self.at])
        return self.out

    def step(self, mention: Mention) -> None:
        if mention.start in self.names:
            piece = self.names[mention.start]
            self.out.append(piece)
            while self.at < len(self.mentions) and self.mentions[self.at].start < piece.end:
                self.at += 1
        elif not (self.number(mention) or self.refusal(mention) or self.amount(mention)):
            self.plain(mention)

    def peek(self, ahead: int) -> Mention | None:
        at = self.at + ahead
        if at >= len(self.mentions) or self.mentions[at].start in self.names:
            return None
        return self.mentions[at]

    def emit(self, taken: int, piece: Piece) -> bool:
        piece.start = self.mentions[self.at].start
        piece.end = self.mentions[self.at + taken - 1].end
        piece.joined = bool(self.out) and self.out[-1].cue == "with"
        self.at += taken
        self.out.append(piece)
        return True

    def skip(self, ahead: int, *cues: str) -> int:
        """Step over cues that carry nothing here."""
        while (m := self.peek(ahead)) is not None and m.cue(*cues) and not m.meanings(*Kind):
            ahead += 1
        return ahead

    # numbers

    def number(self, mention: Mention) -> bool:
        value = mention.number
        if value is None:
            return False
        ahead = 1
        while (m := self.peek(ahead)) and m.number and _compounds(value, m.number):
            value = value * 100 if m.number == 100 else value + m.number
            ahead += 1
        after = self.skip(ahead, "times")
        return (
            self.count(value, after)
            or self.measured(value, self.skip(ahead, "article"))
            or self.with_number(value, ahead)
            or self.measure(ahead)
            or self.emit(ahead, Piece(Role.NUMBER, 0, 0, value=value))
        )

    def measure(self, ahead: int) -> bool:
        """Read "25 mins": no number of cups."""
        unit = self.peek(ahead)
        if unit is None or not unit.cue("unit"):
            return False
        return self.emit(ahead + 1, Piece(Role.CUE, 0, 0, cue="unit"))

    def count(self, value: float, ahead: int) -> bool:
        """Read "two sugars", "2 equal"."""
        ahead = self.skip(ahead, "article")
        following = self.peek(ahead)
        if following is None:
            return False
        for meaning in following.meanings(Kind.GROUP, Kind.VALUE):
            group = self.lexicon.groups[meaning.name]
            if group.kind == "count":
                choice = meaning.value if meaning.kind is Kind.VALUE else _count(value, group.amounts)
                return self.emit(ahead + 1, _mod((meaning.name, choice)))
        return False

    def measured(self, count: float | None, ahead: int) -> bool:
        """Read "two pumps of caramel", "2 marshmallows"."""
        measure = self.peek(ahead)
        if measure is None:
            return False
        after = ahead
        if measure.meanings(Kind.MEASURE):
            after = self.skip(ahead + 1, "article", "filler")
        thing = self.peek(after)
        extras = thing.meanings(Kind.EXTRA) if thing else []
        if not extras or (after == ahead and not self.counts_extra(extras[0], after)):
            return False
        number = int(count) if count is not None and count >= 1 else None
        if extras[0].name not in self.lexicon.countable:
            number = None
        return self.emit(after + 1, _extra(extras[0].name, count=number))

    def counts_extra(self, extra: Meaning, ahead: int) -> bool:
        """Tell "2 marshmallows" from "2 vanilla lattes"."""
        if extra.name not in self.lexicon.countable:
            return False
        following = self.peek(ahead + 1)
        heads = following.meanings(Kind.ITEM, Kind.FAMILY) if following else []
        return not heads and any(p.role is Role.HEAD for p in self.out)

    def with_number(self, value: float, ahead: int) -> bool:
        """Read "white with two" as a count of what the menu counts."""
        if self.counted is None or not self.out or self.out[-1].cue != "with":
            return False
        following = self.peek(ahead)
        if following is not None and not following.cue("sep", "and", "sorry", "end", "each"):
            return False
        amounts = self.lexicon.groups[self.counted].amounts
        return self.emit(ahead, _mod((self.counted, _count(value, amounts))))

    # refusals

    def refusal(self, mention: Mention) -> bool:
        none = mention.cue("none")
        if not (mention.cue("without", "not") or none) or mention.meanings(*Kind):
            return False
        ahead = self.skip(1, "article", "filler", "with", "more", "without")
        following = self.peek(ahead)
        if following is None or not following.meanings(*Kind) or following.cue("sep"):
            return self.nothing(none or mention.cue("without"))
        return self.declined(following, ahead)

    def nothing(self, declines: bool) -> bool:
        """Read "with none", "1 w/o": without what was last spoken of, or what is counted."""
        joined = bool(self.out) and self.out[-1].cue == "with"
        groups = [o[0] for p in self.out for o in p.options if self.declines(o[0]) is not None]
        numbered = bool(self.out) and self.out[-1].role is Role.NUMBER
        if not declines or not (joined or (groups and numbered)):
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        group = groups[-1] if groups else self.counted
        if group is None:
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        return self.emit(1, _mod((group, self.declines(group))))

    def declines(self, group: str) -> Choice | None:
        return self.lexicon.groups[group].declined

    def declined(self, thing: Mention, ahead: int) -> bool:
        """Read "no sugar", "not decaf", "without cinnamon"."""
        if groups := thing.meanings(Kind.GROUP):
            name = groups[0].name
            if (value := self.declines(name)) is not None:
                return self.emit(ahead + 1, _mod((name, value), weak=True))
        if extras := thing.meanings(Kind.EXTRA):
            refused = ExtraMention(extras[0].name, declined=True)
            return self.emit(ahead + 1, Piece(Role.MOD, 0, 0, extras=(refused,)))
        if values := thing.meanings(Kind.VALUE):
            taken = ahead + 1 + self.absorbs(ahead + 1, values)
            options = [(m.name, m.value) for m in values]
            return self.emit(taken, Piece(Role.MOD, 0, 0, options=options, negated=True))
        return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))

    # amounts

    def amount(self, mention: Mention) -> bool:
        """Read "extra caramel", "light cinnamon"."""
        amounts = [name for name in ("extra", "light") if mention.cue(f"amount_{name}")]
        if not amounts:
            return False
        following = self.peek(1)
        extras = following.meanings(Kind.EXTRA) if following else []
        if extras and extras[0].name in self.lexicon.qualifiable:
            return self.emit(2, _extra(extras[0].name, amount=amounts[0]))
        return False

    # everything else

    def plain(self, mention: Mention) -> None:
        if mention.meanings(Kind.MEASURE) and self.measured(None, 0):
            return
        heads = mention.meanings(Kind.ITEM, Kind.FAMILY, Kind.IDIOM)
        extras = mention.meanings(Kind.EXTRA)
        values = mention.meanings(Kind.VALUE, Kind.PLAIN)
        if heads and not heads[0].name:
            added = [ExtraMention(name) for name in heads[0].extras]
            self.emit(1, Piece(Role.MOD, 0, 0, sets=heads[0].options, extras=added))
        elif heads and not ((extras or values) and self.beside_head()):
            self.emit(1, Piece(Role.HEAD, 0, 0, heads=heads, options=_options(mention)))
        elif extras:
            self.emit(1, _extra(extras[0].name))
        elif values:
            taken = 1 + self.absorbs(1, values)
            self.emit(taken, Piece(Role.MOD, 0, 0, options=self.narrowed(mention, taken)))
        elif mention.meanings(Kind.GROUP):
            self.group(mention.meanings(Kind.GROUP)[0].name)
        elif mention.meanings(Kind.NOTE):
            self.emit(1, Piece(Role.MOD, 0, 0, note=mention.meanings(Kind.NOTE)[0].name))
        else:
            self.other(mention)

    def beside_head(self) -> bool:
        """Tell whether an item stands beside, so that the word can be something added to it."""
        if self.out and (self.out[-1].cue == "with" or self.out[-1].role is Role.HEAD):
            return True
        following = self.peek(1)
        if following is not None and following.meanings(Kind.ITEM):
            return True
        last = self.out[-1].cue if self.out else ""
        return last == "and" and any(p.extras for p in self.out[-2:])

    def absorbs(self, ahead: int, values: Sequence[Meaning]) -> int:
        """Count the words of the group that follow its value: "oat milk"."""
        following = self.peek(ahead)
        named = following.meanings(Kind.GROUP) if following else []
        return int(any(m.name == v.name for m in named for v in values))

    def narrowed(self, mention: Mention, taken: int) -> list[tuple[str, Choice | None]]:
        options = _options(mention)
        if taken == 1:
            return options
        following = self.mentions[self.at + 1].meanings(Kind.GROUP)
        return [o for o in options if o[0] == following[0].name]

    def group(self, name: str) -> None:
        if self.lexicon.groups[name].kind != "count":
            self.emit(1, Piece(Role.MOD, 0, 0, bare=name))
            return
        ahead = self.skip(1, "times", "sep")
        number = self.peek(ahead)
        beyond = self.peek(ahead + 1)
        ends = beyond is None or beyond.cue("sep", "and", "end", "each")
        if number is not None and number.number is not None and ends and ahead <= 2:
            amounts = self.lexicon.groups[name].amounts
            self.emit(ahead + 1, _mod((name, _count(number.number, amounts))))
        else:
            self.emit(1, _mod((name, 1)))

    def other(self, mention: Mention) -> None:
        ordinal = next((s for s in mention.senses if isinstance(s, Ordinal)), None)
        if ordinal:
            self.emit(1, Piece(Role.ORDINAL, 0, 0, value=ordinal.place))
            return
        cue = next((c for c in _CUES if mention.cue(c)), "")
        role = Role.CUE if mention.senses else Role.WORD
        self.emit(1, Piece(role, 0, 0, cue=cue))


def _options(mention: Mention) -> list[tuple[str, Choice | None]]:
    return [(m.name, m.value) for m in mention.meanings(Kind.VALUE, Kind.PLAIN)]


def _mod(option: tuple[str, Choice | None], *, weak: bool = False) -> Piece:
    return Piece(Role.MOD, 0, 0, options=(option,), weak=weak)


def _extra(name: str, *, count: int | None = None, amount: str | None = None) -> Piece:
    return Piece(Role.MOD, 0, 0, extras=(ExtraMention(name, count, amount),))


def _count(value: float, amounts: object) -> Choice:
    if isinstance(amounts, dict) and value in amounts:
        return str(amounts[value])
    return int(value) if value == int(value) else value


def _compounds(value: float, following: float) -> bool:
    """Tell whether "twenty five" or "two hundred" is one number."""
    tens = value >= 20 and value % 10 == 0 and following < 10
    return (tens and following >= 1) or (following == 100 and value < 10)
