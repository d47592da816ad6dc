"""What a ticket carries besides its state, and how what is done to it changes that."""

from dataclasses import replace
from datetime import datetime

from backend.orders import allergy
from backend.orders.types import (
    Acknowledgement,
    Mark,
    Marks,
    Order,
    Ticket,
    TicketAction,
    TicketState,
)


def of(order: Order, ticket: Ticket) -> frozenset[Mark]:
    """List the marks that decide what may be done to a ticket."""
    text = allergy.told(order, ticket)
    covered = text is not None and not allergy.acknowledged(ticket, text)
    marks = ((Mark.HELD, ticket.marks.held), (Mark.COVERED, covered))
    return frozenset(mark for mark, has in marks if has)


def after(order: Order, ticket: Ticket, action: TicketAction, actor: str, now: datetime) -> Marks:
    """Give the marks of a ticket to which this is done."""
    marks = ticket.marks
    match action:
        case TicketAction.HOLD:
            return replace(marks, held=True)
        case TicketAction.RELEASE:
            called = now if ticket.state is TicketState.MADE else None
            return replace(marks, held=False, called_at=marks.called_at or called)
        case TicketAction.ACKNOWLEDGE:
            read = allergy.digest(allergy.told(order, ticket) or "")
            return replace(marks, acknowledged=Acknowledgement(actor, now, read))
        case TicketAction.BUMP:
            return replace(marks, called_at=None if marks.held else now, reminded_at=None)
        case TicketAction.RECALL:
            return replace(marks, called_at=_called_anew(ticket, now))
        case TicketAction.REMAKE:
            return Marks(held=marks.held, written_off=ticket.made_count, late_at=marks.late_at)
        case _:
            return marks


def _called_anew(ticket: Ticket, now: datetime) -> datetime | None:
    """What is brought back to the counter waits there from now on; else nothing does."""
    return now if ticket.closed_at and ticket.marks.called_at else None


def of_a_part(marks: Marks) -> Marks:
    """Give the marks of a new ticket that takes some drinks of another, before it is made."""
    return Marks(held=marks.held, acknowledged=marks.acknowledged, late_at=marks.late_at)
