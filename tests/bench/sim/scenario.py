"""Scenarios as they stand in their files, and the crowd that a seed makes of one."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from math import log, sqrt
from pathlib import Path
from typing import Any

import yaml

from backend.menu import rules
from backend.menu.documents import shipped
from backend.menu.types import DrinkSpec, Menu
from backend.stations.routing import Job
from backend.stations.types import Capabilities, Station, StationState

_HERE = Path(__file__).parent
ORDERS = 3000
NAMES = ("steady60", "steady85", "burst", "dead")


@dataclass(frozen=True, slots=True)
class Burst:
    """A rush that comes back."""

    load: float
    every_seconds: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Scenario:
    """One file: who comes, who makes, how much at a time."""

    name: str
    menu: Menu
    stations: tuple[Station, ...]
    #: Of each station: how many of the menu's prep seconds it makes in a second.
    speeds: Mapping[int, float]
    #: Share of all stations' capacity that is ordered.
    load: float
    burst: Burst | None
    #: The station that dies, and with which order's coming.
    dead: tuple[int, int] | None
    crowd: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Visit:
    """One order of the crowd."""

    number: int
    at: float
    jobs: tuple[Job, ...]
    #: What each line takes really, in seconds of a station of speed 1. Nobody knows it before.
    work: tuple[float, ...]
    comes: bool


@cache
def read(name: str) -> Scenario:
    """Read a scenario by its name."""
    crowd = _document("crowd.yaml")
    given = _document(f"scenarios/{name}.yaml")
    stations = tuple(_station(i, each) for i, each in enumerate(crowd["stations"], 1))
    ids = {station.name: station.id for station in stations}
    burst, dead = given.get("burst"), given.get("dead")
    return Scenario(
        name=name,
        menu=shipped(crowd["menu"]),
        stations=stations,
        speeds={ids[each["name"]]: each["speed"] for each in crowd["stations"]},
        load=given["load"],
        burst=Burst(burst["load"], 60 * burst["every_minutes"], 60 * burst["minutes"])
        if burst
        else None,
        dead=(ids[dead["station"]], dead["at_order"]) if dead else None,
        crowd=crowd,
    )


def _document(name: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((_HERE / name).read_text("utf-8"))
    return document


def _station(number: int, each: Mapping[str, Any]) -> Station:
    given = each.get("capabilities", {})
    able = Capabilities(
        items=frozenset(given["items"]) if "items" in given else None,
        options={group: frozenset(values) for group, values in given.get("options", {}).items()},
    )
    return Station(number, each["name"], StationState.OPEN, able)


def visits(scenario: Scenario, seed: int, orders: int = ORDERS) -> list[Visit]:
    """Draw the orders of a seed: the same for every policy."""
    chance = random.Random(f"{scenario.name} {seed}")
    drinks = _Drinks(scenario, chance)
    crowd = scenario.crowd
    made = []
    for number, at in zip(range(orders), arrivals(scenario, chance), strict=False):
        (cups,) = chance.choices(list(crowd["cups"]), list(crowd["cups"].values()))
        drawn = [drinks.draw() for _ in range(cups)]
        jobs = tuple(Job(spec, 1) for spec, _ in drawn)
        work = tuple(seconds for _, seconds in drawn)
        made.append(Visit(number, at, jobs, work, chance.random() >= crowd["no_shows"]))
    return made


def arrivals(scenario: Scenario, chance: random.Random) -> Iterator[float]:
    """Give moments of ordering, in seconds: a Poisson process with the load of each moment."""
    rate = sum(scenario.speeds.values()) / _seconds_an_order(scenario)
    at = 0.0
    for _ in count():
        need = chance.expovariate(1.0)
        while True:
            load, until = _load(scenario, at)
            if need <= (until - at) * rate * load:
                at += need / (rate * load)
                break
            need -= (until - at) * rate * load
            at = until
        yield at


def _load(scenario: Scenario, at: float) -> tuple[float, float]:
    """Give the load of a moment, and until when it is that."""
    burst = scenario.burst
    if burst is None:
        return scenario.load, float("inf")
    rounds, into = divmod(at, burst.every_seconds)
    quiet = burst.every_seconds - burst.seconds
    ends = (rounds + 1) * burst.every_seconds
    # A remainder may round to nothing: then the rush is over.
    if into < quiet and ends - burst.seconds > at:
        return scenario.load, ends - burst.seconds
    return burst.load, ends


def _seconds_an_order(scenario: Scenario) -> float:
    """Give the mean prep seconds of an order."""
    crowd = scenario.crowd
    cups: float = sum(number * share for number, share in crowd["cups"].items())
    total: float = sum(
        weight * rules.prep_seconds(scenario.menu, DrinkSpec(item))
        for item, weight in crowd["items"].items()
    )
    weights: float = sum(crowd["items"].values())
    return cups * total / weights


class _Drinks:
    """Draws drinks by the crowd's mix, and how long each takes really."""

    def __init__(self, scenario: Scenario, chance: random.Random) -> None:
        self._menu, self._chance = scenario.menu, chance
        self._items = _weights(scenario.crowd["items"])
        self._milks = _weights(scenario.crowd["milks"])
        # Lognormal with mean 1 and the given coefficient of variation.
        self._sigma = sqrt(log(1 + scenario.crowd["variation"] ** 2))

    def draw(self) -> tuple[DrinkSpec, float]:
        spec = self._spec()
        noise = self._chance.lognormvariate(-(self._sigma**2) / 2, self._sigma)
        return spec, noise * rules.prep_seconds(self._menu, spec)

    def _spec(self) -> DrinkSpec:
        (item,) = self._chance.choices(*self._items)
        if "milk" not in self._menu.items[item].allergens:
            return _spec(item, None)
        (milk,) = self._chance.choices(*self._milks)
        return _spec(item, milk)


def _weights(shares: Mapping[str, float]) -> tuple[Sequence[str], Sequence[float]]:
    return list(shares), list(shares.values())


@cache
def _spec(item: str, milk: str | None) -> DrinkSpec:
    return DrinkSpec(item, {"milk": milk} if milk else {})
