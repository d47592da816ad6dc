"""The tracker in a real browser: from the text to the cup, and while nothing can be reached."""

import json
import os
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.chaos.product import running
from tests.e2e.browser import Screens, sign_in, text
from tests.e2e.conftest import SECONDS
from tests.e2e.served import PASSWORD, Served

ORDER = "large oat flat white, 2 sugars, for Steve"


def _call(product: Served, method: str, path: str, body: Any, token: str = "") -> Any:
    asked = urllib.request.Request(
        f"{product.url}{path}",
        method=method,
        data=json.dumps(body).encode(),
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.loads(answer.read())


def _ordered(product: Served, number: str) -> str:
    """Text an order with the link switched on; gives the path of its tracker."""
    owner = {"username": "owner", "password": PASSWORD}
    token = _call(product, "POST", "/api/auth/login", owner)["access_token"]
    _call(product, "PUT", "/api/events/demo/settings", {"tracker_link": "always"}, token)
    stations = "/api/events/demo/stations"
    asked = urllib.request.Request(
        f"{product.url}{stations}", headers={"Authorization": f"Bearer {token}"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        listed = json.loads(answer.read())["stations"]
    path = f"/api/stations/{listed[0]['id']}"
    _call(product, "PATCH", path, {"directions": "Hall 2, left of the stage"}, token)
    product.texted(number, ORDER)
    found = re.search(r"/track/[a-z]+", product.texted(number, "yes"))
    assert found
    return found[0]


def _picture(page: Page, name: str) -> None:
    """Keep what it looks like, in both themes, where somebody wants to see it."""
    folder = os.environ.get("TRACKER_PICTURES")
    for scheme in ("light", "dark") if folder else ():
        page.emulate_media(color_scheme=scheme)
        page.screenshot(path=Path(folder or "") / f"tracker-{name}-{scheme}.png", full_page=True)


def _asks(page: Page) -> list[str]:
    asked: list[str] = []
    page.on("request", lambda it: asked.append(it.url) if "/api/" in it.url else None)
    return asked


def test_from_the_text_to_the_cup(somebody: Callable[[], Screens], product: Served) -> None:
    guest, staff = somebody(), somebody()
    path = _ordered(product, "+15550109001")
    page = guest.open(path)
    page.set_viewport_size({"width": 390, "height": 844})
    state = page.get_by_role("heading", level=1)
    expect(state).to_have_text("In the queue")
    expect(page.get_by_text("large oat flat white, two sugars")).to_be_visible()
    expect(page.get_by_text("Hall 2, left of the stage")).to_be_visible()
    expect(page.get_by_text("Up to date")).to_be_visible()
    expect(page.locator("[aria-current=step]")).to_have_text("Ordered")
    number = page.locator(".number").inner_text()
    _picture(page, "queued")

    tablet = staff.open("/barista")
    sign_in(tablet, "barista", PASSWORD)
    tablet.get_by_role("button", name="North cart").click()
    card = tablet.get_by_role("article", name=re.compile(rf"\b{number[1:]}\b"))
    page.get_by_role("button", name="I'm running late").click()
    expect(card).to_contain_text("running late")
    asked = _asks(page)
    card.get_by_role("button", name="Start").click()
    expect(state).to_have_text("Being made")
    card.get_by_role("button", name="Done").click()
    expect(state).to_have_text("Ready!")
    expect(page).to_have_title(re.compile("Ready!"))
    assert asked == [], "it was pushed: nothing was asked for"
    _picture(page, "ready")

    page.get_by_role("button", name="I have it").click()
    expect(state).to_have_text("Collected")
    expect(card).to_have_count(0)
    _picture(page, "collected")


def test_it_is_cancelled_on_the_page(somebody: Callable[[], Screens], product: Served) -> None:
    page = somebody().open(_ordered(product, "+15550109002"))
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Cancel order").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    _picture(page, "cancel")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 320, "nothing sticks out of the narrowest phone"
    page.get_by_role("button", name="Yes, cancel it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled")
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_role("heading", level=1)).to_have_text("Storniert")


def test_without_a_network_it_shows_what_it_knew_and_catches_up(
    somebody: Callable[[], Screens], product: Served
) -> None:
    guest = somebody()
    path = _ordered(product, "+15550109003")
    page = guest.open(path)
    state = page.get_by_role("heading", level=1)
    expect(state).to_have_text("In the queue")
    number = page.locator(".number").inner_text()
    guest.context.set_offline(True)
    expect(page.get_by_text("You're offline.")).to_be_visible()
    expect(state).to_have_text("In the queue")
    _picture(page, "offline")
    product.texted("+15550109003", f"cancel order {number}")
    guest.context.set_offline(False)
    expect(state).to_have_text("Cancelled")
    expect(page.get_by_text("Up to date")).to_be_visible()
    guest.errors[:] = [one for one in guest.errors if "ERR_INTERNET_DISCONNECTED" not in one]


def test_loaded_anew_without_a_network_it_shows_what_it_knew(
    somebody: Callable[[], Screens], product: Served
) -> None:
    guest = somebody()
    guest.accepted = re.compile("ERR_INTERNET_DISCONNECTED|WebSocket")
    page = guest.open(_ordered(product, "+15550109006"))
    expect(page.get_by_text("Up to date")).to_be_visible()
    number = page.locator(".number").inner_text()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate(
        "caches.keys().then((all) => caches.open(all[0])).then((one) => one.keys())"
        ".then((files) => files.length)"
    )
    assert 2 < kept < 15, "its own few files, not the whole app"
    guest.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("In the queue")
    expect(page.locator(".number")).to_have_text(number)
    expect(page.get_by_text(re.compile(r"You're offline\. Last update"))).to_be_visible()
    product.texted("+15550109006", f"cancel order {number}")
    guest.context.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled")


def test_an_address_of_nothing_says_so(somebody: Callable[[], Screens], product: Served) -> None:
    page = somebody().open("/track/bcdfghjkmnpq")
    expect(page.get_by_role("heading", level=1)).to_have_text("There's no order here")
    _picture(page, "gone")


def test_the_link_in_a_text_can_be_tapped(screens: Screens, product: Served) -> None:
    _ordered(product, "+15550109004")
    phone = screens.open("/phone")
    text(phone, ORDER)
    texts = phone.get_by_role("log", name="Texts")
    expect(texts).to_contain_text("Reply YES")
    text(phone, "yes")
    link = texts.get_by_role("link").filter(has_text="/track/")
    expect(link).to_have_attribute("target", "_blank")


def test_a_server_that_dies_and_comes_back(chromium: Browser, tmp_path: Path) -> None:
    with running(tmp_path) as product, chromium.new_context() as context:
        served = Served(f"http://127.0.0.1:{product.port}", product.process, tmp_path)
        page = Screens(context, served.url).open(_ordered(served, "+15550109005"))
        state = page.get_by_role("heading", level=1)
        expect(page.get_by_text("Up to date")).to_be_visible(timeout=SECONDS)
        number = page.locator(".number").inner_text()
        with product.without_supervision():
            product.kill("web")
            expect(page.get_by_text("trying again")).to_be_visible(timeout=SECONDS)
            expect(state).to_have_text("In the queue")
            _picture(page, "away")
        product.wait_healthy()
        served.texted("+15550109005", f"cancel order {number}")
        expect(state).to_have_text("Cancelled", timeout=2 * SECONDS)
        expect(page.get_by_text("Up to date")).to_be_visible()
