"""One pass over the mentions of a text, turning them into pieces."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from nlp.lexicon import Lexicon, Meaning
from nlp.mentions import Mention
from nlp.pieces import Piece, counted
from nlp.types import Choice


@dataclass(slots=True)
class Walk:
    """Where a pass stands, and how it goes on."""

    lexicon: Lexicon
    #: The group that a bare number after "with" counts.
    counted: str | None
    mentions: Sequence[Mention]
    #: Names by the token at which their pieces begin.
    names: dict[int, Piece]
    #: Tokens behind "the" and its like.
    definite: Set[int]
    at: int = 0
    out: list[Piece] = field(default_factory=list)

    def peek(self, ahead: int) -> Mention | None:
        """Look at a mention further on; none beyond the end or where a name stands."""
        at = self.at + ahead
        if at >= len(self.mentions) or self.mentions[at].start in self.names:
            return None
        return self.mentions[at]

    def emit(self, taken: int, piece: Piece) -> bool:
        """Take so many mentions as one piece."""
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

    def closes(self, ahead: int) -> bool:
        """Tell whether a clause ends here."""
        following = self.peek(ahead)
        return following is None or following.cue("sep", "end", "and", "unit", "name_sign_off")

    def amounts(self, value: float) -> Choice:
        """Give a count as the menu writes it."""
        return counted(value, self.lexicon.groups[self.counted or ""].amounts)

    def declines(self, group: str) -> Choice | None:
        """Give the value of a group that means "without"."""
        return self.lexicon.groups[group].declined

    def absorbs(self, ahead: int, values: Sequence[Meaning]) -> int:
        """Count the words of the group that follow its value: "oat milk"."""
        following = self.peek(ahead)
        named = following.senses.groups if following else ()
        return int(any(m.name == v.name for m in named for v in values))
