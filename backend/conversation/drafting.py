"""Merging what was said into a draft: new lines, answers, corrections, splits of a count."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backend.conversation import offer, targets
from backend.menu.types import DrinkSpec, Extra, Menu
from backend.orders.types import OrderLine
from nlp.types import Choice, ItemMention

Draft = tuple[OrderLine, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What was being asked when the customer spoke."""

    #: "item", an option group, or None.
    slot: str | None = None
    #: Positions of the lines it was asked for.
    lines: tuple[int, ...] = ()
    #: Whether the words correct the draft, rather than add to it.
    correcting: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """The draft afterwards, and changes of which nobody can tell what line they mean."""

    draft: Draft
    unclear: tuple[ItemMention, ...] = ()


def cups(lines: Sequence[OrderLine]) -> int:
    """How many cups these lines are."""
    return sum(line.quantity for line in lines)


def merge(
    draft: Draft,
    mentions: Sequence[ItemMention],
    menu: Menu,
    question: Question,
    *,
    like: OrderLine | None = None,
) -> Merge:
    """Take every mention, in the order spoken, into the draft; `like`: what "another" is like."""
    mentions = _divided(draft, mentions)
    desk = _Desk(draft, mentions, menu, question, like)
    for mention in mentions:
        desk.take(mention)
    return Merge(united(desk.lines()), tuple(desk.unclear))


def _divided(draft: Draft, mentions: Sequence[ItemMention]) -> tuple[ItemMention, ...]:
    """Where parts make up all of the draft nothing is added: "one oat and another soy" of two."""
    counts = [mention.quantity or 0 for mention in mentions if mention.item is None]
    parts = len(counts) == len(mentions) > 1 and not mentions[0].another and min(counts) > 0
    if parts and sum(counts) == cups(draft):
        return tuple(replace(mention, another=False) for mention in mentions)
    return tuple(mentions)


def united(lines: Sequence[OrderLine]) -> Draft:
    """Equal lines become one with the sum of their counts."""
    kept: list[OrderLine] = []
    for line in lines:
        twins = (i for i, old in enumerate(kept) if replace(old, quantity=line.quantity) == line)
        twin = next(twins, None)
        if twin is None:
            kept.append(line)
        else:
            kept[twin] = replace(line, quantity=kept[twin].quantity + line.quantity)
    return tuple(kept)


def alike(lines: Sequence[OrderLine]) -> OrderLine | None:
    """One cup of the one drink that these lines are of; None where they are several."""
    if len({line.spec.item for line in lines}) != 1:
        return None
    return replace(lines[-1], quantity=1, name=None)


def _in_all(spec: DrinkSpec, mention: ItemMention) -> dict[str, Choice]:
    """The options said, counts that come on top with what stands."""
    said = dict(mention.options)
    for group in mention.added:
        held, more = spec.options.get(group), said.get(group)
        if isinstance(held, int | float) and isinstance(more, int | float):
            said[group] = held + more
    return said


def changed(line: OrderLine, mention: ItemMention) -> OrderLine:
    """The line with all that the mention says about it, but for its count."""
    spec = line.spec
    kept = {group: v for group, v in spec.options.items() if group not in mention.cleared}
    again = {extra.name for extra in mention.extras}
    wanted = tuple(Extra(e.name, e.count, e.amount) for e in mention.extras if not e.declined)
    return replace(
        line,
        name=mention.name or line.name,
        spec=DrinkSpec(
            item=mention.item or spec.item,
            options={**kept, **_in_all(spec, mention)},
            extras=tuple(e for e in spec.extras if e.name not in again) + wanted,
            notes=tuple(dict.fromkeys((*spec.notes, *mention.notes))),
        ),
    )


def _describes(mention: ItemMention) -> bool:
    """Whether it says more than which line and how many."""
    return bool(mention.options or mention.extras or mention.notes or mention.cleared)


