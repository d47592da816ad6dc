"""The parts of all screens on their own page: both themes, every language, for everybody."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import assert_accessible, violations
from tests.e2e.browser import Screens
from tests.e2e.conftest import SECONDS
from tests.e2e.served import Served

PAPER = {"light": "rgb(250, 247, 242)", "dark": "rgb(14, 12, 11)"}
Arrive = Callable[..., Screens]


@pytest.fixture
def visitor(chromium: Browser, product: Served) -> Iterator[Arrive]:
    """Give somebody whose device has a theme, a size and a language; nobody may see an error."""
    expect.set_options(timeout=SECONDS)
    people: list[Screens] = []

    def arrive(theme: str = "light", width: int = 1280, locale: str = "en-US") -> Screens:
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            locale=locale,
        )
        context.set_default_timeout(SECONDS)
        people.append(Screens(context, product.url))
        return people[-1]

    yield arrive
    for person in people:
        person.context.close()
    assert [error for person in people for error in person.errors] == []


def _painted(page: Page) -> str:
    return str(page.locator("html").evaluate("page => getComputedStyle(page).backgroundColor"))


def _wide(page: Page) -> bool:
    """Tell whether something sticks out to the side."""
    return bool(page.locator("html").evaluate("page => page.scrollWidth > page.clientWidth"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/sign-in", "/phone", "/design"])
def test_pages_are_for_everybody(visitor: Arrive, path: str, theme: str) -> None:
    for width in (1280, 390):
        page = visitor(theme, width).open(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert _painted(page) == PAPER[theme]
        assert_accessible(page)
        assert not _wide(page)


def test_what_is_broken_is_found(visitor: Arrive) -> None:
    page = visitor().open("/sign-in")
    field = page.get_by_label("Username")
    field.evaluate("field => { field.parentElement.replaceWith(field) }")
    page.get_by_role("heading", level=1).evaluate("title => { title.style.color = '#bbbbbb' }")
    found = violations(page)
    assert [one.split(" ")[0] for one in found] == ["color-contrast", "label"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_opens_is_for_everybody(visitor: Arrive, theme: str) -> None:
    page = visitor(theme).open("/design")
    for words in ("Open a dialog", "Open a sheet"):
        button = page.get_by_role("button", name=words)
        button.click()
        box = page.get_by_role("dialog", name="Cancel order 42?")
        expect(box).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        expect(button).to_be_focused()
    page.get_by_role("button", name="Open a menu").click()
    expect(page.get_by_role("menuitem", name="Edit")).to_be_focused()
    assert_accessible(page)


def test_both_themes_stand_side_by_side(visitor: Arrive) -> None:
    page = visitor().open("/design")
    page.get_by_role("switch", name="Both themes side by side").check()
    for theme, colour in PAPER.items():
        pane = page.locator(f"main [data-theme={theme}]").first
        expect(pane).to_have_css("background-color", colour)
    assert_accessible(page)


def test_a_theme_that_was_chosen_stays(visitor: Arrive) -> None:
    screens = visitor("light")
    page = screens.open("/design")
    page.get_by_role("radio", name="Dark").check(force=True)
    expect(page.locator("html")).to_have_css("background-color", PAPER["dark"])
    again = screens.open("/sign-in")
    expect(again.get_by_role("heading", level=1)).to_be_visible()
    assert _painted(again) == PAPER["dark"]


@pytest.mark.parametrize(
    ("language", "sign_in"),
    [
        ("Deutsch", "Anmelden"),
        ("Español", "Iniciar sesión"),
        ("Français", "Se connecter"),
        ("Português", "Entrar"),
    ],
)
def test_each_language_fits_a_phone(visitor: Arrive, language: str, sign_in: str) -> None:
    screens = visitor(width=390)
    page = screens.open("/design")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Design")
    assert not _wide(page)
    assert_accessible(page)
    page.goto(f"{screens.base}/sign-in")
    expect(page.get_by_role("heading", level=1)).to_have_text(sign_in)


def test_the_browsers_language_is_spoken(visitor: Arrive) -> None:
    page = visitor(locale="de-AT").open("/")
    expect(page.get_by_role("link", name="Telefon")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page).to_have_title(re.compile("Kaffee"))


def test_without_its_words_a_language_is_not_spoken(visitor: Arrive) -> None:
    screens = visitor()
    page = screens.open("/design")
    expect(page.get_by_role("heading", level=1)).to_have_text("Design")
    screens.expected = frozenset({503})
    page.route(re.compile(r"/assets/fr-"), lambda route: route.fulfill(status=503))
    page.get_by_label("Language").select_option("Français")
    expect(page.get_by_role("alert").filter(has_text="cannot be fetched")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Design")


def test_from_right_to_left_nothing_sticks_out(visitor: Arrive) -> None:
    for width in (1280, 390):
        page = visitor(width=width).open("/design")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.locator("html").evaluate("page => { page.dir = 'rtl' }")
        assert not _wide(page)
        brand = page.get_by_role("link", name="Brewline").bounding_box()
        assert brand
        assert brand["x"] > width / 2
