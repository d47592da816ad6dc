"""Which station makes each drink: by capability first, then by when it would be ready."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Menu, SoldOut
from backend.stations import grouping, lanes, reasons, supplies
from backend.stations.equipped import equipped
from backend.stations.grouping import WALK_SECONDS
from backend.stations.lanes import Place, Turn
from backend.stations.types import Queued, Station, StationState
from backend.stations.work import Work, at_hand


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
    #: Who is to be passed in its lane, as they stand there.
    passing: tuple[Queued, ...] = ()


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
    able_here = equipped(stations, job.spec, menu, sold_out)
    return supplies.supplied(able_here, job.spec, job.quantity, menu=menu, sold_out=sold_out)


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
    *,
    turn: Turn | None = None,
    walk_seconds: int = WALK_SECONDS,
) -> Plan | NoStation:
    """Choose the stations where it all would be ready first.

    An order is split over several where that is `walk_seconds` sooner for each further one, or
    where no station can make it all. `turn`: whose, to go before larger ones that wait; without it
    each goes to the end of its lane. Ties go to the lower id, so the same question has the same
    answer.
    """
    open_stations = _open(stations)
    able_by_line = [list(_able(open_stations, job, menu, sold_out)) for job in jobs]
    for line, choices in enumerate(able_by_line):
        if not choices:
            return NoStation(line)
    work, every = _work(jobs, able_by_line, menu, turn), range(len(jobs))
    best = work.first(every) if work.able_to(every) else None
    sooner_than = work.at_hand(best, every) if best else None
    parts = grouping.parted(work, walk_seconds=walk_seconds, sooner_than=sooner_than)
    if parts is not None:
        return Plan(_tickets(parts, work, walk_seconds if best else None))
    chosen = [best] * len(jobs) if best else _split(work, {})
    return chosen if isinstance(chosen, NoStation) else Plan(_tickets(chosen, work, None))


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
    work = _work(jobs, able_by_line, menu)
    if not all(work.holds(station, _at(stay, station)) for station in stay.values()):
        return None
    chosen = _split(work, stay)
    if isinstance(chosen, NoStation):
        return None
    tickets = _tickets(chosen, work, None)
    return Plan(tuple(replace(one, reason=_kept(one, work)) for one in tickets))


def _open(stations: Iterable[Station]) -> list[Station]:
    return sorted((s for s in stations if s.state is StationState.OPEN), key=lambda s: s.id)


def prep_seconds(jobs: Iterable[Job], menu: Menu) -> int:
    """Sum up the menu's prep seconds of lines."""
    return sum(job.quantity * menu_rules.prep_seconds(menu, job.spec) for job in jobs)


def _work(
    jobs: Sequence[Job],
    able_by_line: Sequence[Sequence[Station]],
    menu: Menu,
    turn: Turn | None = None,
) -> Work:
    counted = any(station.stock for choices in able_by_line for station in choices)
    return Work(
        able_by_line,
        [(job.spec.item, prep_seconds([job], menu)) for job in jobs],
        [supplies.demand(menu, job.spec, job.quantity) if counted else {} for job in jobs],
        turn,
    )


def _split(work: Work, stay: Mapping[int, Station]) -> list[Station] | NoStation:
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
    work: Work, stay: Mapping[int, Station], order: Sequence[int]
) -> list[Station] | NoStation:
    chosen = dict(stay)
    added: dict[int, int] = {}
    for line, station in stay.items():
        added[station.id] = added.get(station.id, 0) + work.at(station, [line])
    for line in order:
        left = [s for s in work.able_by_line[line] if work.holds(s, [*_at(chosen, s), line])]
        if not left:
            return NoStation(line)
        station = _first([s for s in left if s.id in added] or left, line, work, added)
        added[station.id] = added.get(station.id, 0) + work.at(station, [line])
        chosen[line] = station
    return [chosen[line] for line in range(len(work.seconds))]


def _at(chosen: Mapping[int, Station], station: Station) -> list[int]:
    return [line for line, one in chosen.items() if one.id == station.id]


def _first(stations: Sequence[Station], line: int, work: Work, added: Mapping[int, int]) -> Station:
    return min(stations, key=lambda s: (at_hand(s, work.at(s, [line]) + added.get(s.id, 0)), s.id))


def _tickets(
    chosen: Sequence[Station], work: Work, walk_seconds: int | None
) -> tuple[TicketPlan, ...]:
    stations = sorted({station.id: station for station in chosen}.values(), key=lambda s: s.id)
    lines_of = {s.id: tuple(i for i, one in enumerate(chosen) if one.id == s.id) for s in stations}
    ready = {s.id: work.finish(s, lines_of[s.id]) for s in stations}
    plans = []
    for station in stations:
        lines = lines_of[station.id]
        rest = max((at for ident, at in ready.items() if ident != station.id), default=0)
        place = lanes.later(station, work.place(station, lines), work.at(station, lines), rest)
        plans.append(_ticket(station, lines, place, work, walk_seconds))
    return tuple(plans)


def _ticket(
    station: Station,
    lines: tuple[int, ...],
    place: Place,
    work: Work,
    walk_seconds: int | None,
) -> TicketPlan:
    load = work.load(station, lines)
    ready = lanes.finish(station, place, load.seconds, work.turn, here=load.here)
    when = reasons.when(station, load, finish=ready, ahead=place.ahead)
    later = [(at, other.name) for at, _, other in work.ranked(lines, but=station)]
    several = sum(other.id != station.id for other in work.able_to(lines))
    reason = reasons.chosen(when, later, several=several, walk_seconds=walk_seconds)
    return TicketPlan(station, lines, load.seconds, ready, reason, place.passing)


def _kept(ticket: TicketPlan, work: Work) -> str:
    load = work.load(ticket.station, ticket.lines)
    ahead = ticket.station.open_seconds
    when = reasons.when(ticket.station, load, finish=ticket.finish_seconds, ahead=ahead)
    return f"{when}; had the order before it was changed"