class _Desk:
    """The draft while mentions are taken in; each line of before keeps its place, split or gone."""

    def __init__(
        self,
        draft: Draft,
        mentions: tuple[ItemMention, ...],
        menu: Menu,
        question: Question,
        like: OrderLine | None,
    ) -> None:
        self._like = like or OrderLine(1, DrinkSpec())
        self._places: list[list[OrderLine]] = [[line] for line in draft]
        self._added: list[OrderLine] = []
        self._menu = menu
        self._question = question
        self._answers = sum(m.item is None and question.slot in m.options for m in mentions)
        self._swaps = any(m.quantity == 0 for m in mentions)
        self._named = sum(m.item is not None and m.quantity != 0 for m in mentions)
        self._answered: set[int] = set()
        self.unclear: list[ItemMention] = []

    def lines(self) -> list[OrderLine]:
        return [line for place in self._places for line in place] + self._added

    def take(self, mention: ItemMention) -> None:
        if mention.quantity == 0:
            self._remove(mention)
        elif mention.another:
            like = replace(self._one_like(mention), quantity=mention.quantity or 1)
            self._added.append(changed(like, mention))
        elif mention.item is None:
            self._partial(mention)
        else:
            self._drink(mention)

    def _one_like(self, mention: ItemMention) -> OrderLine:
        """What one more is like: a drink that is only named is as the one of its kind."""
        if mention.item is None:
            return self._like
        held = [line for line in self.lines() if line.spec.item == mention.item]
        bare = len(held) == 1 and not _describes(mention)
        return replace(held[0], name=None) if bare else OrderLine(1, DrinkSpec(mention.item))

    def _remove(self, mention: ItemMention) -> None:
        meant = targets.chosen(self._places, mention)
        if meant is None:
            meant = targets.of_kind(self._places, mention.item, self._menu)
            if mention.item is None and len(meant) > 1:
                self.unclear.append(mention)
                return
        left = mention.removed or sum(cups(self._places[place]) for place in meant)
        for place in meant:
            left = self._take_off(place, left)

    def _take_off(self, place: int, count: int) -> int:
        """Take so many cups off a line; gives how many are left to be taken."""
        kept: list[OrderLine] = []
        for line in self._places[place]:
            taken = min(count, line.quantity)
            count -= taken
            if taken < line.quantity:
                kept.append(replace(line, quantity=line.quantity - taken))
        self._places[place] = kept
        return count

    def _drink(self, mention: ItemMention) -> None:
        """A drink by name: an answer, a line meant again, another one instead, or one more."""
        asked = self._question.slot == offer.ITEM
        fillable = targets.unsettled(self._places, mention.item, self._menu, asked=asked)
        named = targets.chosen(self._places, mention)
        same = [i for i in targets.live(self._places) if self._item(i) == mention.item]
        correcting = self._question.correcting
        if fillable and not named:
            self._fill(fillable[0], mention)
        elif named is None and same and (correcting or self._repeats(same, mention)):
            self._change(same, mention)
        elif named or (correcting and not self._swaps and self._named == 1):
            self._swap(named or targets.live(self._places), mention)
        else:
            self._added.append(_begun(mention))

    def _item(self, place: int) -> str | None:
        return self._places[place][0].spec.item

    def _repeats(self, same: Sequence[int], mention: ItemMention) -> bool:
        """Whether it names the line asked about rather than one more of its kind."""
        slot = self._question.slot
        asked = [i for i in same if i in self._question.lines and i not in self._answered]
        if slot is None or not asked:
            return False
        options = self._places[asked[0]][0].spec.options
        agrees = all(options.get(group, value) == value for group, value in mention.options.items())
        bare = mention.quantity is None and not _describes(mention)
        return bare or (slot in mention.options and agrees)

    def _fill(self, place: int, mention: ItemMention) -> None:
        old = self._places[place][-1]
        wanted = mention.quantity or old.quantity
        if wanted == 1 == self._named:  # One drink named for two open cups is about both.
            wanted = old.quantity
        parts = [changed(replace(old, quantity=wanted), mention)]
        if wanted < old.quantity:
            parts.append(replace(old, quantity=old.quantity - wanted))
        self._places[place][-1:] = parts

    def _swap(self, meant: Sequence[int], mention: ItemMention) -> None:
        """Another drink in the place of one; what it has no use for is left behind."""
        if len(meant) > 1:
            self.unclear.append(mention)
        elif meant:
            lines = self._places[meant[0]]
            self._places[meant[0]] = [
                changed(self._stripped(line, mention), mention) for line in lines
            ]
            if mention.quantity != 1:
                self._count(meant[0], mention.quantity)
        else:
            self._added.append(_begun(mention))

    def _stripped(self, line: OrderLine, mention: ItemMention) -> OrderLine:
        return replace(line, spec=offer.admitted(self._menu, mention.item, line.spec))

    def _count(self, place: int, quantity: int | None) -> None:
        if quantity and len(self._places[place]) == 1:
            self._places[place] = [replace(self._places[place][0], quantity=quantity)]

    def _partial(self, mention: ItemMention) -> None:
        """An answer or a correction that names no drink."""
        live = targets.live(self._places)
        if not live:
            self._added.append(_begun(mention))
        elif mention.ordinal:
            self._place_said(live, mention)
        elif self._question.slot in mention.options and self._asked():
            self._answer(mention)
        else:
            self._correct(live, mention)

    def _place_said(self, live: Sequence[int], mention: ItemMention) -> None:
        """By its place: a line or, where there is one line of several cups, one of these."""
        meant = targets.chosen(self._places, mention) or []
        if not meant and len(live) == 1 and (mention.ordinal or 0) <= cups(self._places[live[0]]):
            self._split(live, 1, mention)
        else:
            self._change(meant, mention)

    def _correct(self, live: Sequence[int], mention: ItemMention) -> None:
        meant = targets.chosen(self._places, mention)
        if meant is None and len(live) == 1:
            self._change(live, mention)
        elif meant is None:
            meant = targets.fitting(self._places, mention, self._menu)
            all_of_them = len(meant) > 1
            self._change(meant, replace(mention, quantity=None) if all_of_them else mention)
        else:
            self._change(meant, mention)

    def _asked(self) -> list[int]:
        return [i for i in self._question.lines if self._places[i] and i not in self._answered]

    def _answer(self, mention: ItemMention) -> None:
        """One answer for all lines asked about; several answers share them out in order."""
        asked = self._asked()
        by_name = targets.chosen(self._places, mention)
        if by_name:
            self._change(by_name, mention)
        elif self._answers == 1:
            self._change(asked, mention)
        elif self._answers == len(self._question.lines) and mention.quantity is None:
            self._change(asked[:1], mention)
            self._answered.add(asked[0])
        else:
            self._split(asked, mention.quantity or 1, mention)

    def _change(self, meant: Sequence[int], mention: ItemMention) -> None:
        total = sum(cups(self._places[i]) for i in meant)
        quantity = mention.quantity
        if not meant:
            self.unclear.append(mention)
        elif quantity and quantity < total and (_describes(mention) or mention.name):
            self._split(meant, quantity, mention)
        else:
            for place in meant:
                self._places[place] = [changed(line, mention) for line in self._places[place]]
            if len(meant) == 1 and not mention.ordinal:
                self._count(meant[0], quantity)

    def _split(self, meant: Sequence[int], quantity: int, mention: ItemMention) -> None:
        """Give the words to so many cups of these lines, those not yet touched first."""
        left = quantity
        for place in meant:
            line = self._places[place][-1]
            taken = min(left, line.quantity)
            if not taken:
                break
            left -= taken
            parts = [changed(replace(line, quantity=taken), mention)]
            if taken < line.quantity:
                parts.append(replace(line, quantity=line.quantity - taken))
            else:
                self._answered.add(place)
            self._places[place][-1:] = parts


def _begun(mention: ItemMention) -> OrderLine:
    return changed(OrderLine(mention.quantity or 1, DrinkSpec()), mention)
