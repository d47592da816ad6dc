"""What is not wanted: "no sugar", "not decaf", "a mocha, no, a latte"."""

from nlp.lexicon import Kind
from nlp.mentions import Mention
from nlp.numbers import Numbers
from nlp.pieces import Piece, Role, option
from nlp.types import ExtraMention


class Refusals(Numbers):
    """Reads what is declined, denied or taken off."""

    def denial(self, mention: Mention) -> bool:
        """Read "a macchiato, no, piccolo" and "two not ten": the one is taken back."""
        if not self.out:
            return self.disagrees(mention)
        following = self.peek(1)
        number = following.senses.number if following else None
        if mention.cue("not") and number is not None and self.counted_before():
            behind = self.peek(2)
            counts = behind is not None and any(
                g.name == self.counted for g in behind.senses.groups
            )
            taken = 3 if counts else 2
            corrected = self.peek(self.skip(taken, "sep", "filler", "but"))
            anew = corrected is not None and corrected.senses.number is not None
            return self.emit(taken, Piece(Role.CUE, 0, 0, cue="sorry" if anew else "unit"))
        if not mention.cue("deny") or following is None:
            return False
        after = self.peek(self.skip(1, "sep", "article"))
        heads = bool(after and after.senses.heads) and any(p.role is Role.HEAD for p in self.out)
        anew = number is not None and self.counted_before() and self.rounds_off(2)
        if (
            anew
            or heads
            or self.otherwise(following)
            or (following.cue("sep") and self.says_more(after))
        ):
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="sorry"))
        return False

    def disagrees(self, mention: Mention) -> bool:
        """Read "no, 3 lattes" as what it is to be; "no latte" is none."""
        ahead = self.skip(1, "sep", "article", "speaker", "filler")
        number = self.peek(ahead)
        ahead += number is not None and number.senses.number is not None
        thing = self.peek(ahead)
        heads = thing is not None and thing.senses.heads
        if not (mention.cue("deny") and heads and ahead > 1):
            return False
        return self.emit(1, Piece(Role.CUE, 0, 0, cue="sorry"))

    def otherwise(self, following: Mention) -> bool:
        """Read "large, no medium": another value of what can be had in one way only."""
        said = [p for p in self.out if p.cue != "sep"][-1:]
        groups = {v.name for v in following.senses.values if v.value is not None}
        return any(
            group in groups and value is not None and self.declines(group) is None
            for group, value in (said[0].options if said and not said[0].negated else ())
        )

    def counted_before(self) -> bool:
        """Tell whether anything was counted so far."""
        groups = {group for p in self.out for group, _ in p.options}
        return self.counted in groups or any(p.role is Role.NUMBER for p in self.out)

    def says_more(self, after: Mention | None) -> bool:
        """Tell whether something of the menu follows what was described."""
        described = any(p.role in (Role.MOD, Role.HEAD) for p in self.out)
        begins = after is not None and (after.senses.menu or after.senses.number is not None)
        return described and begins

    def refusal(self, mention: Mention) -> bool:
        """Read "no sugar", "without cinnamon", "remove the honey"."""
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
        if self.counts_none():
            return self.emit(1, option((self.counted or "", self.declines(self.counted or ""))))
        said = [g for p in self.out for g in (*(o[0] for o in p.options), p.bare) if g]
        groups = [group for group in said if self.declines(group) is not None]
        numbered = bool(self.out) and self.out[-1].role is Role.NUMBER
        if not declines or not (joined or (groups and numbered)):
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        group = groups[-1] if groups else self.counted
        if group is None:
            return self.emit(1, Piece(Role.CUE, 0, 0, cue="not"))
        return self.emit(1, option((group, self.declines(group))))

    def counts_none(self) -> bool:
        """Read "one cap 2 sugars, flat white none"."""
        counts = any(group == self.counted for p in self.out for group, _ in p.options)
        last = self.out[-1].role if self.out else None
        return counts and last is Role.HEAD and self.closes(1)

    def contrasted_extra(self) -> ExtraMention | None:
        """Read "one with honey, one without"."""
        if not self.out or self.out[-1].role is not Role.NUMBER or not self.closes(1):
            return None
        said = [p for p in self.out if p.role is Role.MOD]
        if not said or not said[-1].extras:
            return None
        return ExtraMention(said[-1].extras[0].name, declined=True)

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
