"""From frames to items: families, corrections, references, parts, what is shared, whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from nlp.correcting import corrected
from nlp.families import without_summaries
from nlp.filling import Filled, Filler
from nlp.frame import Frame
from nlp.lexicon import Lexicon
from nlp.parts import completed, cups, grouped, parted
from nlp.referring import referred
from nlp.sharing import share
from nlp.types import Choice, ItemMention

_MOST = 10_000


class Builder:
    """Builds the items of one text."""

    def __init__(self, lexicon: Lexicon, awaiting: str | None) -> None:
        self._lexicon = lexicon
        self._awaiting = awaiting

    def build(self, found: Sequence[Frame]) -> tuple[tuple[ItemMention, ...], str | None]:
        """Give the items of a text, and the one name it is for."""
        filled = without_summaries(referred(corrected(self._fill(found))), self._lexicon)
        named = [f for f in filled if f.frame.part != "except"]
        groups = list(grouped(parted(named)))
        share(filled, groups)
        mentions = [m for group in groups for cup in cups(group) for m in self._mentions(cup)]
        return _named([m for m in mentions if _worth(m)])

    def _fill(self, found: Sequence[Frame]) -> list[Filled]:
        filler = Filler(self._lexicon, self._awaiting)
        if len(found) == 1:
            return [filler.fill(found[0], ())]
        return [filler.fill(frame, _contrasts(frame, found)) for frame in found]

    def _mentions(self, filled: Filled) -> Iterator[ItemMention]:
        """Give the item, one cup to each of as many people."""
        mention = self._mention(filled)
        people = [name for name in dict.fromkeys(filled.names) if name]
        if len(people) > 1 and mention.quantity in (1, len(people)):
            for name in people:
                own = filled.own.get(name)
                cup = completed(own, filled, all_of_it=True) if own else filled
                yield replace(self._mention(cup), quantity=1, name=name)
        else:
            yield mention

    def _mention(self, filled: Filled) -> ItemMention:
        quantity = 0 if filled.removed and filled.item else filled.quantity
        if filled.item and quantity is None:
            quantity = 1
        bare = {g: v for g in filled.bare if (v := self._bare(filled.item, g)) is not None}
        plain = filled.cleared | filled.plain
        # A change of "the soy one" is about it; that it is soy is nothing new.
        such = {g: v for g, v in filled.frame.such.items() if filled.options.get(g) == v}
        new = {g: v for g, v in filled.options.items() if g not in such} if such else filled.options
        if not (new or filled.extras or plain):
            such, new = {}, filled.options
        return ItemMention(
            quantity=None if quantity is None else min(quantity, _MOST),
            item=filled.item,
            options={**bare, **new},
            extras=tuple(filled.extras.values()),
            notes=tuple(filled.notes),
            name=_whose(filled.names),
            ordinal=filled.frame.ordinal,
            such=such,
            cleared=tuple(sorted(plain - filled.options.keys())),
            added=() if filled.item else tuple(sorted(filled.added)),
            another=_another(filled),
            removed=_removed(filled),
        )

    def _bare(self, name: str | None, group: str) -> Choice | None:
        """Tell what the mere word for a group means: "tea with milk", whichever tea it will be."""
        item = self._lexicon.items.get(name or "")
        if item is not None:
            return item.bare.get(group)
        members = (i for i in self._lexicon.items.values() if name in i.families)
        values = {i.bare[group] for i in members if group in i.bare}
        return values.pop() if len(values) == 1 else None


def _removed(filled: Filled) -> int | None:
    """Give how many are to be taken off: "remove 2 lattes"."""
    counted = filled.frame.part == "number" and bool(filled.quantity)
    return filled.quantity if filled.removed and filled.item and counted else None


def _another(filled: Filled) -> bool:
    """Tell whether so many more of what was spoken of are wanted: "add one", "two more"."""
    frame = filled.frame
    if frame.part != "number" or not filled.quantity or filled.removed:
        return False
    before = frame.body[: frame.before]
    if filled.item:
        return frame.more or any(p.cue == "more" for p in before)  # "another latte"
    joins = frame.left == 1 and [p.cue for p in before] == ["and"]
    added = joins or any(p.cue == "adds" for p in before)
    return added or frame.more or frame.has("more")


def _contrasts(frame: Frame, found: Sequence[Frame]) -> list[str]:
    """Give the groups in which others of the same item, or other parts of it, differ."""
    if frame.head is None and _only_extras(frame, found):
        return []
    others = [f for f in found if f is not frame and (frame.head is None or f.item == frame.item)]
    parts = list(takewhile(lambda f: f.head is None, found[found.index(frame) + 1 :]))
    counted = frame.quantity or 1
    if frame.head is not None and (counted == 1 or sum(p.quantity or 1 for p in parts) > counted):
        others += parts
    others.sort(key=lambda other: other.head is not None)
    return list(dict.fromkeys(group for other in others for group in _sure_groups(other)))


def _only_extras(frame: Frame, found: Sequence[Frame]) -> bool:
    """Tell whether other parts differ in extras: "3 iced lattes, 2 with caramel 1 plain"."""
    parts = [f for f in found if f is not frame and f.head is None]
    added = any(p.extras for part in parts for p in part.body)
    return added and not any(_sure_groups(part) for part in parts)


def _sure_groups(frame: Frame) -> list[str]:
    return [p.options[0][0] for p in frame.body if len(p.options) == 1]


def _whose(names: Sequence[str]) -> str | None:
    """Give the name among "me" and names; "" is the speaker."""
    return next((n for n in names if n), "" if names else None)


def _worth(mention: ItemMention) -> bool:
    said = mention.options or mention.extras or mention.notes or mention.name or mention.cleared
    counted = mention.quantity is not None or mention.ordinal is not None
    return bool(mention.item or said or counted)


def _only_named(mention: ItemMention) -> bool:
    return mention.quantity is None and not (mention.options or mention.extras or mention.notes)


def _named(mentions: list[ItemMention]) -> tuple[tuple[ItemMention, ...], str | None]:
    """Lift the one name of a text to the order; several stay with their cups."""
    names = {m.name for m in mentions if m.name is not None}
    places = [i for i, m in enumerate(mentions) if m.name]
    told = bool(places) and (mentions[-1].item is not None or _only_named(mentions[-1]))
    if len(names) == 1 and told and places[0] in (0, len(mentions) - 1):
        lifted = [replace(m, name=None) for m in mentions]
        return tuple(m for m in lifted if _worth(m)), next(iter(names))
    return tuple(replace(m, name=m.name or None) for m in mentions), None
