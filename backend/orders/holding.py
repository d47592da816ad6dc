"""Ready texts kept back and let go: of one order, of a station, of the whole event."""

from backend.core.db import Transaction
from backend.orders import marking, reading, rules, service
from backend.orders.holding_views import HoldChange, HoldCount, HoldScope
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, Ticket, TicketAction, TicketState
from backend.stations import service as stations

#: Tickets in scope. A held one left the lanes only if nobody waits for its text any more.
_SCOPE = """t.event_id = %(event)s
 AND (%(station)s::bigint IS NULL OR t.station_id = %(station)s)
 AND (%(order)s::bigint IS NULL OR t.order_id = %(order)s)"""
_HELD = "t.held AND t.state IN ('scheduled', 'queued', 'started', 'made')"
_TO_BE_MADE = "NOT t.held AND t.state IN ('scheduled', 'queued', 'started')"

_COUNT = f"""SELECT count(*)::int AS held,
 count(*) FILTER (WHERE t.state = 'made')::int AS waiting
FROM tickets t WHERE {_SCOPE} AND {_HELD}"""


def count(tx: Transaction, event: int, scope: HoldScope) -> HoldCount:
    """Tell how many tickets are held, and how many texts would go if they were released now."""
    _check(tx, event, scope)
    row = tx.one(_COUNT, event=event, station=scope.station, order=scope.order)
    assert row is not None
    return HoldCount(**row)


def hold(tx: Transaction, event: int, scope: HoldScope, actor: str) -> HoldChange:
    """Keep back the ready texts of all that is to be made now; later orders are not held."""
    _check(tx, event, scope)
    return _each(tx, event, scope, TicketAction.HOLD, _TO_BE_MADE, actor)


def release(tx: Transaction, event: int, scope: HoldScope, actor: str) -> HoldChange:
    """Let go of all that is held: what is made is told now, the rest when it is."""
    _check(tx, event, scope)
    return _each(tx, event, scope, TicketAction.RELEASE, _HELD, actor)


def _check(tx: Transaction, event: int, scope: HoldScope) -> None:
    """Refuse a station or an order that is not there: nothing done would look like done."""
    if scope.station is not None:
        stations.station_view(tx, [event], scope.station)
    if scope.order is not None:
        reading.get(tx, [event], scope.order)


def _each(
    tx: Transaction, event: int, scope: HoldScope, action: TicketAction, which: str, actor: str
) -> HoldChange:
    wanted = ActionRequest(action=action)
    tickets = texts = 0
    for order in _locked(tx, event, scope, which):
        after = order
        for ticket in order.tickets:
            if _concerns(scope, order, ticket, action):
                after = service.carry_out(tx, after, ticket.id, wanted, actor)
                tickets += 1
                texts += ticket.state is TicketState.MADE and order.address is not None
    return HoldChange(tickets=tickets, texts=texts)


def _locked(tx: Transaction, event: int, scope: HoldScope, which: str) -> list[Order]:
    """Hold the orders, oldest first as all who hold several, and read them as they are then."""
    rows = tx.fetch(
        f"""SELECT o.id FROM orders o WHERE o.event_id = %(event)s AND o.id IN
        (SELECT t.order_id FROM tickets t WHERE {_SCOPE} AND {which})
        ORDER BY o.id FOR UPDATE""",
        event=event,
        station=scope.station,
        order=scope.order,
    )
    condition = "o.event_id = %(event)s AND o.id = ANY(%(orders)s) ORDER BY o.id"
    ids = [row["id"] for row in rows]
    return reading.orders_where(tx, condition, event=event, orders=ids)


def _concerns(scope: HoldScope, order: Order, ticket: Ticket, action: TicketAction) -> bool:
    here = scope.station in (None, ticket.station)
    return here and action in rules.legal(ticket.state, marking.of(order, ticket))
