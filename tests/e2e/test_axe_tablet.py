"""The tablet is for everybody: axe in every state and every box, in both themes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.axe import assert_accessible_in_both
from tests.e2e.browser import Screens, sign_in
from tests.e2e.crowd import Counter
from tests.e2e.offline import Office
from tests.e2e.served import PASSWORD, Served

HERE, BESIDE = "North cart", "South cart"
LATTE = {"item": "latte", "options": {"size": "small", "milk": "oat"}}
MOCHA = {"item": "mocha", "options": {"size": "large", "milk": "soy"}, "extras": ["vanilla syrup"]}
RIGHT_TO_LEFT = "محمد عبد الرحمن الفارسي"

#: What a browser notes on its own account of a network that is gone.
GONE = re.compile(r"ERR_INTERNET_DISCONNECTED|ERR_CONNECTION|ERR_FAILED|WebSocket")

Somebody = Callable[[], Screens]


@pytest.fixture(scope="module")
def office(product: Served) -> Office:
    """The counter of a rush: something in each lane, with all that a card can say."""
    counter = Counter.of(product.url)
    counter.only(HERE)
    office = Office(product)
    for name in ("Ann", RIGHT_TO_LEFT, "Wolfeschlegelsteinhausenbergerdorff Jr."):
        counter.order(LATTE, MOCHA, name=name)
    for name in ("Bea", "Cleo"):
        counter.order(LATTE, name=name)
    counter.act(counter.order(MOCHA, name="Zoë 🦊"), "start")
    counter.act(counter.order(LATTE), "start", "bump")
    asked = office.placed("+15550177001")
    office.call(f"/api/tickets/{asked.ticket}/ask", {"text": "With a lid?"})
    office.placed("+15550177002", "large oat flat white for Ines, nut allergy")
    return office


def _arrive(somebody: Somebody, username: str = "owner") -> tuple[Screens, Page]:
    person = somebody()
    person.accepted = GONE
    page = person.open("/barista")
    sign_in(page, username, PASSWORD)
    return person, page


def _tablet(somebody: Somebody, station: str = HERE) -> tuple[Screens, Page]:
    person, page = _arrive(somebody)
    page.get_by_role("button", name=station).click()
    expect(page.get_by_role("region", name="Up next")).to_be_visible()
    expect(page.locator('[data-link="live"]')).to_be_visible()
    return person, page


def _card(page: Page, text: str) -> Locator:
    return page.get_by_role("article").filter(has_text=text).first


def _more(page: Page, entry: str, text: str = "Steve") -> Locator:
    """Open a box from the menu of a card."""
    _card(page, text).get_by_role("button", name=re.compile("^More for order")).click()
    page.get_by_role("menuitem", name=entry).click()
    return _box(page)


def _box(page: Page) -> Locator:
    box = page.get_by_role("dialog")
    expect(box).to_be_visible()
    return box


def _tool(page: Page, entry: str) -> Locator:
    page.get_by_role("button", name="More tools").click()
    page.get_by_role("menuitem", name=entry).click()
    return _box(page)


def test_stations_and_empty_lanes(somebody: Somebody) -> None:
    _, page = _arrive(somebody)
    expect(page.get_by_role("heading", name="Where are you working?")).to_be_visible()
    assert_accessible_in_both(page, "the stations")
    page.get_by_role("button", name="Tea bar").click()
    expect(page.get_by_role("region", name="Up next")).to_contain_text("Nothing waits.")
    assert_accessible_in_both(page, "empty lanes")


def test_lanes_with_tickets(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    expect(_card(page, "Allergy")).to_contain_text("nut allergy")
    expect(_card(page, "With a lid?")).to_be_visible()
    expect(_card(page, "Cleo")).to_be_visible()
    assert_accessible_in_both(page, "lanes with tickets")
    _card(page, "Ann").get_by_role("button", name="Start").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert_accessible_in_both(page, "what can be undone")
    page.get_by_role("button", name="Undo").click()
    _card(page, "Ann").get_by_role("button", name=re.compile("^More for order")).click()
    expect(page.get_by_role("menu")).to_be_visible()
    assert_accessible_in_both(page, "the menu of a card")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("nobody at all")
    expect(page.get_by_role("region", name="Up next")).to_contain_text("Nothing here matches.")
    assert_accessible_in_both(page, "a search for nothing")


def test_lanes_on_an_upright_tablet(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    page.set_viewport_size({"width": 800, "height": 1280})
    expect(_card(page, "Ann")).to_be_visible()
    assert_accessible_in_both(page, "upright")
    page.set_viewport_size({"width": 390, "height": 844})
    assert_accessible_in_both(page, "on a phone")


def test_a_walk_up_and_a_changed_order(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    page.get_by_role("button", name="Walk-up").click()
    box = _box(page)
    drinks = box.get_by_role("list", name="All drinks")
    expect(drinks.get_by_role("button").first).to_be_visible()
    assert_accessible_in_both(page, "an empty walk-up")
    drinks.get_by_role("button", name="latte").first.click()
    expect(box.get_by_role("button", name="Place 1 cup")).to_be_visible()
    assert_accessible_in_both(page, "a walk-up with a drink")
    page.keyboard.press("Escape")
    expect(_more(page, "Change the drinks")).to_contain_text("Change order")
    assert_accessible_in_both(page, "a changed order")


def test_what_has_run_out(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    page.get_by_role("button", name="86").click()
    box = _box(page)
    box.get_by_role("button", name="babyccino").click()
    expect(box.get_by_role("button", name="30 minutes")).to_be_visible()
    assert_accessible_in_both(page, "86")
    box.get_by_role("button", name="babyccino").first.click()


@pytest.mark.parametrize(
    "entry",
    [
        "What they wrote",
        "Text or ask the customer",
        "Move to another station",
        "Cancel…",
    ],
)
def test_the_boxes_of_a_card(somebody: Somebody, office: Office, entry: str) -> None:
    _, page = _tablet(somebody)
    box = _more(page, entry)
    if entry.startswith("Text"):
        expect(box.get_by_role("listitem").first).to_be_visible()
    assert_accessible_in_both(page, entry)


def test_what_is_made_again(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    box = _more(page, "Make it again…", "Zoë")
    done = box.get_by_role("button", name=re.compile("^Make order .* again$"))
    expect(done).to_be_disabled()
    assert_accessible_in_both(page, "a remake without a reason")
    box.get_by_role("button", name="Spilt").click()
    expect(box.get_by_label("Reason")).to_have_value("Spilt")
    expect(done).to_be_enabled()
    assert_accessible_in_both(page, "a remake with its reason")


def test_what_is_made_together(somebody: Somebody, office: Office) -> None:
    # Alone at a station: nobody is passed who might not bear it.
    counter = Counter.of(office.product.url)
    counter.only(BESIDE)
    for name in ("Ida", "Jon"):
        counter.order(LATTE, name=name)
    counter.only(HERE)
    _, page = _tablet(somebody, BESIDE)
    chip = page.get_by_role("list", name="Make together").get_by_role("button")
    expect(chip).to_contain_text(re.compile("Start 2 × latte.*oat.*Nobody waits longer"))
    assert_accessible_in_both(page, "what is made together")


@pytest.mark.parametrize("entry", ["Hand-over", "Labels", "Sound and screen", "Keys"])
def test_the_boxes_of_the_tools(somebody: Somebody, office: Office, entry: str) -> None:
    _, page = _tablet(somebody)
    box = _tool(page, entry)
    assert_accessible_in_both(page, entry)
    if entry == "Keys":
        box.get_by_role("button", name="Undo").click()
        expect(box).to_contain_text("Press a key")
        assert_accessible_in_both(page, "a key to be pressed")


def test_other_stations_and_what_was_closed(somebody: Somebody, office: Office) -> None:
    _, page = _tablet(somebody)
    page.get_by_role("heading", name=HERE).click()
    expect(_box(page)).to_contain_text("You are here")
    assert_accessible_in_both(page, "another station")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Recently closed").click()
    expect(_box(page)).to_be_visible()
    assert_accessible_in_both(page, "recently closed")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Account of").click()
    page.get_by_role("menuitem", name="Change password").click()
    expect(_box(page)).to_be_visible()
    assert_accessible_in_both(page, "a new password")


def test_without_a_network(somebody: Somebody, office: Office) -> None:
    Counter.of(office.product.url).order(LATTE, name="Nora")
    person, page = _tablet(somebody)
    page.get_by_role("searchbox").fill("Nora")
    expect(_card(page, "Nora")).to_be_visible()
    person.context.set_offline(True)
    expect(page.locator('[data-link="offline"]')).to_contain_text("Offline")
    _card(page, "Nora").get_by_role("button", name="Start").click()
    expect(page.locator("[data-waiting='1']")).to_contain_text("1 action waiting")
    assert_accessible_in_both(page, "offline")
    page.locator("[data-waiting='1']").click()
    expect(_box(page)).to_contain_text("Start")
    assert_accessible_in_both(page, "what waits")
    page.keyboard.press("Escape")
    person.context.set_offline(False)
    expect(page.locator("[data-waiting='0']")).to_be_visible()


def test_what_was_refused(somebody: Somebody, office: Office) -> None:
    placed = office.placed("+15550177003", "large oat flat white for Rita")
    person, page = _tablet(somebody)
    person.expected = frozenset({409})
    expect(_card(page, "Rita")).to_be_visible()
    person.context.set_offline(True)
    _card(page, "Rita").get_by_role("button", name="Start").click()
    office.act(placed.ticket, "void", reason="We ran out")
    person.context.set_offline(False)
    expect(page.get_by_role("alert").first).to_contain_text("not done")
    assert_accessible_in_both(page, "what was refused")
