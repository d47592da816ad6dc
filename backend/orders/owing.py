"""The texts that verbs on orders owe the customer, by way of the outbox."""

from backend.core import outbox
from backend.core.db import Transaction
from backend.orders.requests import ActionRequest
from backend.orders.types import Order, OrderStatus, Ticket, TicketAction, TicketState


def owe(
    tx: Transaction,
    order: Order,
    kind: str,
    key: str,
    *,
    after_seconds: float = 0,
    **payload: object,
) -> None:
    """Queue a text, once for each key; an order without an address gets none."""
    if order.address is None:
        return
    outbox.put(
        tx,
        order.event_id,
        kind=kind,
        lane=order.address,
        dedup_key=key,
        payload={"order": order.id, **payload},
        request_id=order.request_id,
        after_seconds=after_seconds,
    )


def owe_for_action(
    tx: Transaction, order: Order, before: Ticket, after: Ticket, wanted: ActionRequest
) -> None:
    """Queue the text this action owes the customer, once for each time it was made."""
    made = f"{after.id}:{after.made_count}"
    if _is_called(before, after):
        owe(tx, order, "ready", f"ready:{made}", ticket=after.id, made=after.made_count)
    elif _is_taken_back(before, wanted.action):
        owe(tx, order, "corrected", f"corrected:{made}", ticket=after.id, made=after.made_count)
    elif wanted.action is TicketAction.VOID and order.status is OrderStatus.CANCELLED:
        owe(tx, order, "cancelled", f"cancelled:{order.id}", reason=wanted.reason)
    elif wanted.action is TicketAction.VOID:
        owe(tx, order, "cancelled", f"voided:{after.id}", ticket=after.id, reason=wanted.reason)
    elif wanted.action is TicketAction.MOVE and before.station != after.station:
        owe(tx, order, "moved", f"moved:{after.id}:{after.version}")


def _is_called(before: Ticket, after: Ticket) -> bool:
    """Tell whether its customer may know from now on: it is made, or let go once it was."""
    made = before.made_count < after.made_count or before.marks.held
    return made and after.state is TicketState.MADE and not after.marks.held


def _is_taken_back(before: Ticket, action: TicketAction) -> bool:
    """Tell whether it is being made again; it is taken back where the customer was told."""
    if action is TicketAction.RECALL:
        return before.state is TicketState.MADE
    return action is TicketAction.REMAKE and before.made_count > 0
