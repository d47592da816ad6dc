"""What a screen shows when it opens: everything that is open, in one piece."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from backend.core.db import Transaction
from backend.events.showing import public_event
from backend.events.types import Event
from backend.menu import service as menus
from backend.orders import reading
from backend.orders.showing import call_view, order_view, ticket_view
from backend.orders.types import Ticket, TicketState
from backend.orders.views import (
    CallView,
    DisplayView,
    EventSnapshot,
    OrderView,
    PublicStation,
    StationSnapshot,
    TicketList,
    TicketView,
    WaitView,
)
from backend.stations import service as stations
from backend.stations.promise import promise
from backend.stations.types import Station, StationState
from backend.stations.work import finish

#: States of a ticket that is on a lane.
_ON_A_LANE = frozenset({TicketState.QUEUED, TicketState.STARTED, TicketState.MADE})


def tickets(tx: Transaction, event: int, station: int) -> TicketList:
    """List the tickets in a station's lanes, in lane order, and those for later, by their time."""
    views = _ticket_views(tx, event, station)
    later = [view for view in views if view.state is TicketState.SCHEDULED]
    return TicketList(
        tickets=sorted(
            (view for view in views if view.state in _ON_A_LANE), key=lambda view: view.position
        ),
        later=sorted(later, key=lambda view: (view.release_at, view.id)),
    )


def _ticket_views(tx: Transaction, event: int, station: int) -> list[TicketView]:
    orders = reading.orders_where(
        tx,
        """o.event_id = %(event)s AND o.id IN (SELECT order_id FROM tickets
        WHERE event_id = %(event)s AND station_id = %(station)s
        AND state IN ('queued', 'started', 'made')
        UNION ALL SELECT order_id FROM tickets WHERE event_id = %(event)s
        AND station_id = %(station)s AND state = 'scheduled')""",
        event=event,
        station=station,
    )
    return [
        ticket_view(order, ticket)
        for order in orders
        for ticket in order.tickets
        if ticket.station == station
    ]


def open_orders(tx: Transaction, event: int) -> list[OrderView]:
    """List the open orders of an event, newest first."""
    condition = f"o.event_id = %(event)s AND o.status IN {reading.OPEN_STATUSES} ORDER BY o.id DESC"
    return [order_view(order) for order in reading.orders_where(tx, condition, event=event)]


def station(tx: Transaction, event: Event, station_id: int) -> StationSnapshot:
    """Give all that a tablet shows of its station."""
    _, view = stations.station_view(tx, [event.id], station_id)
    listed = tickets(tx, event.id, station_id)
    return StationSnapshot(
        event=public_event(event),
        station=view,
        tickets=listed.tickets,
        later=listed.later,
        sold_out=menus.sold_out(tx, event.id),
        at=datetime.now(UTC),
    )


def event_snapshot(tx: Transaction, event: Event) -> EventSnapshot:
    """Give all that is open at an event."""
    return EventSnapshot(
        event=public_event(event),
        stations=stations.station_views(tx, event.id),
        orders=open_orders(tx, event.id),
        sold_out=menus.sold_out(tx, event.id),
        at=datetime.now(UTC),
    )


def display(tx: Transaction, event: Event) -> DisplayView:
    """Give everything a public screen shows."""
    views = stations.station_views(tx, event.id)
    now = datetime.now(UTC)
    return DisplayView(
        event=public_event(event),
        stations=[
            PublicStation(id=view.id, name=view.name, state=str(view.state), version=view.version)
            for view in views
        ],
        calls=_calls(tx, event, now),
        wait=wait(stations.venue(tx, event).stations, now),
        sold_out=[view.name for view in menus.sold_out(tx, event.id) if view.station is None],
        at=now,
    )


#: What is open, and what nobody came for lately: looked for among the last tickets only, so that a
#: long event is read no slower than a short one.
_CALLED = f"""o.event_id = %(event)s AND o.id IN (SELECT id FROM orders
 WHERE event_id = %(event)s AND status IN {reading.OPEN_STATUSES}
 UNION SELECT order_id FROM (SELECT order_id, state, closed_at FROM tickets
  WHERE event_id = %(event)s ORDER BY id DESC LIMIT 2000) t
 WHERE t.state = 'uncollected' AND t.closed_at > %(missed)s) ORDER BY o.id"""


def _calls(tx: Transaction, event: Event, now: datetime) -> list[CallView]:
    missed = now - timedelta(minutes=event.settings.display.missed_minutes)
    return [
        call_view(order, ticket, event.settings.name_policy)
        for order in reading.orders_where(tx, _CALLED, event=event.id, missed=missed)
        for ticket in order.tickets
        if ticket.state in _ON_A_LANE or _missed(ticket, missed)
    ]


def _missed(ticket: Ticket, since: datetime) -> bool:
    """Tell whether nobody came for it, since then."""
    closed = ticket.closed_at
    return ticket.state is TicketState.UNCOLLECTED and closed is not None and closed > since


def wait(working: Iterable[Station], now: datetime) -> WaitView | None:
    """Tell how long one more drink would take at the station that is free first.

    By all hands and at its pace, as the customers who order then are told.
    """
    waiting = [
        finish(station, TYPICAL_PREP_SECONDS)
        for station in working
        if station.state is StationState.OPEN
    ]
    if not waiting:
        return None
    now = now.replace(second=0, microsecond=0)
    told = promise(min(waiting), now)
    return WaitView(
        earliest_minutes=int((told.earliest - now).total_seconds() // 60),
        latest_minutes=int((told.latest - now).total_seconds() // 60),
    )


#: Seconds for one drink more, when nobody has said yet which.
TYPICAL_PREP_SECONDS = 60
