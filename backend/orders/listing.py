"""Finding orders: by status, station, phone, words; newest first, in pages."""

import base64
import binascii
import re

from pydantic import BaseModel, ConfigDict, Field

from backend.core.db import Transaction
from backend.core.errors import Invalid
from backend.core.moments import Moment
from backend.orders import reading
from backend.orders.showing import order_view
from backend.orders.types import OrderStatus
from backend.orders.views import OrderList

_ID = re.compile(rb"[0-9]{1,18}")


class OrderQuery(BaseModel):
    """Which orders to list."""

    model_config = ConfigDict(extra="ignore")

    status: OrderStatus | None = None
    station: int | None = None
    #: The whole address, exactly.
    phone: str | None = Field(default=None, max_length=40)
    #: Number, part of the name, or the phone's last four digits.
    q: str | None = Field(default=None, max_length=60)
    since: Moment | None = None
    limit: int = Field(default=50, ge=1, le=200)
    cursor: str | None = Field(default=None, max_length=40)


_CONDITIONS = {
    "status": "o.status = %(status)s",
    "station": "o.id IN (SELECT order_id FROM tickets WHERE event_id = %(event)s"
    " AND station_id = %(station)s)",
    "phone": "c.address = %(phone)s",
    "q": "(o.number::text = %(q)s OR o.name ILIKE %(like)s"
    " OR (%(q)s ~ '^[0-9]{4}$' AND right(c.address, 4) = %(q)s))",
    "since": "o.created_at >= %(since)s",
    "cursor": "o.id < %(before)s",
}


def find(tx: Transaction, event: int, query: OrderQuery) -> OrderList:
    """List orders of an event that meet everything asked."""
    asked = query.model_dump(exclude_none=True)
    conditions = [sql for name, sql in _CONDITIONS.items() if name in asked]
    where = " AND ".join(["o.event_id = %(event)s", *conditions])
    found = reading.orders_where(
        tx,
        f"{where} ORDER BY o.id DESC LIMIT %(limit)s + 1",
        event=event,
        before=_before(query.cursor),
        like=f"%{_literally(query.q or '')}%",
        **{name: asked.get(name) for name in ("station", "phone", "q", "since", "limit")},
        status=str(query.status) if query.status else None,
    )
    page = found[: query.limit]
    more = len(found) > query.limit
    return OrderList(
        orders=[order_view(order) for order in page], next=_cursor(page[-1].id) if more else None
    )


def _literally(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _cursor(order: int) -> str:
    return base64.urlsafe_b64encode(str(order).encode()).decode()


def _before(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        found = base64.urlsafe_b64decode(cursor.encode())
    except (ValueError, binascii.Error):
        found = b""
    if not _ID.fullmatch(found):
        raise Invalid("cursor is not one of ours; leave it out to start anew.")
    return int(found)
