"""How soon a tap shows among many tickets: from the finger's touch to the painted change."""

from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, Page

from tests.bench.figures import Report, quantile
from tests.bench.screens.house import SLOWED, House, board, plain, slow, tablet
from tests.bench.screens.thread import Thread

TAPS = 40
LIMIT_MS = 100.0
#: After a touch cards stand still for 600 ms, then they close up.
REST_MS = 750


@dataclass
class Tapped:
    """What each tap took until it was painted, in ms, and what the page worked for it."""

    took: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def run(report: Report, place: House, chromium: Browser) -> None:
    """Start one ticket after the other, at this processor's pace and at a slow one's."""
    for rate, word in ((1, "tap"), (SLOWED, "tap_slowed")):
        with tablet(chromium, place) as context:
            ours = _taps(board(context, place), rate)
            bound = _taps(plain(context, place), rate)
        for name, share in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
            report.add(
                f"screens.{word}.{name}",
                quantile(ours.took, share),
                "ms",
                quantile(bound.took, share),
                limit=LIMIT_MS,
            )
        report.add(f"screens.{word}.busy", median(ours.busy), "ms", median(bound.busy))


def _taps(page: Page, rate: float) -> Tapped:
    page.bring_to_front()
    slow(page, rate)
    thread, tapped = Thread(page), Tapped()
    for _ in range(TAPS):
        page.wait_for_timeout(REST_MS)
        x, y = page.evaluate("bench.aim()")
        before = thread.busy()
        page.touchscreen.tap(x, y)
        tapped.took.append(float(page.evaluate("bench.shown")))
        tapped.busy.append(thread.busy() - before)
    return tapped
