"""Numbers by what stands round them: cups, sugars, shots, times, ages."""

from itertools import takewhile

from nlp.lexicon import Kind, Meaning
from nlp.mentions import Mention
from nlp.pieces import Piece, Role, compound, compounds, counted, extra, option
from nlp.walk import Walk

#: Half a cup is never ordered: up to this many it is a count with a half, beyond it a time.
_MOST_HALVES = 6


class Numbers(Walk):
    """Reads "two sugars", "2 pumps of caramel", "at 11", "one and a half"."""

    def number(self, mention: Mention) -> bool:
        """Read a number by what stands round it."""
        value = self.value(mention)
        if value is None:
            return False
        if self.numbers_a_place():
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
            return self.emit(ahead, Piece(Role.NUMBER, 0, 0, value=value))
        after = self.skip(ahead, "times")
        return (
            self.no_cups(mention, value, ahead)
            or self.on_top(value, after)
            or self.measured(value, self.skip(ahead, "article"))
            or self.with_number(value, ahead)
            or self.measure(ahead)
            or self.emit(ahead, Piece(Role.NUMBER, 0, 0, value=value, more=mention.cue("another")))
        )

    def numbers_a_place(self) -> bool:
        """Read "table 14", "room B12", but not "for the hall 2 lattes"."""
        following = self.peek(1)
        if following is not None and any(head.plural for head in following.senses.heads):
            return False
        lettered = len(self.out) > 1 and self.out[-1].role is Role.WORD
        place = self.out[-2 if lettered else -1] if self.out else None
        return place is not None and place.cue == "place"

    def on_top(self, value: float, ahead: int) -> bool:
        """Read "two sugars"; "one more sugar", "a sugar more" come on top of what stands."""
        behind = self.skip(ahead, "more")
        added = behind != ahead or self.mentions[self.at].cue("another")
        if not self.count(value, behind):
            return False
        if (after := self.skip(0, "more")) and self.closes(after):
            self.at, added = self.at + after, True
        self.out[-1].more = added
        return True

    def value(self, mention: Mention) -> float | None:
        """Give a number as written; one written as it sounds only before what can be counted."""
        if mention.senses.sounds is None or mention.senses.number is not None:
            return mention.senses.number
        whose = mention.cue("name_whose") and self.out and self.out[-1].cue not in ("and", "sep")
        if whose or not sounded(mention, self.peek(1), self.counted):
            return None
        return mention.senses.sounds

    def no_cups(self, mention: Mention, value: float, ahead: int) -> bool:
        """Read a number that counts no cups by what stands before it."""
        if value != int(value):
            return self.half(value, ahead)
        if self.no_quantity(ahead) or self.says_again(value):
            return self.emit(ahead, Piece(Role.CUE, 0, 0, cue="unit"))
        if self.pronoun_one(mention, ahead):
            return self.emit(ahead, Piece(Role.CUE, 0, 0, cue="generic"))
        if self.recounts(ahead) or self.counts_into(ahead):
            return self.emit(ahead, option((self.counted or "", self.amounts(value))))
        return False

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
        if following is None or not (following.cue("pronoun", "with") or following.senses.values):
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
        if len(self.out) > 1 and self.out[-2].role is Role.MOD and before.cue("into"):
            return False  # "two sugars in one"
        following = self.peek(ahead)
        goes_on = following is not None and (
            following.senses.menu or following.cue("pronoun", "with", "each", "times")
        )
        return not goes_on

    def says_again(self, value: float) -> bool:
        """Read "ten (10) lattes" as ten."""
        if len(self.out) < 2 or self.out[-1].cue != "sep":
            return False
        return self.out[-2].role is Role.NUMBER and self.out[-2].value == value

    def for_so_many(self, ahead: int) -> bool:
        """Tell whether a number says for how many: "tea for two"."""
        before = self.mentions[self.at - 1] if self.at and self.out else None
        if before is None or not before.cue("name_whose"):
            return False
        following = self.peek(ahead)
        return following is None or following.cue("sep", "end", "and", "name_sign_off", "persons")

    def recounts(self, ahead: int) -> bool:
        """Read "with 2 sugars, actually just 1"."""
        if len(self.out) < 2 or self.out[-1].cue != "sorry" or not self.rounds_off(ahead):
            return False
        said = [p for p in self.out[:-1] if p.role is not Role.CUE]
        if said and said[-1].role is Role.HEAD and any(p.cue == "into" for p in self.out):
            said.pop()  # "2 sugars in a latte, sorry 1"
        return bool(said) and any(group == self.counted for group, _ in said[-1].options)

    def the_such(self, following: Mention | None) -> bool:
        """Tell whether "the soy", "a small" stands before it: "make the soy one decaf"."""
        said = list(takewhile(lambda p: p.role is Role.MOD, reversed(self.out)))
        heads = following is not None and following.senses.heads
        led = len(said) < len(self.out) and self.out[-1 - len(said)].cue == "article"
        return bool(said) and (said[-1].definite or led) and not heads

    def pronoun_one(self, mention: Mention, ahead: int) -> bool:
        """Tell "the large one" from "large, one with oat"."""
        said = self.out[-1].role in (Role.MOD, Role.HEAD) if self.out else False
        following = self.peek(ahead)
        goes_on = following is not None and (
            following.senses.menu or following.cue("with", "without", "none", "times", "pronoun")
        )
        return mention.senses.one and said and (not goes_on or self.the_such(following))

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

    def measure(self, ahead: int) -> bool:
        """Read "25 mins": no number of cups."""
        unit = self.peek(ahead)
        if unit is None or not unit.cue("unit"):
            return False
        if unit.start != self.mentions[self.at + ahead - 1].end:
            return False  # "latte x2 for my people"
        return self.emit(ahead + 1, Piece(Role.CUE, 0, 0, cue="unit"))

    def count(self, value: float, ahead: int) -> bool:
        """Read "two sugars", "2 equal"."""
        ahead = self.skip(ahead, "article")
        following = self.peek(ahead)
        if following is None:
            return False
        for meaning in (*following.senses.groups, *following.senses.values):
            group = self.lexicon.groups[meaning.name]
            behind = self.peek(ahead + 1)
            if following.senses.values and behind and behind.senses.heads:
                return False  # "1 s latte" is a small one, "1 s" one sugar.
            if group.kind == "count" and not self.counts_cups(ahead + 1):
                choice = (
                    meaning.value if meaning.kind is Kind.VALUE else counted(value, group.amounts)
                )
                return self.emit(ahead + 1, option((meaning.name, choice)))
        return False

    def counts_cups(self, ahead: int) -> bool:
        """Tell the cups of "cap x3 sugar x1" from sugars: those are counted behind."""
        after = self.peek(self.skip(ahead, "times"))
        cups = [p.cue or p.role for p in self.out[-2:]] == [Role.HEAD, "times"]
        return cups and after is not None and after.senses.number is not None

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
        if not (self.out[-1].cue == "with" or self.milky() or self.ends_drink(ahead)):
            return False
        if not self.rounds_off(ahead):
            return False
        return self.emit(ahead, option((self.counted, self.amounts(value))))

    def rounds_off(self, ahead: int) -> bool:
        """Tell whether no more than courtesy, or another thought, follows: "with one mate"."""
        following = self.peek(ahead)
        if following is None or following.cue("sorry", "each", "change", "adds"):
            return True
        if following.cue("times") and self.peek(ahead + 1) is None:
            return True  # "with one x"
        joined = self.out[-1].cue == "with"
        spoken_to = joined and not following.understood and self.closes(ahead + 1)
        return spoken_to or (self.closes(ahead) and not following.cue("unit"))

    def ends_drink(self, ahead: int) -> bool:
        """Tell whether it ends what is said of one drink, behind its milk: "cap skim 1"."""
        single = sum(p.role is Role.HEAD for p in self.out) == 1 and not any(
            p.role is Role.NUMBER and p.value != 1 for p in self.out
        )
        rest = self.mentions[self.at + ahead :]
        if not single or any(m.senses.heads for m in rest):
            return False
        last = [p for p in self.out if p.cue != "sep" or rest][-1]
        return self.declinable(last)

    def milky(self) -> bool:
        """Tell whether "and one" follows what is said of a drink: "milk and one"."""
        if len(self.out) < 2 or self.out[-1].cue != "and":
            return False
        before = self.out[-2]
        if before.role is Role.HEAD:
            return (self.mentions[self.at].senses.number or 0) > 1
        return self.declinable(before)

    def declinable(self, piece: Piece) -> bool:
        """Tell whether a piece is about something added that can be declined."""
        return piece.bare is not None or any(
            self.lexicon.groups[g].kind == "choice" and self.declines(g) is not None
            for g, _ in piece.options
        )


def sounded(mention: Mention, following: Mention | None, counted: str | None) -> bool:
    """Tell whether what follows can be counted, as after a word that sounds like a number."""
    if following is None or following.start != mention.end:
        return False
    plural = any(head.plural for head in following.senses.heads)
    return plural or any(group.name == counted for group in following.senses.groups)
