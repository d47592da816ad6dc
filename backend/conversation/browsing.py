"""What there is: the menu as it can be made now, in pages, and answers about parts of it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from backend.conversation import asking, offer
from backend.conversation.taking import remind
from backend.conversation.types import Context, Dialogue, Say, Turn
from backend.core.segments import fold, is_gsm7
from backend.menu import rules
from backend.menu.types import DrinkSpec, Extra
from nlp.types import Choice, Parse

#: Characters of a page that leave room in two segments for the way to the next page and, with a
#: draft open, for its question; of a page at least. Letters beyond GSM-7 take more than twice the
#: room.
_PAGE, _QUESTION, _LEAST, _DEAR = 275, 80, 60, 0.4
_COMMA = ", "

Page = tuple[Say, ...]


def menu(dialogue: Dialogue, parse: Parse, context: Context) -> Turn:
    """Answer what was asked about; of the whole menu give one page, asked again the next."""
    if not offer.items(context):
        return Turn(replace(dialogue, misses=0), (Say("nothing_now"),))
    answer = _answer(parse.about, context)
    if answer or (parse.absent and dialogue.draft):
        # Who asked for what we do not have was told so; the draft's question follows.
        return remind(dialogue, context, *answer)
    pages = _pages(dialogue, context)
    told = dialogue.pages % len(pages)
    following = () if told + 1 == len(pages) else (Say("menu_more"),)
    after = replace(dialogue, pages=told + 1)
    return remind(after, context, *pages[told], *following)


def _answer(about: Sequence[tuple[str, Choice | None]], context: Context) -> Page:
    """Tell what there is of the things named; of a group or a family, all that can be had."""
    groups = [slot for slot, value in about if value is None]
    families = [
        str(value) for slot, value in about if slot == offer.ITEM and not _item(value, context)
    ]
    if groups:
        return tuple(_group(group, context) for group in dict.fromkeys(groups))
    if families:
        return _members(families, context)
    named = [thing for slot, value in about for thing in _thing(slot, value, context)]
    there = tuple(spec for spec, had in named if had)
    missing = tuple(spec for spec, had in named if not had)
    asked = {slot for slot, _ in about if slot in context.menu.options}
    instead = [_group(group, context) for group in asked if missing]
    return (
        *([Say("has", {"wanted": there})] if there else []),
        *([Say("has_not", {"wanted": missing})] if missing else []),
        *instead,
    )


def _item(value: Choice | None, context: Context) -> bool:
    return offer.is_item(context.menu, str(value))


def _group(group: str, context: Context) -> Say:
    return Say("menu_group", {"slot": group, "choices": offer.values(context, group)})


def _members(families: Sequence[str], context: Context) -> Page:
    able = offer.items(context)
    members = tuple(
        item for item in able if any(offer.belongs(context.menu, item, f) for f in families)
    )
    return (Say("menu", {"choices": members}),) if members else ()


def _thing(slot: str, value: Choice | None, context: Context) -> Iterator[tuple[DrinkSpec, bool]]:
    """Give the thing named, alone, and whether it can be had with one drink or another."""
    able = offer.items(context)
    if slot == offer.ITEM:
        yield DrinkSpec(str(value)), value in able
    elif slot == offer.EXTRAS:
        extras = (Extra(str(value)),)
        had = any(not offer.fit(context, DrinkSpec(i, extras=extras)).refused for i in able)
        yield DrinkSpec(extras=extras), had
    elif context.menu.options[slot].kind != "count" and value is not None:
        yield DrinkSpec(options={slot: value}), value in offer.values(context, slot)


def _pages(dialogue: Dialogue, context: Context) -> list[Page]:
    """Cut the menu into pages: the drinks, then the choices that are asked for."""
    room = _room(dialogue, context)
    pages: list[Page] = []
    left = 0.0
    for slot, names in _lists(context):
        for chunk in _chunks(slot, names, dialogue.language, room, context):
            length = _length(slot, chunk, dialogue.language, context)
            key = "menu" if slot == offer.ITEM else "menu_group"
            say = Say(key, {"slot": slot, "choices": tuple(chunk)})
            if length > left:
                pages.append((say,))
                left = room - length
            else:
                pages[-1] += (say,)
                left -= length
    return pages


def _room(dialogue: Dialogue, context: Context) -> float:
    """Tell how long a page may be beside what is asked of the draft."""
    if not dialogue.draft:
        return _PAGE
    values = asking.prompt(dialogue, context).say.values
    slot, choices = str(values.get("slot", offer.ITEM)), values.get("choices", ())
    lines = values.get("lines", ())
    assert isinstance(choices, tuple)
    assert isinstance(lines, tuple)
    words = [
        rules.describe(context.menu, line.spec, dialogue.language, quantity=line.quantity)
        for line in lines
    ]
    said = _length(slot, choices, dialogue.language, context) + len(fold(_COMMA.join(words)))
    return max(_LEAST, _PAGE - _QUESTION - said)


def _lists(context: Context) -> list[tuple[str, tuple[str, ...]]]:
    """Give the drinks, then the choices asked for: the longest list says most."""
    groups = [(group, offer.values(context, group)) for group in offer.asked_groups(context.menu)]
    groups.sort(key=lambda group: -len(group[1]))
    return [(offer.ITEM, offer.items(context)), *((g, able) for g, able in groups if able)]


def _chunks(
    slot: str, names: Sequence[str], language: str, room: float, context: Context
) -> Iterator[list[str]]:
    """Cut a list where a page is full; a name longer than a page stands alone."""
    chunk: list[str] = []
    for name in names:
        if chunk and _length(slot, [*chunk, name], language, context) > room:
            yield chunk
            chunk = []
        chunk.append(name)
    if chunk:
        yield chunk


def _length(slot: str, names: Sequence[str], language: str, context: Context) -> float:
    words = [rules.label(context.menu, slot, name, language) for name in names]
    head = "" if slot == offer.ITEM else f"{slot}: "
    text = fold(head + _COMMA.join(words))
    return len(text) if is_gsm7(text) else len(text) / _DEAR
