"""What the language part reads and gives: plain values, no drink known by name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Intent(StrEnum):
    """What one utterance asks for."""

    ORDER = "order"
    MODIFY = "modify"
    CANCEL = "cancel"
    STATUS = "status"
    MENU = "menu"
    HELP = "help"
    GREET = "greet"
    YES = "yes"
    NO = "no"
    USUAL = "usual"
    FORGET = "forget"
    DATA = "data"
    THANKS = "thanks"
    OTHER = "other"


#: A chosen value: its menu name, a count, or several names where the group admits them.
Choice = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtraMention:
    """An extra somebody spoke of; `declined` means "without it"."""

    name: str
    count: int | None = None
    amount: str | None = None  #: "extra" or "light"
    declined: bool = False


@dataclass(frozen=True, slots=True)
class ItemMention:
    """One menu item spoken, or, with `item` None, a partial answer or change."""

    #: None where unsaid; 0 takes the item off.
    quantity: int | None = None
    #: A menu item, a family of items (asked, never placed), or None.
    item: str | None = None
    options: Mapping[str, Choice] = field(default_factory=dict)
    extras: tuple[ExtraMention, ...] = ()
    notes: tuple[str, ...] = ()
    name: str | None = None
    #: Which line of the draft a change is about ("the second"), counted from 1.
    ordinal: int | None = None
    #: Which lines of the draft a change is about, by how they are ("the soy one").
    such: Mapping[str, Choice] = field(default_factory=dict)
    #: Option groups taken back without a new value ("not decaf", "regular").
    cleared: tuple[str, ...] = ()
    #: How many of it to take off, where a count was said; all without one.
    removed: int | None = None
    #: Option groups whose count comes on top of what stands ("one more sugar").
    added: tuple[str, ...] = ()
    #: Whether it is another one like the one spoken of ("one more", "another with soy").
    another: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """When something is wanted: one of a time of day, a while from now, or beside an occasion."""

    #: Hour and minute, as said.
    clock: tuple[int, int] | None = None
    #: Whether the hour is one of the day's twenty-four, not one of twelve.
    exact: bool = False
    #: Whether it is that time of the next day.
    tomorrow: bool = False
    #: The day of the week it is wanted on, Monday 0; seven more for "next Monday".
    weekday: int | None = None
    #: Whether another time of day was told beside it: nobody can tell which is meant.
    several: bool = False
    #: Minutes from now; 0 is as soon as it can be.
    minutes: int | None = None
    #: The kind of occasion ("keynote", "lunch"), and whether "before", "during" or "after" it.
    occasion: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Parse:
    """The parser's reading of one utterance; nothing in it was not said."""

    intent: Intent
    items: tuple[ItemMention, ...] = ()
    name: str | None = None
    text: str = ""
    #: The language it was read in.
    language: str = "en"
    #: Words that carried meaning and were not understood.
    unknown: tuple[str, ...] = ()
    #: Where nothing was understood: items that the words may have meant, the likeliest first.
    doubts: tuple[str, ...] = ()
    #: When it is wanted, where that was said.
    when: When | None = None
    #: What a question about the menu names, as (slot, value): ("item", "tea") for a drink or a
    #: family, ("milk", "oat"), ("extras", name); value None asks what there is of the slot.
    about: tuple[tuple[str, Choice | None], ...] = ()
    #: Things to eat or drink that were named and are not on this menu.
    absent: tuple[str, ...] = ()
