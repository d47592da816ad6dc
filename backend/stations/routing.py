"""Which station makes each drink: by capability first, then by when it would be ready."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations import supplies, times
from backend.stations.types import Station, StationState

#: A reason names so many of the stations that were not taken, the next best first.
NAMED = 3


@dataclass(frozen=True, slots=True)
class Job:
    """One line to be made: a drink and how many of it."""

    spec: DrinkSpec
    quantity: int


@dataclass(frozen=True, slots=True)
class TicketPlan:
    """What one station is to make; `lines` are positions in the order."""

    station: Station
    lines: tuple[int, ...]
    prep_seconds: int
    #: Seconds from now until all of it is made.
    finish_seconds: int
    #: Why this station, in words and figures.
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A station for every line."""

    tickets: tuple[TicketPlan, ...]

    @property
    def finish_seconds(self) -> int:
        """Seconds from now until the last ticket is made."""
        return max(ticket.finish_seconds for ticket in self.tickets)


@dataclass(frozen=True, slots=True)
class NoStation:
    """No open station can make this line (a position in the order)."""

    line: int


def able(
    station: Station,
    spec: DrinkSpec,
    menu: Menu,
    sold_out: frozenset[SoldOut] = frozenset(),
    quantity: int = 1,
) -> bool:
    """Tell whether this station can make so many of this drink now, whatever its queue."""
    return any(_able([station], Job(spec, quantity), menu, sold_out))


def _able(
    stations: Iterable[Station], job: Job, menu: Menu, sold_out: frozenset[SoldOut]
) -> Iterator[Station]:
    equipped = (s for s in stations if _equipped(s, job.spec, menu, sold_out))
    return supplies.supplied(equipped, job.spec, job.quantity, menu=menu, sold_out=sold_out)


def _equipped(station: Station, spec: DrinkSpec, menu: Menu, sold_out: frozenset[SoldOut]) -> bool:
    can = station.capabilities
    return (
        (can.items is None or spec.item in can.items)
        and all(
            set(_several(value)) <= can.options[group]
            for group, value in spec.options.items()
            if group in can.options
        )
        and (can.extras is None or {extra.name for extra in spec.extras} <= can.extras)
        and (can.equipment is None or menu_rules.needs(menu, spec) <= can.equipment)
        and not menu_rules.sold_out_in(spec, sold_out, station.id)
    )


