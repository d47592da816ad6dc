"""What of a menu nobody can make just now, thing by thing: pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from backend.menu import rules
from backend.menu.types import DrinkSpec, Extra, Item, Menu, SoldOut
from backend.stations import routing
from backend.stations.types import Station


@dataclass(frozen=True, slots=True)
class Missing:
    """What is on the menu and cannot be had."""

    items: tuple[str, ...] = ()
    #: {item that can be had: values it cannot be had with, as `group:value`}; 1 stands for every
    #: count of a group that is counted.
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    #: {item that can be had: extras it cannot be had with}
    extras: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _House:
    menu: Menu
    stations: Sequence[Station]
    sold_out: frozenset[SoldOut]

    def makes(self, spec: DrinkSpec) -> bool:
        return routing.makeable(spec, self.menu, self.stations, self.sold_out)


def missing(menu: Menu, stations: Sequence[Station], sold_out: frozenset[SoldOut]) -> Missing:
    """Name all that no open station can make, each choice looked at alone."""
    house = _House(menu, stations, sold_out)
    items: list[str] = []
    options: dict[str, tuple[str, ...]] = {}
    extras: dict[str, tuple[str, ...]] = {}
    for name, item in menu.items.items():
        values = tuple(_values(house, name, item))
        if not _can_be_had(house, name, item, frozenset(values)):
            items.append(name)
            continue
        if values:
            options[name] = values
        if refused := tuple(_extras(house, name, item)):
            extras[name] = refused
    return Missing(tuple(items), options, extras)


def _can_be_had(house: _House, name: str, item: Item, refused: frozenset[str]) -> bool:
    """Tell whether the drink itself can be made, with something in each slot that is asked."""
    if not house.makes(DrinkSpec(name)):
        return False
    return all(
        any(f"{group}:{value}" not in refused for value in _all(house.menu, name, group))
        for group in item.options
        if rules.asked(house.menu, item, group)
    )


def _values(house: _House, name: str, item: Item) -> Iterator[str]:
    for group in item.options:
        for value in _all(house.menu, name, group):
            if not house.makes(DrinkSpec(name, {group: value})):
                yield f"{group}:{value}"


def _all(menu: Menu, name: str, group: str) -> tuple[str | int, ...]:
    named = rules.choices(menu, DrinkSpec(name), group)
    return (*named, 1) if menu.options[group].kind == "count" else named


def _extras(house: _House, name: str, item: Item) -> Iterator[str]:
    for extra in house.menu.extras if item.extras is None else item.extras:
        if not house.makes(DrinkSpec(name, extras=(Extra(extra),))):
            yield extra
