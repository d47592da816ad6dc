"""A ticket that another station takes over: it brings its turn along."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from backend.orders import rules
from backend.orders.types import Order, Ticket, TicketState
from backend.stations.promise import promise
from backend.stations.routing import Plan
from backend.stations.types import Station


@dataclass
class Lanes:
    """What is queued or started at each station, by its turn."""

    #: {station: [(position, prep seconds)]}
    work: dict[int, list[tuple[float, int]]] = field(default_factory=dict)

    def ahead(self, station: int, position: float) -> int:
        """Give the prep seconds that come before this turn at a station."""
        return sum(prep for at, prep in self.work.get(station, ()) if at < position)

    def add(self, tickets: Iterable[Ticket]) -> None:
        """Put tickets into their lanes."""
        for ticket in tickets:
            self.work.setdefault(ticket.station, []).append((ticket.position, ticket.prep_seconds))

    def seen_by(self, ticket: Ticket, stations: Mapping[int, Station]) -> tuple[Station, ...]:
        """Give the stations with the work that would come before this ticket there."""
        return tuple(
            replace(station, open_seconds=self.ahead(ident, ticket.position))
            for ident, station in stations.items()
        )


def relocated(ticket: Ticket, plan: Plan, ids: Iterator[int], why: str) -> tuple[Ticket, ...]:
    """Give the ticket at its new station, and a new one for each further station it takes.

    All of them keep its turn and its age, and what is noted on it.
    """
    others = [
        replace(ticket, id=id_, version=0, made_count=0, question=None)
        for _, id_ in zip(plan.tickets[1:], ids, strict=False)
    ]
    return tuple(
        replace(
            part,
            version=part.version + 1,
            station=one.station.id,
            station_name=one.station.name,
            # A drink that has left the menu since takes no time by it.
            prep_seconds=max(1, one.prep_seconds),
            reason=f"{one.reason}; {why}",
        )
        for part, one in zip((ticket, *others), plan.tickets, strict=True)
    )


def promised(order: Order, plan: Plan, now: datetime) -> Order:
    """Give the order with a later promise, where the plan cannot keep the one it has."""
    told = promise(plan.finish_seconds, now)
    if told.latest <= order.latest:
        return order
    return replace(order, earliest=max(order.earliest, told.earliest), latest=told.latest)


def settled(order: Order, plan: Plan, now: datetime) -> Order:
    """Let the parts of an order wait for each other: each is needed when the last is foreseen.

    One for later is needed at its time, and what is all of its order when it is made.
    """
    making = [ticket for ticket in order.tickets if ticket.state in rules.OPEN]
    together = len(making) > 1 and order.due is None
    known = [ticket.needed_at for ticket in making if ticket.needed_at]
    last = max((now + timedelta(seconds=plan.finish_seconds), *known)) if together else None
    return replace(
        order,
        tickets=tuple(
            replace(ticket, needed_at=last) if ticket.state is TicketState.QUEUED else ticket
            for ticket in order.tickets
        ),
    )


#: Why a ticket left its station.
WHY = MappingProxyType(
    {
        "silent": "fell silent",
        "draining": "takes nothing on any more",
        "closed": "closed",
    }
)
