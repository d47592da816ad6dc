"""What stands in the way of a drink that could be made if nothing were sold out or used up."""

from collections.abc import Sequence
from dataclasses import replace

from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations import routing
from backend.stations.types import Station
from backend.stock.types import Lacking


def lacking(
    spec: DrinkSpec, menu: Menu, stations: Sequence[Station], sold_out: frozenset[SoldOut]
) -> Lacking | None:
    """Name it; None where the drink can be had, or could not be had in any case."""
    if spec.item is None or routing.makeable(spec, menu, stations, sold_out):
        return None
    full = [replace(station, stock={}) for station in stations]
    if not routing.makeable(spec, menu, full, frozenset()):
        return None
    for part, thing in _parts(spec):
        if not routing.makeable(part, menu, stations, sold_out):
            return thing
    return Lacking("item", spec.item)


def _parts(spec: DrinkSpec) -> list[tuple[DrinkSpec, Lacking]]:
    """Give the drink bare, then with each of its choices alone."""
    item = spec.item or ""
    parts = [(DrinkSpec(item), Lacking("item", item))]
    for group, choice in spec.options.items():
        name = choice[0] if isinstance(choice, tuple) and choice else choice
        thing = Lacking("option", f"{group}:{name}")
        parts.append((DrinkSpec(item, {group: choice}), thing))
    for extra in spec.extras:
        parts.append((DrinkSpec(item, extras=(extra,)), Lacking("extra", extra.name)))
    return parts
