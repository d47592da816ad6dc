"""Menus and 86s over HTTP."""

from typing import Any

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, RootModel

from backend.accounts.access import Role, caller, needs, public
from backend.accounts.writes import once
from backend.core.db import Database
from backend.core.http import answer
from backend.events import service as events
from backend.menu import service
from backend.menu.views import SoldOutList, SoldOutRequest


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class MenuDocument(RootModel[dict[str, Any]]):
    """A menu in the product's own format; see docs/menu-format.md."""


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of menus and 86s."""
    api = APIBlueprint("menu", __name__, url_prefix="/api", abp_tags=[Tag(name="menu")])
    _menus(api, database)
    _sold_out(api, database)
    return api


def _menus(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/menu", responses={200: MenuDocument})
    @public
    def read_menu(path: EventPath) -> Response:
        """Read the menu as it was written."""
        with database.transaction() as tx:
            event = events.by_slug(tx, path.slug)
            return answer(MenuDocument(service.document(tx, event.id)))

    @api.put("/events/<slug>/menu", responses={200: MenuDocument})
    @needs(Role.ORGANISER)
    def replace_menu(path: EventPath, body: MenuDocument) -> Response:
        """Replace the menu; one with faults is refused, naming them."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)

            def act() -> MenuDocument:
                service.put(tx, event.id, body.root)
                return body

            return once(tx, event.id, act)


def _sold_out(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/86", responses={200: SoldOutList})
    @needs(Role.BARISTA)
    def list_sold_out(path: EventPath) -> Response:
        """List what is 86'd, by whom and until when."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)
            return answer(SoldOutList(sold_out=service.sold_out(tx, event.id)))

    @api.post("/events/<slug>/86", responses={200: SoldOutList})
    @needs(Role.BARISTA)
    def eighty_six(path: EventPath, body: SoldOutRequest) -> Response:
        """86 an item, an option or an ingredient, on every door at once."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)

            def act() -> SoldOutList:
                service.eighty_six(tx, event, body, caller().actor)
                return SoldOutList(sold_out=service.sold_out(tx, event.id))

            return once(tx, event.id, act)

    @api.delete("/events/<slug>/86", responses={200: SoldOutList})
    @needs(Role.BARISTA)
    def back_again(path: EventPath) -> Response:
        """Put it back; what is meant comes as body or query."""
        given = request.get_json(silent=True) or request.args.to_dict()
        what = SoldOutRequest.model_validate(given)
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA)

            def act() -> SoldOutList:
                service.back_again(tx, event, what)
                return SoldOutList(sold_out=service.sold_out(tx, event.id))

            return once(tx, event.id, act)
