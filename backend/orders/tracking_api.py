"""The tracker over HTTP: open to whoever has an order's token."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import public
from backend.accounts.writes import once_by
from backend.core.db import Database, Transaction
from backend.core.http import answer, client_address
from backend.core.limits import Limit, Limiter
from backend.core.openapi import problem_answer
from backend.orders import tracker_actions, tracking
from backend.orders.tracker_actions import TooLateToCancel
from backend.orders.tracker_views import TrackerView, TrackRequest
from backend.orders.types import Order

#: A venue's guests come from one address: what is limited for all is generous, and only what is
#: unknown is not.
UNKNOWN_A_MINUTE = 60
READS_A_MINUTE = 1200
ACTIONS_A_MINUTE = 240


_NOT_NOW = problem_answer("It cannot be done any more, or not yet; `code` says which.")
_TOO_MANY = problem_answer("Too many requests from this address.")


class TokenPath(BaseModel):
    """An order by its token."""

    token: str


class Gate:
    """Finds orders by their tokens, so many in a minute from an address."""

    def __init__(self, limiter: Limiter) -> None:
        self._unknown = Limit(limiter, "track-unknown", most=UNKNOWN_A_MINUTE, minutes=1)
        self.reads = Limit(limiter, "track", most=READS_A_MINUTE, minutes=1)
        self.actions = Limit(limiter, "track-actions", most=ACTIONS_A_MINUTE, minutes=1)

    def known(self, tx: Transaction, token: str, *, held: bool = False) -> Order:
        """Find an order; counts what is unknown, and stops who guesses."""
        try:
            return tracking.hold(tx, token) if held else tracking.find(tx, token)
        except tracking.NoTracker:
            self.unknown()
            raise

    def unknown(self) -> None:
        """Count one that nobody has; raises where an address asked for too many."""
        self._unknown.enforce(client_address())


def blueprint(database: Database, gate: Gate) -> APIBlueprint:
    """Make the addresses of the tracker."""
    api = APIBlueprint("tracker", __name__, url_prefix="/api", abp_tags=[Tag(name="tracker")])

    @api.get("/track/<token>", responses={200: TrackerView, 429: _TOO_MANY})
    @public
    def read_tracker(path: TokenPath) -> Response:
        """Read an order as its customer sees it."""
        gate.reads.enforce(client_address())
        with database.transaction() as tx:
            return answer(tracking.view(tx, gate.known(tx, path.token)))

    @api.post(
        "/track/<token>/actions",
        responses={200: TrackerView, 409: _NOT_NOW, 429: _TOO_MANY},
    )
    @public
    def act_on_tracker(path: TokenPath, body: TrackRequest) -> Response:
        """Say "I have it" or "I'm running late", or cancel; `actions` lists what may be done."""
        gate.actions.enforce(client_address())
        with database.transaction() as tx:
            order = gate.known(tx, path.token, held=True)
            try:
                return once_by(
                    f"track:{order.id}",
                    tx,
                    order.event_id,
                    lambda: tracking.view(tx, tracker_actions.do(tx, order, body)),
                )
            except TooLateToCancel as refusal:
                # The station was told of the wish, and that is kept.
                too_late = refusal
        raise too_late

    return api
