"""Stations of an event, and the venue: all that routing and the conversation need to know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from backend.core import changes
from backend.core.db import Row, Transaction, as_json
from backend.core.errors import Conflict, Invalid, NotFound
from backend.events import service as events
from backend.events.types import Event
from backend.menu import service as menus
from backend.menu.service import EightySix
from backend.menu.types import Menu, SoldOut
from backend.stations import times, waiting
from backend.stations.made import MADE
from backend.stations.rosters import kept_periods, kept_staff, periods, staff
from backend.stations.times import BY_MENU, Made, Times
from backend.stations.types import Capabilities, Station, StationState
from backend.stations.views import CapabilitiesView, NewStation, StationPatch, StationView
from backend.stations.waiting import Lane


class NoStationHere(NotFound):
    """There is no such station."""

    code = "no_station"


class StationChangedMeanwhile(Conflict):
    """Somebody else changed this station meanwhile; look again."""

    code = "version_conflict"


class NameTaken(Conflict):
    """This event has a station of that name already."""

    code = "name_taken"


#: What is left of what is counted strictly: {station: {ingredient: amount}}.
Stock = Mapping[int, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Venue:
    """An event as configured: kept per revision, the same for every customer."""

    event: Event
    menu: Menu
    stations: tuple[Station, ...]
    eighty_sixes: tuple[EightySix, ...]
    #: Whether anything is counted at its stations.
    counts_stock: bool = False

    def sold_out(self, now: datetime) -> frozenset[SoldOut]:
        """Tell what is 86'd at this moment."""
        return frozenset(e.what for e in self.eighty_sixes if e.until is None or e.until > now)

    def loaded(
        self,
        lanes: Mapping[int, Lane],
        paces: Mapping[int, Times],
        stock: Stock | None = None,
    ) -> tuple[Station, ...]:
        """Give the stations with the work that waits, their pace and what is left just now.

        `stock` None leaves the counts as they were when the venue was read.
        """
        loaded = _working(self.stations, lanes, paces)
        return loaded if stock is None else stocked(loaded, stock)


def _working(
    stations: Iterable[Station], lanes: Mapping[int, Lane], paces: Mapping[int, Times]
) -> tuple[Station, ...]:
    nothing = Lane()
    return tuple(
        replace(
            station,
            open_seconds=lanes.get(station.id, nothing).seconds,
            lane=lanes.get(station.id, nothing).queued,
            pace=paces.get(station.id, BY_MENU).pace,
            drinks=paces.get(station.id, BY_MENU).drinks,
        )
        for station in stations
    )


def stocked(stations: Iterable[Station], stock: Stock) -> tuple[Station, ...]:
    """Give the stations with what is left there."""
    return tuple(replace(station, stock=stock.get(station.id, {})) for station in stations)


_STATIONS = """SELECT s.*, e.slug AS event, (SELECT coalesce(sum(prep_seconds), 0)::int
 FROM tickets t WHERE t.event_id = s.event_id AND t.station_id = s.id
 AND t.state IN ('queued', 'started')) AS open_seconds,
 (SELECT jsonb_object_agg(k.ingredient, k.amount) FROM stock k WHERE k.event_id = s.event_id
 AND k.station_id = s.id AND k.mode = 'strict') AS stock,
 EXISTS (SELECT 1 FROM stock k WHERE k.event_id = s.event_id AND k.station_id = s.id) AS counted
FROM stations s JOIN events e ON e.id = s.event_id"""


def venue(tx: Transaction, event: Event) -> Venue:
    """Read all that is configured for an event."""
    rows = tx.fetch(
        """SELECT kind, name, station_id AS station, until FROM sold_out
        WHERE event_id = %(event)s AND (until IS NULL OR until > now())""",
        event=event.id,
    )
    stations = tx.fetch(f"{_STATIONS} WHERE s.event_id = %(event)s ORDER BY s.id", event=event.id)
    made = tx.fetch(MADE, event=event.id)
    paces = times.of_stations(Made(**row) for row in made)
    lanes = waiting.read(tx, event.id, paces)
    return Venue(
        event,
        menus.get(tx, event.id),
        _working((_station(row) for row in stations), lanes, paces),
        menus.eighty_sixes(rows),
        counts_stock=any(row["counted"] for row in stations),
    )


