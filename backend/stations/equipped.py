"""Whether a station has what a drink needs, whatever is left there: pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from backend.menu import rules
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations.types import Capabilities, Station


def equipped(
    stations: Iterable[Station], spec: DrinkSpec, menu: Menu, sold_out: frozenset[SoldOut]
) -> Iterator[Station]:
    """Give those that have all that a drink needs, nothing of it 86'd."""
    # Once for all of them: among hundreds of stations it is most of the work.
    asked = _asked(spec, menu)
    for station in stations:
        if _has(station.capabilities, asked) and not (
            sold_out and rules.sold_out_in(spec, sold_out, station.id)
        ):
            yield station


class _Asked(NamedTuple):
    """What a station is asked for with one drink."""

    item: str | None
    options: Sequence[tuple[str, frozenset[object]]]
    extras: frozenset[str]
    equipment: frozenset[str]


def _asked(spec: DrinkSpec, menu: Menu) -> _Asked:
    options = [(group, frozenset(_several(value))) for group, value in spec.options.items()]
    extras = frozenset(extra.name for extra in spec.extras)
    return _Asked(spec.item, options, extras, rules.needs(menu, spec))


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def _has(can: Capabilities, asked: _Asked) -> bool:
    if can.items is not None and asked.item not in can.items:
        return False
    for group, values in asked.options if can.options else ():
        if group in can.options and not values <= can.options[group]:
            return False
    return (can.extras is None or asked.extras <= can.extras) and (
        can.equipment is None or asked.equipment <= can.equipment
    )
