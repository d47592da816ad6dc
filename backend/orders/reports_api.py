"""Reports over HTTP."""

from datetime import datetime

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel, ConfigDict

from backend.accounts.access import Role, caller, needs
from backend.core.db import Database
from backend.core.errors import Invalid
from backend.core.http import answer
from backend.core.moments import Moment
from backend.events import service as events
from backend.orders import promise_report
from backend.orders.report_views import PromiseReport


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class Period(BaseModel):
    """Which orders: made or cancelled from `since` on and before `until`; by default all."""

    model_config = ConfigDict(extra="forbid")

    since: Moment | None = None
    until: Moment | None = None


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of reports."""
    api = APIBlueprint("reports", __name__, url_prefix="/api", abp_tags=[Tag(name="reports")])

    @api.get("/events/<slug>/reports/promises", responses={200: PromiseReport})
    @needs(Role.SUPPORT)
    def read_promises(path: EventPath, query: Period) -> Response:
        """Read how well promises held: by hour, station and drink."""
        _check(query.since, query.until)
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.SUPPORT)
            return answer(promise_report.report(tx, event, since=query.since, until=query.until))

    return api


def _check(since: datetime | None, until: datetime | None) -> None:
    if since and until and since >= until:
        raise Invalid("`since` must be before `until`.")
