"""The kiosk in a real browser: a stranger orders, goes away, loses the network, hears the truth."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

from tests.e2e.axe import assert_accessible
from tests.e2e.browser import Screens, sign_in
from tests.e2e.kiosk import CUT, button, chip, heading, kiosk, picture, spell, tap, to_review
from tests.e2e.offline import Office
from tests.e2e.served import PASSWORD

ORDERS = "**/api/events/demo/orders"


def _number(page: Page) -> str:
    """Read the number on the last screen."""
    expect(heading(page, "Thank you, Ada!")).to_be_visible()
    return page.get_by_role("status").filter(has_text="Your number").locator("strong").inner_text()


def _orders(office: Office) -> list[Any]:
    return list(office.call("/api/events/demo/orders?limit=100")["orders"])


def _kept(page: Page) -> str:
    """All that this browser keeps by itself."""
    stored: str = page.evaluate(
        "() => JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])"
    )
    return stored


def test_a_stranger_orders_in_a_few_taps_and_nothing_of_them_stays(
    somebody: Callable[[], Screens], office: Office
) -> None:
    tablet = somebody().open("/barista")
    sign_in(tablet, "barista", PASSWORD)
    page, _ = kiosk(somebody(), office, clock=True)
    assert page.get_by_role("link").count() == 0
    expect(page.get_by_text("The wait just now")).to_be_visible()
    taps = ["Tap to order", "flat white"]
    tap(page, *taps)
    # What is usual is chosen; one chip says what is not.
    expect(chip(page, "size", "small")).to_be_checked()
    chip(page, "milk", "oat").check()
    tap(page, "Add to my order", "Continue with 1 item")
    spell(page, "Ada")
    tap(page, "Continue")
    expect(page.get_by_text("small, oat", exact=True)).to_be_visible()
    tap(page, "Order now")
    number = _number(page)
    (order,) = [one for one in _orders(office) if one["number"] == number]
    assert (order["channel"], order["customer"]["name"]) == ("kiosk", "Ada")
    assert order["lines"][0]["options"] == {"size": "small", "milk": "oat"}
    station = order["lines"][0]["station"]
    expect(page.get_by_text(station)).to_be_visible()
    expect(page.get_by_text(re.compile(r"between \d\d:\d\d and \d\d:\d\d"))).to_be_visible()
    expect(page.get_by_role("img", name="Scan to follow your order")).to_be_visible()

    tablet.get_by_role("button", name=station).click()
    expect(tablet.get_by_role("article", name=re.compile(rf"\b{number}\b"))).to_contain_text("Ada")

    tap(page, "Show it longer")
    page.clock.fast_forward(30_000)
    expect(page.get_by_text(number, exact=True)).to_be_visible()
    page.clock.fast_forward(31_000)
    expect(button(page, "Tap to order")).to_be_visible()
    assert "Ada" not in page.content() + _kept(page)
    page.go_back()
    expect(button(page, "Tap to order")).to_be_visible()


def test_what_sells_out_in_the_cart_is_told_and_can_be_changed(
    somebody: Callable[[], Screens], office: Office
) -> None:
    page, _ = kiosk(somebody(), office)
    tap(page, "Tap to order", "latte")
    chip(page, "milk", "almond").check()
    tap(page, "Add to my order")
    office.call("/api/events/demo/86", {"option": "milk:almond"})
    office.call("/api/events/demo/86", {"item": "mocha"})
    try:
        expect(page.get_by_role("alert")).to_contain_text("has sold out")
        expect(page.get_by_text("Sold out: almond")).to_be_visible()
        expect(button(page, "Continue with 1 item")).to_be_disabled()
        expect(button(page, re.compile("^mocha"))).to_be_disabled()
        button(page, re.compile("^Change latte")).click()
        expect(page.get_by_role("alert")).to_contain_text("Just sold out: almond")
        expect(button(page, "Save the change")).to_be_disabled()
        chip(page, "milk", "soy").check()
        expect(chip(page, "milk", re.compile("almond"))).to_be_disabled()
        tap(page, "Save the change")
        expect(button(page, "Continue with 1 item")).to_be_enabled()
    finally:
        office.call("/api/events/demo/86", {"option": "milk:almond"}, method="DELETE")
        office.call("/api/events/demo/86", {"item": "mocha"}, method="DELETE")
    expect(button(page, "mocha")).to_be_enabled()


def test_an_order_left_alone_is_asked_for_and_then_cleared(
    somebody: Callable[[], Screens], office: Office
) -> None:
    before = len(_orders(office))
    page, _ = kiosk(somebody(), office, clock=True)
    page.get_by_role("radio", name="Deutsch").click()
    tap(page, "Zum Bestellen tippen")
    page.clock.fast_forward(61_000)
    asked = page.get_by_role("dialog", name="Bist du noch da?")
    expect(asked.get_by_role("timer")).to_have_text(re.compile(r"^(19|20) Sekunden$"))
    assert_accessible(page)
    picture(page, "there")
    tap(page, "Ja, weiter")
    expect(asked).to_have_count(0)
    page.clock.fast_forward(50_000)
    expect(asked).to_have_count(0)
    page.clock.fast_forward(12_000)
    expect(asked).to_be_visible()
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    page.clock.fast_forward(61_000)
    expect(asked).to_be_visible()
    page.clock.fast_forward(21_000)
    # In the language of the house again.
    expect(button(page, "Tap to order")).to_be_visible()
    assert "Deutsch" not in _kept(page)
    assert '"de"' not in _kept(page)
    assert len(_orders(office)) == before


def test_a_lost_answer_makes_no_second_order(
    somebody: Callable[[], Screens], office: Office
) -> None:
    screens = somebody()
    screens.accepted = CUT
    page, _ = kiosk(screens, office)
    before = len(_orders(office))
    lost: list[str] = []

    def lose(route: Route) -> None:
        """Let the server do it, and nobody hear of it, twice."""
        if len(lost) == 2:
            route.continue_()
            return
        answer = route.fetch()
        assert answer.status == 201, answer.text()
        lost.append(answer.json()["number"])
        route.abort()

    page.route(ORDERS, lose)
    to_review(page)
    tap(page, "Order now")
    expect(page.get_by_text("No answer yet.")).to_be_visible()
    assert page.get_by_text("Thank you").count() == 0
    number = _number(page)
    assert lost == [number, number]
    assert len(_orders(office)) == before + 1


def test_without_a_network_the_cart_is_kept_and_the_order_goes_out_later(
    somebody: Callable[[], Screens], office: Office
) -> None:
    screens = somebody()
    screens.accepted = CUT
    page, _ = kiosk(screens, office)
    before = len(_orders(office))
    to_review(page)
    page.context.set_offline(True)
    expect(page.get_by_text("No connection.")).to_be_visible()
    tap(page, "Order now")
    expect(page.get_by_text("No answer yet.")).to_be_visible()
    expect(page.get_by_role("listitem")).to_have_text("flat white, small, full cream")
    assert page.get_by_text("Thank you").count() == 0
    assert len(_orders(office)) == before
    page.context.set_offline(False)
    _number(page)
    assert len(_orders(office)) == before + 1


def test_a_number_the_server_refuses_is_said_and_can_be_left_out(
    somebody: Callable[[], Screens], office: Office
) -> None:
    screens = somebody()
    screens.expected = frozenset({409})
    office.call("/api/events/demo/settings", {"open_cups_a_phone": 1}, method="PUT")
    page, _ = kiosk(screens, office)
    try:
        to_review(page)
        button(page, re.compile("^Text me")).click()
        tap(page, "1", "2", "3", "Save")
        expect(page.get_by_role("alert")).to_contain_text("not a number we can text")
        tap(page, *["Erase the last digit"] * 3, *"5550100733", "Save")
        expect(page.get_by_text("+1 555 010 0733")).to_be_visible()
        button(page, re.compile("^Change")).first.click()
        tap(page, "One more", "Save the change", "Order now")
        expect(page.get_by_role("alert")).to_contain_text("more than one order may hold")
        button(page, re.compile("^Change")).first.click()
        tap(page, "One fewer", "Save the change", "Order now")
        number = _number(page)
    finally:
        office.call("/api/events/demo/settings", {"open_cups_a_phone": 24}, method="PUT")
    (order,) = [one for one in _orders(office) if one["number"] == number]
    assert order["customer"]["phone"].endswith("0733")
    expect(page.get_by_text("We text you when it is ready.")).to_be_visible()


def test_a_paused_event_takes_no_order_and_says_so(
    somebody: Callable[[], Screens], office: Office
) -> None:
    page, _ = kiosk(somebody(), office)
    to_review(page)
    office.call("/api/events/demo/settings", {"state": "paused"}, method="PUT")
    try:
        expect(page.get_by_role("alert")).to_contain_text("cannot be placed just now")
        expect(button(page, "Order now")).to_be_disabled()
        tap(page, "Start over")
        expect(page.get_by_text("Orders are paused. We are back soon.")).to_be_visible()
        expect(button(page, "Tap to order")).to_have_count(0)
        assert_accessible(page)
        picture(page, "paused")
    finally:
        office.call("/api/events/demo/settings", {"state": "open"}, method="PUT")
    expect(button(page, "Tap to order")).to_be_visible()


def test_a_revoked_kiosk_says_so_and_an_unpaired_one_is_paired(
    somebody: Callable[[], Screens], office: Office
) -> None:
    screens = somebody()
    screens.expected = frozenset({401})
    page, device = kiosk(screens, office)
    tap(page, "Tap to order")
    office.call(f"/api/devices/{device}", method="DELETE")
    expect(heading(page, "This kiosk has to be paired again")).to_be_visible()
    assert "brewline.device" not in _kept(page)
    assert_accessible(page)
    picture(page, "revoked")
    page.reload()
    expect(heading(page, "Pair this screen")).to_be_visible()


def _tab_to(page: Page, target: Locator) -> None:
    for _ in range(90):
        if target.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not come to {target}")


def test_all_of_it_by_keyboard(somebody: Callable[[], Screens], office: Office) -> None:
    page, _ = kiosk(somebody(), office)
    _tab_to(page, button(page, "Tap to order"))
    page.keyboard.press("Enter")
    expect(heading(page, "What would you like?")).to_be_focused()
    _tab_to(page, button(page, "latte"))
    page.keyboard.press("Enter")
    expect(heading(page, "latte")).to_be_focused()
    _tab_to(page, chip(page, "size", "small"))
    page.keyboard.press("ArrowRight")
    expect(chip(page, "size", "medium")).to_be_checked()
    _tab_to(page, button(page, "Add to my order"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="added to your order")).to_have_count(1)
    _tab_to(page, button(page, "Continue with 1 item"))
    page.keyboard.press("Enter")
    expect(heading(page, "What is your name?")).to_be_focused()
    _tab_to(page, page.get_by_label("Name", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Please give a name")
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    expect(heading(page, "Is everything right?")).to_be_focused()
    page.go_back()
    expect(heading(page, "What would you like?")).to_be_focused()
    _tab_to(page, button(page, "Continue with 1 item"))
    page.keyboard.press("Enter")
    _tab_to(page, button(page, "Order now"))
    page.keyboard.press("Enter")
    expect(heading(page, "Thank you, Ada!")).to_be_focused()
