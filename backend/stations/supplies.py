"""Whether what is left at a station is enough: pure."""

from collections.abc import Iterable, Iterator, Mapping

from backend.menu import recipes
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations.types import Station


def supplied(
    stations: Iterable[Station],
    spec: DrinkSpec,
    quantity: int,
    *,
    menu: Menu,
    sold_out: frozenset[SoldOut],
) -> Iterator[Station]:
    """Give those with all that so many use: enough of what is counted, nothing of it 86'd."""
    gone = [one for one in sold_out if one.kind == "ingredient"]
    wanted: Mapping[str, float] | None = None
    for station in stations:
        if gone or station.stock:
            # Once for all of them: it is most of the work.
            wanted = demand(menu, spec, quantity) if wanted is None else wanted
            if not _has(station, wanted, gone):
                continue
        yield station


def _has(station: Station, wanted: Mapping[str, float], gone: Iterable[SoldOut]) -> bool:
    missing = {one.name for one in gone if one.station in (None, station.id)}
    return missing.isdisjoint(wanted) and enough(station.stock, wanted)


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
