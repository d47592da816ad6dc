"""A count and its parts: "3 flat whites, 2 oat 1 regular"; "a latte and one with soy"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.filling import Filled
from nlp.types import Choice

_PARTS = ("number", "other", "place")


def parted(filled: list[Filled]) -> list[Filled]:
    """Read "two mochas, one mocha with oat, the other mocha with soy" as parts of the two."""
    if not filled or filled[0].item is None:
        return filled
    head, rest = filled[0], filled[1:]
    same = all(f.item == head.item and f.frame.part in _PARTS for f in rest)
    counted = (head.quantity or 1) > 1 and head.quantity == sum(size(f) for f in rest)
    if rest and same and counted and not head.frame.ordinal:
        return [head, *(replace(f, frame=replace(f.frame, head=None)) for f in rest)]
    return filled


def grouped(filled: Sequence[Filled]) -> Iterator[list[Filled]]:
    """Put parts with the item they are parts of."""
    group: list[Filled] = []
    waiting: list[Filled] = []
    for one in filled:
        whole = one.frame.head is None and one.frame.part == "all"
        if one.frame.head is not None:
            if group:
                yield group
            both = one.frame.part == "all" and any(part.says for part in waiting)
            group = [] if both else [one]
            for part in waiting:
                part.item = one.item
                one.names[:0] = [] if part.says else part.names
            _count_before(one, waiting, filled)
            yield from ([part] for part in waiting if part.says)
            waiting = []
        elif group and not whole:
            if one.says or one.names or one.frame.part == "same":
                group.append(one)
            elif _uncounted(group[0]) and one.quantity:
                group[0].quantity = one.quantity
        elif not whole:
            waiting.append(one)
    if group:
        yield group
    yield from ([part] for part in waiting)


def _uncounted(head: Filled) -> bool:
    """Tell whether an item was spoken of in general: "everybody wants lattes"."""
    plural = head.frame.head is not None and head.frame.head.heads[0].plural
    return plural and head.quantity is None


def _spoken_of(head: Filled, part: Filled) -> bool:
    """Read "your mochas ... one, medium", "the mocha is good, one of those" as one of it."""
    if head.says:
        return False
    of_them = bool(part.frame.body) and part.frame.body[0].cue == "pronoun"
    return _uncounted(head) or (of_them and head.quantity is None)


def _count_before(head: Filled, waiting: Sequence[Filled], filled: Sequence[Filled]) -> None:
    """Read "a table of four: flat whites for all"."""
    alone = sum(f.frame.head is not None for f in filled) == 1
    bare = [part for part in waiting if not part.says]
    if _uncounted(head) and alone and bare:
        head.quantity = sum(map(size, bare))


def cups(group: Sequence[Filled]) -> Iterator[Filled]:
    """Give the cups of a head and its parts, those that are alike together."""
    head, parts = group[0], list(group[1:])
    for part in parts:
        if part.frame.part == "half":
            part.quantity = (head.quantity or 1) // 2
    if len(parts) == 1 and _spoken_of(head, parts[0]):
        head, parts = completed(parts[0], head, all_of_it=True), []
    if len(parts) > 1 and _uncounted(head):
        # "lattes: one oat, one soy" are two.
        head.quantity = sum(size(p) for p in parts)
    if not parts and (listed := _listed(head)):
        yield from listed
    elif not parts:
        yield head
    elif _adds(head, parts):
        yield head
        yield from (completed(p, head, all_of_it=p.frame.part == "same") for p in parts)
    else:
        yield from _shared_out(head, parts)


def _listed(head: Filled) -> list[Filled]:
    """Read "3 lattes: small, medium and large" as one of each."""
    front, behind = head.frame.body[: head.frame.before], head.frame.body[head.frame.before :]
    if head.quantity is None and any(p.cue == "and" for p in front[1:]):
        # "large and small latte"
        said = [p.options[0] for p in front if len(p.options) == 1]
        return _one_of_each(head, said) if not head.frame.has("sorry") else []
    said = [p.options[0] for p in behind if len(p.options) == 1]
    return _one_of_each(head, said) if len(said) == head.quantity else []


def _one_of_each(head: Filled, said: Sequence[tuple[str, Choice | None]]) -> list[Filled]:
    groups = {group for group, _ in said}
    values = [value for _, value in said if value is not None]
    if len(groups) != 1 or len(set(values)) != len(said):
        return []
    group = groups.pop()
    if len(said) < 2 or head.lexicon.groups[group].kind != "choice":
        return []
    return [replace(head, quantity=1, options={**head.options, group: v}) for v in values]


def _adds(head: Filled, parts: Sequence[Filled]) -> bool:
    """Tell whether parts come on top of the head's count instead of sharing it out."""
    total = sum(size(p) for p in parts)
    contrasted = len(parts) > 1 and any(p.frame.part == "other" for p in parts)
    if contrasted and (head.quantity or 1) == 1 and head.frame.part != "number":
        head.quantity = total
    quantity = head.quantity or 1
    lone = quantity == 1 and not (contrasted and head.frame.part != "number")
    differs = any(_contradicts(p, head) for p in parts)
    return total > quantity or lone or differs or any(p.frame.has("more") for p in parts)


def _contradicts(part: Filled, head: Filled) -> bool:
    """Tell whether a part says otherwise than was said of the whole: "2 oat lattes, 1 soy"."""
    front = {g for p in head.frame.body[: head.frame.before] for g, _ in p.options[:1]}
    joined = bool(head.frame.body) and head.frame.body[-1].cue == "and"
    return any(
        head.options[group] != value
        for group, value in part.options.items()
        if group in head.options and (group in front or joined)
    )


def _shared_out(head: Filled, parts: list[Filled]) -> Iterator[Filled]:
    """Share a count out among its parts."""
    quantity = head.quantity or 1
    _share_each(parts)
    left = quantity - sum(size(p) for p in parts)
    rest = [p for p in parts if p.frame.part == "other"]
    if rest and left > 0:
        rest[-1].quantity = size(rest[-1]) + left
        left = 0
    yield from (completed(p, head, all_of_it=True) for p in parts)
    if left > 0:
        yield replace(head, quantity=left)


def _share_each(parts: Sequence[Filled]) -> None:
    """Give what was said of each to every part."""
    each = {group for part in parts for group in part.each}
    for part in parts:
        for other in parts:
            for name in each & other.each:
                if name in other.options:
                    part.options.setdefault(name, other.options[name])
                elif name in other.extras:
                    part.extras.setdefault(name, other.extras[name])


def completed(part: Filled, head: Filled, *, all_of_it: bool) -> Filled:
    """Complete a part with what was said of the whole; of one more only what came before it.

    Of what another item was to be it gets what it comes with.
    """
    item = part.item or head.item
    part = replace(part, item=item)
    front = head.frame.body[: head.frame.before]
    early = {g for p in front for g, _ in p.options}
    shared = {
        g: v
        for g, v in head.options.items()
        if g not in part.plain | part.cleared
        and (all_of_it or g in early)
        and g not in part.options
        and part.takes(g)
    }
    extras = {**head.extras, **part.extras} if all_of_it else part.extras
    notes = [*head.notes, *part.notes] if all_of_it else part.notes
    return replace(part, options={**shared, **part.options}, extras=extras, notes=notes)


def size(part: Filled) -> int:
    """Count the cups of a part."""
    return 1 if part.quantity is None else part.quantity
