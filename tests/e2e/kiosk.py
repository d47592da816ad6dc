"""A kiosk's page under a test's fingers."""

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Screens
from tests.e2e.offline import Office

#: What a browser notes on its own account while a test takes the network away.
CUT = re.compile(r"ERR_|WebSocket|Failed to load resource")


def kiosk(screens: Screens, office: Office, *, clock: bool = False) -> tuple[Page, int]:
    """Pair a kiosk by its QR code; gives its page and the device's id."""
    made = office.call("/api/events/demo/devices", {"role": "kiosk", "name": "Foyer"})
    page = screens.open("/sign-in")
    if clock:
        page.clock.install()
    page.goto(made["url"])
    expect(button(page, "Tap to order")).to_be_visible()
    assert page.url == f"{screens.base}/kiosk/demo"
    return page, made["device"]["id"]


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    """Find a button by its whole name, or by what its name is like."""
    return page.get_by_role("button", name=name, exact=isinstance(name, str))


def tap(page: Page, *names: str) -> None:
    """Tap the buttons of these names, one after the other."""
    for name in names:
        button(page, name).click()


def chip(page: Page, group: str, name: str | re.Pattern[str], role: Any = "radio") -> Locator:
    """Find a choice within its group."""
    within = page.get_by_role("group", name=group, exact=True)
    return within.get_by_role(role, name=name, exact=isinstance(name, str))


def spell(page: Page, name: str) -> None:
    """Type with the page's own keys, which begin with a capital by themselves."""
    tap(page, *name)


def heading(page: Page, name: str) -> Locator:
    """Find what names the step."""
    return page.get_by_role("heading", name=name, exact=True, level=1)


def to_review(page: Page, item: str = "flat white", name: str = "Ada") -> None:
    """Go as far as the last look before the order."""
    tap(page, "Tap to order", item, "Add to my order", "Continue with 1 item")
    spell(page, name)
    tap(page, "Continue")
    expect(heading(page, "Is everything right?")).to_be_visible()


def picture(page: Page, name: str) -> None:
    """Keep what it looks like, where somebody wants to see it."""
    folder = os.environ.get("KIOSK_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"kiosk-{name}.png")
