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
from backend.stations import waiting
from backend.stations.pace import FASTEST, SLOWEST, learned
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
        paces: Mapping[int, float],
        stock: Stock | None = None,
    ) -> tuple[Station, ...]:
        """Give the stations with the work that waits, their pace and what is left just now.

        `stock` None leaves the counts as they were when the venue was read.
        """
        loaded = _working(self.stations, lanes, paces)
        return loaded if stock is None else stocked(loaded, stock)


def _working(
    stations: Iterable[Station], lanes: Mapping[int, Lane], paces: Mapping[int, float]
) -> tuple[Station, ...]:
    nothing = Lane()
    return tuple(
        replace(
            station,
            open_seconds=lanes.get(station.id, nothing).seconds,
            lane=lanes.get(station.id, nothing).queued,
            pace=paces.get(station.id, 1.0),
        )
        for station in stations
    )


def stocked(stations: Iterable[Station], stock: Stock) -> tuple[Station, ...]:
    """Give the stations with what is left there."""
    return tuple(replace(station, stock=stock.get(station.id, {})) for station in stations)


#: What the stations made of the event's last tickets, and in how long: only these say how fast they
#: are now, and they are read by their ids however many there have been. A hundred for each station,
#: or a rush at many stations would be all that is seen, with nothing of it made yet. Tickets bumped
#: without a start say nothing; one that was forgotten counts as the slowest that is believed.
MADE = f"""SELECT station_id, sum(prep_seconds)::float AS prep, sum(least(
 greatest(extract(epoch FROM made_at - started_at)::float, {FASTEST} * prep_seconds),
 {SLOWEST} * prep_seconds))::float AS took
FROM (SELECT station_id, prep_seconds, started_at, made_at FROM tickets
 WHERE event_id = %(event)s ORDER BY id DESC
 LIMIT (SELECT 100 * count(*) FROM stations WHERE event_id = %(event)s)) AS late
WHERE started_at IS NOT NULL AND made_at IS NOT NULL GROUP BY station_id"""

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
    paces = {row["station_id"]: learned(row["prep"], row["took"]) for row in made}
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
        state=StationState(row["state"]),
        capabilities=_capabilities(row["capabilities"]),
        parallel=row["parallel"],
        stock=row["stock"] or {},
    )


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
        version=row["version"],
    )


def station_views(tx: Transaction, event: int) -> list[StationView]:
    """List the stations of an event."""
    rows = tx.fetch(f"{_STATIONS} WHERE s.event_id = %(event)s ORDER BY s.id", event=event)
    return [_view(row) for row in rows]


def station_view(tx: Transaction, events_seen: list[int], station: int) -> tuple[int, StationView]:
    """Read one station of the events a caller may see; gives (event id, view)."""
    row = tx.one(
        f"{_STATIONS} WHERE s.event_id = ANY(%(events)s) AND s.id = %(station)s",
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
        """INSERT INTO stations (event_id, name, capabilities, parallel, throttle_seconds)
        VALUES (%(event)s, %(name)s, %(capabilities)s, %(parallel)s, %(throttle)s)
        ON CONFLICT (event_id, name) DO NOTHING RETURNING id""",
        event=event.id,
        name=new.name,
        capabilities=as_json(new.capabilities.model_dump(exclude_none=True)),
        parallel=new.parallel,
        throttle=new.throttle_seconds,
    )
    if row is None:
        raise NameTaken
    return _tell(tx, event, row["id"])


def change(tx: Transaction, event: Event, station: int, patch: StationPatch) -> StationView:
    """Change a station; every door sees it with the next text."""
    if patch.capabilities is not None:
        _check_capabilities(menus.get(tx, event.id), patch.capabilities)
    values = patch.given()
    if not values:
        return station_view(tx, [event.id], station)[1]
    if patch.capabilities is not None:
        values["capabilities"] = as_json(patch.capabilities.model_dump(exclude_none=True))
    columns = ", ".join(f"{name} = %({name})s" for name in values)
    row = tx.one(
        f"""UPDATE stations SET {columns}, version = version + 1
        WHERE event_id = %(event)s AND id = %(station)s
        AND (%(expected)s IS NULL OR version = %(expected)s) RETURNING id""",
        event=event.id,
        station=station,
        expected=patch.version,
        **values,
    )
    if row is None:
        station_view(tx, [event.id], station)
        raise StationChangedMeanwhile
    return _tell(tx, event, station)


def _tell(tx: Transaction, event: Event, station: int) -> StationView:
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