def _station(row: Row) -> Station:
    return Station(
        id=row["id"],
        name=row["name"],
        state=_taken_on(row),
        capabilities=_capabilities(row["capabilities"]),
        parallel=row["parallel"],
        stock=row["stock"] or {},
        throttle_seconds=row["throttle_seconds"],
        walk_seconds=row["walk_seconds"],
        zone=row["zone"],
        priority_only=row["priority_only"],
        staff=staff(row["staff"]),
        breaks=periods(row["breaks"]),
        silent=row["silent_since"] is not None,
    )


def _taken_on(row: Row) -> StationState:
    """Give what a station takes on: an open one that nobody hears is as good as paused."""
    state = StationState(row["state"])
    silent = state is StationState.OPEN and row["silent_since"] is not None
    return StationState.PAUSED if silent else state


def _capabilities(document: Mapping[str, Any]) -> Capabilities:
    def optional(key: str) -> frozenset[str] | None:
        return frozenset(document[key]) if document.get(key) is not None else None

    return Capabilities(
        items=optional("items"),
        options={group: frozenset(v) for group, v in (document.get("options") or {}).items()},
        extras=optional("extras"),
        equipment=optional("equipment"),
    )


def _view(row: Row) -> StationView:
    return StationView(
        id=row["id"],
        event=row["event"],
        name=row["name"],
        state=row["state"],
        capabilities=CapabilitiesView.model_validate(row["capabilities"]),
        open_seconds=row["open_seconds"],
        throttle_seconds=row["throttle_seconds"],
        parallel=row["parallel"],
        zone=row["zone"],
        directions=row["directions"],
        walk_seconds=row["walk_seconds"],
        priority_only=row["priority_only"],
        staff=row["staff"],
        breaks=row["breaks"],
        handover=row["handover"],
        silent_since=row["silent_since"],
        version=row["version"],
    )


def station_views(tx: Transaction, event: int) -> list[StationView]:
    """List the stations of an event."""
    here = "s.event_id = %(event)s AND s.removed_at IS NULL"
    rows = tx.fetch(f"{_STATIONS} WHERE {here} ORDER BY s.id", event=event)
    return [_view(row) for row in rows]


def station_view(tx: Transaction, events_seen: list[int], station: int) -> tuple[int, StationView]:
    """Read one station of the events a caller may see; gives (event id, view)."""
    row = tx.one(
        f"{_STATIONS} WHERE s.event_id = ANY(%(events)s) AND s.id = %(station)s"
        " AND s.removed_at IS NULL",
        events=events_seen,
        station=station,
    )
    if row is None:
        raise NoStationHere
    return row["event_id"], _view(row)


def create(tx: Transaction, event: Event, new: NewStation) -> StationView:
    """Add a station; it is open at once."""
    _check_capabilities(menus.get(tx, event.id), new.capabilities)
    row = tx.one(
        """INSERT INTO stations (event_id, name, capabilities, parallel, throttle_seconds, zone,
         directions, walk_seconds, priority_only, staff, breaks)
        VALUES (%(event)s, %(name)s, %(capabilities)s, %(parallel)s, %(throttle)s, %(zone)s,
         %(directions)s, %(walk)s, %(priority_only)s, %(staff)s, %(breaks)s)
        ON CONFLICT (event_id, name) WHERE removed_at IS NULL DO NOTHING RETURNING id""",
        event=event.id,
        name=new.name,
        capabilities=as_json(new.capabilities.model_dump(exclude_none=True)),
        parallel=new.parallel,
        throttle=new.throttle_seconds,
        zone=new.zone,
        directions=new.directions,
        walk=new.walk_seconds,
        priority_only=new.priority_only,
        staff=as_json(kept_staff(new.staff, event.timezone)),
        breaks=as_json(kept_periods(new.breaks, event.timezone)),
    )
    if row is None:
        raise NameTaken
    return tell(tx, event, row["id"])


