"""The steps of a text as the attachment sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from nlp.lexicon import Meaning
from nlp.mentions import Mention
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
    #: NAME: it was said to be the order's.
    whole: bool = False
    #: MOD: said after "with".
    joined: bool = False
    #: HEAD, MOD: said with "the".
    definite: bool = False
    #: MOD: its count comes on top of what stands; NUMBER: so many like the one before.
    more: bool = False
    #: HEAD: a picture and no word.
    pictured: bool = False

    @property
    def speaks(self) -> bool:
        """Whether it is the speaker: "for me"."""
        return self.role is Role.NAME and not self.name


def options_of(mention: Mention) -> list[tuple[str, Choice | None]]:
    return [(m.name, m.value) for m in mention.senses.values]


def option(option: tuple[str, Choice | None], *, weak: bool = False) -> Piece:
    return Piece(Role.MOD, 0, 0, options=(option,), weak=weak)


def extra(name: str, *, count: int | None = None, amount: str | None = None) -> Piece:
    return Piece(Role.MOD, 0, 0, extras=(ExtraMention(name, count, amount),))


def counted(value: float, amounts: object) -> Choice:
    if isinstance(amounts, dict) and value in amounts:
        return str(amounts[value])
    return int(value) if value == int(value) else value


def compound(value: float, following: float) -> float:
    return value * following if following == 100 else value + following


def compounds(value: float, following: float | None) -> bool:
    """Tell whether "twenty five" or "two hundred" is one number."""
    if following is None:
        return False
    tens = value >= 20 and value % 10 == 0 and following < 10
    return (tens and following >= 1) or (following == 100 and value < 10)
