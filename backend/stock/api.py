"""Stock over HTTP."""

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, Field

from backend.accounts.access import Role, caller, needs
from backend.accounts.writes import once
from backend.core.db import Database
from backend.core.http import answer
from backend.events import service as events
from backend.stock import service
from backend.stock.views import (
    CountName,
    CountPatch,
    MoveList,
    NewCount,
    StockView,
    Transfer,
)


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class MoveQuery(BaseModel):
    """Which lines of the ledger are wanted."""

    station: int | None = None
    ingredient: str | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: int | None = Field(default=None, ge=0, lt=2**63)


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of stock."""
    api = APIBlueprint("stock", __name__, url_prefix="/api", abp_tags=[Tag(name="stock")])
    _reading(api, database)
    _counting(api, database)
    _carrying(api, database)
    return api


def _reading(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/stock", responses={200: StockView})
    @needs(Role.BARISTA)
    def read_stock(path: EventPath) -> Response:
        """Read all counts, when each will be used up, and the demand turned away."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return answer(service.view(tx, event))

    @api.get("/events/<slug>/stock/moves", responses={200: MoveList})
    @needs(Role.BARISTA)
    def read_moves(path: EventPath, query: MoveQuery) -> Response:
        """Read the ledger, newest first: what came and went, why, by whom, for which order."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            found = service.moves(tx, event.id, **query.model_dump())
            return answer(found)


def _counting(api: APIBlueprint, database: Database) -> None:
    @api.put("/events/<slug>/stock", responses={200: StockView})
    @needs(Role.ORGANISER)
    def put_count(path: EventPath, body: NewCount) -> Response:
        """Begin to count an ingredient at a station, or set all of its count."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return once(tx, event.id, lambda: service.put(tx, event, body, caller().actor))

    @api.delete("/events/<slug>/stock", responses={200: StockView})
    @needs(Role.ORGANISER)
    def forget_count(path: EventPath) -> Response:
        """Stop counting an ingredient at a station; what is meant comes as body or query."""
        given = request.get_json(silent=True) or request.args.to_dict()
        what = CountName.model_validate(given)
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return once(tx, event.id, lambda: service.forget(tx, event, what))

    @api.patch("/events/<slug>/stock", responses={200: StockView})
    @needs(Role.BARISTA)
    def change_count(path: EventPath, body: CountPatch) -> Response:
        """Say how much there is (`amount`), or how much came (`add`)."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return once(tx, event.id, lambda: service.patch(tx, event, body, caller().actor))


def _carrying(api: APIBlueprint, database: Database) -> None:
    @api.post("/events/<slug>/stock/transfer", responses={200: StockView})
    @needs(Role.BARISTA)
    def carry(path: EventPath, body: Transfer) -> Response:
        """Carry so much of an ingredient from one station to another."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return once(tx, event.id, lambda: service.transfer(tx, event, body, caller().actor))
