"""Orders and tickets over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs, public
from backend.accounts.writes import once
from backend.core.db import Database, Transaction
from backend.core.http import answer
from backend.events import service as events
from backend.orders import (
    claiming,
    kiosks,
    listing,
    notifications_api,
    reading,
    removing,
    service,
    snapshots,
)
from backend.orders.kiosk_views import KioskView
from backend.orders.listing import OrderQuery
from backend.orders.requests import ActionRequest, CancelRequest
from backend.orders.showing import order_view, ticket_view
from backend.orders.views import (
    DisplayView,
    OrderList,
    OrderView,
    RemovedView,
    TicketList,
    TicketView,
)
from backend.stations import service as stations


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class OrderPath(BaseModel):
    """An order by its id."""

    order: int


class TicketPath(BaseModel):
    """A ticket by its id."""

    ticket: int


class StationPath(BaseModel):
    """A station by its id."""

    station: int


class RemovalQuery(BaseModel):
    """How a station is removed."""

    #: Give what waits there to other stations.
    move: bool = False
    version: int | None = None


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of orders, tickets and the public display."""
    api = APIBlueprint("orders", __name__, url_prefix="/api", abp_tags=[Tag(name="orders")])
    _orders(api, database)
    _stations(api, database)
    _actions(api, database)
    _display(api, database)
    notifications_api.add(api, database)
    return api


def _orders(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/orders", responses={200: OrderList})
    @needs(Role.BARISTA)
    def list_orders(path: EventPath, query: OrderQuery) -> Response:
        """List orders, newest first."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return answer(listing.find(tx, event.id, query))

    @api.get("/orders/<int:order>", responses={200: OrderView})
    @needs(Role.BARISTA, Role.KIOSK)
    def read_order(path: OrderPath) -> Response:
        """Read one order; a kiosk those made at it."""
        with database.transaction() as tx:
            order = reading.get(tx, caller().event_ids, path.order)
            check(order.event_id, Role.BARISTA, Role.KIOSK)
            kiosks.check_own(tx, caller(), order.event_id, order.id)
            return answer(order_view(order))

    @api.post("/orders/<int:order>/cancel", responses={200: OrderView})
    @needs(Role.SUPPORT)
    def cancel_order(path: OrderPath, body: CancelRequest) -> Response:
        """Cancel an order; the customer gets one text with the reason."""
        with database.transaction() as tx:
            event = reading.get(tx, caller().event_ids, path.order).event_id
            check(event, Role.SUPPORT)
            return once(
                tx,
                event,
                lambda: order_view(
                    service.cancel(
                        tx,
                        [event],
                        path.order,
                        actor=caller().actor,
                        reason=body.reason,
                        by_staff=True,
                    )
                ),
            )


def _stations(api: APIBlueprint, database: Database) -> None:
    @api.get("/stations/<int:station>/tickets", responses={200: TicketList})
    @needs(Role.BARISTA)
    def list_tickets(path: StationPath) -> Response:
        """List the tickets in a station's lanes, in lane order, and those for later."""
        with database.transaction() as tx:
            event, _ = stations.station_view(tx, caller().event_ids, path.station)
            check(event, Role.BARISTA)
            return answer(snapshots.tickets(tx, event, path.station))

    @api.post("/stations/<int:station>/claim", responses={200: TicketView})
    @needs(Role.BARISTA)
    def claim_ticket(path: StationPath) -> Response:
        """Take over the next ticket of the stations in the same zone; for one without a queue."""
        with database.transaction() as tx:
            ident, _ = stations.station_view(tx, caller().event_ids, path.station)
            check(ident, Role.BARISTA)
            event = events.get(tx, ident)
            return once(
                tx,
                ident,
                lambda: ticket_view(*claiming.claim(tx, event, path.station, caller().actor)),
            )

    @api.delete("/stations/<int:station>", responses={200: RemovedView})
    @needs(Role.ORGANISER)
    def remove_station(path: StationPath, query: RemovalQuery) -> Response:
        """Remove a station; one with open tickets only if they can be moved, and all of them."""
        with database.transaction() as tx:
            ident, _ = stations.station_view(tx, caller().event_ids, path.station)
            check(ident, Role.ORGANISER)
            event = events.get(tx, ident)
            return once(
                tx,
                ident,
                lambda: removing.remove(
                    tx,
                    event,
                    path.station,
                    move=query.move,
                    version=query.version,
                    actor=caller().actor,
                ),
            )


def _actions(api: APIBlueprint, database: Database) -> None:
    @api.post("/tickets/<int:ticket>/actions", responses={200: TicketView})
    @needs(Role.BARISTA)
    def act(path: TicketPath, body: ActionRequest) -> Response:
        """Do one of the `actions` of a ticket's view; `void` and `remake` want a `reason`."""
        with database.transaction() as tx:
            event = reading.event_of_ticket(tx, caller().event_ids, path.ticket)
            check(event, Role.BARISTA)
            return once(tx, event, lambda: _acted(tx, event, path.ticket, body))


def _display(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/display", responses={200: DisplayView})
    @public
    def display(path: EventPath) -> Response:
        """Read what a public screen shows: numbers, first names by policy, never a phone."""
        with database.transaction() as tx:
            return answer(snapshots.display(tx, events.by_slug(tx, path.slug)))

    @api.get("/events/<slug>/kiosk", responses={200: KioskView})
    @needs(Role.BARISTA, Role.KIOSK)
    def read_kiosk(path: EventPath) -> Response:
        """Read what a kiosk goes by beside menu and display: what cannot be had, and its zone."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA, Role.KIOSK)
            return answer(kiosks.view(tx, event, caller().station))


def _acted(tx: Transaction, event: int, ticket: int, body: ActionRequest) -> TicketView:
    order = service.act(tx, [event], ticket, body, caller().actor)
    return ticket_view(order, order.ticket(ticket))
