"""What staff write to customers, over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs
from backend.accounts.writes import once
from backend.conversation import telling
from backend.conversation.views import AskRequest, MessageQueued, MessageRequest
from backend.core.db import Database, Transaction
from backend.core.openapi import problem_answer
from backend.orders import reading
from backend.orders.showing import ticket_view
from backend.orders.views import TicketView

NO_SUCH_CANNED_TEXT = problem_answer(
    "There is no such canned text; the detail names those there are."
)


class OrderPath(BaseModel):
    """An order by its id."""

    order: int


class TicketPath(BaseModel):
    """A ticket by its id."""

    ticket: int


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of questions and texts to customers."""
    api = APIBlueprint("telling", __name__, url_prefix="/api", abp_tags=[Tag(name="orders")])

    @api.post("/tickets/<int:ticket>/ask", responses={200: TicketView})
    @needs(Role.BARISTA)
    def ask(path: TicketPath, body: AskRequest) -> Response:
        """Ask the customer of a ticket by text; their next text lands on it as the answer."""
        with database.transaction() as tx:
            event = reading.event_of_ticket(tx, caller().event_ids, path.ticket)
            check(event, Role.BARISTA)
            return once(tx, event, lambda: _asked(tx, event, path.ticket, body.text))

    @api.post(
        "/orders/<int:order>/messages", responses={200: MessageQueued, 400: NO_SUCH_CANNED_TEXT}
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

    return api


def _asked(tx: Transaction, event: int, ticket: int, text: str) -> TicketView:
    order = telling.ask(tx, [event], ticket, text, caller().actor)
    return ticket_view(order, order.ticket(ticket))
