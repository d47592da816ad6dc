"""What every verb on orders leaves behind: history, and changes for the screens."""

from collections.abc import Iterable, Mapping

import structlog

from backend.core import changes
from backend.core.db import Transaction, as_json
from backend.events.types import NamePolicy
from backend.orders.showing import call_view, order_view, ticket_view
from backend.orders.types import Order, Ticket, TicketState

log = structlog.get_logger()

_HISTORY = """INSERT INTO order_history (event_id, order_id, ticket_id, actor, action, detail,
 request_id) VALUES (%(event)s, %(order)s, %(ticket)s, %(actor)s, %(action)s, %(detail)s,
 %(request)s)"""


#: Of a ticket that goes to `station`: its customer was told the one it leaves, if no other.
TOLD_BEFORE = """told_station_id = CASE WHEN station_id <> %(station)s
 THEN coalesce(told_station_id, station_id) ELSE told_station_id END"""


def history(
    tx: Transaction,
    order: Order,
    *,
    actor: str,
    action: str,
    ticket: int | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Write down who did what."""
    tx.queue(
        _HISTORY,
        event=order.event_id,
        order=order.id,
        ticket=ticket,
        actor=actor,
        action=action,
        detail=as_json(detail or {}),
        request=order.request_id,
    )


def decided(order: Order) -> dict[str, object]:
    """Give what was promised of an order and why each station, for its history.

    Both are written over when the order moves on.
    """
    live = (ticket for ticket in order.tickets if ticket.state is not TicketState.VOIDED)
    return {
        "promise": {"earliest": order.earliest, "latest": order.latest},
        "predicted": order.predicted,
        "why": {ticket.station_name: ticket.reason for ticket in live},
    }


def log_done(tx: Transaction, order: Order, what: str, **values: object) -> None:
    """Log it after the commit, under the id of the request that began the order."""
    line = {"slug": order.event, "order": order.id, "number": order.number, **values}
    tx.afterwards.append(lambda: log.info(what, request_id=order.request_id, **line))


def tell(
    tx: Transaction,
    order: Order,
    tickets: Iterable[Ticket],
    policy: NamePolicy,
    *,
    left: int | None = None,
) -> None:
    """Record the order and these of its tickets as changed; `left` is a station moved away from."""
    for ticket in tickets:
        rooms = [f"station:{ticket.station}", f"event:{order.event}"]
        if left is not None and left != ticket.station:
            rooms.append(f"station:{left}")
        changes.record(
            tx,
            order.event_id,
            "TicketChanged",
            rooms=rooms,
            version=ticket.version,
            view=ticket_view(order, ticket),
        )
        changes.record(
            tx,
            order.event_id,
            "CallChanged",
            rooms=[f"display:{order.event}"],
            version=ticket.version,
            view=call_view(order, ticket, policy),
        )
    rooms = [f"event:{order.event}", f"support:{order.event}"]
    if order.token is not None:
        # Its customer sees a view of their own, made where somebody looks (live/trackers).
        rooms.append(f"track:{order.token}")
    changes.record(
        tx,
        order.event_id,
        "OrderChanged",
        rooms=rooms,
        version=order.version,
        view=order_view(order),
    )
