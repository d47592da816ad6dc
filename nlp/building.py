"""From frames to items: counts split among parts, shared words, names, what replaces what."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import takewhile

from nlp.filling import Filled, Filler
from nlp.frames import Frame
from nlp.lexicon import Lexicon
from nlp.types import ItemMention

_MOST = 10_000
_PARTS = ("number", "other", "place")


class Builder:
    """Builds the items of one text."""

    def __init__(self, lexicon: Lexicon, awaiting: str | None) -> None:
        self._lexicon = lexicon
        self._awaiting = awaiting

    def build(self, found: Sequence[Frame]) -> tuple[tuple[ItemMention, ...], str | None]:
        """Give the items of a text, and the one name it is for."""
        filled = self._fill(found)
        filled = self._without_summaries(_said_again(_corrected(filled)))
        kept = [f for f in filled if f.frame.part != "except"]
        groups = list(_grouped(_parted(kept)))
        excepted = {f.item for f in filled if f.frame.part == "except"}
        for everything in (f for f in kept if f.frame.part == "all" and f.frame.head is None):
            _share(everything, groups, excepted)
        mentions = [m for group in groups for m in self._expand(group)]
        return _named([m for m in mentions if _worth(m)])

    def _fill(self, found: Sequence[Frame]) -> list[Filled]:
        filler = Filler(self._lexicon, self._awaiting)
        if len(found) == 1:
            return [filler.fill(found[0], ())]
        return [filler.fill(frame, _contrasts(frame, found)) for frame in found]

    def _without_summaries(self, filled: list[Filled]) -> list[Filled]:
        """Leave out "5 coffees" where the five are named, and "☕" beside a drink."""
        filled = self._specified(filled)
        items = [f for f in filled if f.item in self._lexicon.items]
        if not items:
            return _united(filled)
        total = sum(f.quantity or 1 for f in items)
        return [f for f in filled if not self._summary(f, items, total)]

    def _specified(self, filled: list[Filled]) -> list[Filled]:
        """Read "two teas, one green, one peppermint", "4 coffees, lattes" as the items named."""
        kept: list[Filled] = []
        for at, one in enumerate(filled):
            rest = list(self._of_family(one, filled[at + 1 :]))
            if (
                rest
                and one.frame.head
                and one.quantity
                and len(rest) == 1
                and rest[0].says is False
            ):
                only = rest[0]
                only.quantity = one.quantity if only.quantity is None else only.quantity
            told = sum(f.quantity or 1 for f in rest)
            if rest and one.quantity == told and one.quantity > 1 and not one.says:
                continue
            kept.append(one)
        return kept

    def _of_family(self, family: Filled, following: Sequence[Filled]) -> Iterator[Filled]:
        """Give the items right behind a family that belong to it."""
        if family.item not in self._lexicon.families:
            return
        for one in following:
            item = self._lexicon.items.get(one.item or "")
            if item is None or family.item not in item.families:
                return
            yield one

    def _summary(self, filled: Filled, items: Sequence[Filled], total: int) -> bool:
        if filled.item not in self._lexicon.families or filled.says:
            return False
        belongs = any(filled.item in self._lexicon.items[i.item or ""].families for i in items)
        counts = (filled.quantity or 1) > 1 and filled.quantity == total
        loose = belongs and filled.frame.head is not None and filled.quantity is None
        return counts or loose

    def _expand(self, group: Sequence[Filled]) -> Iterator[ItemMention]:
        """Give the items of a head and its parts, one cup to each of as many names."""
        for mention, names in self._cups(group):
            if len(names) > 1 and mention.quantity in (1, len(names)):
                yield from (replace(mention, quantity=1, name=name) for name in names)
            else:
                yield mention

    def _cups(self, group: Sequence[Filled]) -> Iterator[tuple[ItemMention, list[str]]]:
        head, parts = group[0], list(group[1:])
        for part in parts:
            if part.frame.part == "half":
                part.quantity = (head.quantity or 1) // 2
        if parts and _one_of_a_kind(head, parts):
            head = _like(parts[0], head, all_of_it=True)
            parts = parts[1:]
        if not parts:
            yield self._mention(head), _people(head)
        elif self._adds(head, parts):
            yield self._mention(head), _people(head)
            for part in parts:
                whole = _like(part, head, all_of_it=part.frame.part == "same")
                yield self._mention(whole), _people(part)
        else:
            yield from ((mention, []) for mention in self._split(head, parts))

    def _adds(self, head: Filled, parts: Sequence[Filled]) -> bool:
        """Tell whether parts come on top of the head's count instead of sharing it out."""
        total = sum(_size(p) for p in parts)
        contrasted = len(parts) > 1 and any(p.frame.part == "other" for p in parts)
        if contrasted and (head.quantity or 1) == 1 and head.frame.part != "number":
            head.quantity = total
        quantity = head.quantity or 1
        lone = quantity == 1 and not (contrasted and head.frame.part != "number")
        differs = any(_contradicts(p, head) for p in parts)
        return total > quantity or lone or differs or any(p.frame.has("more") for p in parts)

    def _split(self, head: Filled, parts: list[Filled]) -> Iterator[ItemMention]:
        """Share a count out: "3 flat whites, 2 oat 1 regular"."""
        quantity = head.quantity or 1
        each = {g for p in parts for g in p.each}
        for part in parts:
            for other in parts:
                for name in each & other.each:
                    if name in other.options:
                        part.options.setdefault(name, other.options[name])
                    elif name in other.extras:
                        part.extras.setdefault(name, other.extras[name])
        left = quantity - sum(_size(p) for p in parts)
        rest = [p for p in parts if p.frame.part == "other"]
        if rest and left > 0:
            rest[-1].quantity = _size(rest[-1]) + left
            left = 0
        yield from (self._mention(_like(p, head, all_of_it=True)) for p in parts)
        if left > 0:
            yield replace(self._mention(head), quantity=left)

    def _mention(self, filled: Filled) -> ItemMention:
        quantity = 0 if filled.removed and filled.item else filled.quantity
        if filled.item and quantity is None:
            quantity = 1
        item = self._lexicon.items.get(filled.item or "")
        bare = {g: item.bare[g] for g in filled.bare if g in item.bare} if item else {}
        plain = filled.cleared | filled.plain
        return ItemMention(
            quantity=None if quantity is None else min(quantity, _MOST),
            item=filled.item,
            options={**bare, **filled.options},
            extras=tuple(filled.extras.values()),
            notes=tuple(filled.notes),
            name=_whose(filled.names),
            ordinal=filled.frame.ordinal,
            cleared=tuple(sorted(plain - filled.options.keys())),
        )


