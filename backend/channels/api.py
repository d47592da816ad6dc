"""Orders at the counter, and the timeline of any order, over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag
from pydantic import BaseModel

from backend.accounts.access import Role, caller, check, needs
from backend.accounts.writes import once
from backend.channels import counter
from backend.channels.counter import Taker
from backend.conversation.timeline import Timeline, timeline
from backend.core.db import Database
from backend.core.http import answer, request_id
from backend.core.openapi import problem_answer
from backend.events import service as events
from backend.orders import kiosks, reading
from backend.orders.kiosks import at_kiosk
from backend.orders.requests import NewOrder, OrderChange
from backend.orders.showing import order_view
from backend.orders.types import Order
from backend.orders.views import OrderView

_NOT_FOR_THEN = problem_answer("`for` is past, or too far ahead.")


class EventPath(BaseModel):
    """An event by its address."""

    slug: str


class OrderPath(BaseModel):
    """An order by its id."""

    order: int


class PlacedOrder(OrderView):
    """An order just placed, and where its customer can follow it."""

    #: Path of its tracker; whoever has it may say "I have it", or cancel.
    track: str


def _placed(order: Order) -> PlacedOrder:
    return PlacedOrder(**dict(order_view(order)), track=f"/track/{order.token}")


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of the counter and of timelines."""
    api = APIBlueprint("counter", __name__, url_prefix="/api", abp_tags=[Tag(name="orders")])

    @api.post("/events/<slug>/orders", responses={201: PlacedOrder, 400: _NOT_FOR_THEN})
    @needs(Role.BARISTA, Role.KIOSK)
    def create_order(path: EventPath, body: NewOrder) -> Response:
        """Place an order at the counter; nothing missing is filled in. A kiosk's are `kiosk`."""
        if caller().holds(Role.KIOSK):
            body = at_kiosk(body)
        with counter.turning_away(database, body.channel), database.transaction() as tx:
            event = events.seen(tx, caller(), path.slug, Role.BARISTA, Role.KIOSK)
            taker, device = Taker(caller().actor, request_id()), caller().device

            def act() -> PlacedOrder:
                placed = counter.take(tx, event, body, taker)
                if device is not None:
                    kiosks.keep(tx, event.id, placed.id, device)
                return _placed(placed)

            return once(tx, event.id, act, status=201)

    @api.patch("/orders/<int:order>", responses={200: OrderView})
    @needs(Role.SUPPORT)
    def change_order(path: OrderPath, body: OrderChange) -> Response:
        """Change the lines of an order until it is started; the customer gets one text."""
        with counter.turning_away(database, "walkup"), database.transaction() as tx:
            event_id = reading.get(tx, caller().event_ids, path.order).event_id
            check(event_id, Role.SUPPORT)
            event = events.get(tx, event_id)

            def act() -> OrderView:
                return order_view(counter.change(tx, event, path.order, body, caller().actor))

            return once(tx, event.id, act)

    @api.get("/orders/<int:order>/timeline", responses={200: Timeline})
    @needs(Role.SUPPORT)
    def read_timeline(path: OrderPath) -> Response:
        """Read all that happened to an order: actions, texts, and why that station."""
        with database.transaction() as tx:
            order = reading.get(tx, caller().event_ids, path.order)
            check(order.event_id, Role.SUPPORT)
            return answer(timeline(tx, order))

    return api
