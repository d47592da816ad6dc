"""Which lines of a draft some words are about."""

from collections.abc import Sequence

from backend.conversation import offer
from backend.menu.types import Menu
from backend.orders.types import OrderLine
from nlp.types import ItemMention

#: The lines of a draft by their place in it: split, or gone.
Places = Sequence[Sequence[OrderLine]]


def live(places: Places) -> list[int]:
    """The places that still hold something."""
    return [i for i, place in enumerate(places) if place]


def chosen(places: Places, mention: ItemMention) -> list[int] | None:
    """The line said by its place or by whose cup it is; None where neither was said."""
    if mention.ordinal and mention.ordinal < 0:
        return live(places)[mention.ordinal :][:1]  # "the last"
    if mention.ordinal:
        place = mention.ordinal - 1
        known = place < len(places) and bool(places[place])
        return [place] if known else []
    if mention.such:
        return [
            i
            for i in live(places)
            if any(mention.such.items() <= line.spec.options.items() for line in places[i])
        ]
    if mention.name and mention.item is None:
        wanted = mention.name.casefold()
        return [i for i in live(places) if _owner(places[i]) == wanted] or None
    return None


def _owner(place: Sequence[OrderLine]) -> str:
    return (place[0].name or "").casefold()


def of_kind(places: Places, item: str | None, menu: Menu) -> list[int]:
    """The lines of this drink, or of this family; all where neither was said."""
    return [
        i
        for i in live(places)
        if item in (None, places[i][0].spec.item)
        or offer.belongs(menu, places[i][0].spec.item, item)
    ]


def unsettled(places: Places, item: str | None, menu: Menu, *, asked: bool) -> list[int]:
    """Lines whose drink is open and which this one settles, because it was asked or belongs."""
    still_open = {
        i: places[i][-1].spec.item
        for i in live(places)
        if not offer.is_item(menu, places[i][-1].spec.item)
    }
    return [
        i
        for i, family in still_open.items()
        if asked or family in (None, item) or offer.belongs(menu, item, family)
    ]


def fitting(places: Places, mention: ItemMention, menu: Menu) -> list[int]:
    """For words that name no drink: the lines that have room for them, or the one they change."""
    able = [i for i in live(places) if _has_room(places[i], mention, menu)]
    total = sum(line.quantity for i in able for line in places[i])
    means_all = (mention.quantity or 0) > 1 and mention.quantity in (len(able), total)
    if len(able) == 1 or means_all:
        return able
    held = [i for i in able if _would_replace(places[i], mention)]
    return held if len(held) == 1 else []


def _has_room(place: Sequence[OrderLine], mention: ItemMention, menu: Menu) -> bool:
    groups = (*mention.options, *mention.cleared)
    return all(offer.admits(menu, place[0].spec.item, group) for group in groups)


def _would_replace(place: Sequence[OrderLine], mention: ItemMention) -> bool:
    spec = place[0].spec
    held = {extra.name for extra in spec.extras}
    told = mention.options.items()
    replaces = any(spec.options.get(group, value) != value for group, value in told)
    clears = any(group in spec.options for group in mention.cleared)
    return (
        replaces or clears or any(extra.declined and extra.name in held for extra in mention.extras)
    )
