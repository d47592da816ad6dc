"""An order's lines as work: who is able to make each, how long and of what that is; pure."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from math import ceil

from backend.stations import lanes, supplies, times
from backend.stations.lanes import Place, Turn
from backend.stations.types import Load, Station

#: Of many stations so many are looked at closely: those ready first if nobody is passed.
LOOKED_AT = 16


class Work:
    """The lines of an order, who is able to make each, and how long and of what that is."""

    def __init__(
        self,
        able_by_line: Sequence[Sequence[Station]],
        drinks: Sequence[tuple[str | None, int]],
        used: Sequence[Mapping[str, float]],
        turn: Turn | None,
    ) -> None:
        """`drinks`: of each line what it is, and the menu's prep seconds of all its cups."""
        self.able_by_line, self.turn = able_by_line, turn
        self.seconds = [seconds for _, seconds in drinks]
        self._drinks, self._used = drinks, used
        self._places: dict[tuple[int, int, int], tuple[Place, int]] = {}
        self._able: dict[tuple[int, ...], list[Station]] = {}
        self._near: dict[tuple[int, ...], Sequence[Station]] = {}

    def load(self, station: Station, lines: Sequence[int]) -> Load:
        """Give what these lines come to there."""
        seconds = sum(self.seconds[line] for line in lines)
        if not station.drinks:
            return Load(seconds, seconds)
        drinks = (self._drinks[line] for line in lines)
        return Load(seconds, times.seconds_at(station.drinks, drinks))

    def at(self, station: Station, lines: Sequence[int]) -> int:
        """Sum up the prep seconds of these lines, as this station makes their drinks."""
        return self.load(station, lines).here

    @cached_property
    def able_ids(self) -> list[set[int]]:
        """Give of each line the ids of the stations able to make it.

        Comparing stations compares all they can do, which is long among hundreds.
        """
        return [{station.id for station in choices} for choices in self.able_by_line]

    def able_to(self, lines: Sequence[int]) -> list[Station]:
        """List the stations able to make all of these lines."""
        key = tuple(lines)
        if key not in self._able:
            self._able[key] = self._able_to(key)
        return self._able[key]

    def _able_to(self, lines: tuple[int, ...]) -> list[Station]:
        able = self.able_by_line[lines[0]]
        if len(lines) > 1:
            ids = set.intersection(*(self.able_ids[line] for line in lines))
            able = [station for station in able if station.id in ids]
        wanted, seconds = self._all_used(lines), sum(self.seconds[line] for line in lines)
        return [
            station
            for station in able
            if (station.room is None or station.has_room(seconds))
            and (not station.stock or supplies.enough(station.stock, wanted))
        ]

    def holds(self, station: Station, lines: Sequence[int]) -> bool:
        """Tell whether a station has room for all of these lines, and enough left for them."""
        if not station.has_room(sum(self.seconds[line] for line in lines)):
            return False
        return not station.stock or supplies.enough(station.stock, self._all_used(lines))

    def _all_used(self, lines: Iterable[int]) -> dict[str, float]:
        return supplies.summed(self._used[line] for line in lines)

    def place(self, station: Station, lines: Sequence[int]) -> Place:
        """Give the place that these lines have in a station's lane."""
        return self._placed(station, lines)[0]

    def finish(self, station: Station, lines: Sequence[int]) -> int:
        """Predict in how many seconds these lines are made there."""
        return self._placed(station, lines)[1]

    def at_hand(self, station: Station, lines: Sequence[int]) -> int:
        """Predict in how many seconds somebody who walks there then would hold them."""
        return self.finish(station, lines) + station.walk_seconds

    def _placed(self, station: Station, lines: Sequence[int]) -> tuple[Place, int]:
        load = self.load(station, lines)
        key = (station.id, load.seconds, load.here)
        found = self._places.get(key)
        if found is None:
            place = lanes.place(station, load.seconds, self.turn, here=load.here)
            ready = lanes.finish(station, place, load.seconds, self.turn, here=load.here)
            found = self._places[key] = (place, ready)
        return found

    def ranked(
        self, lines: Sequence[int], *, but: Station | None = None
    ) -> list[tuple[int, int, Station]]:
        """Order the stations able to make all of these lines by when they would be at hand.

        Gives (seconds, id, station), of a few that are looked at.
        """
        key = tuple(lines)
        if key not in self._near:
            # One more, for one of them may be left out.
            self._near[key] = self._nearest(self.able_to(lines), key, LOOKED_AT + 1)
        near = [s for s in self._near[key] if but is None or s.id != but.id]
        return self._by_place(near[:LOOKED_AT], lines)

    def ranked_for(self, line: int) -> list[tuple[int, int, Station]]:
        """Order those able to make one line in the same way, room or none."""
        near = self._nearest(self.able_by_line[line], (line,), LOOKED_AT)
        return self._by_place(near, (line,))

    def _nearest(
        self, stations: Sequence[Station], lines: tuple[int, ...], most: int
    ) -> Sequence[Station]:
        """Give those that are first if nobody is passed: to find the place in each costs more."""
        if len(stations) <= LOOKED_AT:
            return stations
        seconds = sum(self.seconds[line] for line in lines)
        ends = ((at_hand(s, self.at(s, lines) if s.drinks else seconds), s.id, s) for s in stations)
        return [station for _, _, station in nsmallest(most, ends)]

    def _by_place(
        self, stations: Sequence[Station], lines: Sequence[int]
    ) -> list[tuple[int, int, Station]]:
        return sorted((self.at_hand(s, lines), s.id, s) for s in stations)

    def first(self, lines: Sequence[int]) -> Station:
        """Give the station where these lines would be at hand first, of those able to."""
        return self.ranked(lines)[0][2]


def finish(station: Station, seconds: int) -> int:
    """Predict in how many seconds one ticket more would be made at the end of the lane."""
    return ceil(lanes.made_in(station, station.open_seconds, seconds))


def at_hand(station: Station, seconds: int) -> int:
    """Predict in how many seconds somebody who walks there then would hold it."""
    return finish(station, seconds) + station.walk_seconds


def draining(station: Station, seconds: int) -> int:
    """Predict in how many seconds so much work of many tickets is done there, by all hands."""
    return ceil(lanes.made_in(station, seconds, 0))


def making(station: Station, seconds: int) -> int:
    """Predict in how many seconds a ticket of so much work is made there once it is begun."""
    return ceil(lanes.made_in(station, 0, seconds))
