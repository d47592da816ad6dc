"""What a menu allows, requires and needs: pure functions of the menu and a drink."""

from collections.abc import Iterator
from dataclasses import replace

from backend.menu.types import (
    DrinkSpec,
    Fault,
    Group,
    Item,
    ItemGroup,
    Menu,
    Problem,
    SoldOut,
)
from backend.menu.wording import describe, label, question, ticket_name
from backend.menu.words import lexicon
from nlp.types import Choice

__all__ = [
    "apply_defaults",
    "asked",
    "choices",
    "describe",
    "label",
    "lexicon",
    "missing",
    "needs",
    "prep_seconds",
    "problems",
    "question",
    "sold_out_in",
    "ticket_name",
]


def missing(menu: Menu, spec: DrinkSpec) -> str | None:
    """Name the first slot that the menu requires and the drink lacks ("item" or a group)."""
    item = menu.items.get(spec.item or "")
    if item is None:
        return "item"
    return next((g for g in menu.options if g not in spec.options and asked(menu, item, g)), None)


def asked(menu: Menu, item: Item, group: str) -> bool:
    """Tell whether this group is asked of an item when it is unsaid."""
    rule = item.options.get(group)
    if rule is None or rule.fixed is not None or rule.default is not None:
        return False
    return menu.options[group].ask if rule.ask is None else rule.ask


def choices(menu: Menu, spec: DrinkSpec, slot: str) -> tuple[str, ...]:
    """List what the menu has for this slot of this drink, in menu order."""
    if slot == "item":
        return _items(menu, spec.item)
    group = menu.options.get(slot)
    if group is None:
        return ()
    item = menu.items.get(spec.item or "")
    rule = item.options.get(slot) if item else ItemGroup()
    return () if rule is None else tuple(_values(group, rule))


def _items(menu: Menu, family: str | None) -> tuple[str, ...]:
    members = tuple(name for name, item in menu.items.items() if family in item.families)
    return members or tuple(menu.items)


def _values(group: Group, rule: ItemGroup) -> Iterator[str]:
    """Give the values of a group that an item comes with; "without it" is not offered."""
    for value in group.values:
        allowed = value in rule.only if rule.only else value not in rule.without
        if allowed and rule.fixed in (None, value) and value != group.declined:
            yield value


def _picked(choice: Choice) -> tuple[Choice, ...]:
    return choice if isinstance(choice, tuple) else (choice,)


def needs(menu: Menu, spec: DrinkSpec) -> frozenset[str]:
    """Collect the equipment a drink needs."""
    found: set[str] = set()
    if item := menu.items.get(spec.item or ""):
        found.update(item.needs)
    for name, choice in spec.options.items():
        values = menu.options[name].values if name in menu.options else {}
        found.update(*(values[str(v)].needs for v in _picked(choice) if v in values))
    found.update(*(menu.extras[e.name].needs for e in spec.extras if e.name in menu.extras))
    return frozenset(found)


def prep_seconds(menu: Menu, spec: DrinkSpec) -> int:
    """Say how long one such drink takes to make, in seconds."""
    item = menu.items.get(spec.item or "")
    extras = [menu.extras[e.name] for e in spec.extras if e.name in menu.extras]
    return (item.prep_seconds if item else 0) + sum(extra.prep_seconds for extra in extras)


def problems(menu: Menu, spec: DrinkSpec) -> tuple[Problem, ...]:
    """Tell what about a drink the menu cannot give; nothing where the item is still open."""
    if spec.item is None or spec.item in menu.families:
        return ()
    item = menu.items.get(spec.item)
    if item is None:
        return (Problem(Fault.NO_ITEM, "item", spec.item, tuple(menu.items)),)
    found = [p for g, c in spec.options.items() for p in _option_problems(menu, spec, g, c)]
    return (*found, *_extra_problems(menu, item, spec))


def _option_problems(menu: Menu, spec: DrinkSpec, name: str, choice: Choice) -> Iterator[Problem]:
    group = menu.options.get(name)
    rule = menu.items[spec.item or ""].options.get(name)
    if group is None or rule is None:
        if group is None or choice != group.declined:
            yield Problem(Fault.NO_GROUP, name, choice)
        return
    allowed = choices(menu, spec, name)
    for value in _picked(choice):
        if value == group.declined and value not in rule.without:
            continue
        if group.kind == "count" and isinstance(value, int | float):
            if group.most is not None and value > group.most:
                yield Problem(Fault.TOO_MANY, name, value, allowed, group.most)
        elif value not in allowed:
            yield Problem(Fault.NO_VALUE, name, value, allowed)


def _extra_problems(menu: Menu, item: Item, spec: DrinkSpec) -> Iterator[Problem]:
    allowed = tuple(menu.extras) if item.extras is None else item.extras
    for extra in spec.extras:
        if extra.name not in allowed or extra.name not in menu.extras:
            yield Problem(Fault.NO_EXTRA, "extras", extra.name, allowed)
            continue
        most = menu.extras[extra.name].most
        if most is not None and (extra.count or 1) > most:
            yield Problem(Fault.TOO_MANY, "extras", extra.name, allowed, most)


def apply_defaults(menu: Menu, spec: DrinkSpec) -> tuple[DrinkSpec, tuple[str, ...]]:
    """Fill in the defaults the menu sets, and name the groups they filled."""
    item = menu.items.get(spec.item or "")
    if item is None:
        return spec, ()
    filled: dict[str, Choice] = {
        group: rule.default
        for group, rule in item.options.items()
        if rule.default is not None and group not in spec.options
    }
    if not filled:
        return spec, ()
    return replace(spec, options={**spec.options, **filled}), tuple(filled)


def sold_out_in(
    spec: DrinkSpec, sold_out: frozenset[SoldOut], station: int | None
) -> tuple[SoldOut, ...]:
    """List the 86s that this drink runs into at a station (None: those of every station)."""
    if not sold_out:
        return ()
    wanted = {("item", spec.item)} | {
        ("option", f"{group}:{value}")
        for group, choice in spec.options.items()
        for value in _picked(choice)
    }
    here = (None, station)
    found = [s for s in sold_out if s.station in here and (s.kind, s.name) in wanted]
    return tuple(sorted(found, key=lambda s: (s.kind, s.name)))
