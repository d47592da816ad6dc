"""One item spoken, or a part of one, with all that was said about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nlp.pieces import Piece
from nlp.types import Choice

AGAIN, SUCH, PERSON = "again", "such", "person"


@dataclass(slots=True)
class Frame:
    """One item spoken, or a part of one ("2 oat"), or words about no item at all."""

    #: The item; None for a part.
    head: Piece | None
    #: Where it stands among the pieces, and where its determiner does.
    at: int
    left: int
    quantity: float | None = None
    #: "number", "other", "all", "half" or "place" for a part or a determined item, "except" for
    #: one left out, AGAIN for an item spoken of before, SUCH for those that are as said, PERSON
    #: for somebody's.
    part: str = ""
    ordinal: int | None = None
    #: Whether it was said to be one more.
    more: bool = False
    #: SUCH: what those are that are meant.
    such: Mapping[str, Choice] = field(default_factory=dict)
    #: What was said about it, in order, cues among it.
    body: list[Piece] = field(default_factory=list)
    #: How many of the body stand before the head.
    before: int = 0

    @property
    def item(self) -> str | None:
        """The first item its head may mean."""
        return self.head.heads[0].name or None if self.head else None

    @property
    def counted(self) -> bool:
        """Whether its count was said, not only "a"."""
        return self.quantity is not None and self.part == "number"

    def has(self, *cues: str) -> bool:
        """Tell whether one of these cues stands in it."""
        return any(p.cue in cues for p in self.body)
