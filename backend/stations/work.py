"""An order's lines as work: who is able to make each, how long and of what that is; pure."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from backend.stations import lanes, supplies
from backend.stations.lanes import Place, Turn
from backend.stations.types import Station

#: Of many stations so many are looked at closely: those ready first if nobody is passed.
LOOKED_AT = 16


class Work:
    """The lines of an order, who is able to make each, and how long and of what that is."""

    def __init__(
        self,
        able_by_line: Sequence[Sequence[Station]],
        seconds: Sequence[int],
        used: Sequence[Mapping[str, float]],
        turn: Turn | None,
    ) -> None:
        self.able_by_line, self.seconds, self.turn = able_by_line, seconds, turn
        self._used = used
        self._places: dict[tuple[int, int], tuple[Place, int]] = {}

    def able_to(self, lines: Sequence[int]) -> list[Station]:
        """List the stations able to make all of these lines."""
        first, *rest = (self.able_by_line[line] for line in lines)
        # By id: comparing stations compares all they can do, which is long among hundreds.
        ids = [{station.id for station in choices} for choices in rest]
        wanted = self._all_used(lines)
        return [
            station
            for station in first
            if all(station.id in each for each in ids) and supplies.enough(station.stock, wanted)
        ]

    def holds(self, station: Station, lines: Iterable[int]) -> bool:
        """Tell whether what is left at a station is enough for all of these lines."""
        return not station.stock or supplies.enough(station.stock, self._all_used(lines))

    def _all_used(self, lines: Iterable[int]) -> dict[str, float]:
        return supplies.summed(self._used[line] for line in lines)

    def place(self, station: Station, seconds: int) -> Place:
        """Give the place that so much work has in a station's lane."""
        return self._placed(station, seconds)[0]

    def finish(self, station: Station, seconds: int) -> int:
        """Predict in how many seconds so much work is done there."""
        return self._placed(station, seconds)[1]

    def _placed(self, station: Station, seconds: int) -> tuple[Place, int]:
        key = (station.id, seconds)
        found = self._places.get(key)
        if found is None:
            place = lanes.place(station, seconds, self.turn)
            found = (place, lanes.finish(station, place, seconds, self.turn))
            self._places[key] = found
        return found

    def ranked(self, stations: Sequence[Station], seconds: int) -> list[tuple[int, int, Station]]:
        """Order stations by when so much work would be ready: (seconds, id, station)."""
        near: Iterable[Station] = stations
        if len(stations) > LOOKED_AT:
            near = sorted(stations, key=lambda s: (finish(s, seconds), s.id))[:LOOKED_AT]
        return sorted((self.finish(s, seconds), s.id, s) for s in near)

    def first(self, stations: Sequence[Station], seconds: int) -> Station:
        """Give the station where so much work would be ready first."""
        return self.ranked(stations, seconds)[0][2]


def finish(station: Station, seconds: int) -> int:
    """Predict in how many seconds this much more work would be done at the end of the lane."""
    return making(station, station.open_seconds + seconds)


def making(station: Station, seconds: int) -> int:
    """Predict in how many seconds so much work is done there, by all hands and at its pace."""
    return ceil(seconds * station.pace / station.parallel)
