"""The settings of events over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, needs
from backend.accounts.writes import once
from backend.core.db import Database
from backend.core.http import answer
from backend.events import service, settings
from backend.events.settings import Follow
from backend.events.showing import categories, settings_view
from backend.events.views import CategoryList, SettingsChange, SettingsView


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


def blueprint(database: Database, follow: Follow) -> APIBlueprint:
    """Make the addresses of settings; `follow` is what the packages above do about a change."""
    api = APIBlueprint("events", __name__, url_prefix="/api", abp_tags=[Tag(name="events")])

    @api.get("/events/<slug>/settings", responses={200: SettingsView})
    @needs(Role.ORGANISER)
    def read_settings(path: EventPath) -> Response:
        """Read the settings of an event, codes included."""
        with database.transaction() as tx:
            event = service.seen(tx, caller(), path.slug, Role.ORGANISER)
            return answer(settings_view(event))

    @api.get("/events/<slug>/categories", responses={200: CategoryList})
    @needs(Role.BARISTA)
    def list_categories(path: EventPath) -> Response:
        """List the categories of customers of an event, without their codes."""
        with database.transaction() as tx:
            return answer(categories(service.seen(tx, caller(), path.slug, Role.BARISTA)))

    @api.put("/events/<slug>/settings", responses={200: SettingsView})
    @needs(Role.ORGANISER)
    def change_settings(path: EventPath, body: SettingsChange) -> Response:
        """Change the settings given; the others stay. A version seen before is a conflict."""
        with database.transaction() as tx:
            event = service.seen(tx, caller(), path.slug, Role.ORGANISER)
            return once(
                tx, event.id, lambda: settings_view(settings.change(tx, event.id, body, follow))
            )

    return api
