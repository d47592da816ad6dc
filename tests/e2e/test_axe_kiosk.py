"""Every step of the kiosk, in both themes and upright and wide: for everybody, and big enough."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import assert_accessible
from tests.e2e.browser import Screens
from tests.e2e.conftest import SECONDS
from tests.e2e.kiosk import CUT, button, chip, heading, kiosk, picture, tap
from tests.e2e.offline import Office
from tests.e2e.served import Served


def _small_targets(page: Page) -> list[str]:
    """Name what can be tapped and is less than 64 pixels high or wide."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main button, main label')]
        .filter((one) => !one.htmlFor && !one.closest('dialog'))
        .map((one) => [one.innerText, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 63.5 || box.height < 63.5)
        .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
    )
    return found


LONG = "Wolfeschlegelsteinhausenbergerdorff 👩‍🍳 محمد"  # 40 letters
SHAPES = {"landscape": (1280, 800), "portrait": (800, 1280)}


Look = Callable[[str], None]


def _choose(page: Page, office: Office, look: Look) -> None:
    """Put together three cups, one of which sells out for a moment."""
    office.call("/api/events/demo/86", {"option": "milk:coconut"})
    office.call("/api/events/demo/86", {"item": "piccolo"})
    look("start")
    tap(page, "Tap to order")
    expect(button(page, re.compile("^piccolo"))).to_be_disabled()
    look("menu-empty")
    tap(page, "flat white")
    look("drink")
    tap(page, "More choices", "Allergies and wishes")
    chip(page, "Extras", "honey", "checkbox").check()
    page.get_by_role("checkbox", name="nut allergy").check()
    look("drink-more")
    tap(page, "Add to my order", "chai latte", "One more", "Add to my order")
    look("menu")
    office.call("/api/events/demo/86", {"item": "chai latte"})
    expect(page.get_by_role("alert")).to_be_visible()
    look("menu-out")
    office.call("/api/events/demo/86", {"item": "chai latte"}, method="DELETE")
    tap(page, "Continue with 3 items")


def _order(page: Page, number: str, look: Look) -> None:
    """Give a name and a number, and send it where for a moment there is no network."""
    look("name-empty")
    page.get_by_label("Name", exact=True).fill(LONG)
    look("name")
    tap(page, "Continue")
    button(page, re.compile("^Text me")).click()
    look("phone")
    tap(page, *number, "Save")
    look("review")
    page.context.set_offline(True)
    tap(page, "Order now")
    expect(page.get_by_text("No answer yet.")).to_be_visible()
    look("sending")
    page.context.set_offline(False)
    expect(heading(page, f"Thank you, {LONG}!")).to_be_visible()
    look("done")
    tap(page, "Done")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_step_is_open_to_everybody(
    chromium: Browser, product: Served, office: Office, shape: str, scheme: str
) -> None:
    expect.set_options(timeout=SECONDS)
    width, height = SHAPES[shape]
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.set_default_timeout(SECONDS)
    screens = Screens(context, product.url)
    page, _ = kiosk(screens, office)
    looked: list[str] = []

    def look(step: str) -> None:
        assert_accessible(page)
        assert not _small_targets(page), step
        beyond = "() => document.documentElement.scrollWidth > innerWidth"
        assert not page.evaluate(beyond), step
        looked.append(step)
        picture(page, f"{step}-{shape}-{scheme}")

    try:
        _choose(page, office, look)
        screens.accepted = CUT
        _order(page, f"55501007{len(shape) % 10}{len(scheme)}", look)
    finally:
        for what in ({"option": "milk:coconut"}, {"item": "piccolo"}, {"item": "chai latte"}):
            office.call("/api/events/demo/86", what, method="DELETE")
        context.close()
    assert len(looked) == 12
    assert screens.errors == []
