"""Labels and printers over HTTP: for people, and for print agents."""

from collections.abc import Callable

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs
from backend.accounts.writes import once
from backend.core.db import Database, Transaction
from backend.core.errors import Forbidden
from backend.core.http import answer
from backend.events import service as events
from backend.printing import claiming, page, service
from backend.printing.claiming import Contents
from backend.printing.views import (
    Claim,
    LabelList,
    LabelView,
    LeasedList,
    NewRoll,
    PrinterChange,
    PrinterList,
    PrinterView,
    Report,
    Reprint,
    Told,
)
from backend.stations import service as stations

#: Finds the event and the station of a ticket, among those a caller may see.
PlaceOf = Callable[[Transaction, list[int], int], tuple[int, int]]

PAGE = {
    "description": "The labels, one a sheet.",
    "content": {"text/html": {"schema": {"type": "string"}}},
}


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class StationPath(BaseModel):
    """A station by its id."""

    station: int


class TicketPath(BaseModel):
    """A ticket by its id."""

    ticket: int


class LabelPath(BaseModel):
    """A label by its id."""

    label: int


def blueprint(database: Database, contents: Contents, place_of: PlaceOf) -> APIBlueprint:
    """Make the addresses of labels; what stands on them is told by whoever knows orders."""
    api = APIBlueprint("printing", __name__, url_prefix="/api", abp_tags=[Tag(name="labels")])
    _printers(api, database)
    _tickets(api, database, contents, place_of)
    _agents(api, database, contents)
    return api


def _printers(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/printers", responses={200: PrinterList})
    @needs(Role.BARISTA)
    def list_printers(path: EventPath) -> Response:
        """List the label printers of an event: their rolls, and what waits for them."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return answer(service.printers(tx, event.id))

    @api.put("/stations/<int:station>/printer", responses={200: PrinterView})
    @needs(Role.ORGANISER)
    def change_printer(path: StationPath, body: PrinterChange) -> Response:
        """Set up a station's label printer, or change when and how it prints."""
        with database.transaction() as tx:
            event = _at(tx, path.station, Role.ORGANISER)
            return once(tx, event, lambda: service.change(tx, event, path.station, body))

    @api.post("/stations/<int:station>/printer/new-roll", responses={200: PrinterView})
    @needs(Role.BARISTA)
    def new_roll(path: StationPath, body: NewRoll) -> Response:
        """Say that a new roll is in; its labels are counted anew."""
        with database.transaction() as tx:
            event = _at(tx, path.station, Role.BARISTA)
            return once(tx, event, lambda: service.new_roll(tx, event, path.station, body))

    @api.get("/stations/<int:station>/labels", responses={200: LabelList})
    @needs(Role.BARISTA)
    def list_labels(path: StationPath) -> Response:
        """List the last labels of a station, and what became of them."""
        with database.transaction() as tx:
            event = _at(tx, path.station, Role.BARISTA)
            return answer(service.labels(tx, event, path.station))


def _tickets(api: APIBlueprint, database: Database, contents: Contents, place_of: PlaceOf) -> None:
    @api.post("/tickets/<int:ticket>/labels", responses={201: LabelList})
    @needs(Role.BARISTA)
    def reprint(path: TicketPath, body: Reprint) -> Response:
        """Print the labels of a ticket again, one cup's or all; they are marked."""
        with database.transaction() as tx:
            event, _ = place_of(tx, caller().event_ids, path.ticket)
            check(event, Role.BARISTA)
            return once(
                tx,
                event,
                lambda: service.reprint(tx, event, path.ticket, body, caller().actor),
                status=201,
            )

    @api.get("/tickets/<int:ticket>/labels/page", responses={200: PAGE})
    @needs(Role.BARISTA)
    def labels_page(path: TicketPath) -> Response:
        """Read the labels of a ticket as a page (HTML) to be printed from a browser."""
        with database.transaction() as tx:
            event, station = place_of(tx, caller().event_ids, path.ticket)
            check(event, Role.BARISTA)
            stock = service.stock_of(tx, event, station)
            labels = contents(tx, event, [path.ticket])[path.ticket]
        response = Response(page.page(labels, stock), content_type="text/html; charset=utf-8")
        response.headers["Content-Security-Policy"] = page.policy(stock)
        response.headers["Cache-Control"] = "no-store"
        return response


def _agents(api: APIBlueprint, database: Database, contents: Contents) -> None:
    """Add what agents ask for, every second and for every cup: the labels are its own record."""

    @api.post("/stations/<int:station>/labels/claim", responses={200: LeasedList})
    @needs(Role.BARISTA, Role.PRINTER)
    def claim_labels(path: StationPath, body: Claim) -> Response:
        """Lease the next labels of a station to a print agent, ready to be sent."""
        with database.transaction() as tx:
            event = _agent_at(tx, path.station)
            return answer(claiming.claim(tx, event, path.station, body, contents))

    @api.post("/labels/<int:label>/report", responses={200: LabelView})
    @needs(Role.BARISTA, Role.PRINTER)
    def report_label(path: LabelPath, body: Report) -> Response:
        """Say what an agent did with a label; said again, it changes nothing."""
        with database.transaction() as tx:
            event = claiming.event_of(tx, caller().event_ids, path.label, at=caller().station)
            check(event, Role.BARISTA, Role.PRINTER)
            return answer(claiming.report(tx, event, path.label, body))

    @api.post("/stations/<int:station>/printer/status", responses={200: PrinterView})
    @needs(Role.BARISTA, Role.PRINTER)
    def tell_status(path: StationPath, body: Told) -> Response:
        """Say what a print agent found its printer to be like."""
        with database.transaction() as tx:
            event = _agent_at(tx, path.station)
            return answer(service.hear(tx, event, path.station, body))


def _at(tx: Transaction, station: int, least: Role, *also: Role) -> int:
    event, _ = stations.station_view(tx, caller().event_ids, station)
    check(event, least, *also)
    return event


def _agent_at(tx: Transaction, station: int) -> int:
    """Give the event of a station whose labels the caller may print: a printer's own, if it has."""
    event = _at(tx, station, Role.BARISTA, Role.PRINTER)
    if caller().station not in (None, station):
        raise Forbidden("This device prints the labels of another station.")
    return event
