"""How long a station takes for each drink, learned from what it made: in three steps.

The menu says how long a drink takes. A station's pace says how much longer everything takes there,
and is believed little by little. What one drink takes there besides is believed more slowly still,
so that a drink made twice is taken to be like the others.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from backend.stations.pace import learned

#: Prep seconds of one drink that a station is taken to have made like all of its drinks before
#: anything is known of it there: ten of most drinks.
PRIOR_SECONDS = 600

#: How much longer or shorter than its others a drink can take at a station.
LONGEST, SHORTEST = 2.0, 0.5


@dataclass(frozen=True, slots=True)
class Made:
    """What a station made of one drink lately; the item is None where nobody knows what it was."""

    station: int
    item: str | None
    #: By the menu, and by the clock: what is beyond belief is cut already.
    prep_seconds: float
    took_seconds: float


@dataclass(frozen=True, slots=True)
class Times:
    """How long a station takes."""

    #: Seconds for each of the menu's prep seconds, over all it makes.
    pace: float = 1.0
    #: How many times that a drink takes; what is not in it takes as long as the others.
    drinks: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


#: Of a station of which nothing is known: the menu's own.
BY_MENU = Times()


def of_stations(made: Iterable[Made]) -> dict[int, Times]:
    """Learn the times of each station that made something."""
    by_station: dict[int, list[Made]] = {}
    for one in made:
        by_station.setdefault(one.station, []).append(one)
    return {station: _times(drinks) for station, drinks in by_station.items()}


def _times(made: Iterable[Made]) -> Times:
    made = [one for one in made if one.prep_seconds > 0]
    prep = sum(one.prep_seconds for one in made)
    took = sum(one.took_seconds for one in made)
    if not prep or not took:
        return BY_MENU
    drinks = {one.item: _drink(one, usual=took / prep) for one in made if one.item is not None}
    return Times(learned(prep, took), MappingProxyType(drinks))


def _drink(made: Made, *, usual: float) -> float:
    """Compare one drink to what all took there: a station that is slow at all is slow at none."""
    as_others = made.took_seconds / usual
    told = (PRIOR_SECONDS + as_others) / (PRIOR_SECONDS + made.prep_seconds)
    return min(LONGEST, max(SHORTEST, told))


def seconds_at(drinks: Mapping[str, float], work: Iterable[tuple[str | None, int]]) -> int:
    """Give the prep seconds of (item, prep seconds) as a station with these times makes them."""
    return round(sum(seconds * drinks.get(item or "", 1.0) for item, seconds in work))
