"""Which station makes each drink: by capability first, then by when it would be ready."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Menu, SoldOut
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
    station: Station, spec: DrinkSpec, menu: Menu, sold_out: frozenset[SoldOut] = frozenset()
) -> bool:
    """Tell whether this station can make this drink now, whatever its queue."""
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
    return any(
        station.state is StationState.OPEN and able(station, spec, menu, sold_out)
        for station in stations
    )


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
    able_by_line = [[s for s in open_stations if able(s, job.spec, menu, sold_out)] for job in jobs]
    for line, choices in enumerate(able_by_line):
        if not choices:
            return NoStation(line)
    seconds = _seconds(jobs, menu)
    whole = _able_to_all(able_by_line)
    chosen = (
        [_first(whole, sum(seconds), {})] * len(jobs)
        if whole
        else _split(able_by_line, seconds, {})
    )
    return Plan(_tickets(chosen, seconds, able_by_line))


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
    here = _open(stations)
    able_by_line = [[s for s in here if able(s, job.spec, menu, sold_out)] for job in jobs]
    if not all(able_by_line):
        return None
    stay = {
        line: station
        for line, choices in enumerate(able_by_line)
        for station in choices
        if held.get(line) == station.id
    }
    seconds = _seconds(jobs, menu)
    tickets = _tickets(_split(able_by_line, seconds, stay), seconds, able_by_line)
    return Plan(tuple(replace(one, reason=_kept(one)) for one in tickets))


def _open(stations: Iterable[Station]) -> list[Station]:
    return sorted((s for s in stations if s.state is StationState.OPEN), key=lambda s: s.id)


def _seconds(jobs: Sequence[Job], menu: Menu) -> list[int]:
    return [job.quantity * menu_rules.prep_seconds(menu, job.spec) for job in jobs]


def _split(
    able_by_line: Sequence[Sequence[Station]], seconds: Sequence[int], stay: Mapping[int, Station]
) -> list[Station]:
    """Give each line not in `stay`, longest first, to the station that would be ready first."""
    chosen = dict(stay)
    added: dict[int, int] = {}
    for line, station in stay.items():
        added[station.id] = added.get(station.id, 0) + seconds[line]
    order = sorted(set(range(len(seconds))) - set(stay), key=lambda line: (-seconds[line], line))
    for line in order:
        used = [s for s in able_by_line[line] if s.id in added]
        station = _first(used or able_by_line[line], seconds[line], added)
        added[station.id] = added.get(station.id, 0) + seconds[line]
        chosen[line] = station
    return [chosen[line] for line in range(len(seconds))]


def _able_to_all(able_by_line: Sequence[Sequence[Station]]) -> list[Station]:
    """List the stations able to make every one of these lines."""
    first, *rest = able_by_line
    # By id: comparing stations compares all they can do, which is long among hundreds.
    ids = [{station.id for station in choices} for choices in rest]
    return [station for station in first if all(station.id in each for each in ids)]


def _first(stations: Sequence[Station], seconds: int, added: dict[int, int]) -> Station:
    return min(stations, key=lambda s: (finish(s, seconds + added.get(s.id, 0)), s.id))


def finish(station: Station, seconds: int) -> int:
    """Predict in how many seconds this much more work would be done there."""
    return ceil((station.open_seconds + seconds) * station.pace / station.parallel)


def _tickets(
    chosen: Sequence[Station],
    seconds: Sequence[int],
    able_by_line: Sequence[Sequence[Station]],
) -> tuple[TicketPlan, ...]:
    stations = sorted({station.id: station for station in chosen}.values(), key=lambda s: s.id)
    plans = []
    for station in stations:
        lines = tuple(i for i, one in enumerate(chosen) if one.id == station.id)
        work = sum(seconds[i] for i in lines)
        able_too = _able_to_all([able_by_line[i] for i in lines])
        others = [other for other in able_too if other.id != station.id]
        reason = _reason(station, work, others)
        plans.append(TicketPlan(station, lines, work, finish(station, work), reason))
    return tuple(plans)


def _reason(station: Station, work: int, others: Sequence[Station]) -> str:
    mine = _when(station, work)
    if not others:
        return f"{mine}; no other open station can make it"
    later = sorted((finish(s, work), s.id, s.name) for s in others)
    rest = ", ".join(f"{name} {seconds} s" for seconds, _, name in later[:NAMED])
    more = f" and {len(later) - NAMED} more" if len(later) > NAMED else ""
    return f"{mine}; instead of {rest}{more}"


def _kept(ticket: TicketPlan) -> str:
    return f"{_when(ticket.station, ticket.prep_seconds)}; had the order before it was changed"


def _when(station: Station, work: int) -> str:
    pace = "" if station.pace == 1 else f", at {station.pace:.1f} times the menu's seconds"
    return (
        f"{station.name}: ready in {finish(station, work)} s"
        f" ({station.open_seconds} s waiting, {work} s to make{pace})"
    )
