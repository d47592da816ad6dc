"""All that speaks for one intent or another, and how it is asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.mentions import SEPARATORS
from nlp.pieces import Piece
from nlp.types import ItemMention


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that speaks for an intent."""

    start: int
    end: int


@dataclass(slots=True)
class Evidence:
    """All that speaks for one intent or another."""

    words: list[str]
    pieces: Sequence[Piece]
    items: tuple[ItemMention, ...]
    awaiting: str | None
    hits: Mapping[str, Sequence[Hit]]
    families: frozenset[str]
    #: Whether something of the menu was named, without repair.
    named: bool
    #: Whether it has a question mark.
    asked: bool
    #: Whether these items only repeat what our last message said.
    repeated: Callable[[], bool]
    #: The items that our last message named.
    held: Callable[[], frozenset[str]]
    #: Whether words that carry meaning were not understood.
    strange: Callable[[], bool]
    core: list[int] = field(default_factory=list)
    #: Where the text begins, as it stands and after a greeting or thanks.
    openings: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.core = [i for i, w in enumerate(self.words) if w not in SEPARATORS]
        skipped = self.covered("greet", "thanks")
        start = next((i for i in self.core if i not in skipped), -1)
        self.openings = (start, self.core[0] if self.core else -1)

    def has(self, *names: str) -> bool:
        """Tell whether any phrase speaks for one of these."""
        return not self.hits.keys().isdisjoint(names)

    def longest(self, name: str) -> int:
        """Give the length in tokens of the longest phrase that speaks for it."""
        return max((hit.end - hit.start for hit in self.hits.get(name, ())), default=0)

    def begins(self, name: str) -> bool:
        """Tell whether the text begins with it, after a greeting or thanks."""
        hits = self.hits.get(name)
        return bool(hits) and any(hit.start in self.openings for hit in hits or ())

    def only(self, *names: str) -> bool:
        """Tell whether the text is nothing else."""
        covered = self.covered(*names)
        return names[0] in self.hits and bool(self.core) and covered.issuperset(self.core)

    def covered(self, *names: str) -> set[int]:
        """Give the tokens of all phrases that speak for one of these."""
        return {i for n in names for hit in self.hits.get(n, ()) for i in range(hit.start, hit.end)}

    def cue(self, *names: str) -> bool:
        """Tell whether one of these cues stands in the text."""
        return any(piece.cue in names for piece in self.pieces)

    @property
    def vague(self) -> bool:
        """Whether all that is taken off is a family ("cancel my coffee")."""
        return all(i.item in self.families and i.quantity == 0 for i in self.items)

    @property
    def vague_kind(self) -> bool:
        """Whether nothing but families is named, and nothing said of them."""
        return self.loose and all(i.item in self.families for i in self.items)

    @property
    def loose(self) -> bool:
        """Whether all that is said of items is their names."""
        return all(not (i.options or i.extras or (i.quantity or 1) > 1) for i in self.items)

    @property
    def partial(self) -> bool:
        """Whether no item is named."""
        return all(item.item is None for item in self.items)