def change(tx: Transaction, event: Event, station: int, patch: StationPatch) -> StationView:
    """Change a station; every door sees it with the next text."""
    if patch.capabilities is not None:
        _check_capabilities(menus.get(tx, event.id), patch.capabilities)
    values = patch.given()
    if not values:
        return station_view(tx, [event.id], station)[1]
    values |= _documents(event, patch)
    if values.get("state") == StationState.OPEN:
        # A person says so: what its tablets were counts no more, until one is heard again.
        values |= {"heard_at": None, "silent_since": None}
    columns = ", ".join(f"{name} = %({name})s" for name in values)
    row = tx.one(
        f"""UPDATE stations SET {columns}, version = version + 1
        WHERE event_id = %(event)s AND id = %(station)s AND removed_at IS NULL
        AND (%(expected)s IS NULL OR version = %(expected)s) RETURNING id""",
        event=event.id,
        station=station,
        expected=patch.version,
        **values,
    )
    if row is None:
        station_view(tx, [event.id], station)
        raise StationChangedMeanwhile
    return tell(tx, event, station)


def hold(tx: Transaction, event: int, station: int, version: int | None) -> str:
    """Hold a station so that nothing new is given to it; gives its name."""
    row = tx.one(
        """SELECT name, version FROM stations WHERE event_id = %(event)s AND id = %(station)s
        AND removed_at IS NULL FOR UPDATE""",
        event=event,
        station=station,
    )
    if row is None:
        raise NoStationHere
    if version not in (None, row["version"]):
        raise StationChangedMeanwhile
    return str(row["name"])


def remove(tx: Transaction, event: Event, station: int) -> None:
    """Take a station off the event; what it made still names it."""
    row = tx.one(
        """UPDATE stations SET state = 'closed', version = version + 1
        WHERE event_id = %(event)s AND id = %(station)s RETURNING id""",
        event=event.id,
        station=station,
    )
    assert row is not None
    tell(tx, event, station)
    for sql in (
        "UPDATE stations SET removed_at = now() WHERE event_id = %(event)s AND id = %(station)s",
        "DELETE FROM stock WHERE event_id = %(event)s AND station_id = %(station)s",
        "DELETE FROM sold_out WHERE event_id = %(event)s AND station_id = %(station)s",
    ):
        tx.queue(sql, event=event.id, station=station)


def _documents(event: Event, patch: StationPatch) -> dict[str, Any]:
    """Write what is kept as JSON of a patch."""
    found: dict[str, Any] = {}
    if patch.capabilities is not None:
        found["capabilities"] = as_json(patch.capabilities.model_dump(exclude_none=True))
    if patch.staff is not None:
        found["staff"] = as_json(kept_staff(patch.staff, event.timezone))
    if patch.breaks is not None:
        found["breaks"] = as_json(kept_periods(patch.breaks, event.timezone))
    return found


def tell(tx: Transaction, event: Event, station: int) -> StationView:
    """Let every door and screen know of a station that was changed; gives its view."""
    events.touch(tx, event.id)
    _, view = station_view(tx, [event.id], station)
    changes.record(
        tx,
        event.id,
        "StationChanged",
        rooms=[
            f"station:{station}",
            f"event:{event.slug}",
            f"support:{event.slug}",
            f"display:{event.slug}",
        ],
        version=view.version,
        view=view,
    )
    return view


def _check_capabilities(menu: Menu, capabilities: CapabilitiesView) -> None:
    """Refuse a capability that the menu does not know: it would route nothing, silently."""
    for thing in capabilities.equipment or []:
        if thing not in menu.equipment:
            raise Invalid(f"The menu knows no equipment {thing!r}; name it as the menu does.")
    _check_drinks(menu, capabilities)


def _check_drinks(menu: Menu, capabilities: CapabilitiesView) -> None:
    for item in capabilities.items or []:
        if item not in menu.items:
            raise Invalid(f"The menu has no item {item!r}; name items as the menu does.")
    for group, values in capabilities.options.items():
        if group not in menu.options:
            raise Invalid(f"The menu has no option {group!r}; name options as the menu does.")
        for value in values:
            if value not in menu.options[group].values:
                raise Invalid(f"The menu's {group} has no {value!r}.")
    for extra in capabilities.extras or []:
        if extra not in menu.extras:
            raise Invalid(f"The menu has no extra {extra!r}; name extras as the menu does.")
