"""What a kiosk is told beside the menu and what its event's displays show."""

from backend.orders.views import View


class MissingView(View):
    """What is on the menu and cannot be had just now, each thing looked at alone."""

    items: list[str]
    #: {item: values it cannot be had with, as `group:value`}; 1 stands for every count.
    options: dict[str, list[str]]
    #: {item: extras it cannot be had with}
    extras: dict[str, list[str]]


class KioskView(View):
    """What a kiosk goes by."""

    #: Whether orders are called by name here, so that one is asked for.
    name_required: bool
    cups_an_order: int
    #: Where the kiosk stands, by its device's station: sent with its orders.
    zone: str | None
    #: Another number is another menu.
    menu_version: int
    missing: MissingView