def _people(filled: Filled) -> list[str]:
    """Give the different people it is for."""
    return [name for name in dict.fromkeys(filled.names) if name]


def _one_of_a_kind(head: Filled, parts: Sequence[Filled]) -> bool:
    """Read "your mochas ... one, medium": one of what was spoken of without a count."""
    spoken = head.frame.head is not None and head.frame.head.heads[0].plural
    loose = spoken and head.quantity is None and not head.says
    return loose and len(parts) == 1 and parts[0].frame.part == "number"


def _contrasts(frame: Frame, found: Sequence[Frame]) -> list[str]:
    """Give the groups in which others of the same item, or other parts of it, differ."""
    others = [f for f in found if f is not frame and (frame.head is None or f.item == frame.item)]
    parts = list(takewhile(lambda f: f.head is None, found[found.index(frame) + 1 :]))
    counted = frame.quantity or 1
    if frame.head is not None and (counted == 1 or sum(p.quantity or 1 for p in parts) > counted):
        others += parts
    return list(dict.fromkeys(group for other in others for group in _sure_groups(other)))


def _contradicts(part: Filled, head: Filled) -> bool:
    """Tell whether a part says otherwise than was said of the whole: "2 oat lattes, 1 soy"."""
    front = {g for p in head.frame.body[: head.frame.before] for g, _ in p.options[:1]}
    return any(
        head.options[g] != v for g, v in part.options.items() if g in front and g in head.options
    )


def _said_again(filled: list[Filled]) -> list[Filled]:
    """Give what is said of an item once more ("one sugar in the latte") to that item."""
    kept: list[Filled] = []
    for one in filled:
        earlier = [f for f in kept if f.item == one.item]
        if one.frame.part != "again" or not earlier:
            kept.append(one)
            continue
        for lot in earlier:
            lot.options.update(one.options)
            lot.extras.update(one.extras)
    return kept


def _sure_groups(frame: Frame) -> list[str]:
    return [p.options[0][0] for p in frame.body if len(p.options) == 1]


def _size(part: Filled) -> int:
    return 1 if part.quantity is None else part.quantity


def _united(filled: list[Filled]) -> list[Filled]:
    """Count a family said twice in a row ("☕☕") as two."""
    kept: list[Filled] = []
    for one in filled:
        last = kept[-1] if kept else None
        pictured = one.frame.head is not None and one.frame.head.pictured
        if last and pictured and last.item == one.item and not one.says and not last.says:
            last.quantity = (last.quantity or 1) + (one.quantity or 1)
        else:
            kept.append(one)
    return kept


