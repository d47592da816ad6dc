"""A shift on the tablet, in a real browser, on everything real."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.browser import Screens, sign_in
from tests.e2e.crowd import Counter
from tests.e2e.served import PASSWORD, Served

HERE = "North cart"
LATTE = {"item": "latte", "options": {"size": "small", "milk": "oat"}}
MOCHA = {"item": "mocha", "options": {"size": "large", "milk": "soy"}}


@pytest.fixture
def counter(product: Served) -> Counter:
    """The counter of the demo, with all that comes at one station."""
    counter = Counter.of(product.url)
    counter.only(HERE)
    return counter


def tablet(person: Screens, username: str = "barista") -> Page:
    page = person.open("/barista")
    sign_in(page, username, PASSWORD)
    page.get_by_role("button", name=HERE).click()
    expect(page.get_by_role("region", name="Up next")).to_be_visible()
    return page


def card(page: Page | Locator, number: str) -> Locator:
    return page.get_by_role("article", name=re.compile(rf"^Order {number}$"))


def lane(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_each_step_can_be_undone_back_to_its_old_place(screens: Screens, counter: Counter) -> None:
    first, second = (counter.order(LATTE, name=name)["number"] for name in ("Ada", "Bea"))
    page = tablet(screens)
    card(page, first).get_by_role("button", name="Start").click()
    expect(card(lane(page, "Making"), first)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(card(lane(page, "Up next"), first)).to_be_visible()
    numbers = lane(page, "Up next").get_by_role("heading", level=3)
    expect(numbers.nth(0)).to_contain_text(first)
    expect(numbers.nth(1)).to_contain_text(second)

    card(page, first).get_by_role("button", name="Start").click()
    card(lane(page, "Making"), first).get_by_role("button", name="Done").click()
    card(lane(page, "Ready"), first).get_by_role("button", name="Collected").click()
    expect(card(page, first)).to_have_count(0)
    page.get_by_role("button", name="Recently closed").click()
    page.get_by_role("dialog").get_by_role("button", name="Bring back").first.click()
    expect(card(lane(page, "Ready"), first)).to_be_visible()


def test_a_batch_starts_together_and_says_whose_wait_it_lengthens(
    screens: Screens, counter: Counter
) -> None:
    one = counter.order(LATTE)["number"]
    passed = counter.order(MOCHA)["number"]
    two = counter.order(LATTE)["number"]
    page = tablet(screens)
    chip = (
        page.get_by_role("list", name="Make together")
        .get_by_role("button")
        .filter(has_text=f"#{two}")
    )
    expect(chip).to_contain_text("latte")
    chip.click()
    making = lane(page, "Making")
    for number in (one, two):
        expect(card(making, number)).to_be_visible()
    expect(card(making, passed)).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(making.get_by_role("article")).to_have_count(0)


def test_a_walk_up_takes_three_taps(screens: Screens) -> None:
    page = tablet(screens)
    page.get_by_role("button", name="Walk-up").click()
    page.get_by_role("list", name="All drinks").get_by_role("button", name="latte").first.click()
    page.get_by_role("button", name="Place 1 cup").click()
    told = page.get_by_role("status").filter(has_text="is placed")
    expect(told).to_be_visible()
    found = re.search(r"Order (\d+) is placed", told.inner_text())
    assert found
    expect(card(lane(page, "Up next"), found[1])).to_be_visible()


def test_keys_do_what_fingers_do(screens: Screens, counter: Counter) -> None:
    number = counter.order(LATTE, name="Cleo")["number"]
    page = tablet(screens)
    page.keyboard.press("/")
    page.keyboard.type("Cleo")
    expect(lane(page, "Up next").get_by_role("article")).to_have_count(1)
    page.keyboard.press("Escape")
    place = page.get_by_role("article", name=f"Order {number}").get_attribute("data-place")
    assert place is not None
    if int(place) <= 9:
        page.keyboard.press(place)
        expect(card(page, number)).to_be_focused()
        page.keyboard.press("Enter")
        expect(card(lane(page, "Making"), number)).to_be_visible()
        page.keyboard.press("u")
        expect(card(lane(page, "Up next"), number)).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()


def test_what_runs_out_is_out_on_every_door_and_says_by_whom(
    screens: Screens, product: Served, counter: Counter
) -> None:
    page = tablet(screens)
    page.get_by_role("button", name="86").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Find").fill("babyccino")
    dialog.get_by_role("button", name="babyccino").click()
    dialog.get_by_role("button", name="30 minutes").click()
    out = dialog.get_by_role("button", name=re.compile("babyccino.*out, .*until"))
    expect(out.first).to_be_visible()
    answer = product.texted("+15550100031", "a babyccino for Ann")
    assert "Reply YES" not in answer
    counter.call("DELETE", "/api/events/demo/86", {"item": "babyccino"})


def test_notes_for_the_next_shift_are_on_every_tablet(somebody: Callable[[], Screens]) -> None:
    first, second = tablet(somebody()), tablet(somebody(), "owner")
    for page in (first, second):
        page.get_by_role("button", name="More tools").click()
        page.get_by_role("menuitem", name="Hand-over").click()
    first.get_by_label("Notes for the next shift").fill("The grinder sticks")
    first.get_by_role("button", name="Keep the notes").click()
    expect(second.get_by_label("Notes for the next shift")).to_have_value("The grinder sticks")


def test_another_station_is_two_taps_away(screens: Screens) -> None:
    page = tablet(screens)
    page.get_by_role("heading", name=HERE).click()
    page.get_by_role("button", name="Take over: South cart").click()
    expect(page.get_by_role("heading", name="South cart")).to_be_visible()


def test_a_long_lane_has_few_nodes_and_scrolls_by_itself(
    screens: Screens, counter: Counter
) -> None:
    counter.crowd(60)
    page = tablet(screens)
    waiting = lane(page, "Up next")
    expect(waiting.get_by_text(re.compile(r"^\d{2,}$")).first).to_be_visible()
    expect(waiting.get_by_role("article").first).to_be_visible()
    assert waiting.get_by_role("article").count() < 25
    size = page.evaluate(
        "[document.documentElement.scrollHeight, window.innerHeight,"
        " document.querySelector('[role=feed]').scrollHeight]"
    )
    assert size[0] <= size[1]
    assert size[2] > 60 * 100
