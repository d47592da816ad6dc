"""Takes the pictures of README and docs from the running product: `make pictures`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from scripts.bootstrap import ROOT
from tests.e2e.browser import Screens, browser, sign_in, text
from tests.e2e.crowd import Counter
from tests.e2e.served import PASSWORD, Served, served

PICTURES = ROOT / "docs" / "pictures"

#: One believable rush: who texted what.
RUSH = (
    "large oat flat white, 2 sugars, for Steve",
    "2 medium lattes, one soy one skim, for Priya",
    "small long black for Tom",
    "medium cappuccino full cream with cinnamon for Ada",
    "large iced mocha almond for Jo",
    "large english breakfast tea for Mark",
    "3 small flat whites, 2 oat 1 full cream, for Rosa",
    "small peppermint tea for Lin",
)
PHONE_SIZE = {"width": 1180, "height": 860}
TABLET_SIZE = {"width": 1280, "height": 800}
DISPLAY_SIZE = {"width": 1600, "height": 900}
KIOSK_SIZE = {"width": 1280, "height": 800}
TRACKER_SIZE = {"width": 390, "height": 844}
KIOSK = {"role": "kiosk", "name": "Foyer"}
#: An order of somebody who watches it.
WATCHED = {
    "channel": "walkup",
    "customer": {"name": "Noor"},
    "lines": [{"item": "flat white", "quantity": 1, "options": {"size": "large", "milk": "oat"}}],
}


def _rush(product: Served, counter: Counter) -> str:
    """Let a few people order, and the stations get on with it; gives a tracker's path."""
    for place, words in enumerate(RUSH, start=2):
        phone = f"+1555010{place:04}"
        product.texted(phone, words)
        product.texted(phone, "yes")
    for station in counter.call("GET", "/api/events/demo/stations")["stations"]:
        tickets = counter.call("GET", f"/api/stations/{station['id']}/tickets")["tickets"]
        for ticket, actions in zip(tickets, (("start", "bump"), ("start",)), strict=False):
            for action in actions:
                counter.call("POST", f"/api/tickets/{ticket['id']}/actions", {"action": action})
    return str(counter.call("POST", "/api/events/demo/orders", WATCHED)["track"])


def at_station(tablet: Page) -> None:
    """Sign in on a tablet, and have the station's board."""
    sign_in(tablet, "barista", PASSWORD)
    tablet.get_by_role("button", name="North cart").click()
    begin_shift(tablet)


def begin_shift(tablet: Page) -> None:
    """Touch it where the browser asks for a touch before it makes a sound."""
    expect(tablet.get_by_role("region", name="Up next")).to_be_visible()
    begin = tablet.get_by_role("button", name="Start shift")
    if begin.count():
        begin.click()


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(2500)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
    sys.stdout.write(f"docs/pictures/{name}.png\n")


def _kiosk(screens: Screens, code: str, suffix: str) -> None:
    """Take a guest's order half way."""
    kiosk = screens.open(f"/pair?code={code}")
    kiosk.set_viewport_size(KIOSK_SIZE)  # type: ignore[arg-type]
    for name in ("Tap to order", "flat white", "Add to my order"):
        kiosk.get_by_role("button", name=name, exact=True).click()
    _take(kiosk, f"kiosk{suffix}")


def _pictures(context: BrowserContext, base: str, track: str, code: str, suffix: str) -> None:
    screens = Screens(context, base)
    phone = screens.open("/phone")
    phone.set_viewport_size(PHONE_SIZE)  # type: ignore[arg-type]
    if not suffix:
        text(phone, "hi")
        phone.wait_for_timeout(800)
        text(phone, "lrg oat flat white 2 sugars for Steve")
        phone.wait_for_timeout(800)
        text(phone, "yes")
    _take(phone, f"phone{suffix}")
    tablet = screens.open("/barista")
    tablet.set_viewport_size(TABLET_SIZE)  # type: ignore[arg-type]
    at_station(tablet)
    expect(tablet.get_by_role("article").first).to_be_visible()
    _take(tablet, f"barista{suffix}")
    tablet.get_by_role("button", name="Walk-up").click()
    _take(tablet, f"walk-up{suffix}")
    display = screens.open("/display/demo")
    display.set_viewport_size(DISPLAY_SIZE)  # type: ignore[arg-type]
    _take(display, f"display{suffix}")
    tracker = screens.open(track)
    tracker.set_viewport_size(TRACKER_SIZE)  # type: ignore[arg-type]
    _take(tracker, f"tracker{suffix}")
    _kiosk(screens, code, suffix)
    start = screens.open("/")
    _take(start, f"start{suffix}")


def main() -> int:
    """Take them all, in light and dark."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as product:
        counter = Counter.of(product.url)
        track = _rush(product, counter)
        with browser() as chromium:
            for scheme, suffix in (("light", ""), ("dark", "-dark")):
                context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
                made = counter.call("POST", "/api/events/demo/devices", KIOSK)
                _pictures(context, product.url, track, made["code"], suffix)
                context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
