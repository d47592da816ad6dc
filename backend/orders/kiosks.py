"""Orders made at a kiosk: of its own channel, and its own to look at; and what it goes by."""

from datetime import UTC, datetime

from backend.accounts.types import Caller, Role
from backend.core.db import Transaction
from backend.core.errors import Forbidden
from backend.events.types import Event, NamePolicy
from backend.menu import service as menus
from backend.orders import later
from backend.orders.kiosk_views import KioskView, MissingView
from backend.orders.reading import NoOrder
from backend.orders.requests import NewOrder
from backend.stations import offered
from backend.stations import service as stations


def at_kiosk(new: NewOrder) -> NewOrder:
    """Give the order as one of the channel `kiosk`, which it need not say."""
    if "channel" in new.model_fields_set and new.channel != "kiosk":
        raise Forbidden("A kiosk's orders are of the channel kiosk.")
    return new.model_copy(update={"channel": "kiosk"})


def keep(tx: Transaction, event: int, order: int, device: int) -> None:
    """Queue keeping at which device an order was made."""
    tx.queue(
        """INSERT INTO device_orders (event_id, order_id, device_id)
        VALUES (%(event)s, %(order)s, %(device)s)""",
        event=event,
        order=order,
        device=device,
    )


def check_own(tx: Transaction, caller: Caller, event: int, order: int) -> None:
    """Raise NoOrder where a kiosk asks for what was not ordered there; staff may see all."""
    if caller.roles[event] is not Role.KIOSK:
        return
    row = tx.one(
        """SELECT 1 FROM device_orders WHERE event_id = %(event)s AND order_id = %(order)s
        AND device_id = %(device)s""",
        event=event,
        order=order,
        device=caller.device,
    )
    if row is None:
        raise NoOrder


def view(tx: Transaction, event: Event, station: int | None) -> KioskView:
    """Tell a kiosk, which may belong to a station, what it goes by at this moment."""
    venue, now = stations.venue(tx, event), datetime.now(UTC)
    there = later.serving(venue.stations, None, now, prep_seconds=0)
    missing = offered.missing(venue.menu, there, venue.sold_out(now))
    return KioskView(
        name_required=event.settings.name_policy is not NamePolicy.NUMBER,
        cups_an_order=event.settings.cups_an_order,
        zone=next((one.zone for one in venue.stations if one.id == station), None),
        menu_version=menus.version(tx, event.id),
        missing=MissingView(
            items=list(missing.items),
            options={name: list(values) for name, values in missing.options.items()},
            extras={name: list(extras) for name, extras in missing.extras.items()},
        ),
    )
