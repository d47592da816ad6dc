"""Text an order, make it, collect the cup: in a real browser, on everything real."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import Screens, sign_in, text
from tests.e2e.conftest import SECONDS
from tests.e2e.served import PASSWORD, Served

ORDER = "large oat flat white, 2 sugars, for Steve"


def _order(phone: Page) -> str:
    texts = phone.get_by_role("log", name="Texts")
    text(phone, ORDER)
    expect(texts).to_contain_text("Reply YES")
    expect(texts).to_contain_text("large oat flat white, two sugars")
    text(phone, "yes")
    expect(texts).to_contain_text(re.compile(r"Order #\d+ is in"))
    found = re.search(r"Order #(\d+) is in", texts.inner_text())
    assert found
    return found[1]


def test_from_the_first_text_to_the_collected_cup(screens: Screens) -> None:
    display = screens.open("/display/demo")
    phone = screens.open("/phone")
    number = _order(phone)
    expect(display.get_by_role("region", name="Making")).to_contain_text(number)

    tablet = screens.open("/barista")
    sign_in(tablet, "barista", PASSWORD)
    tablet.get_by_role("button", name="North cart").click()
    card = tablet.get_by_role("article", name=re.compile(rf"\b{number}\b"))
    expect(card).to_contain_text("Steve")
    for words in ("flat white", "large", "oat", "2 sugars"):
        expect(card).to_contain_text(words, ignore_case=True)
    card.get_by_role("button", name="Start").click()
    card.get_by_role("button", name="Done").click()

    texts = phone.get_by_role("log", name="Texts")
    ready = texts.get_by_text(re.compile(rf"ready.*#{number}|#{number}.*ready", re.IGNORECASE))
    expect(ready).to_have_count(1)
    expect(ready).to_contain_text("North cart")
    shown = display.get_by_role("region", name="Ready")
    expect(shown).to_contain_text(number)

    card.get_by_role("button", name="Collected").click()
    expect(card).to_have_count(0)
    expect(shown).not_to_contain_text(number)


def test_a_second_tab_shows_the_same_conversation(screens: Screens) -> None:
    first, second = screens.open("/phone"), screens.open("/phone")
    texts = second.get_by_role("log", name="Texts")
    expect(texts).to_be_visible()
    text(first, "a small soy latte for Ann")
    expect(texts).to_contain_text("a small soy latte for Ann")
    expect(texts).to_contain_text("Reply YES")


def test_every_page_opens_without_a_word_of_complaint(screens: Screens) -> None:
    for path in ("/", "/phone", "/sign-in", "/display/demo"):
        page = screens.open(path)
        expect(page.get_by_role("heading").first).to_be_visible()
        page.close()


def test_a_wrong_password_is_said_in_words(chromium: Browser, product: Served) -> None:
    context = chromium.new_context()
    page = Screens(context, product.url).open("/sign-in")
    sign_in(page, "barista", "not the password")
    expect(page.get_by_role("alert")).to_contain_text("wrong", timeout=SECONDS)
    context.close()
