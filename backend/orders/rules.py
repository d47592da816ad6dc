"""What may be done to a ticket, as a table, and what tickets amount to."""

from collections.abc import Collection, Iterable

from backend.events.types import NamePolicy
from backend.orders.types import Mark, OrderStatus, TicketAction, TicketState

_A, _S = TicketAction, TicketState

#: (state, action) -> state. What is not here is not legal. Recall undoes the last step; from
#: `made` it leads back to `queued` where the ticket was bumped without having been started, and
#: from `started` to `scheduled` where one for later was started before its time. Remake leads back
#: to the old place in the lane: what is there was thrown away.
MOVES: dict[tuple[TicketState, TicketAction], TicketState] = {
    (_S.SCHEDULED, _A.START): _S.STARTED,
    (_S.SCHEDULED, _A.VOID): _S.VOIDED,
    (_S.SCHEDULED, _A.MOVE): _S.SCHEDULED,
    (_S.SCHEDULED, _A.HOLD): _S.SCHEDULED,
    (_S.SCHEDULED, _A.RELEASE): _S.SCHEDULED,
    (_S.SCHEDULED, _A.ACKNOWLEDGE): _S.SCHEDULED,
    (_S.QUEUED, _A.START): _S.STARTED,
    (_S.QUEUED, _A.BUMP): _S.MADE,
    (_S.QUEUED, _A.VOID): _S.VOIDED,
    (_S.QUEUED, _A.MOVE): _S.QUEUED,
    (_S.QUEUED, _A.HOLD): _S.QUEUED,
    (_S.QUEUED, _A.RELEASE): _S.QUEUED,
    (_S.QUEUED, _A.ACKNOWLEDGE): _S.QUEUED,
    (_S.STARTED, _A.BUMP): _S.MADE,
    (_S.STARTED, _A.RECALL): _S.QUEUED,
    (_S.STARTED, _A.VOID): _S.VOIDED,
    (_S.STARTED, _A.REMAKE): _S.QUEUED,
    (_S.STARTED, _A.HOLD): _S.STARTED,
    (_S.STARTED, _A.RELEASE): _S.STARTED,
    (_S.STARTED, _A.ACKNOWLEDGE): _S.STARTED,
    (_S.MADE, _A.COLLECT): _S.COLLECTED,
    (_S.MADE, _A.UNCOLLECTED): _S.UNCOLLECTED,
    (_S.MADE, _A.RECALL): _S.STARTED,
    (_S.MADE, _A.REMAKE): _S.QUEUED,
    (_S.MADE, _A.RELEASE): _S.MADE,
    (_S.COLLECTED, _A.RECALL): _S.MADE,
    (_S.COLLECTED, _A.REMAKE): _S.QUEUED,
    (_S.UNCOLLECTED, _A.COLLECT): _S.COLLECTED,
    (_S.UNCOLLECTED, _A.RECALL): _S.MADE,
    (_S.UNCOLLECTED, _A.REMAKE): _S.QUEUED,
}

#: What an action asks for besides: whether the ticket has a mark.
MARKED: dict[TicketAction, tuple[Mark, bool]] = {
    _A.START: (Mark.COVERED, False),
    _A.BUMP: (Mark.COVERED, False),
    _A.ACKNOWLEDGE: (Mark.COVERED, True),
    _A.HOLD: (Mark.HELD, False),
    _A.RELEASE: (Mark.HELD, True),
}

#: States that hold prep seconds at a station.
OPEN = frozenset({_S.QUEUED, _S.STARTED})
#: States on no lane any more.
CLOSED = frozenset({_S.COLLECTED, _S.UNCOLLECTED, _S.VOIDED})
#: States from which a customer may still cancel or change.
UNTOUCHED = frozenset({_S.SCHEDULED, _S.QUEUED})


def advance(
    state: TicketState, action: TicketAction, *, started: bool = True, released: bool = True
) -> TicketState | None:
    """Give the state an action leads to, or None where it is not legal."""
    if (state, action) == (_S.MADE, _A.RECALL) and not started:
        return _S.QUEUED
    if (state, action) == (_S.STARTED, _A.RECALL) and not released:
        return _S.SCHEDULED
    return MOVES.get((state, action))


def legal(state: TicketState, marks: Collection[Mark] = ()) -> tuple[TicketAction, ...]:
    """List the actions legal now, in the order of the enum."""
    return tuple(
        action
        for action in TicketAction
        if (state, action) in MOVES and lacking(action, marks) is None
    )


def lacking(action: TicketAction, marks: Collection[Mark]) -> Mark | None:
    """Name the mark that stands in the way of an action, by being there or not."""
    mark, wanted = MARKED.get(action, (None, False))
    return mark if mark is not None and (mark in marks) != wanted else None


def status(states: Iterable[TicketState]) -> OrderStatus:
    """Tell what the tickets of an order amount to."""
    live = {state for state in states if state is not _S.VOIDED}
    if not live:
        return OrderStatus.CANCELLED
    if live <= {_S.COLLECTED, _S.UNCOLLECTED}:
        return OrderStatus.COLLECTED
    if live <= {_S.MADE, _S.COLLECTED, _S.UNCOLLECTED}:
        return OrderStatus.READY
    if live <= UNTOUCHED:
        return OrderStatus.RECEIVED
    return OrderStatus.MAKING


def cancellable(states: Collection[TicketState], *, by_staff: bool) -> bool:
    """Tell whether an order may still be cancelled: customers until a start, staff until made."""
    live = [state for state in states if state is not _S.VOIDED]
    return bool(live) and all(
        state in (OPEN | UNTOUCHED if by_staff else UNTOUCHED) for state in live
    )


def changeable(states: Collection[TicketState]) -> bool:
    """Tell whether the lines of an order may still be changed: until a start, by whomever."""
    return cancellable(states, by_staff=False)


def public_name(name: str | None, policy: NamePolicy) -> str | None:
    """Give what a public screen may show of a name."""
    words = (name or "").split()
    if not words or policy is NamePolicy.NUMBER:
        return None
    first = words[0]
    return f"{first[0].upper()}." if policy is NamePolicy.INITIAL else first