def _corrected(filled: list[Filled]) -> list[Filled]:
    """Let a drink after "sorry" or "no wait" take the place of the one before it."""
    kept: list[Filled] = []
    corrected = False
    for one in filled:
        before = one.frame.body[: one.frame.before]
        replaces = any(p.cue == "sorry" for p in before) and one.frame.head is not None
        denied = any(p.cue == "not" for p in before[-2:]) and one.frame.head is not None
        if denied and len(filled) > 1:
            continue
        one.removed = one.removed or denied or _removed_too(one, kept)
        if replaces and kept and kept[-1].frame.head is not None:
            last = kept.pop()
            one = _like(one, last, all_of_it=True)
            one.quantity = last.quantity if one.frame.part != "number" else one.quantity
        if kept and any(p.cue == "or" for p in before):
            continue
        corrected = corrected or any(p.cue == "sorry" for p in one.frame.body)
        if kept and corrected and _recounts(one):
            kept[-1].quantity = one.quantity
            continue
        kept.append(one)
    if len(kept) == 2 and _swaps(*kept):
        kept[0].removed = True
    return kept


def _removed_too(one: Filled, kept: Sequence[Filled]) -> bool:
    """Read the second drink of "remove the latte and the mocha"."""
    joined = [p.cue for p in one.frame.body] == ["and"] and one.frame.head is not None
    return joined and bool(kept) and kept[-1].removed


def _recounts(one: Filled) -> bool:
    """Read "2 lattes, sorry 3"."""
    return one.frame.part == "number" and not one.item and not one.says


def _swaps(old: Filled, new: Filled) -> bool:
    """Read "change the latte to a mocha"."""
    named = old.frame.head is not None and new.frame.head is not None
    return named and any(p.cue == "swap" for p in old.frame.body[: old.frame.before])


def _whose(names: Sequence[str]) -> str | None:
    """Give the name among "me" and names; "" is the speaker."""
    return next((n for n in names if n), "" if names else None)


def _parted(filled: list[Filled]) -> list[Filled]:
    """Read "two mochas, one mocha with oat, the other mocha with soy" as parts of the two."""
    if not filled or filled[0].item is None:
        return filled
    head, rest = filled[0], filled[1:]
    same = all(f.item == head.item and f.frame.part in _PARTS for f in rest)
    if rest and same and head.quantity == sum(_size(f) for f in rest) and not head.frame.ordinal:
        return [head, *(replace(f, frame=replace(f.frame, head=None)) for f in rest)]
    return filled


def _grouped(filled: Sequence[Filled]) -> Iterator[list[Filled]]:
    """Put parts with the item they are parts of."""
    group: list[Filled] = []
    waiting: list[Filled] = []
    for one in filled:
        whole = one.frame.head is None and one.frame.part == "all"
        if one.frame.head is not None:
            if group:
                yield group
            group = [one]
            for part in waiting:
                part.item = one.item
                one.names[:0] = [] if part.says else part.names
            yield from ([part] for part in waiting if part.says)
            waiting = []
        elif group and not whole:
            if one.says or one.names or one.frame.part == "same":
                group.append(one)
        elif not whole:
            waiting.append(one)
    if group:
        yield group
    yield from ([part] for part in waiting)


def _share(everything: Filled, groups: list[list[Filled]], excepted: Set[str | None]) -> None:
    """Give "all large" to every drink of the text, or stand alone where there is none."""
    if not groups:
        groups.append([everything])
    told = [f for group in groups for f in group if f is not everything]
    for one in _meant(everything, told):
        if one.item in excepted:
            continue
        if everything.frame.has("sorry"):
            one.options = {**one.options, **everything.options}
        one.options = {**everything.options, **one.options}
        one.extras = {**everything.extras, **one.extras}
        one.notes += [n for n in everything.notes if n not in one.notes]
        one.names += everything.names


def _meant(everything: Filled, told: Sequence[Filled]) -> Sequence[Filled]:
    """Tell what "all" is about: the drinks of several cups right before it where more follow."""
    place = everything.frame.at
    before = [f for f in told if f.frame.at < place]
    if not before or len(before) == len(told):
        return told
    return before if (before[-1].quantity or 1) == 1 else before[-1:]


def _like(part: Filled, head: Filled, *, all_of_it: bool) -> Filled:
    """Complete a part with what was said of the whole; of one more only what came before it."""
    front = head.frame.body[: head.frame.before]
    early = {g for p in front for g, _ in p.options}
    shared = {
        g: v
        for g, v in head.options.items()
        if g not in part.plain and (all_of_it or g in early) and g not in part.options
    }
    extras = {**head.extras, **part.extras} if all_of_it else part.extras
    notes = [*head.notes, *part.notes] if all_of_it else part.notes
    item = part.item or head.item
    return replace(part, item=item, options={**shared, **part.options}, extras=extras, notes=notes)


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
