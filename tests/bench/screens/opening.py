"""How soon a tablet can be worked on after it was opened, on a slow processor."""

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.figures import Report
from tests.bench.screens.house import SLOWED, House, slow, tablet
from tests.bench.screens.thread import Thread

ROUNDS = 3
LIMIT_MS = 2000.0
#: The board is kept each second.
KEPT_MS = 1500
_SCRIPT = "**/assets/index-*.js"
_READY = "navigator.serviceWorker.ready.then(() => true)"


@dataclass(frozen=True)
class _Opened:
    """Until the first card could be tapped, in ms."""

    took: float
    #: What the tablet itself works in that, at its own pace: the rest is waiting for others.
    busy: float


def run(report: Report, place: House, chromium: Browser) -> None:
    """Open it for the first time, then again, then without its script; slowed, and for its work."""
    bound = median(_bare(chromium, place) for _ in range(ROUNDS))
    slowed = [_twice(chromium, place, SLOWED) for _ in range(ROUNDS)]
    paced = [_twice(chromium, place, 1) for _ in range(ROUNDS)]
    for at, name in enumerate(("first_time", "kept")):
        took = median(pair[at].took for pair in slowed)
        busy = SLOWED * median(pair[at].busy for pair in paced)
        report.add(f"screens.usable.{name}", took, "ms", bound, limit=LIMIT_MS)
        report.add(f"screens.usable.{name}.busy", busy, "ms", limit=LIMIT_MS)


def _twice(chromium: Browser, place: House, rate: float) -> tuple[_Opened, _Opened]:
    with tablet(chromium, place) as context:
        page = _slowed(context, rate)
        first = _usable(page, place)
        page.evaluate(_READY)
        page.wait_for_timeout(KEPT_MS)
        page.close()
        return first, _usable(_slowed(context, rate), place)


def _slowed(context: BrowserContext, rate: float) -> Page:
    page = context.new_page()
    slow(page, rate)
    return page


def _usable(page: Page, place: House) -> _Opened:
    thread = Thread(page)
    page.goto(f"{place.url}/barista", wait_until="commit")
    took = float(page.evaluate("bench.there()"))
    return _Opened(took, thread.busy())


def _bare(chromium: Browser, place: House) -> float:
    with tablet(chromium, place) as context:
        page = _slowed(context, SLOWED)
        page.route(_SCRIPT, lambda route: route.fulfill(body="", content_type="text/javascript"))
        page.goto(f"{place.url}/barista")
        return float(page.evaluate("bench.there('#root')"))
