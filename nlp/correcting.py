"""What takes the place of what within a text: "a latte, sorry, a mocha", "drop the tea"."""

from collections.abc import Sequence

from nlp.filling import Filled
from nlp.parts import completed


def corrected(filled: list[Filled]) -> list[Filled]:
    """Let what is said after "sorry" or "no wait" take the place of what it corrects."""
    kept: list[Filled] = []
    sorry = False
    for one in _restated(filled):
        before = one.frame.body[: one.frame.before]
        named = one.frame.head is not None
        denied = named and any(p.cue == "not" for p in before[-2:])
        if (denied and len(filled) > 1) or (kept and _no_news(one)) or _nearly(one, filled):
            continue
        one.removed = one.removed or denied or _removed_too(one, kept)
        if kept and _taken_back(one, kept):
            continue
        replaces = any(p.cue == "sorry" for p in before)
        if replaces and named and kept and kept[-1].frame.head is not None:
            one = _instead(one, kept.pop())
        elif replaces and kept and _same_part(one, kept[-1]):
            kept.pop()
        sorry = sorry or one.frame.has("sorry")
        if kept and (sorry or any(p.cue == "change" for p in before)) and recounts(one):
            kept[-1].quantity = one.quantity
            continue
        kept.append(one)
    heads = [one for one in kept if one.frame.head is not None]
    if len(heads) == 2 and _swaps(*heads):
        heads[0].removed = True
    return kept


def _no_news(one: Filled) -> bool:
    """Tell whether it is only a second choice, or to stay: "drop the tea, keep the latte"."""
    before = one.frame.body[: one.frame.before]
    stays = one.frame.head is not None and not one.says and any(p.cue == "keep" for p in before)
    turns = [p.cue for p in before if p.cue in ("or", "sorry")]
    return stays or turns[-1:] == ["or"]


def _nearly(one: Filled, filled: Sequence[Filled]) -> bool:
    """Tell what was going to be from what is: "was going to get a mocha but ... a latte"."""
    nearly = any(p.cue == "nearly" for p in one.frame.body[: one.frame.before])
    last = [f for f in filled if f.frame.head is not None][-1:]
    return nearly and one.frame.head is not None and one not in last


def _restated(filled: list[Filled]) -> list[Filled]:
    """Read "2 teas and a cap, hang on, 2 caps and a tea": only the second list holds."""
    for at, one in enumerate(filled):
        turns = any(p.cue == "sorry" for p in one.frame.body[: one.frame.before])
        before = {f.item for f in filled[:at] if f.frame.head is not None}
        after = {f.item for f in filled[at:] if f.frame.head is not None}
        if turns and before and before <= after and len(after) > 1:
            return filled[at:]
    return filled


def recounts(one: Filled) -> bool:
    """Tell whether it is nothing but a number: "2 lattes, sorry 3", "2 lattes. make that 3"."""
    return one.frame.part == "number" and not (one.item or one.says or one.names)


def _instead(one: Filled, last: Filled) -> Filled:
    new = completed(one, last, all_of_it=True)
    new.quantity = one.quantity if one.frame.part == "number" else last.quantity
    return new


def _same_part(one: Filled, last: Filled) -> bool:
    """Read "4 flat whites, 1 decaf, correction, 2 decaf"."""
    parts = one.frame.head is None and last.frame.head is None
    return parts and bool(one.options) and one.options == last.options


def _removed_too(one: Filled, kept: Sequence[Filled]) -> bool:
    """Read the second drink of "remove the latte and the mocha"."""
    joined = [p.cue for p in one.frame.body] == ["and"] and one.frame.head is not None
    return joined and bool(kept) and kept[-1].removed


def _taken_back(one: Filled, kept: list[Filled]) -> bool:
    """Read "a latte and a mocha, forget the mocha": what was just said is not wanted."""
    if not one.removed or not one.item:
        return False
    same = [f for f in kept if f.item == one.item and not f.removed]
    if not same or len(same) == len(kept):
        return False
    kept.remove(same[-1])
    return True


def _swaps(old: Filled, new: Filled) -> bool:
    """Read "change the latte to a mocha"."""
    named = old.frame.head is not None and new.frame.head is not None
    return named and any(p.cue == "swap" for p in old.frame.body[: old.frame.before])
