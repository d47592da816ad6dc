"""What is said of several drinks at once: "all large", "one sugar in each", "both for Sam"."""

from collections.abc import Sequence, Set
from dataclasses import replace

from nlp.filling import Filled


def share(filled: Sequence[Filled], groups: list[list[Filled]]) -> None:
    """Give every drink what was said of all of them."""
    excepted = {f.item for f in filled if f.frame.part == "except" and f.item}
    spared = sum(f.quantity or 0 for f in filled if f.frame.part == "except" and not f.item)
    groups += [[one] for group in groups[:1] for one in _spared(group, spared)]
    for everything in filled:
        if everything.frame.part == "all" and everything.frame.head is None:
            _share_all(everything, groups, excepted)
    _share_each(groups)
    _share_names([one for group in groups for one in group])


def _share_names(cups: Sequence[Filled]) -> None:
    """Read "a latte and a mocha for Ana and Ben" as Ana's latte and Ben's mocha."""
    if not cups:
        return
    *others, last = cups
    names = [name for name in dict.fromkeys(last.names) if name]
    single = all(one.frame.head and (one.quantity or 1) == 1 for one in cups)
    if others and single and len(names) == len(cups) and not any(one.names for one in others):
        for one, name in zip(cups, names, strict=True):
            one.names = [name]


def _spared(group: Sequence[Filled], count: int) -> Sequence[Filled]:
    """Leave so many of several cups as they are: "5 lattes, all oat except one"."""
    head = group[0]
    if not count or (head.quantity or 1) <= count:
        return ()
    head.quantity = (head.quantity or 1) - count
    return (replace(head, quantity=count, frame=replace(head.frame, part="except")),)


def _share_all(everything: Filled, groups: list[list[Filled]], excepted: Set[str | None]) -> None:
    """Give "all large" to every drink meant, or let it stand alone where there is none."""
    if not groups:
        groups.append([everything])
    told = [f for group in groups for f in group if f is not everything]
    for one in _meant(everything, told):
        if one.item in excepted or one.frame.part == "except":
            continue
        told_of_all = {g: v for g, v in everything.options.items() if one.takes(g)}
        if everything.frame.has("sorry"):
            one.options = {**one.options, **told_of_all}
        one.options = {**told_of_all, **one.options}
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


def _share_each(groups: Sequence[Sequence[Filled]]) -> None:
    """Give "a latte and a tea, one sugar in each" to the latte too."""
    if len(groups) < 2 or len(groups[-1]) > 1:
        return
    last = groups[-1][0]
    if (last.quantity or 1) > 1:
        return
    for group in groups[:-1]:
        for name in last.each:
            if name in last.options and group[0].takes(name):
                group[0].options.setdefault(name, last.options[name])
            elif name in last.extras:
                group[0].extras.setdefault(name, last.extras[name])
