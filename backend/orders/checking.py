"""What may be done to a ticket as it stands, and what is said where it may not."""

from backend.core.errors import Conflict, Invalid
from backend.orders import allergy, marking, rules
from backend.orders.requests import ActionRequest
from backend.orders.types import Mark, Order, Ticket, TicketAction, TicketState


class NotLegal(Conflict):
    """This cannot be done to the ticket as it stands."""

    code = "not_legal_now"


class NotAcknowledged(Conflict):
    """This ticket tells an allergy; acknowledge it first."""

    code = "allergy_not_acknowledged"


class ChangedMeanwhile(Conflict):
    """The ticket changed meanwhile; look again."""

    code = "version_conflict"


def checked(order: Order, before: Ticket, wanted: ActionRequest) -> TicketState:
    """Give the state that an action leads to; raises where it is not legal, or not as it should."""
    if wanted.version is not None and wanted.version != before.version:
        raise ChangedMeanwhile(_who(before), **_seen(before))
    state = rules.advance(
        before.state,
        wanted.action,
        started=before.started_at is not None,
        released=before.release_at is None,
    )
    if state is None:
        raise NotLegal(_who(before), **_seen(before))
    mark = rules.lacking(wanted.action, marking.of(order, before))
    if mark is not None:
        raise _stands_in_the_way(mark, order, before, wanted.action)
    if wanted.action in _REASONS and not (wanted.reason or "").strip():
        raise Invalid(_REASONS[wanted.action])
    return state


#: Actions that want a reason, and what is said without one.
_REASONS = {
    TicketAction.VOID: "Give a reason; the customer reads it.",
    TicketAction.REMAKE: "Give a reason; what is made once more is counted by it.",
}


def _stands_in_the_way(mark: Mark, order: Order, ticket: Ticket, action: TicketAction) -> Conflict:
    seen = _seen(ticket)
    if mark is Mark.HELD:
        already = "held already" if action is TicketAction.HOLD else "not held"
        return NotLegal(f"Its ready text is {already}.", **seen)
    text = allergy.told(order, ticket)
    if action is not TicketAction.ACKNOWLEDGE:
        return NotAcknowledged(f"Acknowledge the allergy first: {text}", allergy=text, **seen)
    read = ticket.marks.acknowledged
    by = f"{read.by} acknowledged this already." if text and read else "It tells no allergy."
    return NotLegal(by, **seen)


def _seen(ticket: Ticket) -> dict[str, object]:
    """Give how it stands, for whoever words the refusal in another language."""
    by = ticket.started_by if ticket.state is TicketState.STARTED else None
    return {"state": str(ticket.state), "version": ticket.version, **({"by": by} if by else {})}


def _who(ticket: Ticket) -> str:
    if ticket.state is TicketState.STARTED and ticket.started_by:
        return f"{ticket.started_by} started this."
    return f"This ticket is {ticket.state} already."
