"""What a customer may know of their order, and do, at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from backend.events.types import Event, NamePolicy
from backend.menu import rules as menus
from backend.menu.types import Menu
from backend.orders import rules
from backend.orders.tracker_views import (
    TrackAction,
    TrackedEvent,
    TrackedLine,
    TrackedTicket,
    TrackerView,
)
from backend.orders.types import Order, PlacedLine, Ticket, TicketState
from backend.orders.views import PromiseView
from nlp.language import available

#: How long a tracker can be opened after its order is over, or should have been.
KEPT = timedelta(hours=24)

_S = TicketState
#: What a customer can still come late for.
_TO_COME = frozenset({_S.SCHEDULED, _S.QUEUED, _S.STARTED, _S.MADE})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What there is to know of an order besides itself."""

    event: Event
    menu: Menu
    #: The customer's; None where they never said a word.
    language: str | None = None
    #: {station: the way there}
    directions: Mapping[int, str | None] = field(default_factory=dict)
    #: {ticket: drinks to be made there before it}
    ahead: Mapping[int, int] = field(default_factory=dict)


def dies_at(order: Order) -> datetime:
    """Tell until when its tracker can be opened: a day after it was collected, or promised.

    Also where it never was collected; so all of an event's are dead a day after it.
    """
    closed = [ticket.closed_at for ticket in order.tickets if ticket.closed_at]
    wanted = [order.due] if order.due else []
    return max(order.created_at, order.latest, *closed, *wanted) + KEPT


def shown_state(ticket: Ticket) -> TicketState:
    """Give the state as its customer may know it: what is kept back is being made still."""
    kept_back = ticket.state is _S.MADE and ticket.marks.called_at is None
    return _S.STARTED if kept_back else ticket.state


def may_collect(ticket: Ticket) -> bool:
    """Tell whether its customer can have it in their hands."""
    return shown_state(ticket) in (_S.MADE, _S.UNCOLLECTED)


def may_be_late(ticket: Ticket) -> bool:
    """Tell whether it is news that its customer runs late."""
    return ticket.state in _TO_COME and ticket.marks.late_at is None


def actions(order: Order) -> list[TrackAction]:
    """List what may be done now."""
    states = [ticket.state for ticket in order.tickets]
    legal = {
        TrackAction.COLLECT: any(may_collect(ticket) for ticket in order.tickets),
        TrackAction.LATE: any(may_be_late(ticket) for ticket in order.tickets),
        TrackAction.CANCEL: rules.cancellable(states, by_staff=False),
    }
    return [action for action, is_legal in legal.items() if is_legal]


def view(order: Order, around: Surroundings, now: datetime) -> TrackerView:
    """Show an order to its customer."""
    tickets = _told(order)
    ahead = {ticket.id: around.ahead.get(ticket.id) for ticket in tickets if _waits(ticket)}
    language = around.language or around.menu.language
    return TrackerView(
        event=_event(around.event),
        number=str(order.number),
        name=_first(order.name),
        status=rules.status(shown_state(ticket) for ticket in order.tickets),
        version=order.version,
        language=language,
        promise=PromiseView(earliest=order.earliest, latest=order.latest),
        due=order.due,
        ahead=furthest(ahead.values()),
        tickets=[_ticket(order, ticket, around, language) for ticket in tickets],
        actions=actions(order),
        at=now,
    )


def furthest(ahead: Iterable[int | None]) -> int | None:
    """Give the most that is to be made first, of all that waits."""
    return max((one for one in ahead if one is not None), default=None)


def _waits(ticket: Ticket) -> bool:
    return ticket.state is _S.QUEUED


def _told(order: Order) -> list[Ticket]:
    """List the tickets in force; of an order that is cancelled all that had a line."""
    live = [ticket for ticket in order.tickets if ticket.state is not _S.VOIDED]
    return live or [ticket for ticket in order.tickets if order.lines_of(ticket.id)]


def _event(event: Event) -> TrackedEvent:
    return TrackedEvent(
        slug=event.slug, name=event.name, timezone=event.timezone, state=event.state
    )


def _first(name: str | None) -> str | None:
    return rules.public_name(name, NamePolicy.FIRST_NAME)


def _ticket(order: Order, ticket: Ticket, around: Surroundings, language: str) -> TrackedTicket:
    state = shown_state(ticket)
    return TrackedTicket(
        id=ticket.id,
        station=ticket.station_name,
        directions=around.directions.get(ticket.station),
        state=state,
        ahead=around.ahead.get(ticket.id) if _waits(ticket) else None,
        ready_at=ticket.marks.called_at if state is _S.MADE else None,
        late=ticket.marks.late_at is not None,
        lines=[_line(placed, around.menu, language) for placed in order.lines_of(ticket.id)],
    )


def _line(placed: PlacedLine, menu: Menu, language: str) -> TrackedLine:
    line = placed.line
    many = line.quantity if line.quantity > 1 else None
    said = {code: menus.describe(menu, line.spec, code, quantity=many) for code in available()}
    return TrackedLine(
        quantity=line.quantity,
        words=said.get(language) or said["en"],
        in_words=said,
        name=_first(line.name),
    )
