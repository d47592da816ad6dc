"""What a canned text would say to the customer of an order, before it is sent."""

from backend.conversation import editing
from backend.conversation.replies import render
from backend.conversation.telling import NoPhone, OptedOut, canned
from backend.conversation.types import Form, Say
from backend.conversation.views import CannedList, CannedText
from backend.core.db import Transaction
from backend.core.segments import segments
from backend.menu import service as menus
from backend.orders.types import Order, TicketState


def of(tx: Transaction, order: Order) -> CannedList:
    """Write every canned text in the customer's language and the event's own words."""
    replies = editing.load(tx, order.event_id).replies(_language(tx, order), Form.TEXT)
    menu = menus.get(tx, order.event_id)
    texts = {key: render([said(order, key)], replies, menu) for key in canned()}
    return CannedList(
        canned=[CannedText(key=k, text=t, segments=segments(t)) for k, t in texts.items()],
        unreachable=_unreachable(order),
    )


def said(order: Order, key: str) -> Say:
    """Give what a canned text tells of an order: its number, and where it is made."""
    live = [one for one in order.tickets if one.state is not TicketState.VOIDED]
    stations = tuple(dict.fromkeys(one.station_name for one in live or order.tickets))
    return Say(key, {"number": str(order.number), "stations": stations})


def _language(tx: Transaction, order: Order) -> str:
    row = tx.one(
        "SELECT language FROM customers WHERE event_id = %(event)s AND id = %(id)s",
        event=order.event_id,
        id=order.customer_id,
    )
    return str(row["language"]) if row else "en"


def _unreachable(order: Order) -> str | None:
    if order.address is None:
        return NoPhone.__doc__
    return OptedOut.__doc__ if order.opted_out else None
