"""Tablets for the tests of a lost network or server: what was tapped, and what came of it."""

import json
import re
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.browser import sign_in
from tests.e2e.served import PASSWORD, Served

ACTIONS = "**/api/tickets/*/actions"
STATION = "North cart"


@dataclass
class Office:
    """The server's own word, by REST, as somebody who is not the barista."""

    product: Served
    _token: str = field(default="", repr=False)

    def call(self, path: str, body: Any = None, *, method: str | None = None) -> Any:
        """Call it as the owner; a body makes it a POST."""
        if not self._token:
            credentials = {"username": "owner", "password": PASSWORD}
            self._token = self._send("/api/auth/login", credentials, None)["access_token"]
        return self._send(path, body, method)

    def _send(self, path: str, body: Any, method: str | None) -> Any:
        asked = urllib.request.Request(
            self.product.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
            method=method,
        )
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.load(answer)

    def station(self, name: str = STATION) -> int:
        """Give a station's id."""
        listed = self.call("/api/events/demo/stations")["stations"]
        return int(next(one["id"] for one in listed if one["name"] == name))

    def placed(self, phone: str, words: str = "large oat flat white for Steve") -> "Placed":
        """Text an order, and have the ticket at the station."""
        self.product.texted(phone, words)
        found = re.search(r"Order #(\d+) is in", self.product.texted(phone, "yes"))
        assert found
        (order,) = self.call(f"/api/events/demo/orders?q={found[1]}")["orders"]
        here = self.station()
        ticket = order["tickets"][0]
        if order["lines"][0]["station"] != STATION:
            self.act(ticket, "move", station=here)
        return Placed(found[1], order["id"], ticket)

    def act(self, ticket: int, action: str, **values: Any) -> Any:
        """Do something to a ticket."""
        return self.call(f"/api/tickets/{ticket}/actions", {"action": action, **values})

    def done(self, placed: "Placed") -> list[str]:
        """What has been done to it by the barista, each thing as often as it was done."""
        entries = self.call(f"/api/orders/{placed.order}/timeline")["timeline"]
        return [one["what"] for one in entries if one["by"] == "barista"]

    def state(self, placed: "Placed") -> str:
        """How it stands."""
        lines = self.call(f"/api/orders/{placed.order}")["lines"]
        return str(lines[0]["status"])


@dataclass(frozen=True)
class Placed:
    """An order, and its ticket."""

    number: str
    order: int
    ticket: int


def tablet(page: Page, username: str = "barista") -> Page:
    """Sign in and choose the station."""
    sign_in(page, username, PASSWORD)
    page.get_by_role("button", name=STATION).click()
    expect(page.get_by_role("region", name="Up next")).to_be_visible()
    return page


def card(place: Page | Locator, placed: Placed) -> Locator:
    """The card of a ticket."""
    return place.get_by_role("article", name=re.compile(rf"\b{placed.number}\b"))


def tap(page: Page, placed: Placed, button: str) -> None:
    """Tap a card's button, once it has come to rest."""
    card(page, placed).get_by_role("button", name=button, exact=True).click()


def waits(page: Page, count: int, *, seconds: float = 20) -> None:
    """Have the tablet say how many taps wait."""
    shown = page.locator(f'[data-waiting="{count}"]')
    expect(shown).to_be_visible(timeout=seconds * 1000)
    if count:
        words = "1 action waiting" if count == 1 else f"{count} actions waiting"
        expect(shown).to_contain_text(words)


def lost_answers(route: Route) -> None:
    """Let the server do it, and lose what it says."""
    route.fetch()
    route.abort("connectionreset")


def installed(page: Page) -> None:
    """Wait until the page would open without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
