"""What an event says, and what its staff write to customers, over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs
from backend.accounts.writes import once
from backend.conversation import editing, previewing, telling
from backend.conversation.views import (
    AskRequest,
    CannedList,
    MessageQueued,
    MessageRequest,
    WordingChange,
    WordingQuery,
    WordingView,
)
from backend.core.db import Database, Transaction
from backend.core.http import answer
from backend.core.openapi import problem_answer
from backend.events import service as events
from backend.orders import reading
from backend.orders.showing import ticket_view
from backend.orders.views import TicketView

NO_SUCH_CANNED_TEXT = problem_answer(
    "There is no such canned text; the detail names those there are."
)
_WORDING, _TEXTS = [Tag(name="wording")], [Tag(name="orders")]


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class OrderPath(BaseModel):
    """An order by its id."""

    order: int


class TicketPath(BaseModel):
    """A ticket by its id."""

    ticket: int


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of an event's wording, and of texts of its staff."""
    api = APIBlueprint("conversation", __name__, url_prefix="/api")
    _add_wording(api, database)
    _add_texts(api, database)
    return api


def _add_wording(api: APIBlueprint, database: Database) -> None:
    @api.get("/events/<slug>/wording", tags=_WORDING, responses={200: WordingView})
    @needs(Role.ORGANISER)
    def read_wording(path: EventPath, query: WordingQuery) -> Response:
        """Read what is said, as shipped and as this event words it, with previews."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            return answer(editing.view(tx, event, query.language, query.form))

    @api.put("/events/<slug>/wording", tags=_WORDING, responses={200: WordingView})
    @needs(Role.ORGANISER)
    def change_wording(path: EventPath, body: WordingChange) -> Response:
        """Word texts anew, or with `preview_only` see what customers would get."""
        with database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.ORGANISER)
            if body.preview_only:
                return answer(editing.change(tx, event, body))
            return once(tx, event.id, lambda: editing.change(tx, event, body))


def _add_texts(api: APIBlueprint, database: Database) -> None:
    @api.post("/tickets/<int:ticket>/ask", tags=_TEXTS, responses={200: TicketView})
    @needs(Role.BARISTA)
    def ask(path: TicketPath, body: AskRequest) -> Response:
        """Ask the customer of a ticket by text; their next text lands on it as the answer."""
        with database.transaction() as tx:
            event = reading.event_of_ticket(tx, caller().event_ids, path.ticket)
            check(event, Role.BARISTA)
            return once(tx, event, lambda: _asked(tx, event, path.ticket, body.text))

    @api.get("/orders/<int:order>/canned", tags=_TEXTS, responses={200: CannedList})
    @needs(Role.BARISTA)
    def list_canned(path: OrderPath) -> Response:
        """Read the canned texts as the customer of an order would get them."""
        with database.transaction() as tx:
            order = reading.get(tx, caller().event_ids, path.order)
            check(order.event_id, Role.BARISTA)
            return answer(previewing.of(tx, order))

    @api.post(
        "/orders/<int:order>/messages",
        tags=_TEXTS,
        responses={200: MessageQueued, 400: NO_SUCH_CANNED_TEXT},
    )
    @needs(Role.BARISTA)
    def send_message(path: OrderPath, body: MessageRequest) -> Response:
        """Text the customer of an order: `text`, or one of the `canned` texts by its key."""
        with database.transaction() as tx:
            event = reading.get(tx, caller().event_ids, path.order).event_id
            check(event, Role.BARISTA)
            return once(
                tx, event, lambda: telling.send(tx, [event], path.order, body, caller().actor)
            )


def _asked(tx: Transaction, event: int, ticket: int, text: str) -> TicketView:
    order = telling.ask(tx, [event], ticket, text, caller().actor)
    return ticket_view(order, order.ticket(ticket))
