"""Whether what is left at a station is enough: pure."""

from collections.abc import Iterable, Mapping

from backend.menu import recipes
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations.types import Station


def supplied(
    station: Station, spec: DrinkSpec, quantity: int, *, menu: Menu, sold_out: frozenset[SoldOut]
) -> bool:
    """Tell whether all that so many use is there: enough of what is counted, nothing of it 86'd."""
    gone = {
        one.name
        for one in sold_out
        if one.kind == "ingredient" and one.station in (None, station.id)
    }
    if not gone and not station.stock:
        return True
    wanted = demand(menu, spec, quantity)
    return gone.isdisjoint(wanted) and enough(station.stock, wanted)


def demand(menu: Menu, spec: DrinkSpec, quantity: int) -> dict[str, float]:
    """Say what so many of a drink use."""
    used = recipes.demand(menu, spec)
    return {name: round(amount * quantity, 2) for name, amount in used.items()}


def enough(left: Mapping[str, float], wanted: Mapping[str, float]) -> bool:
    """Tell whether what is left covers what is wanted; what is not counted is not limited."""
    return all(amount <= left[name] for name, amount in wanted.items() if name in left)


def summed(parts: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """Add up amounts by ingredient."""
    total: dict[str, float] = {}
    for part in parts:
        for name, amount in part.items():
            total[name] = round(total.get(name, 0) + amount, 2)
    return total
