"""An event's wording over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, needs
from backend.accounts.writes import once
from backend.conversation import editing
from backend.conversation.views import WordingChange, WordingQuery, WordingView
from backend.core.db import Database
from backend.core.http import answer
from backend.events import service as events


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of an event's wording."""
    api = APIBlueprint("wording", __name__, url_prefix="/api", abp_tags=[Tag(name="wording")])

    @api.get("/events/<slug>/wording", responses={200: WordingView})
    @needs(Role.ORGANISER)
    def read_wording(path: EventPath, query: WordingQuery) -> Response:
        """Read what is said, as shipped and as this event words it, with previews."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return answer(editing.view(tx, event, query.language, query.form))

    @api.put("/events/<slug>/wording", responses={200: WordingView})
    @needs(Role.ORGANISER)
    def change_wording(path: EventPath, body: WordingChange) -> Response:
        """Word texts anew, or with `preview_only` see what customers would get."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            if body.preview_only:
                return answer(editing.change(tx, event, body))
            return once(tx, event.id, lambda: editing.change(tx, event, body))

    return api
