"""How a person likes the tablet goes with them to another one, and speaks their language."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, Response, expect

from tests.e2e.browser import Screens, sign_in
from tests.e2e.offline import Office
from tests.e2e.served import PASSWORD, Served

HERE = "North cart"
ADDRESS = "/api/me/preferences"

Somebody = Callable[[], Screens]


def _tablet(person: Screens, up_next: str = "Up next") -> Page:
    page = person.open("/barista")
    sign_in(page, "barista", PASSWORD)
    page.get_by_role("button", name=HERE).click()
    expect(page.get_by_role("region", name=up_next)).to_be_visible()
    return page


def _told(answer: Response) -> bool:
    return ADDRESS in answer.url and answer.request.method == "PUT"


def _bench(page: Page, **flags: str) -> None:
    for name, value in flags.items():
        expect(page.locator(f'[data-{name}="{value}"]')).to_be_visible()


def _prefer(page: Page) -> None:
    """Turn everything on that can be preferred."""
    page.get_by_role("button", name="More tools").click()
    page.get_by_role("menuitem", name="Sound and screen").click()
    box = page.get_by_role("dialog")
    with page.expect_response(_told) as told:
        for name in (re.compile("Left-handed"), re.compile("Rush mode"), "Larger text"):
            box.get_by_role("switch", name=name).check(force=True)
        box.get_by_role("radio", name="Dark").check(force=True)
        box.get_by_label("Language").select_option("Deutsch")
    assert told.value.ok


def test_what_is_changed_on_one_tablet_holds_on_another(
    somebody: Somebody, product: Served
) -> None:
    first = _tablet(somebody())
    _bench(first, left="false", rush="false", large="false")
    _prefer(first)
    _bench(first, left="true", rush="true", large="true")
    expect(first.locator("html")).to_have_attribute("data-theme", "dark")
    expect(first.locator("html")).to_have_attribute("lang", "de")
    with first.expect_response(_told):
        first.keyboard.press("Escape")
        first.keyboard.press("?")
        first.get_by_role("dialog").get_by_role("button", name="86").click()
        first.keyboard.press("x")

    person = somebody()
    person.accepted = re.compile("ERR_INTERNET_DISCONNECTED|WebSocket")
    second = person.open("/barista")
    expect(second.locator("html")).to_have_attribute("lang", "en")
    sign_in(second, "barista", PASSWORD)
    expect(second.locator("html")).to_have_attribute("lang", "de")
    second.get_by_role("button", name=HERE).click()
    _bench(second, left="true", rush="true", large="true")
    expect(second.locator("html")).to_have_attribute("data-theme", "dark")
    second.keyboard.press("x")
    expect(second.get_by_role("dialog", name=re.compile("86"))).to_be_visible()
    second.keyboard.press("Escape")

    # This device's copy, before anything is asked.
    second.evaluate("navigator.serviceWorker.ready.then(() => true)")
    second.wait_for_timeout(1500)
    person.context.set_offline(True)
    second.reload()
    _bench(second, left="true", rush="true", large="true")
    expect(second.locator("html")).to_have_attribute("lang", "de")
    person.context.set_offline(False)

    # Whoever comes next has their own.
    expect(second.locator('[data-link="live"]')).to_be_visible()
    second.get_by_role("button", name="Konto von").click()
    second.get_by_role("menuitem", name="Abmelden").click()
    expect(second.locator("html")).to_have_attribute("lang", "en")
    sign_in(second, "owner", PASSWORD)
    _bench(second, left="false", rush="false", large="false")
    expect(second.locator("html")).not_to_have_attribute("data-theme", "dark")


def test_a_refusal_speaks_the_persons_language(somebody: Somebody, product: Served) -> None:
    office = Office(product)
    placed = office.placed("+15550179001", "large oat flat white for Rita")
    person = somebody()
    person.expected = frozenset({409})
    person.accepted = re.compile("ERR_INTERNET_DISCONNECTED|WebSocket")
    page = person.open("/barista?lang=fr")
    page.get_by_label("Identifiant").fill("support")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=HERE).click()
    card = page.get_by_role("article").filter(has_text="Rita")
    expect(card).to_be_visible()
    person.context.set_offline(True)
    card.locator("[data-primary]").click()
    office.act(placed.ticket, "void", reason="We ran out")
    person.context.set_offline(False)
    refused = page.get_by_role("alert").first
    expect(refused).to_contain_text("C’est annulé.")
    expect(refused).not_to_contain_text("voided")
