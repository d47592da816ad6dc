"""The words of one menu in one language, as the parser takes them: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from nlp.types import Choice


class Kind(StrEnum):
    """What a phrase of the menu stands for."""

    ITEM = "item"
    FAMILY = "family"
    VALUE = "value"  #: a value of an option group
    PLAIN = "plain"  #: nothing special in an option group
    GROUP = "group"  #: the group itself; for a count, what is counted
    EXTRA = "extra"
    MEASURE = "measure"  #: what an extra is counted in
    NOTE = "note"
    IDIOM = "idiom"  #: several things at once


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a phrase can stand for."""

    kind: Kind
    #: The item, family, group, extra or note.
    name: str
    #: The value, for VALUE.
    value: Choice | None = None
    #: What an idiom says besides an item.
    options: Mapping[str, Choice] = field(default_factory=dict)
    extras: tuple[str, ...] = ()
    plural: bool = False


@dataclass(frozen=True, slots=True)
class GroupWords:
    """What the parser must know about an option group."""

    kind: str
    values: tuple[str, ...]
    declined: Choice | None
    #: Named values that stand for a count, by that count.
    amounts: Mapping[float, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ItemWords:
    """What the parser must know about an item: what it may be combined with."""

    families: frozenset[str]
    #: Values by group; the groups are all that the item takes.
    groups: Mapping[str, frozenset[str]]
    #: None means every extra.
    extras: frozenset[str] | None
    #: Value meant by the bare group word, by group.
    bare: Mapping[str, Choice] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases with what they mean, and what goes with what."""

    language: str
    phrases: tuple[tuple[str, Meaning], ...]
    groups: Mapping[str, GroupWords]
    items: Mapping[str, ItemWords]
    families: frozenset[str]
    countable: frozenset[str]
    qualifiable: frozenset[str]
