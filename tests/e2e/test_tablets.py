"""What happens on the tablets behind the counter, in a real browser, on everything real."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.browser import Screens, sign_in
from tests.e2e.offline import Office
from tests.e2e.served import PASSWORD, Served

#: Both carts make it, so it may go to either.
ORDER = "large oat flat white for Steve"
CARTS = frozenset({"North cart", "South cart"})
ACTIONS = "**/api/tickets/*/actions"


@dataclass(frozen=True)
class Placed:
    """An order by text, and where it went."""

    number: str
    station: str


def _place(product: Served, phone: str) -> Placed:
    product.texted(phone, ORDER)
    answer = product.texted(phone, "yes")
    found = re.search(r"Order #(\d+) is in! Collect it at ([\w ]+),", answer)
    assert found, answer
    return Placed(found[1], found[2])


def _tablet(person: Screens, username: str, station: str) -> Page:
    tablet = person.open("/barista")
    sign_in(tablet, username, PASSWORD)
    tablet.get_by_role("button", name=station).click()
    return tablet


def _card(place: Page | Locator, order: Placed) -> Locator:
    return place.get_by_role("article", name=re.compile(rf"\b{order.number}\b"))


def _from_the_user_menu(page: Page, entry: str) -> None:
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name=entry).click()


def test_a_changed_password_signs_in(screens: Screens) -> None:
    fresh = "quite another password"
    page = screens.open("/barista")
    sign_in(page, "organiser", PASSWORD)
    _from_the_user_menu(page, "Change password")
    page.get_by_label("Present password").fill(PASSWORD)
    page.get_by_label("New password", exact=True).fill(fresh)
    page.get_by_label("New password again").fill(fresh)
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Change password")
    expect(dialog.get_by_role("status")).to_contain_text("Your password is changed")
    dialog.get_by_text("Close", exact=True).click()

    page.get_by_role("button", name="North cart").click()
    expect(page.get_by_role("region", name="Up next")).to_be_visible()
    _from_the_user_menu(page, "Sign out")
    sign_in(page, "organiser", fresh)
    expect(page.get_by_role("button", name="Account of")).to_be_visible()


def test_a_moved_ticket_appears_at_the_other_station(
    somebody: Callable[[], Screens], product: Served
) -> None:
    order = _place(product, "+15550100011")
    (other,) = CARTS - {order.station}
    here = _tablet(somebody(), "barista", order.station)
    there = _tablet(somebody(), "barista", other)
    expect(there.get_by_role("region", name="Up next")).to_be_visible()
    expect(_card(there, order)).to_have_count(0)

    here.get_by_role("button", name=f"More for order {order.number}").click()
    here.get_by_role("menuitem", name="Move to another station").click()
    dialog = here.get_by_role("dialog", name=f"Move order {order.number}")
    dialog.get_by_role("button", name=other).click()

    expect(_card(there.get_by_role("region", name="Up next"), order)).to_contain_text("Steve")
    expect(_card(here, order)).to_have_count(0)


def test_a_cart_with_nothing_to_do_takes_the_next_of_the_one_beside_it(
    somebody: Callable[[], Screens], product: Served
) -> None:
    office = Office(product)
    idle = "North cart"
    for cart in CARTS:
        office.call(f"/api/stations/{office.station(cart)}", {"zone": "Foyer"}, method="PATCH")
    here = office.station(idle)
    office.call(f"/api/stations/{here}", {"state": "paused"}, method="PATCH")
    orders = [_place(product, f"+1555010004{n}") for n in range(2)]
    assert {order.station for order in orders} == CARTS - {idle}
    for ticket in office.call(f"/api/stations/{here}/tickets")["tickets"]:  # of tests before
        office.call(f"/api/tickets/{ticket['id']}/actions", {"action": "bump"})
    office.call(f"/api/stations/{here}", {"state": "open"}, method="PATCH")

    person = somebody()
    tablet = _tablet(person, "barista", idle)
    queue = tablet.get_by_role("region", name="Up next")
    take = queue.get_by_role("button", name="Take the next from South cart")
    take.click()
    claimed = queue.get_by_role("article")
    expect(claimed).to_have_count(1)
    expect(take).to_have_count(0)
    waits = office.call(f"/api/stations/{here}/tickets")["tickets"]
    assert [one["state"] for one in waits if one["state"] != "made"] == ["queued"]


def test_of_two_presses_at_the_same_time_one_wins_and_nobody_is_alarmed(
    somebody: Callable[[], Screens], product: Served
) -> None:
    order = _place(product, "+15550100012")
    people = [somebody(), somebody()]
    first = _tablet(people[0], "barista", order.station)
    second = _tablet(people[1], "owner", order.station)
    waiting: list[Route] = []

    def together(route: Route) -> None:
        """Let nothing through before both have pressed."""
        waiting.append(route)
        if len(waiting) == 2:
            for one in waiting:
                one.continue_()

    for person, tablet in zip(people, (first, second), strict=True):
        person.expected = frozenset({409})
        tablet.route(ACTIONS, together)
    with first.expect_response(ACTIONS) as one, second.expect_response(ACTIONS) as another:
        _card(first, order).get_by_role("button", name="Start").click()
        _card(second, order).get_by_role("button", name="Start").click()
    assert sorted((one.value.status, another.value.status)) == [200, 409]

    winner = "barista" if one.value.ok else "owner"
    for tablet in (first, second):
        card = _card(tablet.get_by_role("region", name="Making"), order)
        expect(card).to_contain_text(re.compile(rf"{winner} started this", re.IGNORECASE))
        # It rests until its own answer is dealt with; then an error would be there, for a while.
        done = card.get_by_role("button", name="Done")
        expect(done).not_to_have_attribute("aria-disabled", "true")
        assert tablet.get_by_role("alert").count() == 0
