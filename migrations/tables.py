"""Every table of the product, imported so that `metadata` is whole."""

from backend.accounts import tables as accounts
from backend.conversation import tables as conversation
from backend.core import tables as core
from backend.core.db import metadata
from backend.customers import tables as customers
from backend.events import tables as events
from backend.menu import tables as menu
from backend.orders import tables as orders
from backend.printing import tables as printing
from backend.stations import tables as stations
from backend.stock import tables as stock

__all__ = [
    "accounts",
    "conversation",
    "core",
    "customers",
    "events",
    "menu",
    "metadata",
    "orders",
    "printing",
    "stations",
    "stock",
]
