"""What was proposed, checked against text and menu: a parse that can fill a draft, or nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal
from unicodedata import category

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from backend.conversation.proposal_schema import MOST_COUNTED
from backend.menu import rules
from backend.menu.types import DrinkSpec, Extra, Group, Menu
from nlp.types import Choice, ExtraMention, Intent, ItemMention, Parse

_LONGEST_NAME = 40
#: Signs in a name, beside letters.
_JOINTS = frozenset(" .'’-")
_MOST_ENTRIES = 100

_Text = Annotated[str, Field(max_length=100)]
_Count = Annotated[int, Field(ge=0, le=MOST_COUNTED)]


class NotValid(ValueError):
    """Something in a proposal is not as agreed: all of it is refused."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class _Choice(_Part):
    group: _Text
    value: Annotated[int, Field(ge=0)] | _Text


class _Extra(_Part):
    name: _Text
    #: 0 is "without it".
    count: _Count


class _Item(_Part):
    quantity: Annotated[int, Field(ge=1)] | None
    item: _Text | None
    options: Annotated[list[_Choice], Field(max_length=_MOST_ENTRIES)] = []
    extras: Annotated[list[_Extra], Field(max_length=_MOST_ENTRIES)] = []
    notes: Annotated[list[_Text], Field(max_length=_MOST_ENTRIES)] = []
    name: _Text | None


class _Proposal(_Part):
    intent: Literal["order", "modify", "other"]
    items: Annotated[list[_Item], Field(max_length=_MOST_ENTRIES)]
    name: _Text | None


def read(raw: object, heard: Parse, menu: Menu, *, most_cups: int) -> Parse | None:
    """Make a reading of the words out of a proposal; None where it proposes nothing.

    Raises NotValid for the whole of it where one part is not on the menu, over a cap, or not said.
    """
    try:
        told = _Proposal.model_validate(raw)
    except ValidationError:
        # Without its cause, that quotes the customer's words.
        raise NotValid from None
    if told.intent == "other" or not (told.items or told.name):
        return None
    if sum(item.quantity or 1 for item in told.items) > most_cups:
        raise NotValid
    for name in (told.name, *(item.name for item in told.items)):
        if name is not None and not _is_name(name, heard.text):
            raise NotValid
    return Parse(
        Intent(told.intent),
        tuple(_mention(item, menu) for item in told.items),
        told.name,
        heard.text,
        heard.language,
        # What our parser did understand stays: it has been told.
        when=heard.when,
    )


def _mention(told: _Item, menu: Menu) -> ItemMention:
    mention = ItemMention(
        quantity=told.quantity,
        item=told.item,
        options=_options(told.options, menu),
        extras=tuple(_extra(extra, menu) for extra in told.extras),
        notes=tuple(_known(note, menu.notes) for note in told.notes),
        name=told.name,
    )
    if mention == ItemMention(quantity=told.quantity, name=told.name) or _repeats(told):
        raise NotValid
    if told.item is not None:
        _known(told.item, {**menu.items, **menu.families})
    # With a family, or no item, this finds nothing; the item that is chosen is checked later.
    if rules.problems(menu, _spec(mention)):
        raise NotValid
    return mention


def _repeats(told: _Item) -> bool:
    """Tell whether an extra or a note is named twice."""
    extras = [extra.name for extra in told.extras]
    return len(set(extras)) < len(extras) or len(set(told.notes)) < len(told.notes)


def _options(told: Sequence[_Choice], menu: Menu) -> Mapping[str, Choice]:
    chosen: dict[str, list[int | str]] = {}
    for choice in told:
        chosen.setdefault(choice.group, []).append(choice.value)
    return dict(_values(chosen, menu))


def _values(chosen: Mapping[str, Sequence[int | str]], menu: Menu) -> Iterator[tuple[str, Choice]]:
    for name, values in chosen.items():
        group = menu.options[_known(name, menu.options)]
        if not all(_fits(group, value) for value in values):
            raise NotValid
        if group.kind == "several":
            yield name, tuple(str(value) for value in dict.fromkeys(values))
        elif len(values) == 1:
            yield name, values[0]
        else:
            raise NotValid


def _fits(group: Group, value: int | str) -> bool:
    if isinstance(value, str):
        return value in group.values
    return group.kind == "count" and value <= (group.most or MOST_COUNTED)


def _extra(told: _Extra, menu: Menu) -> ExtraMention:
    known = menu.extras[_known(told.name, menu.extras)]
    if told.count > 1 and not known.countable:
        raise NotValid
    return ExtraMention(told.name, told.count if told.count > 1 else None, declined=not told.count)


def _spec(mention: ItemMention) -> DrinkSpec:
    extras = tuple(Extra(e.name, e.count) for e in mention.extras if not e.declined)
    return DrinkSpec(mention.item, mention.options, extras)


def _known(name: str, things: Mapping[str, object]) -> str:
    if name not in things:
        raise NotValid
    return name


def _is_name(name: str, text: str) -> bool:
    """Tell whether it stands in the text as it is, and may be shown as somebody's name."""
    if not name[:1].isalpha() or len(name) > _LONGEST_NAME:
        return False
    if not all(letter in _JOINTS or category(letter)[0] in "LM" for letter in name):
        return False
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
