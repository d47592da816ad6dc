"""Faults of the recipes in a menu document."""

from collections.abc import Iterable, Iterator, Mapping

from backend.menu import rules
from backend.menu.recipes import portion
from backend.menu.types import Amount, DrinkSpec, Group, Item, Menu
from backend.menu.unknown import unknown


def recipes(menu: Menu) -> Iterator[str]:
    """Find what uses no known ingredient, what has no recipe, and what nothing uses."""
    yield from _ingredients(menu)
    for name, item in menu.items.items():
        yield from _item(menu, f"items.{name}", name, item)
    if not menu.ingredients:
        return
    for name, extra in menu.extras.items():
        if extra.uses is None:
            yield _no_recipe(f"extras.{name}")
    used = {ingredient for _, uses in _all_uses(menu) for ingredient in uses}
    for name in menu.ingredients:
        if name not in used:
            yield f"ingredients.{name}: no recipe uses it; use it, or remove it."


def _no_recipe(path: str) -> str:
    return f"{path}.uses: it has no recipe; say what one uses, or {{}} where nothing is counted."


def _ingredients(menu: Menu) -> Iterator[str]:
    for path, uses in _all_uses(menu):
        for ingredient in uses:
            yield from unknown(path, ingredient, what="ingredient", known=menu.ingredients)


def _all_uses(menu: Menu) -> Iterator[tuple[str, Iterable[str]]]:
    """Give every list of ingredients, and where it stands."""
    for name, item in menu.items.items():
        yield f"items.{name}.uses", item.uses or ()
    for name, extra in menu.extras.items():
        yield f"extras.{name}.uses", extra.uses or ()
    for name, group in menu.options.items():
        yield f"options.{name}.uses", group.uses
        for value, known in group.values.items():
            yield f"options.{name}.values.{value}.uses", known.uses


def _item(menu: Menu, path: str, name: str, item: Item) -> Iterator[str]:
    if menu.ingredients and item.uses is None and not item.portions:
        yield _no_recipe(path)
    for ingredient, amount in (item.uses or {}).items():
        yield from _amount(menu, f"{path}.uses.{ingredient}", name, amount)
    for group, amount in item.portions.items():
        yield from unknown(f"{path}.portions", group, what="option group", known=item.options)
        yield from _amount(menu, f"{path}.portions.{group}", name, amount)
    for group in item.options:
        known = menu.options.get(group)
        if known is None:
            continue
        if group not in item.portions and known.portion is not None:
            yield from _amount(menu, f"options.{group}.portion", name, known.portion)
        if _used(known) and portion(known, item, group) is None:
            yield (
                f"{path}.portions: what is chosen as {group} uses ingredients; "
                f"say how much goes in (portions: {{{group}: 1}}), or 0."
            )


def _used(group: Group) -> bool:
    return bool(group.uses) or any(value.uses for value in group.values.values())


def _amount(menu: Menu, path: str, item: str, amount: Amount) -> Iterator[str]:
    """Find an amount that goes by something the item does not have, or leaves a value out."""
    if not isinstance(amount, Mapping):
        return
    for group, by in amount.items():
        there_is = rules.choices(menu, DrinkSpec(item), group)
        if not there_is:
            yield f"{path}: it goes by {group}, of which this item has no values; use one figure."
        for value in by:
            if there_is and value not in menu.options[group].values:
                yield from unknown(f"{path}.{group}", value, what="value", known=there_is)
        for value in there_is:
            if value not in by:
                yield f"{path}.{group}: there is no figure for {value}; add it."
