"""Stations over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs
from backend.accounts.writes import once
from backend.core.db import Database, Transaction
from backend.core.http import answer
from backend.events import service as events
from backend.events.types import Event
from backend.stations import service
from backend.stations.views import NewStation, StationList, StationPatch, StationView


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class StationPath(BaseModel):
    """A station by its id."""

    station: int


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of stations."""
    api = APIBlueprint("stations", __name__, url_prefix="/api", abp_tags=[Tag(name="stations")])

    @api.get("/events/<slug>/stations", responses={200: StationList})
    @needs(Role.BARISTA, Role.TABLET)
    def list_stations(path: EventPath) -> Response:
        """List the stations of an event."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA, Role.TABLET)
            return answer(StationList(stations=service.station_views(tx, event.id)))

    @api.post("/events/<slug>/stations", responses={201: StationView})
    @needs(Role.ORGANISER)
    def create_station(path: EventPath, body: NewStation) -> Response:
        """Add a station."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return once(tx, event.id, lambda: service.create(tx, event, body), status=201)

    @api.patch("/stations/<int:station>", responses={200: StationView})
    @needs(Role.BARISTA)
    def change_station(path: StationPath, body: StationPatch) -> Response:
        """Change a station: a barista its state and hand-over note, an organiser everything."""
        with database.transaction() as tx:
            event = _event_of(tx, path.station)
            of_a_barista = set(body.given()) <= {"state", "handover"}
            check(event.id, Role.BARISTA if of_a_barista else Role.ORGANISER)
            return once(tx, event.id, lambda: service.change(tx, event, path.station, body))

    return api


def _event_of(tx: Transaction, station: int) -> Event:
    event, _ = service.station_view(tx, caller().event_ids, station)
    return events.get(tx, event)
