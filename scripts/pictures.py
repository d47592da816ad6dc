"""Takes the pictures of README and docs from the running product: `make pictures`."""

import json
import sys
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from scripts.bootstrap import ROOT
from tests.e2e.browser import Screens, browser, sign_in, text
from tests.e2e.served import PASSWORD, served

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


class _Api:
    """The product's own API, as a tablet calls it."""

    def __init__(self, base: str, username: str = "barista") -> None:
        self._base = base
        answer = self.call(
            "/api/auth/login", {"username": username, "password": PASSWORD}, token=""
        )
        self._token = answer["access_token"]

    def call(self, path: str, body: Any = None, *, token: str | None = None) -> Any:
        """Call it; a body makes it a POST."""
        request = urllib.request.Request(
            self._base + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self._token if token is None else token}",
            },
        )
        return json.load(urllib.request.urlopen(request, timeout=20))

    def texted(self, phone: str, words: str, sid: str) -> None:
        """Text as the carrier passes it on."""
        form = {"MessageSid": sid, "AccountSid": "AC0", "From": phone, "To": "+15005550006"}
        data = urllib.parse.urlencode({**form, "Body": words, "NumMedia": "0"}).encode()
        urllib.request.urlopen(f"{self._base}/sms", data=data, timeout=20).read()


def _rush(api: _Api) -> str:
    """Let a few people order, and the stations get on with it; gives a tracker's path."""
    for place, words in enumerate(RUSH, start=2):
        phone = f"+1555010{place:04}"
        api.texted(phone, words, f"SM{place:031}1")
        api.texted(phone, "yes", f"SM{place:031}2")
    for station in api.call("/api/events/demo/stations")["stations"]:
        tickets = api.call(f"/api/stations/{station['id']}/tickets")["tickets"]
        for ticket, actions in zip(tickets, (("start", "bump"), ("start",)), strict=False):
            for action in actions:
                api.call(f"/api/tickets/{ticket['id']}/actions", {"action": action})
    return str(api.call("/api/events/demo/orders", WATCHED)["track"])


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
    sign_in(tablet, "barista", PASSWORD)
    tablet.get_by_role("button", name="North cart").click()
    expect(tablet.get_by_role("article").first).to_be_visible()
    begin = tablet.get_by_role("button", name="Start shift")
    if begin.count():  # where the browser asks for a touch before it makes a sound
        begin.click()
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
        track = _rush(_Api(product.url))
        organiser = _Api(product.url, "organiser")
        with browser() as chromium:
            for scheme, suffix in (("light", ""), ("dark", "-dark")):
                context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
                made = organiser.call("/api/events/demo/devices", KIOSK)
                _pictures(context, product.url, track, made["code"], suffix)
                context.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
