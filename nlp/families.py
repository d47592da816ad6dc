"""Families beside the items that belong to them: "5 coffees: 2 lattes ..."."""

from collections.abc import Iterator, Sequence

from nlp.filling import Filled
from nlp.lexicon import Lexicon


def without_summaries(filled: list[Filled], lexicon: Lexicon) -> list[Filled]:
    """Leave out a family where what it sums up is named, and a picture beside a drink."""
    filled = _specified(filled, lexicon)
    items = [f for f in filled if f.item in lexicon.items]
    if not items:
        return _united(filled)
    total = sum(f.quantity or 1 for f in items)
    return [
        f
        for f in filled
        if not (_sums_up(f, items, total, lexicon) or _counts_again(f, items, total))
    ]


def _specified(filled: list[Filled], lexicon: Lexicon) -> list[Filled]:
    """Read "two teas, one green, one peppermint", "4 coffees, lattes" as the items named."""
    kept: list[Filled] = []
    for at, one in enumerate(filled):
        rest = list(_members(one, filled[at + 1 :], lexicon))
        if len(rest) == 1 and one.quantity and rest[0].quantity is None:
            rest[0].quantity = one.quantity
        told = sum(f.quantity or 1 for f in rest)
        if rest and one.quantity == told and (told > 1 or one.frame.counted) and not one.says:
            rest[0].names[:0] = one.names
            continue
        if len(rest) == 1 and _said_of(one, rest[0]):
            rest[0].options = {**one.options, **rest[0].options}
            continue
        kept.append(one)
    return kept


def _said_of(family: Filled, item: Filled) -> bool:
    """Read "the strongest coffee you have. long black" as one drink."""
    counts = {family.quantity or 1, item.quantity or 1}
    between = [*family.frame.body, *item.frame.body[: item.frame.before]]
    joined = any(p.cue in ("and", "or") for p in between)
    says = bool(family.options) and not (family.extras or family.notes or family.names)
    agrees = not family.options.keys() & item.options.keys()
    return says and counts == {1} and not joined and agrees and not item.names


def _members(family: Filled, following: Sequence[Filled], lexicon: Lexicon) -> Iterator[Filled]:
    """Give the items right behind a family that belong to it."""
    if family.item not in lexicon.families or family.frame.head is None:
        return
    for one in following:
        item = lexicon.items.get(one.item or "")
        if item is None or family.item not in item.families:
            return
        yield one


def _sums_up(filled: Filled, items: Sequence[Filled], total: int, lexicon: Lexicon) -> bool:
    if filled.item not in lexicon.families or filled.says:
        return False
    belongs = any(filled.item in lexicon.items[i.item or ""].families for i in items)
    first = filled.frame.at < items[0].frame.at
    counts = (filled.quantity or 1) > 1 and filled.quantity == total and (belongs or first)
    loose = belongs and filled.frame.head is not None and filled.quantity is None
    return counts or loose


def _counts_again(filled: Filled, items: Sequence[Filled], total: int) -> bool:
    """Read "1 skinny cap, 1 soy cap. so 2 caps" as two."""
    last = filled is items[-1] and len(items) > 1 and not filled.says
    same = all(item.item == filled.item for item in items)
    return last and same and (filled.quantity or 1) > 1 and 2 * (filled.quantity or 1) == total


def _united(filled: list[Filled]) -> list[Filled]:
    """Count a picture said twice in a row as two."""
    kept: list[Filled] = []
    for one in filled:
        last = kept[-1] if kept else None
        pictured = one.frame.head is not None and one.frame.head.pictured
        if last and pictured and last.item == one.item and not one.says and not last.says:
            last.quantity = (last.quantity or 1) + (one.quantity or 1)
        else:
            kept.append(one)
    return kept
