"""A tablet paired by its code, signed in at by PIN, and revoked, in a real browser."""

import json
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.e2e.browser import Screens
from tests.e2e.served import PASSWORD, Served

PIN = "4711"


@dataclass
class Organiser:
    """Somebody who calls the API."""

    url: str
    token: str = ""

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """Call it; gives the answer."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(self.url + path, data, headers, method=method)
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return json.load(answer)


def _organiser(product: Served) -> Organiser:
    known = {"username": "organiser", "password": PASSWORD}
    token = Organiser(product.url).ask("POST", "/api/auth/login", known)["access_token"]
    return Organiser(product.url, token)


def _type(page: Page, digits: str) -> None:
    for digit in digits:
        page.get_by_role("button", name=digit, exact=True).click()


def test_a_tablet_is_paired_signed_in_at_and_revoked(
    somebody: Callable[[], Screens], product: Served
) -> None:
    organiser = _organiser(product)
    organiser.ask("PUT", "/api/events/demo/people/barista/pin", {"pin": PIN})
    made = organiser.ask(
        "POST", "/api/events/demo/devices", {"role": "barista", "name": "Tablet 1"}
    )
    screens = somebody()
    screens.expected = frozenset({401, 404})
    page = screens.open("/pair")
    wrong = f"{(int(made['code']) + 1) % 10**8:08}"
    _type(page, wrong)
    page.get_by_role("button", name="Pair", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("mistyped, used or expired")
    for _ in wrong:
        page.get_by_role("button", name="Erase the last digit").click()
    _type(page, made["code"])
    page.get_by_role("button", name="Pair", exact=True).click()

    page.get_by_role("button", name="barista").click()
    _type(page, "0000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the PIN")
    _type(page, PIN)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="North cart").click()
    expect(page.get_by_role("region", name="Up next")).to_be_visible()

    organiser.ask("DELETE", f"/api/devices/{made['device']['id']}")
    expect(page.get_by_role("heading", name="This tablet was revoked")).to_be_visible()
    expect(page.get_by_role("link", name="Pair this tablet")).to_be_visible()


def test_a_scanned_code_makes_a_display(somebody: Callable[[], Screens], product: Served) -> None:
    body = {"role": "display", "name": "Hall"}
    made = _organiser(product).ask("POST", "/api/events/demo/devices", body)
    page = somebody().open(made["url"].removeprefix(product.url))
    expect(page.get_by_role("heading", name="Ready")).to_be_visible()
    assert page.url == f"{product.url}/display/demo"


def test_a_stations_own_tablet_opens_it_by_itself(
    somebody: Callable[[], Screens], product: Served
) -> None:
    organiser = _organiser(product)
    organiser.ask("PUT", "/api/events/demo/people/barista/pin", {"pin": PIN})
    stations = organiser.ask("GET", "/api/events/demo/stations")["stations"]
    body = {
        "role": "barista",
        "name": "Tea tablet",
        "station": next(one["id"] for one in stations if one["name"] == "Tea bar"),
    }
    made = organiser.ask("POST", "/api/events/demo/devices", body)
    page = somebody().open(made["url"].removeprefix(product.url))

    def come() -> None:
        page.get_by_role("button", name="barista").click()
        _type(page, PIN)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", name="Tea bar")).to_be_visible()

    come()
    page.get_by_role("heading", name="Tea bar").click()
    page.get_by_role("button", name="Take over: South cart").click()
    expect(page.get_by_role("heading", name="South cart")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="South cart")).to_be_visible()
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Sign out").click()
    come()
