"""The tracker is for everybody: axe in each of its states, in both themes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import assert_accessible_in_both
from tests.e2e.browser import Screens
from tests.e2e.crowd import Counter
from tests.e2e.served import Served

ORDER = "large oat flat white, 2 sugars, for Steve"
SIZE = {"width": 390, "height": 844}


@pytest.fixture
def counter(product: Served) -> Counter:
    counter = Counter.of(product.url)
    counter.call("PUT", "/api/events/demo/settings", {"tracker_link": "always"})
    return counter


@pytest.fixture
def guest(
    somebody: Callable[[], Screens], product: Served, counter: Counter
) -> Callable[[str], Page]:
    """Open the tracker of what a phone has just ordered."""

    def open_tracker(phone: str, words: str = ORDER) -> Page:
        product.texted(phone, words)
        found = re.search(r"/track/[a-z]+", product.texted(phone, "yes"))
        assert found
        screens = somebody()
        screens.accepted = re.compile("ERR_INTERNET_DISCONNECTED")
        page = screens.open(found[0])
        page.set_viewport_size({"width": SIZE["width"], "height": SIZE["height"]})
        return page

    return open_tracker


def _act(counter: Counter, page: Page, *actions: str) -> None:
    """Do things at the counter to the tickets of the order that a page shows."""
    number = page.locator(".number").inner_text().removeprefix("#")
    (order,) = counter.call("GET", f"/api/events/demo/orders?q={number}")["orders"]
    for ticket in order["tickets"]:
        for action in actions:
            counter.call("POST", f"/api/tickets/{ticket}/actions", {"action": action})


def _shows(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(headline)
    assert_accessible_in_both(page, headline)


def test_from_the_queue_to_the_cup(counter: Counter, guest: Callable[[str], Page]) -> None:
    page = guest("+15550178001")
    _shows(page, "In the queue")
    page.get_by_role("button", name="I'm running late").click()
    expect(page.get_by_text("The station knows that you run late")).to_be_visible()
    assert_accessible_in_both(page, "running late")
    _act(counter, page, "start")
    _shows(page, "Being made")
    _act(counter, page, "bump")
    _shows(page, "Ready!")
    page.get_by_role("button", name="I have it").click()
    _shows(page, "Collected")


def test_cancelled_and_in_another_language(guest: Callable[[str], Page]) -> None:
    page = guest("+15550178002")
    page.get_by_role("button", name="Cancel order").click()
    expect(page.get_by_role("button", name="Yes, cancel it")).to_be_visible()
    assert_accessible_in_both(page, "a question")
    page.get_by_role("button", name="Yes, cancel it").click()
    _shows(page, "Cancelled")
    page.get_by_label("Language").select_option("fr")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert_accessible_in_both(page, "cancelled, in French")


def test_not_fetched(counter: Counter, guest: Callable[[str], Page]) -> None:
    page = guest("+15550178003")
    expect(page.get_by_role("heading", level=1)).to_have_text("In the queue")
    _act(counter, page, "start", "bump", "uncollected")
    _shows(page, "Still at the counter")


def test_without_a_network_and_of_nothing(
    somebody: Callable[[], Screens], guest: Callable[[str], Page]
) -> None:
    page = guest("+15550178004")
    expect(page.get_by_text("Up to date")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("You're offline.")).to_be_visible()
    assert_accessible_in_both(page, "offline")
    page.context.set_offline(False)
    _shows(somebody().open("/track/bcdfghjkmnpq"), "There's no order here")
