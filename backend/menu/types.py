"""The menu as one document, and a drink as somebody wants it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from backend.menu.marks import Label, Mark, Part, Tally, keyed
from nlp.types import Choice


@dataclass(frozen=True, slots=True)
class Extra:
    """Something added to a drink."""

    name: str
    count: int | None = None
    amount: str | None = None  #: "extra" or "light"


@dataclass(frozen=True, slots=True)
class DrinkSpec:
    """One drink as wanted.

    Incomplete while `item` is None or a family, or a required option is unset.
    """

    item: str | None = None
    options: Mapping[str, Choice] = field(default_factory=dict)
    extras: tuple[Extra, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoldOut:
    """An 86: `kind` item, option or ingredient, `name` as the menu has it.

    An option is named `group:value`.
    """

    kind: str
    name: str
    #: None means at every station.
    station: int | None = None


class Fault(StrEnum):
    """Why the menu cannot give a drink as wanted."""

    NO_ITEM = "no_item"  #: the menu has no such item
    NO_GROUP = "no_group"  #: the item does not take this option group
    NO_VALUE = "no_value"  #: the item does not come with this value
    NO_EXTRA = "no_extra"  #: the item does not take this extra
    TOO_MANY = "too_many"  #: a count over the most the menu allows


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a drink that the menu cannot give."""

    fault: Fault
    #: "item", an option group, or "extras".
    slot: str
    value: Choice | None
    #: What there is instead, in menu order.
    choices: tuple[str, ...] = ()
    #: The highest count, for TOO_MANY.
    most: int | None = None


def _or_empty(value: Any) -> Any:
    """Read a name with nothing behind it as a thing without settings."""
    return {} if value is None else value


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: [words] if isinstance(words, str) else words for key, words in value.items()}


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}

#: Words people use for a thing, per language; a bare list holds in every language.
Words = Annotated[
    Mapping[str, tuple[str, ...]],
    BeforeValidator(lambda value: _lists(keyed(value))),
    WithJsonSchema(
        {"anyOf": [_TEXTS, {"type": "object", "additionalProperties": {"anyOf": [_TEXTS, _TEXT]}}]}
    ),
]
#: How much, in the ingredient's unit.
Figure = Annotated[float, Field(ge=0, le=10_000, allow_inf_nan=False)]
#: One figure, or one for each value of an option group: `{size: {small: 150, large: 300}}`.
Amount = Figure | Annotated[Mapping[str, Mapping[str, Figure]], Field(min_length=1, max_length=1)]


class Ingredient(Part):
    """Something that is used up: what recipes use, and stations count."""

    unit: Literal["g", "ml", "each"] = Field(description="What it is counted in.")
    tally: Tally | None = Field(
        default=None, description="How a tablet sums up what all that waits there uses of it."
    )


class Value(Part):
    """One value of an option group."""

    mark: Mark | None = Field(
        default=None, description="How a tablet marks it, so that it is told at a glance."
    )

    words: Words = Field(default_factory=dict, description="What people call it, besides its name.")
    label: Label = Field(default_factory=dict, description="How replies write it.")
    position: Literal["before", "after"] | None = Field(
        default=None, description="Where it stands beside the item's name, if not as its group."
    )
    amount: float | None = Field(
        default=None, description="The count this name stands for, in a group that is counted."
    )
    needs: tuple[str, ...] = Field(default=(), description="Equipment it needs.")
    uses: Mapping[str, Figure] = Field(
        default_factory=dict,
        description="What one of it uses, by ingredient; multiplied by the item's portion of it.",
    )
    allergens: tuple[str, ...] = ()


class Counted(Part):
    """How a count is written in one language; `{count}` stands for the number."""

    none: str = "{count}"
    one: str = "{count}"
    many: str = "{count}"


class Group(Part):
    """An option group: a choice of one value, of several, or a count."""

    kind: Literal["choice", "several", "count"] = "choice"
    ask: bool = Field(default=False, description="Asked when the customer has not said it.")
    question: Label = Field(
        default_factory=dict, description="The question; `{choices}` and `{item}` are filled in."
    )
    label: Label = Field(default_factory=dict, description="What replies call the group.")
    words: Words = Field(
        default_factory=dict,
        description="What the group itself is called; for a count, what is counted.",
    )
    values: Mapping[str, Annotated[Value, BeforeValidator(_or_empty)]] = Field(default_factory=dict)
    plain: Words = Field(
        default_factory=dict, description="Words that say: nothing special in this group."
    )
    declined: str | int | None = Field(
        default=None, description="The value that means 'without', if there is one."
    )
    most: int | None = Field(default=None, ge=1, description="The highest count.")
    counted: Mapping[str, Counted] = Field(default_factory=dict)
    position: Literal["before", "after"] = "before"
    uses: Mapping[str, Figure] = Field(
        default_factory=dict,
        description="Of a count, what one uses; else, what is used where nothing is chosen.",
    )
    portion: Amount | None = Field(
        default=None, description="How much of the choice goes into an item that does not say so."
    )


