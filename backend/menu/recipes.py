"""What a drink uses of which ingredient: pure functions of the menu and a drink."""

from collections.abc import Iterator, Mapping

from backend.menu import rules
from backend.menu.types import Amount, DrinkSpec, Extra, Group, Item, Menu
from nlp.types import Choice

#: Of an extra of which more or less than usual is wanted.
_QUALIFIED = {"extra": 1.5, "light": 0.5}

_Part = tuple[str, float]


def demand(menu: Menu, spec: DrinkSpec) -> dict[str, float]:
    """Say what one such drink uses: {ingredient: amount}.

    A slot that is still to be asked uses nothing yet; of what goes by the size of a drink whose
    size is unsaid, the least is used.
    """
    item = menu.items.get(spec.item or "")
    if not menu.ingredients or item is None:
        return {}
    found: dict[str, float] = {}
    for name, amount in _parts(menu, item, spec):
        found[name] = round(found.get(name, 0) + amount, 2)
    return {name: amount for name, amount in found.items() if amount > 0}


def _parts(menu: Menu, item: Item, spec: DrinkSpec) -> Iterator[_Part]:
    chosen = _chosen(item, spec)
    for name, amount in (item.uses or {}).items():
        yield name, figure(amount, chosen)
    for group in item.options:
        if group in menu.options:
            yield from _of_group(menu, item, group, chosen)
    for extra in spec.extras:
        yield from _of_extra(menu, extra)


def _chosen(item: Item, spec: DrinkSpec) -> dict[str, Choice]:
    """Add what it comes with where nothing is said."""
    given: dict[str, Choice] = {}
    for group, rule in item.options.items():
        value = rule.fixed if rule.fixed is not None else rule.default
        if value is not None:
            given[group] = value
    return {**given, **spec.options}


def figure(amount: Amount, chosen: Mapping[str, Choice]) -> float:
    """Read an amount for what is chosen; the least of them where that is unsaid."""
    if not isinstance(amount, Mapping):
        return amount
    ((group, by),) = amount.items()
    return by.get(str(chosen.get(group)), min(by.values(), default=0))


def _of_group(menu: Menu, item: Item, name: str, chosen: Mapping[str, Choice]) -> Iterator[_Part]:
    group = menu.options[name]
    times = figure(portion(group, item, name) or 0, chosen)
    for uses, count in _uses(menu, item, name, chosen.get(name)):
        for ingredient, amount in uses.items():
            yield ingredient, amount * count * times


def portion(group: Group, item: Item, name: str) -> Amount | None:
    """Say how much of a group's choice goes into an item; of a count, all of it."""
    given = item.portions.get(name, group.portion)
    return 1 if given is None and group.kind == "count" else given


def _uses(
    menu: Menu, item: Item, name: str, choice: Choice | None
) -> Iterator[tuple[Mapping[str, float], float]]:
    """Give what each chosen value uses, and how often."""
    group = menu.options[name]
    if choice is None:
        if group.kind != "count" and not rules.asked(menu, item, name):
            yield group.uses, 1
        return
    for value in choice if isinstance(choice, tuple) else (choice,):
        known = group.values.get(str(value))
        if known is not None and (known.uses or group.kind != "count"):
            yield known.uses, 1
        elif group.kind == "count":
            count = known.amount if known else value
            yield group.uses, float(count) if isinstance(count, int | float) else 0


def _of_extra(menu: Menu, extra: Extra) -> Iterator[_Part]:
    known = menu.extras.get(extra.name)
    uses = known.uses if known else None
    count = extra.count if extra.count is not None else 1
    for ingredient, amount in (uses or {}).items():
        yield ingredient, amount * count * _QUALIFIED.get(extra.amount or "", 1)
