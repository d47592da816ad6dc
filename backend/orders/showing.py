"""Orders and tickets turned into what leaves the building."""

from backend.core.masking import mask
from backend.events.types import NamePolicy
from backend.menu.types import Extra
from backend.orders import allergy, marking, rules
from backend.orders.types import Order, PlacedLine, Question, Ticket
from backend.orders.views import (
    AllergyView,
    CallView,
    CustomerView,
    ExtraView,
    LineView,
    OrderView,
    PromiseView,
    QuestionView,
    TicketView,
)


def _extra(extra: Extra) -> str | ExtraView:
    if extra.count is None and extra.amount is None:
        return extra.name
    return ExtraView.model_validate(
        {"name": extra.name, "count": extra.count, "amount": extra.amount}
    )


def line_view(placed: PlacedLine, ticket: Ticket) -> LineView:
    """Show one line with the state of its ticket."""
    spec = placed.line.spec
    return LineView(
        id=placed.id,
        quantity=placed.line.quantity,
        item=spec.item or "",
        options=dict(spec.options),
        extras=[_extra(extra) for extra in spec.extras],
        notes=list(spec.notes),
        name=placed.line.name,
        ticket=ticket.id,
        station=ticket.station_name,
        status=ticket.state,
    )


def order_view(order: Order) -> OrderView:
    """Show an order, its customer's phone masked."""
    tickets = {ticket.id: ticket for ticket in order.tickets}
    return OrderView(
        id=order.id,
        number=str(order.number),
        event=order.event,
        channel=order.channel,
        status=order.status,
        version=order.version,
        customer=CustomerView(
            name=order.name, phone=mask(order.address) if order.address else None
        ),
        category=order.category,
        priority=order.priority,
        created_at=order.created_at,
        promise=PromiseView(earliest=order.earliest, latest=order.latest),
        for_=order.due,
        tickets=sorted(tickets),
        lines=[line_view(placed, tickets[placed.ticket]) for placed in order.lines],
    )


def ticket_view(order: Order, ticket: Ticket) -> TicketView:
    """Show a ticket to the station that makes it."""
    return TicketView(
        id=ticket.id,
        event=order.event,
        order=order.id,
        number=str(order.number),
        state=ticket.state,
        version=ticket.version,
        channel=order.channel,
        name=order.name,
        lines=[line_view(placed, ticket) for placed in order.lines_of(ticket.id)],
        actions=list(rules.legal(ticket.state, marking.of(order, ticket))),
        station=ticket.station_name,
        station_id=ticket.station,
        age_from=ticket.queued_at,
        started_at=ticket.started_at,
        made_at=ticket.made_at,
        promise=PromiseView(earliest=order.earliest, latest=order.latest),
        due=order.due,
        release_at=ticket.release_at,
        started_by=ticket.started_by,
        prep_seconds=ticket.prep_seconds,
        position=ticket.position,
        reason=ticket.reason,
        note=ticket.note,
        words=order.words,
        opted_out=order.opted_out,
        category=order.category,
        priority=order.priority,
        question=_question(ticket.question) if ticket.question else None,
        held=ticket.marks.held,
        allergy=_allergy(order, ticket),
    )


def _allergy(order: Order, ticket: Ticket) -> AllergyView | None:
    text = allergy.told(order, ticket)
    if text is None:
        return None
    read = ticket.marks.acknowledged if allergy.acknowledged(ticket, text) else None
    return AllergyView(
        text=text,
        acknowledged_by=read.by if read else None,
        acknowledged_at=read.at if read else None,
    )


def _question(question: Question) -> QuestionView:
    return QuestionView(
        text=question.text,
        asked_by=question.asked_by,
        asked_at=question.asked_at,
        answer=question.answer,
        answered_at=question.answered_at,
    )


def call_view(order: Order, ticket: Ticket, policy: NamePolicy) -> CallView:
    """Show a ticket to the public."""
    return CallView(
        ticket=ticket.id,
        number=str(order.number),
        name=rules.public_name(order.name, policy),
        station=ticket.station_name,
        state=ticket.state,
        since=ticket.closed_at or ticket.made_at or ticket.started_at or ticket.queued_at,
        version=ticket.version,
    )
