"""Takes each screen with no, few, many and very many orders, as sheets: `make pictures`."""

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from scripts.bootstrap import ROOT
from scripts.pictures import KIOSK, WATCHED, at_station, begin_shift
from scripts.sheet import Sheet
from tests.e2e.browser import Screens, browser, text
from tests.e2e.crowd import Counter
from tests.e2e.served import Served, served

SHEETS = ROOT / "docs" / "pictures" / "screens"
STATION = "North cart"
COUNTS = (0, 3, 30, 300)
SCHEMES = ("light", "dark")
SHAPES = ("wide", "upright")
COLUMNS = tuple(f"{scheme}, {shape}" for scheme in SCHEMES for shape in SHAPES)
#: Width and height of a screen that stands wide, and how much of it a sheet shows.
SIZES = {
    "tablet": (1280, 800, 0.5),
    "display": (1600, 900, 0.4),
    "kiosk": (1280, 800, 0.4),
    "tracker": (844, 390, 0.6),
    "doors": (1280, 800, 0.4),
}
TITLES = {
    "tablet": "The barista's tablet",
    "display": "The public display",
    "kiosk": "The kiosk",
    "tracker": "The tracker, on a phone",
    "doors": "Sign-in, and the simulated phone",
}
#: Long enough for what moves to have come to rest.
SETTLE_MS = 1500
PATIENCE_MS = 20_000
#: Of the one cart that makes it all: as many drinks are made at a time.
HANDS = 6
#: The others are collected sooner or later.
MOST_READY = 24


@dataclass
class Rush:
    """Orders at the one cart that is there: the first are ready, the next are being made."""

    counter: Counter
    orders: list[dict[str, Any]] = field(default_factory=list)
    _ready: int = 0
    _started: int = 0

    @property
    def waiting(self) -> int:
        """How many nobody has begun."""
        return len(self.orders) - self._started

    def grow(self, many: int) -> None:
        """Have so many in all."""
        self.orders += self.counter.crowd(many - len(self.orders), seed=many)
        ready = min(MOST_READY, -(-many // 6))
        started = ready + min(HANDS, -(-many // 10))
        for order in self.orders[self._started : started]:
            self.counter.act(order, "start")
        for order in self.orders[self._ready : ready]:
            self.counter.act(order, "bump")
        self._ready, self._started = ready, started

    def watched(self) -> tuple[str, int]:
        """Place one more at the end of the queue; gives its tracker's path and its ticket."""
        placed = self.counter.call("POST", "/api/events/demo/orders", WATCHED)
        return str(placed["track"]), int(placed["lines"][0]["ticket"])

    def forget(self, ticket: int) -> None:
        """Take that one away again."""
        body = {"action": "void", "reason": "Changed their mind"}
        self.counter.call("POST", f"/api/tickets/{ticket}/actions", body)


@dataclass(frozen=True)
class Round:
    """All screens in one theme."""

    scheme: str
    screens: Screens
    sheets: dict[str, Sheet]

    def take(self, page: Page, sheet: str, row: str) -> None:
        """Put a screen, wide and upright, into its sheet."""
        width, height, _ = SIZES[sheet]
        for shape, size in zip(SHAPES, ((width, height), (height, width)), strict=True):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            page.wait_for_timeout(SETTLE_MS)
            picture = page.screenshot()
            self.sheets[sheet].add(row, f"{self.scheme}, {shape}", picture, size[0])

    def arrive(self, counter: Counter) -> None:
        """Show what no order changes, and be signed in and paired afterwards."""
        door = self.screens.open("/sign-in")
        self.take(door, "doors", "sign-in")
        phone = self.screens.open("/phone")
        if self.scheme == SCHEMES[0]:
            text(phone, "lrg oat flat white 2 sugars for Steve")
        self.take(phone, "doors", "phone")
        made = counter.call("POST", "/api/events/demo/devices", KIOSK)
        kiosk = self.screens.open(f"/pair?code={made['code']}")
        expect(_begin(kiosk)).to_be_visible()
        at_station(self.screens.open("/barista"))
        for page in self.screens.context.pages:
            page.close()

    def look(self, rush: Rush) -> None:
        """Go round with the orders there are."""
        row = f"{len(rush.orders)} orders"
        self._see("/barista", "tablet", row, lambda page: _lanes(page, rush))
        self._see("/kiosk/demo", "kiosk", f"start, {row}")

    def display(self, rush: Rush) -> None:
        """See the display, which makes much of what is ready since a moment."""
        self._see("/display/demo", "display", f"{len(rush.orders)} orders")

    def track(self, path: str, before: int) -> None:
        """See what a guest sees with so many orders before their own."""
        self._see(path, "tracker", f"{before} before")

    def menu(self) -> None:
        """See the kiosk's menu, which no order changes."""
        self._see("/kiosk/demo", "kiosk", "menu", lambda page: _begin(page).click())

    def _see(
        self, path: str, sheet: str, row: str, ready: Callable[[Page], None] | None = None
    ) -> None:
        page = self.screens.open(path)
        if ready:
            ready(page)
        self.take(page, sheet, row)
        page.close()


def _begin(kiosk: Page) -> Locator:
    return kiosk.get_by_role("button", name="Tap to order")


def _lanes(tablet: Page, rush: Rush) -> None:
    begin_shift(tablet)
    expect(tablet.get_by_role("region", name="Up next")).to_contain_text(str(rush.waiting))


def _one_cart(counter: Counter) -> None:
    for one in counter.call("GET", "/api/events/demo/stations")["stations"]:
        change = {"parallel": HANDS} if one["name"] == STATION else {"state": "closed"}
        counter.call("PATCH", f"/api/stations/{one['id']}", change)


def _round(chromium: Browser, scheme: str, base: str, sheets: dict[str, Sheet]) -> Round:
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    return Round(scheme, Screens(context, base), sheets)


def _picture(product: Served, chromium: Browser, sheets: dict[str, Sheet]) -> None:
    """Fill the sheets."""
    counter = Counter.of(product.url)
    _one_cart(counter)
    rush = Rush(counter)
    rounds = [_round(chromium, scheme, product.url, sheets) for scheme in SCHEMES]
    for one in rounds:
        one.arrive(counter)
    for count in COUNTS:
        rush.grow(count)
        for one in rounds:
            one.look(rush)
        for one in rounds:
            one.display(rush)
        track, ticket = rush.watched()
        for one in rounds:
            one.track(track, count)
        rush.forget(ticket)
    for one in rounds:
        one.menu()
        assert not one.screens.errors, one.screens.errors


def main() -> int:
    """Take them all."""
    expect.set_options(timeout=PATIENCE_MS)
    sheets = {name: Sheet(TITLES[name], COLUMNS, scale) for name, (_, _, scale) in SIZES.items()}
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as product, browser() as it:
        _picture(product, it, sheets)
        for name, sheet in sheets.items():
            size = sheet.write(it, SHEETS / f"{name}.jpg")
            sys.stdout.write(f"docs/pictures/screens/{name}.jpg, {size // 1000} kB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