class ItemGroup(Part):
    """What one item does with an option group."""

    ask: bool | None = Field(default=None, description="Overrides the group's `ask`.")
    only: tuple[str, ...] = Field(default=(), description="The only values it comes with.")
    without: tuple[str, ...] = Field(default=(), description="Values it does not come with.")
    default: str | int | None = Field(default=None, description="Taken when unsaid, and named.")
    fixed: str | int | None = Field(default=None, description="It comes like this and no other.")
    bare: str | int | None = Field(
        default=None, description="The value meant when only the group's own word is said."
    )


def _group_map(value: Any) -> Any:
    if isinstance(value, list):
        return {name: {} for name in value}
    if isinstance(value, dict):
        return {name: _or_empty(rule) for name, rule in value.items()}
    return value


class Item(Part):
    """One thing that can be ordered."""

    words: Words = Field(default_factory=dict, description="What people call it, besides its name.")
    label: Label = Field(default_factory=dict)
    plural: Label = Field(default_factory=dict, description="If not made by the usual rule.")
    families: tuple[str, ...] = Field(default=(), description="Families it belongs to.")
    options: Annotated[Mapping[str, ItemGroup], BeforeValidator(_group_map)] = Field(
        default_factory=dict, description="Option groups it takes: a list, or a map with rules."
    )
    extras: tuple[str, ...] | None = Field(
        default=None, description="Extras it takes; all of them without this."
    )
    needs: tuple[str, ...] = Field(default=(), description="Equipment it needs.")
    uses: Mapping[str, Amount] | None = Field(
        default=None, description="What one uses whatever is chosen, by ingredient."
    )
    portions: Mapping[str, Amount] = Field(
        default_factory=dict, description="How much goes in of what is chosen, by option group."
    )
    prep_seconds: int = Field(default=60, ge=1)
    allergens: tuple[str, ...] = ()


class ExtraThing(Part):
    """Something that can be added to an item."""

    words: Words = Field(default_factory=dict)
    label: Label = Field(default_factory=dict)
    unit: Words = Field(default_factory=dict, description="What it is measured in: pumps, shots.")
    counted: Mapping[str, Counted] = Field(default_factory=dict)
    countable: bool = False
    qualifiable: bool = Field(default=False, description="Whether 'extra' and 'light' make sense.")
    most: int | None = Field(default=None, ge=1)
    needs: tuple[str, ...] = ()
    uses: Mapping[str, Figure] | None = Field(
        default=None, description="What one of it uses, by ingredient."
    )
    prep_seconds: int = Field(default=0, ge=0)
    allergens: tuple[str, ...] = ()


class Family(Part):
    """A word for several items ("something hot"): asked which, never placed."""

    words: Words = Field(default_factory=dict)
    label: Label = Field(default_factory=dict)


class Idiom(Part):
    """Words that stand for several things at once."""

    words: Words
    item: str | None = None
    options: Mapping[str, str | int] = Field(default_factory=dict)
    extras: tuple[str, ...] = ()


class Note(Part):
    """Something told to the barista that changes no recipe."""

    words: Words = Field(default_factory=dict)
    label: Label = Field(default_factory=dict)
    alert: bool = Field(default=False, description="About somebody's health: boxed on labels.")


class Menu(Part):
    """The whole menu of an event."""

    name: str
    language: str = "en"
    equipment: tuple[str, ...] = Field(default=(), description="Words that `needs` may use.")
    ingredients: Mapping[str, Ingredient] = Field(
        default_factory=dict,
        description="What recipes use. With any, every item and extra needs a recipe.",
    )
    options: Mapping[str, Group] = Field(default_factory=dict)
    items: Mapping[str, Annotated[Item, BeforeValidator(_or_empty)]] = Field(min_length=1)
    families: Mapping[str, Annotated[Family, BeforeValidator(_or_empty)]] = Field(
        default_factory=dict
    )
    extras: Mapping[str, Annotated[ExtraThing, BeforeValidator(_or_empty)]] = Field(
        default_factory=dict
    )
    notes: Mapping[str, Annotated[Note, BeforeValidator(_or_empty)]] = Field(default_factory=dict)
    idioms: tuple[Idiom, ...] = ()
