"""Small grammar over mentions: "two sugars", "no sugar", "pump of caramel" become one piece."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from nlp.lexicon import Kind, Lexicon, Meaning
from nlp.mentions import Mention
from nlp.pieces import Piece, Role, compound, compounds, counted, extra, option, options_of
from nlp.types import Choice, ExtraMention

#: Half a cup is never ordered: up to this many it is a count with a half, beyond it a time.
_MOST_HALVES = 6
_SKIPPED = frozenset({"filler", "definite"})
#: Cues in the order in which they are looked for in an ambiguous word.
_CUES = (
    "sep", "without", "not", "with", "each", "all", "other", "pronoun", "more", "sorry", "change",
    "swap", "adds", "remove", "and", "or", "times", "article", "none", "same", "generic", "end",
    "fine", "place", "into", "at", "except", "thing", "gone", "possessor",
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
        told = [m for m in mentions if m.start in names or not _skipped(m)]
        definite = {m.end for m in mentions if m.cue("definite")}
        return _Walk(self._lexicon, self.counted, told, names, definite).run()


def _skipped(mention: Mention) -> bool:
    return mention.cue("filler") and mention.senses.cues <= _SKIPPED and not mention.senses.menu


@dataclass(slots=True)
class _Walk:
    """One pass over the mentions of a text."""

    lexicon: Lexicon
    counted: str | None
    mentions: Sequence[Mention]
    names: dict[int, Piece]
    #: Tokens behind "the" and its like.
    definite: Set[int]
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
        elif not (self.fraction(mention) or self.number(mention) or self.cued(mention)):
            self.plain(mention)

    def cued(self, mention: Mention) -> bool:
        return bool(mention.senses.cues) and (
            self.denial(mention) or self.refusal(mention) or self.amount(mention)
        )

    def peek(self, ahead: int) -> Mention | None:
        at = self.at + ahead
        if at >= len(self.mentions) or self.mentions[at].start in self.names:
            return None
        return self.mentions[at]

    def emit(self, taken: int, piece: Piece) -> bool:
        piece.start = self.mentions[self.at].start
        piece.end = self.mentions[self.at + taken - 1].end
        piece.definite = piece.start in self.definite
        piece.joined = bool(self.out) and self.out[-1].cue in ("with", "into")
        self.at += taken
        self.out.append(piece)
        return True

    def skip(self, ahead: int, *cues: str) -> int:
        """Step over cues that carry nothing here."""
        while (m := self.peek(ahead)) is not None and m.cue(*cues) and not m.senses.menu:
            ahead += 1
        return ahead

    # numbers

    def number(self, mention: Mention) -> bool:
        value = mention.senses.number
        if value is None:
            return False
        if self.out and self.out[-1].cue == "place":
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="unit"))
        ahead = 1
        while (m := self.peek(ahead)) and compounds(value, m.senses.number):
            value = compound(value, m.senses.number or 0)
            ahead += 1
        if (half := self.and_a_half(ahead)) is not None:
            value, ahead = value + 0.5, half
            if self.mentions[self.at + half - 1].senses.menu:
                return self.emit(half, option((self.counted or "", value)))
        if self.for_so_many(ahead):
            self.out[-1].cue = "times"
        if value != int(value):
            return self.half(value, ahead)
        if self.no_quantity(ahead):
            return self.emit(ahead, Piece(Role.CUE, 0, 0, cue="unit"))
        if self.recounts(ahead):
            return self.emit(ahead, option((self.counted or "", self.amounts(value))))
        if self.pronoun_one(mention, ahead):
            return self.emit(ahead, Piece(Role.CUE, 0, 0, cue="generic"))
        if self.counts_into(ahead):
            return self.emit(ahead, option((self.counted or "", self.amounts(value))))
        after = self.skip(ahead, "times")
        return (
            self.count(value, after)
            or self.measured(value, self.skip(ahead, "article"))
            or self.with_number(value, ahead)
            or self.measure(ahead)
            or self.emit(ahead, Piece(Role.NUMBER, 0, 0, value=value))
        )

    def half(self, value: float, ahead: int) -> bool:
        """Read "1/2" as a count of what the menu counts, and "9.30" as a time."""
        if self.counted is None or (2 * value) % 1 or value > _MOST_HALVES:
            return self.emit(ahead, Piece(Role.CUE, 0, 0, cue="unit"))
        thing = self.peek(self.skip(ahead, "article"))
        if thing is not None and any(g.name == self.counted for g in thing.senses.groups):
            return self.count(value, ahead)
        return self.emit(ahead, option((self.counted or "", self.amounts(value))))

    def fraction(self, mention: Mention) -> bool:
        """Read "half of them decaf", "half oat, half soy" as a part of what was counted."""
        counted = any(p.role is Role.NUMBER for p in self.out)
        if not mention.cue("half") or not counted:
            return False
        following = self.peek(1)
        if following is None or not (following.cue("pronoun") or following.senses.values):
            return False
        return self.emit(1, Piece(Role.CUE, 0, 0, cue="half"))

    def and_a_half(self, ahead: int) -> int | None:
        """Find the end of "one and a half", "1 and 1/2"."""
        joint = self.peek(ahead)
        if joint is None or not joint.cue("and"):
            return None
        after = self.skip(ahead + 1, "article")
        half = self.peek(after)
        halves = half is not None and (half.senses.number == 0.5 or half.cue("half"))
        counts = half is not None and any(
            v.name == self.counted and v.value == self.amounts(0.5) for v in half.senses.values
        )
        return after + 1 if halves or counts else None

    def no_quantity(self, ahead: int) -> bool:
        """Tell whether a number is a time or an age: "in 5", "at 11", "I'm 82"."""
        before = self.mentions[self.at - 1] if self.at else None
        if before is None or before.senses.menu or not before.cue("into", "at", "am"):
            return False
        following = self.peek(ahead)
        goes_on = following is not None and (
            following.senses.menu or following.cue("pronoun", "with", "each", "times")
        )
        return not goes_on

    def for_so_many(self, ahead: int) -> bool:
        """Tell whether a number says for how many: "tea for two"."""
        before = self.mentions[self.at - 1] if self.at and self.out else None
        return before is not None and before.cue("name_whose") and self.closes(ahead)

    def recounts(self, ahead: int) -> bool:
        """Read "with 2 sugars, actually just 1"."""
        if len(self.out) < 2 or self.out[-1].cue != "sorry" or not self.closes(ahead):
            return False
        said = [p for p in self.out[:-1] if p.role is not Role.CUE]
        return bool(said) and any(group == self.counted for group, _ in said[-1].options)

    def pronoun_one(self, mention: Mention, ahead: int) -> bool:
        """Tell "the large one" from "large, one with oat"."""
        said = self.out[-1].role in (Role.MOD, Role.HEAD) if self.out else False
        following = self.peek(ahead)
        goes_on = following is not None and (
            following.senses.menu or following.cue("with", "times", "pronoun")
        )
        return mention.senses.one and said and not goes_on

    def closes(self, ahead: int) -> bool:
        """Tell whether a clause ends here."""
        following = self.peek(ahead)
        return following is None or following.cue("sep", "end", "and", "unit", "name_sign_off")

    def counts_into(self, ahead: int) -> bool:
        """Tell whether a number is of what the menu counts: "3 in the latte"."""
        into, inside = self.peek(ahead), self.peek(ahead + 1)
        if self.counted is None or into is None or inside is None or not into.cue("into"):
            return False
        after = self.skip(ahead + 1, "article", "filler")
        while (described := self.peek(after)) and described.senses.values:
            after += 1
        inside = self.peek(after)
        return inside is not None and bool(inside.senses.heads or inside.senses.one)

    def amounts(self, value: float) -> Choice:
        return counted(value, self.lexicon.groups[self.counted or ""].amounts)

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
        for meaning in (*following.senses.groups, *following.senses.values):
            group = self.lexicon.groups[meaning.name]
            if group.kind == "count":
                choice = (
                    meaning.value if meaning.kind is Kind.VALUE else counted(value, group.amounts)
                )
                return self.emit(ahead + 1, option((meaning.name, choice)))
        return False

    def measured(self, count: float | None, ahead: int) -> bool:
        """Read "two pumps of caramel", "2 marshmallows"."""
        measure = self.peek(ahead)
        if measure is None:
            return False
        after = ahead
        if measure.senses.measured or self.measures(ahead):
            after = self.skip(ahead + 1, "article", "filler")
        thing = self.peek(after)
        extras = thing.senses.extras if thing else ()
        if not extras or (after == ahead and not self.counts_extra(extras[0], after)):
            return False
        number = int(count) if count is not None and count >= 1 else None
        if extras[0].name not in self.lexicon.countable:
            number = None
        return self.emit(after + 1, extra(extras[0].name, count=number))

    def measures(self, ahead: int) -> bool:
        """Read "a shot of honey" as honey where a shot alone is an extra too."""
        measure, thing = self.peek(ahead), self.peek(ahead + 1)
        if measure is None or thing is None or not (measure.senses.extras and thing.senses.extras):
            return False
        return thing.start == measure.end + 1 and measure.senses.extras != thing.senses.extras

    def counts_extra(self, extra: Meaning, ahead: int) -> bool:
        """Tell "2 marshmallows" from "2 vanilla lattes"."""
        thing = self.peek(ahead)
        if extra.name not in self.lexicon.countable or (thing and thing.senses.heads):
            return False
        following = self.peek(ahead + 1)
        heads = [h for h in following.senses.heads if h.kind is not Kind.IDIOM] if following else []
        return not heads and any(p.role is Role.HEAD for p in self.out)

    def with_number(self, value: float, ahead: int) -> bool:
        """Read "white with two" as a count of what the menu counts."""
        if self.counted is None or not self.out:
            return False
        if not (self.out[-1].cue == "with" or self.milky()):
            return False
        following = self.peek(ahead)
        if following is not None and not following.cue("sep", "and", "sorry", "end", "each"):
            return False
        return self.emit(ahead, option((self.counted, self.amounts(value))))

    def milky(self) -> bool:
        """Tell whether "and one" follows what is said of a drink before its sugars: "milk and one"."""
        if len(self.out) < 2 or self.out[-1].cue != "and":
            return False
        before = self.out[-2]
        if before.role is Role.HEAD:
            return (self.mentions[self.at].senses.number or 0) > 1
        return before.bare is not None or any(
            self.lexicon.groups[g].kind == "choice" and self.declines(g) is not None
            for g, _ in before.options
        )

    # refusals

    def denial(self, mention: Mention) -> bool:
        """Read "a macchiato, no, piccolo" and "two not ten": the one is taken back."""
        if not self.out:
            return False
        following = self.peek(1)
        number = following.senses.number if following else None
        if mention.cue("not") and number is not None and self.counted_before():
            behind = self.peek(2)
            counts = behind is not None and any(
                g.name == self.counted for g in behind.senses.groups
            )
            return self.emit(3 if counts else 2, Piece(Role.CUE, 0, 0, cue="unit"))
        if not mention.cue("deny") or following is None:
            return False
        after = self.peek(self.skip(1, "sep"))
        heads = bool(after and after.senses.heads) and any(p.role is Role.HEAD for p in self.out)
        if heads or (following.cue("sep") and self.says_more(after)):
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="sorry"))
        return False

    def counted_before(self) -> bool:
        groups = {group for p in self.out for group, _ in p.options}
        return self.counted in groups or any(p.role is Role.NUMBER for p in self.out)

    def says_more(self, after: Mention | None) -> bool:
        described = any(p.role in (Role.MOD, Role.HEAD) for p in self.out)
        begins = after is not None and (after.senses.menu or after.senses.number is not None)
        return described and begins

    def refusal(self, mention: Mention) -> bool:
        none, removes = mention.cue("none"), mention.cue("remove")
        if not (mention.cue("without", "not") or none or removes) or mention.senses.menu:
            return False
        ahead = self.skip(1, "article", "filler", "with", "more", "without", "pronoun", "takes")
        following = self.peek(ahead)
        named = following is not None and following.senses.menu
        if removes and (following is None or not named or following.senses.heads):
            return False
        if following is None or not named or following.cue("sep"):
            return self.nothing(none or mention.cue("without"))
        return self.declined(following, ahead)

    def nothing(self, declines: bool) -> bool:
        """Read "with none", "1 w/o": without what was last spoken of, or what is counted."""
        joined = bool(self.out) and self.out[-1].cue == "with"
        if declines and (added := self.contrasted_extra()):
            return self.emit(1, Piece(Role.MOD, 0, 0, extras=(added,)))
        groups = [o[0] for p in self.out for o in p.options if self.declines(o[0]) is not None]
        numbered = bool(self.out) and self.out[-1].role is Role.NUMBER
        if not declines or not (joined or (groups and numbered)):
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        group = groups[-1] if groups else self.counted
        if group is None:
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        return self.emit(1, option((group, self.declines(group))))

    def contrasted_extra(self) -> ExtraMention | None:
        """Read "one with honey, one without"."""
        if not self.out or self.out[-1].role is not Role.NUMBER or not self.closes(1):
            return None
        said = [p for p in self.out if p.role is Role.MOD]
        if not said or not said[-1].extras:
            return None
        return ExtraMention(said[-1].extras[0].name, declined=True)

    def declines(self, group: str) -> Choice | None:
        return self.lexicon.groups[group].declined

    def declined(self, thing: Mention, ahead: int) -> bool:
        """Read "no sugar", "not decaf", "without cinnamon"."""
        if groups := thing.senses.groups:
            name = groups[0].name
            if (value := self.declines(name)) is not None:
                return self.emit(ahead + 1, option((name, value), weak=True))
        if extras := thing.senses.extras:
            refused = ExtraMention(extras[0].name, declined=True)
            return self.emit(ahead + 1, Piece(Role.MOD, 0, 0, extras=(refused,)))
        if values := [v for v in thing.senses.values if v.kind is Kind.VALUE]:
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
        extras = following.senses.extras if following else ()
        if extras and extras[0].name in self.lexicon.qualifiable:
            return self.emit(2, extra(extras[0].name, amount=amounts[0]))
        before = self.out[-1] if self.out else None
        behind = before.extras if before and before.end == mention.start else ()
        if behind and behind[0].name in self.lexicon.qualifiable and not mention.senses.menu:
            # "canela extra"
            self.out.pop()
            return self.emit(1, extra(behind[0].name, amount=amounts[0]))
        return False

    # everything else

    def plain(self, mention: Mention) -> None:
        one = 1 if self.out and self.out[-1].cue == "article" else None
        if (mention.senses.measured or self.measures(0)) and self.measured(one, 0):
            return
        heads = mention.senses.heads
        extras = mention.senses.extras
        values = mention.senses.values
        following = self.peek(1)
        if heads and values and following and self.absorbs(1, values):
            heads = ()
        if self.names_a_thing(mention, following):
            self.emit(2, Piece(Role.CUE, 0, 0, cue="thing"))
        elif heads and not mention.exact and following and following.senses.heads:
            self.emit(1, Piece(Role.CUE, 0, 0, cue="thing"))  # "caffe latte"
        elif heads and not heads[0].name:
            added = [ExtraMention(name) for name in heads[0].extras]
            self.emit(1, Piece(Role.MOD, 0, 0, sets=heads[0].options, extras=added))
        elif heads and (self.specifies(heads) or not ((extras or values) and self.beside_head())):
            head = Piece(Role.HEAD, 0, 0, heads=heads, options=options_of(mention))
            head.pictured = mention.pictured
            self.emit(1, head)
        elif extras:
            self.emit(1, extra(extras[0].name))
        elif values:
            taken = 1 + self.absorbs(1, values)
            self.emit(taken, Piece(Role.MOD, 0, 0, options=self.narrowed(mention, taken)))
        elif mention.senses.groups:
            self.group(mention.senses.groups[0].name)
        elif mention.senses.note:
            self.emit(1, Piece(Role.MOD, 0, 0, note=mention.senses.note))
        else:
            self.other(mention)

    def names_a_thing(self, mention: Mention, following: Mention | None) -> bool:
        """Tell a coffee cart and a chocolate cookie from coffee and chocolate."""
        if following is None or following.senses.menu or not following.cue("thing"):
            return False
        named = mention.senses.heads or mention.senses.extras
        return bool(named) and following.start == mention.end

    def specifies(self, heads: Sequence[Meaning]) -> bool:
        """Read "cuppa peppermint" as the tea of that family."""
        if not self.out or self.out[-1].role is not Role.HEAD:
            return False
        item = self.lexicon.items.get(heads[0].name)
        return item is not None and self.out[-1].heads[0].name in item.families

    def beside_head(self) -> bool:
        """Tell whether an item stands beside, so that the word can be something added to it."""
        if self.out and (self.out[-1].cue == "with" or self.out[-1].role is Role.HEAD):
            return True
        following = self.peek(1)
        if following is not None and following.senses.heads:
            return True
        last = self.out[-1].cue if self.out else ""
        return last == "and" and any(p.extras for p in self.out[-2:])

    def absorbs(self, ahead: int, values: Sequence[Meaning]) -> int:
        """Count the words of the group that follow its value: "oat milk"."""
        following = self.peek(ahead)
        named = following.senses.groups if following else ()
        return int(any(m.name == v.name for m in named for v in values))

    def narrowed(self, mention: Mention, taken: int) -> list[tuple[str, Choice | None]]:
        options = options_of(mention)
        if taken == 1:
            return options
        following = self.mentions[self.at + 1].senses.groups
        return [o for o in options if o[0] == following[0].name]

    def group(self, name: str) -> None:
        if self.lexicon.groups[name].kind != "count":
            self.emit(1, Piece(Role.MOD, 0, 0, bare=name))
            return
        ahead = self.skip(1, "times", "sep")
        number = self.peek(ahead)
        beyond = self.peek(ahead + 1)
        ends = beyond is None or beyond.cue("sep", "and", "end", "each")
        if number is not None and number.senses.number is not None and ends and ahead <= 2:
            amounts = self.lexicon.groups[name].amounts
            self.emit(ahead + 1, option((name, counted(number.senses.number, amounts))))
        else:
            self.emit(1, option((name, 1)))

    def other(self, mention: Mention) -> None:
        if mention.senses.ordinal is not None:
            self.emit(1, Piece(Role.ORDINAL, 0, 0, value=mention.senses.ordinal))
            return
        cues = mention.senses.cues
        cue = next((c for c in _CUES if c in cues), "") if cues else ""
        role = Role.CUE if mention.understood else Role.WORD
        self.emit(1, Piece(role, 0, 0, cue=cue))
