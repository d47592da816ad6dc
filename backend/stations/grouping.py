"""An order of several cups over several stations, where it pays by more than the walk: pure."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from backend.stations.types import Station
from backend.stations.work import Work

#: What walking to one more station is reckoned to cost its customer.
WALK_SECONDS = 30
#: What it is reckoned to cost where nobody is to walk without need.
NOT_WALKED = 86_400
#: An order is split over so many stations at the most, of so many that are considered.
MOST_PARTS, CONSIDERED = 3, 5
#: A second that some cups stand and wait for the others counts so much.
STANDING = 0.2


def parted(work: Work, *, walk_seconds: int, sooner_than: float | None) -> list[Station] | None:
    """Choose a station for each line, of several; None where that does not pay or cannot be.

    `sooner_than`: when it would be at hand at one station that makes it all.
    """
    if len(work.seconds) < 2:
        return None
    best, least = None, sooner_than
    for stations in _groups(work):
        chosen = _shared_out(work, stations)
        if chosen is None:
            continue
        cost = _cost(work, chosen, walk_seconds)
        if least is None or cost < least:
            best, least = chosen, cost
    return best


def _groups(work: Work) -> Iterator[Sequence[Station]]:
    """Give the groups of stations to try: those that are the first for some line."""
    near: dict[int, tuple[int, Station]] = {}
    for line in range(len(work.seconds)):
        for at, ident, station in work.ranked_for(line)[:MOST_PARTS]:
            near[ident] = min((at, station), near.get(ident, (at, station)), key=lambda one: one[0])
    considered = sorted(near, key=lambda ident: (near[ident][0], ident))[:CONSIDERED]
    for size in range(2, min(MOST_PARTS, len(work.seconds)) + 1):
        for ids in combinations(sorted(considered), size):
            yield [near[ident][1] for ident in ids]


def _shared_out(work: Work, stations: Sequence[Station]) -> list[Station] | None:
    """Give each line, longest first, to the station of these that has it first."""
    chosen: dict[int, Station] = {}
    parts: dict[int, list[int]] = {station.id: [] for station in stations}
    for line in sorted(range(len(work.seconds)), key=lambda line: (-work.seconds[line], line)):
        left = [
            (work.at_hand(station, [*parts[station.id], line]), station.id, station)
            for station in stations
            if station.id in work.able_ids[line] and work.holds(station, [*parts[station.id], line])
        ]
        if not left:
            return None
        station = min(left)[2]
        parts[station.id].append(line)
        chosen[line] = station
    return [chosen[line] for line in range(len(work.seconds))]


def _cost(work: Work, chosen: Sequence[Station], walk_seconds: int) -> float:
    """Reckon when all of it is at hand: by the longest way to one, and a walk to each further."""
    parts: dict[int, list[int]] = {}
    for line, station in enumerate(chosen):
        parts.setdefault(station.id, []).append(line)
    named = {station.id: station for station in chosen}
    ready = [work.finish(named[ident], lines) for ident, lines in parts.items()]
    held = max(work.at_hand(named[ident], lines) for ident, lines in parts.items())
    return held + walk_seconds * (len(parts) - 1) + STANDING * (max(ready) - min(ready))
