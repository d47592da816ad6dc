"""What stands on the labels of an order's cups."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from backend.events.types import Event
from backend.menu import marks
from backend.menu import rules as menu_rules
from backend.menu.types import DrinkSpec, Menu
from backend.orders import allergy
from backend.orders.rules import public_name
from backend.orders.types import Order, PlacedLine, Ticket, TicketState
from backend.printing.types import Label


def labels(order: Order, event: Event, menu: Menu) -> Mapping[int, tuple[Label, ...]]:
    """Give {ticket: a label for each of its cups}; cups count over all that is made of the order.

    A first name alone, and that only where the event lets everybody read it; never a phone.
    """
    live = [ticket for ticket in order.tickets if ticket.state is not TicketState.VOIDED]
    cups = [(ticket, placed) for ticket in live for placed in _cups(order, ticket)]
    made: dict[int, tuple[Label, ...]] = {ticket.id: () for ticket in live}
    when = (order.due or order.created_at).astimezone(ZoneInfo(event.timezone))
    for cup, (ticket, placed) in enumerate(cups, start=1):
        spec = placed.line.spec
        alerts = allergy.of_line(placed)
        label = Label(
            number=str(order.number),
            name=public_name(placed.line.name or order.name, event.settings.name_policy),
            drink=_drink(spec, menu),
            notes=tuple(_note(n, menu) for n in spec.notes if n not in alerts),
            alerts=tuple(_note(note, menu) for note in alerts),
            station=ticket.station_name,
            cup=cup,
            cups=len(cups),
            time=f"{when:%H:%M}",
            event=event.name,
        )
        made[ticket.id] = (*made[ticket.id], label)
    return made


def _cups(order: Order, ticket: Ticket) -> Iterator[PlacedLine]:
    for placed in order.lines_of(ticket.id):
        for _ in range(placed.line.quantity):
            yield placed


def _drink(spec: DrinkSpec, menu: Menu) -> tuple[str, ...]:
    """Write the drink after its marks, then each thing that is added, as a barista reads them."""
    name = menu_rules.ticket_name(menu, replace(spec, notes=()), menu.language)
    marked = "".join(f"({letter}) " for letter in marks.letters(menu, spec.options))
    return tuple(f"{marked}{name}".split(", "))


def _note(note: str, menu: Menu) -> str:
    return menu_rules.label(menu, "notes", note, menu.language)
