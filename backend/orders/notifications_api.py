"""Ready texts kept back and let go over HTTP, and what was made in vain."""

from collections.abc import Callable

from flask import Response
from flask_openapi3 import APIBlueprint
from pydantic import BaseModel

from backend.accounts.access import Role, caller, needs
from backend.accounts.writes import once
from backend.core.db import Database, Transaction
from backend.core.http import answer
from backend.events import service as events
from backend.orders import holding, remaking
from backend.orders.holding_views import HoldChange, HoldCount, HoldScope, WasteView


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class HoldQuery(BaseModel):
    """Whose held texts are counted."""

    station: int | None = None
    order: int | None = None


def add(api: APIBlueprint, database: Database) -> None:
    """Add the addresses of held texts and of waste."""

    @api.get("/events/<slug>/notifications", responses={200: HoldCount})
    @needs(Role.BARISTA)
    def count_held(path: EventPath, query: HoldQuery) -> Response:
        """Count the tickets held, and the texts that a release would send now."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            scope = HoldScope(station=query.station, order=query.order)
            return answer(holding.count(tx, event.id, scope))

    @api.post("/events/<slug>/notifications/hold", responses={200: HoldChange})
    @needs(Role.BARISTA)
    def hold(path: EventPath, body: HoldScope) -> Response:
        """Keep back the ready texts of an order, a station or all that is to be made now."""
        return _changed(database, path.slug, body, holding.hold)

    @api.post("/events/<slug>/notifications/release", responses={200: HoldChange})
    @needs(Role.BARISTA)
    def release(path: EventPath, body: HoldScope) -> Response:
        """Let go of what is held of an order, of a station or of the whole event."""
        return _changed(database, path.slug, body, holding.release)

    @api.get("/events/<slug>/waste", responses={200: WasteView})
    @needs(Role.BARISTA)
    def read_waste(path: EventPath) -> Response:
        """Count remakes by reason, and tickets that nobody collected."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return answer(remaking.waste(tx, event.id))


_Change = Callable[[Transaction, int, HoldScope, str], HoldChange]


def _changed(database: Database, slug: str, scope: HoldScope, change: _Change) -> Response:
    with database.transaction() as tx:
        event = events.seen(tx, caller(), slug, Role.BARISTA)
        return once(tx, event.id, lambda: change(tx, event.id, scope, caller().actor))