def _several(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else (value,)


def makeable(
    spec: DrinkSpec, menu: Menu, stations: Iterable[Station], sold_out: frozenset[SoldOut]
) -> bool:
    """Tell whether any open station can make this drink now."""
    open_stations = (station for station in stations if station.state is StationState.OPEN)
    return any(_able(open_stations, Job(spec, 1), menu, sold_out))


def available(
    menu: Menu,
    spec: DrinkSpec,
    slot: str,
    stations: Sequence[Station],
    sold_out: frozenset[SoldOut],
) -> tuple[str, ...]:
    """List the values of a slot ("item" or an option group) that can be had with the rest."""
    return tuple(
        choice
        for choice in menu_rules.choices(menu, spec, slot)
        if makeable(_with(spec, slot, choice), menu, stations, sold_out)
    )


def _with(spec: DrinkSpec, slot: str, choice: str) -> DrinkSpec:
    if slot == "item":
        return replace(spec, item=choice)
    return replace(spec, options={**spec.options, slot: choice})


def assign(
    jobs: Sequence[Job],
    stations: Sequence[Station],
    menu: Menu,
    sold_out: frozenset[SoldOut] = frozenset(),
) -> Plan | NoStation:
    """Choose stations: one for the whole order where one can make it all, else as few as it takes.

    Among stations able the one that would be ready first is taken; ties go to the lower id, so
    the same question has the same answer.
    """
    open_stations = _open(stations)
    able_by_line = [list(_able(open_stations, job, menu, sold_out)) for job in jobs]
    for line, choices in enumerate(able_by_line):
        if not choices:
            return NoStation(line)
    work = _Work(jobs, able_by_line, menu)
    whole = work.able_to(range(len(jobs)))
    every = range(len(jobs))
    chosen = (
        [_first(whole, lambda s: work.at(s, every), {})] * len(jobs) if whole else _split(work, {})
    )
    if isinstance(chosen, NoStation):
        return chosen
    return Plan(_tickets(chosen, work))


def keep(
    jobs: Sequence[Job],
    held: Mapping[int, int],
    stations: Sequence[Station],
    menu: Menu,
    sold_out: frozenset[SoldOut] = frozenset(),
) -> Plan | None:
    """Leave a changed order with the stations it has; None where they cannot make all of it.

    `held` are the lines that are as they were, and the station of each: they stay there.
    """
    open_stations = _open(stations)
    able_by_line = [list(_able(open_stations, job, menu, sold_out)) for job in jobs]
    if not all(able_by_line):
        return None
    stay = {
        line: station
        for line, choices in enumerate(able_by_line)
        for station in choices
        if held.get(line) == station.id
    }
    work = _Work(jobs, able_by_line, menu)
    if not all(work.holds(station, _at(stay, station)) for station in stay.values()):
        return None
    chosen = _split(work, stay)
    if isinstance(chosen, NoStation):
        return None
    tickets = _tickets(chosen, work)
    return Plan(tuple(replace(one, reason=_kept(one, work)) for one in tickets))


def _open(stations: Iterable[Station]) -> list[Station]:
    return sorted((s for s in stations if s.state is StationState.OPEN), key=lambda s: s.id)


def prep_seconds(jobs: Iterable[Job], menu: Menu) -> int:
    """Sum up the menu's prep seconds of lines."""
    return sum(job.quantity * menu_rules.prep_seconds(menu, job.spec) for job in jobs)


class _Work:
    """The lines of an order, who is able to make each, and how long and of what that is."""

    def __init__(
        self, jobs: Sequence[Job], able_by_line: Sequence[Sequence[Station]], menu: Menu
    ) -> None:
        self.able_by_line = able_by_line
        self.seconds = [prep_seconds([job], menu) for job in jobs]
        self._items = [job.spec.item for job in jobs]
        counted = any(station.stock for choices in able_by_line for station in choices)
        self._used = [
            supplies.demand(menu, job.spec, job.quantity) if counted else {} for job in jobs
        ]

    def at(self, station: Station, lines: Iterable[int]) -> int:
        """Sum up the prep seconds of these lines, as this station makes their drinks."""
        if not station.drinks:
            return sum(self.seconds[line] for line in lines)
        work = ((self._items[line], self.seconds[line]) for line in lines)
        return times.seconds_at(station.drinks, work)

    def able_to(self, lines: Sequence[int]) -> list[Station]:
        """List the stations able to make all of these lines."""
        first, *rest = (self.able_by_line[line] for line in lines)
        # By id: comparing stations compares all they can do, which is long among hundreds.
        ids = [{station.id for station in choices} for choices in rest]
        wanted, seconds = self._all_used(lines), sum(self.seconds[line] for line in lines)
        return [
            station
            for station in first
            if all(station.id in each for each in ids)
            and station.has_room(seconds)
            and supplies.enough(station.stock, wanted)
        ]

    def holds(self, station: Station, lines: Sequence[int]) -> bool:
        """Tell whether a station has room for all of these lines, and enough left for them."""
        if not station.has_room(sum(self.seconds[line] for line in lines)):
            return False
        return not station.stock or supplies.enough(station.stock, self._all_used(lines))

    def _all_used(self, lines: Iterable[int]) -> dict[str, float]:
        return supplies.summed(self._used[line] for line in lines)


def _split(work: _Work, stay: Mapping[int, Station]) -> list[Station] | NoStation:
    """Give each line not in `stay`, longest first, to the station that would be ready first.

    A line for which nothing is left by its turn is served first of all in another round.
    """
    lines = set(range(len(work.seconds))) - set(stay)
    order = sorted(lines, key=lambda line: (-work.seconds[line], line))
    chosen = _chosen(work, stay, order)
    for _ in order:
        if not isinstance(chosen, NoStation):
            break
        order.remove(chosen.line)
        order.insert(0, chosen.line)
        chosen = _chosen(work, stay, order)
    return chosen


def _chosen(
    work: _Work, stay: Mapping[int, Station], order: Sequence[int]
) -> list[Station] | NoStation:
    chosen = dict(stay)
    added: dict[int, int] = {}
    for line, station in stay.items():
        added[station.id] = added.get(station.id, 0) + work.at(station, [line])
    for line in order:
        left = [s for s in work.able_by_line[line] if work.holds(s, [*_at(chosen, s), line])]
        if not left:
            return NoStation(line)
        station = _first([s for s in left if s.id in added] or left, _one(work, line), added)
        added[station.id] = added.get(station.id, 0) + work.at(station, [line])
        chosen[line] = station
    return [chosen[line] for line in range(len(work.seconds))]


def _at(chosen: Mapping[int, Station], station: Station) -> list[int]:
    return [line for line, one in chosen.items() if one.id == station.id]


def _one(work: _Work, line: int) -> Callable[[Station], int]:
    return lambda station: work.at(station, [line])


def _first(
    stations: Sequence[Station], seconds: Callable[[Station], int], added: dict[int, int]
) -> Station:
    return min(stations, key=lambda s: (at_hand(s, seconds(s) + added.get(s.id, 0)), s.id))


def finish(station: Station, seconds: int) -> int:
    """Predict in how many seconds this much more work would be done there."""
    return making(station, station.open_seconds + seconds)


def at_hand(station: Station, seconds: int) -> int:
    """Predict in how many seconds somebody who walks there then would hold it."""
    return finish(station, seconds) + station.walk_seconds


def making(station: Station, seconds: int) -> int:
    """Predict in how many seconds so much work is done there, by all hands and at its pace."""
    return ceil(seconds * station.pace / station.parallel)


def _tickets(chosen: Sequence[Station], work: _Work) -> tuple[TicketPlan, ...]:
    stations = sorted({station.id: station for station in chosen}.values(), key=lambda s: s.id)
    plans = []
    for station in stations:
        lines = tuple(i for i, one in enumerate(chosen) if one.id == station.id)
        seconds = sum(work.seconds[i] for i in lines)
        others = [other for other in work.able_to(lines) if other.id != station.id]
        reason = _reason(station, lines, others, work)
        done = finish(station, work.at(station, lines))
        plans.append(TicketPlan(station, lines, seconds, done, reason))
    return tuple(plans)


def _reason(station: Station, lines: Sequence[int], others: Sequence[Station], work: _Work) -> str:
    mine = _when(station, lines, work)
    if not others:
        return f"{mine}; no other open station can make it"
    later = sorted((at_hand(s, work.at(s, lines)), s.id, s.name) for s in others)
    rest = ", ".join(f"{name} {seconds} s" for seconds, _, name in later[:NAMED])
    more = f" and {len(later) - NAMED} more" if len(later) > NAMED else ""
    return f"{mine}; instead of {rest}{more}"


def _kept(ticket: TicketPlan, work: _Work) -> str:
    return f"{_when(ticket.station, ticket.lines, work)}; had the order before it was changed"


def _when(station: Station, lines: Sequence[int], work: _Work) -> str:
    seconds, here = sum(work.seconds[line] for line in lines), work.at(station, lines)
    pace = "" if station.pace == 1 else f", at {station.pace:.1f} times the menu's seconds"
    walk = f" and {station.walk_seconds} s to walk" if station.walk_seconds else ""
    return (
        f"{station.name}: ready in {finish(station, here)} s{walk}"
        f" ({station.open_seconds} s waiting, {seconds} s to make{pace}{_besides(seconds, here)})"
    )


def _besides(seconds: int, here: int) -> str:
    """Tell how these drinks differ from the others at a station, where that can be noticed."""
    ratio = round(here / seconds, 1) if seconds else 1.0
    return "" if ratio == 1 else f", these drinks {ratio} times as long as others there"
