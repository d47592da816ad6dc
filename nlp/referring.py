"""Words about drinks named before in the same text: "one sugar in the latte", "the large ones"."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.filling import Filled
from nlp.frame import AGAIN, PERSON, SUCH


def referred(filled: list[Filled]) -> list[Filled]:
    """Give what is said of a drink once more to that drink."""
    kept: list[Filled] = []
    for one in filled:
        meant = _meant(one, kept)
        if meant is None:
            kept.append(one)
        elif one.frame.part == PERSON and len(set(meant[0].names)) > 1:
            meant[0].own[one.names[0]] = one
        elif _splits(one, meant):
            kept.insert(kept.index(meant[-1]) + 1, _part(one, meant[-1]))
        else:
            for lot in meant:
                _add(lot, one)
    return kept


def _meant(one: Filled, kept: Sequence[Filled]) -> Sequence[Filled] | None:
    """Find the drinks meant; None where it is a drink of its own."""
    frame = one.frame
    lots = [f for f in kept if f.frame.head is not None]
    if frame.part == AGAIN:
        same = [f for f in lots if f.item == one.item]
        if frame.ordinal and same:
            return [same[_index(frame.ordinal, len(same))]]
        return same or None
    if frame.part == "place" and frame.head is None and len(lots) > 1 and one.says:
        places = range(-len(lots), len(lots))
        place = _index(frame.ordinal or 1, len(lots))
        return [lots[place]] if place in places else None
    if frame.part == PERSON:
        return [f for f in kept if set(one.names) & set(f.names)] or None
    if frame.part == SUCH:
        return [f for f in kept if frame.such.items() <= f.options.items()] or kept[-1:] or None
    return None


def _index(ordinal: int, count: int) -> int:
    return ordinal if ordinal < 0 else min(ordinal, count) - 1


def _splits(one: Filled, meant: Sequence[Filled]) -> bool:
    """Tell whether only some of the cups are meant: "2 sugars in three of the lattes"."""
    cups = sum(lot.quantity or 1 for lot in meant)
    some = one.frame.part in (AGAIN, SUCH) and one.quantity is not None
    return some and (one.quantity or 1) < cups


def _part(one: Filled, lot: Filled) -> Filled:
    """Make it a part of its own; of a part it takes its cups."""
    options = one.options
    if lot.frame.head is None:
        lot.quantity = (lot.quantity or 1) - (one.quantity or 1)
        options = {**lot.options, **options}
    frame = replace(one.frame, head=None, part="number", such={})
    return replace(one, item=None, options=options, frame=frame)


def _add(lot: Filled, one: Filled) -> None:
    lot.options.update(one.options)
    lot.extras.update(one.extras)
    lot.notes += [note for note in one.notes if note not in lot.notes]
    lot.names += [name for name in one.names if name not in lot.names]
