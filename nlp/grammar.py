"""Small grammar over mentions: "two sugars", "no sugar", "pump of caramel" become one piece."""

from collections.abc import Sequence

from nlp.lexicon import Lexicon, Meaning
from nlp.mentions import Mention
from nlp.numbers import sounded
from nlp.pieces import Piece, Role, counted, extra, option, options_of
from nlp.refusals import Refusals
from nlp.types import Choice, ExtraMention

_SKIPPED = frozenset({"filler", "definite", "speaker", "is"})
#: Cues in the order in which they are looked for in an ambiguous word.
_CUES = (
    "sep", "without", "not", "with", "each", "all", "other", "pronoun", "more", "sorry", "change",
    "swap", "adds", "remove", "and", "or", "times", "article", "none", "same", "generic", "end",
    "fine", "nearly", "place", "into", "at", "except", "thing", "gone", "possessor", "keep", "but",
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
        following = (*mentions[1:], None)
        told = [
            m
            for m, after in zip(mentions, following, strict=False)
            if m.start in names or not _skipped(m) or self._counts(m, after)
        ]
        definite = {m.end for m in mentions if m.cue("definite")}
        # "flat white has one sugar": of which it is told how it is, that was named before.
        pairs = zip(mentions, following, strict=False)
        definite |= {m.start for m, after in pairs if m.senses.heads and after and after.cue("is")}
        return _Reading(self._lexicon, self.counted, told, names, definite).run()

    def _counts(self, mention: Mention, following: Mention | None) -> bool:
        """Tell whether a word sounds like the number of what follows: "too lattes"."""
        return mention.senses.sounds is not None and sounded(mention, following, self.counted)


def _skipped(mention: Mention) -> bool:
    return (
        mention.cue("filler", "speaker")
        and mention.senses.cues <= _SKIPPED
        and not mention.senses.menu
    )


class _Reading(Refusals):
    """Reads every mention of a text."""

    def run(self) -> list[Piece]:
        """Read the whole text."""
        while self.at < len(self.mentions):
            self.step(self.mentions[self.at])
        return self.out

    def step(self, mention: Mention) -> None:
        """Read what comes next."""
        if mention.start in self.names:
            piece = self.names[mention.start]
            self.out.append(piece)
            while self.at < len(self.mentions) and self.mentions[self.at].start < piece.end:
                self.at += 1
        elif not (self.fraction(mention) or self.number(mention) or self.cued(mention)):
            self.plain(mention)

    def cued(self, mention: Mention) -> bool:
        """Read what a cue begins."""
        return bool(mention.senses.cues) and (
            self.denial(mention) or self.refusal(mention) or self.amount(mention)
        )

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

    def plain(self, mention: Mention) -> None:
        """Read a mention by what it stands for."""
        one = 1 if self.out and self.out[-1].cue == "article" else None
        if (mention.senses.measured or self.measures(0)) and self.measured(one, 0):
            return
        following = self.peek(1)
        if self.names_a_thing(mention, following):
            self.emit(2, Piece(Role.CUE, 0, 0, cue="thing"))
        elif not self.head(mention, following):
            self.description(mention)

    def head(self, mention: Mention, following: Mention | None) -> bool:
        """Read an item, a family or an idiom."""
        heads, values = mention.senses.heads, mention.senses.values
        if not heads or (values and following and self.absorbs(1, values)):
            return False
        if not mention.exact and following and following.senses.heads:
            if self.belongs(heads[0], following.senses.heads):
                return self.emit(2, Piece(Role.HEAD, 0, 0, heads=heads))  # "englsh brekfast tea"
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="thing"))  # "caffe latte"
        if not heads[0].name:
            added = [ExtraMention(name) for name in heads[0].extras]
            return self.emit(1, Piece(Role.MOD, 0, 0, sets=heads[0].options, extras=added))
        otherwise = bool(mention.senses.extras or values) and self.beside_head()
        if otherwise and not self.specifies(heads):
            return False
        head = Piece(Role.HEAD, 0, 0, heads=heads, options=options_of(mention))
        head.pictured = mention.pictured
        return self.emit(1, head)

    def description(self, mention: Mention) -> None:
        """Read what is said of an item."""
        extras, values = mention.senses.extras, mention.senses.values
        if extras:
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
        """Tell a coffee cart, a chocolate cookie and a little boy from what they are called by."""
        if following is None or following.senses.menu or following.start != mention.end:
            return False
        named = mention.senses.heads or mention.senses.extras
        described = mention.senses.values and following.cue("person")
        return bool((named and following.cue("thing")) or described)

    def specifies(self, heads: Sequence[Meaning]) -> bool:
        """Read "cuppa peppermint" as the tea of that family."""
        if not self.out or self.out[-1].role is not Role.HEAD:
            return False
        return self.belongs(heads[0], self.out[-1].heads)

    def belongs(self, head: Meaning, family: Sequence[Meaning]) -> bool:
        """Tell whether an item is one of a family."""
        item = self.lexicon.items.get(head.name)
        return item is not None and family[0].name in item.families

    def beside_head(self) -> bool:
        """Tell whether an item stands beside, so that the word can be something added to it."""
        if self.out and (self.out[-1].cue == "with" or self.out[-1].role is Role.HEAD):
            return True
        following = self.peek(1)
        if following is not None and following.senses.heads:
            return True
        last = self.out[-1].cue if self.out else ""
        return last == "and" and any(p.extras for p in self.out[-2:])

    def narrowed(self, mention: Mention, taken: int) -> list[tuple[str, Choice | None]]:
        """Leave the options that the group word behind allows."""
        options = options_of(mention)
        if taken == 1:
            return options
        following = self.mentions[self.at + 1].senses.groups
        return [o for o in options if o[0] == following[0].name]

    def group(self, name: str) -> None:
        """Read a group that is merely named, or counted: "sugar", "sugars: two"."""
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
        """Read a cue, or a word that means nothing here."""
        if mention.senses.ordinal is not None:
            self.emit(1, Piece(Role.ORDINAL, 0, 0, value=mention.senses.ordinal))
            return
        cues = mention.senses.cues
        cue = next((c for c in _CUES if c in cues), "") if cues else ""
        role = Role.CUE if mention.understood else Role.WORD
        self.emit(1, Piece(role, 0, 0, cue=cue))
