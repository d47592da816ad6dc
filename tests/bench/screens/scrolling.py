"""How evenly a long lane scrolls, beside as many boxes that are simply there; with a trace."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from backend.core.settings import Settings
from tests.bench.figures import Report, quantile
from tests.bench.screens.house import House, board, plain, tablet
from tests.bench.screens.thread import Thread

ROUNDS = 3
FRAMES = 300
#: In each frame: a lane's height in a quarter of a second.
PIXELS = 40
FRAME_MS = 1000 / 60
#: What a browser's own tools show of frames, without the stacks that would slow them.
_TRACED = (
    "-*",
    "devtools.timeline",
    "disabled-by-default-devtools.timeline",
    "disabled-by-default-devtools.timeline.frame",
    "toplevel",
    "cc",
)
_BOX = '[data-lane="queued"][role="feed"], [data-lane="queued"] [role="feed"]'


@dataclass
class Scrolled:
    """What scrolling took, over all rounds."""

    intervals: list[float] = field(default_factory=list)
    #: Processor time of the page's own thread, in ms.
    busy: float = 0.0

    def skipped(self) -> float:
        """Give the share of frames, in percent, that were not there in time."""
        late = sum(one > 1.5 * FRAME_MS for one in self.intervals)
        return 100 * late / len(self.intervals)


def run(report: Report, place: House, chromium: Browser) -> None:
    """Take turns, so that both see the same machine; then once more for the trace."""
    ours, bound = Scrolled(), Scrolled()
    with tablet(chromium, place) as context:
        pages = (
            (_Scroller(board(context, place)), ours),
            (_Scroller(plain(context, place)), bound),
        )
        for _ in range(ROUNDS):
            for scroller, scrolled in pages:
                scroller.scroll(scrolled)
        _trace(chromium, context)
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        value, least = quantile(ours.intervals, share), quantile(bound.intervals, share)
        report.add(f"screens.scroll.{name}", value, "ms", least)
    report.add("screens.scroll.skipped", ours.skipped(), "%", bound.skipped())
    frames = ROUNDS * FRAMES
    report.add("screens.scroll.busy", ours.busy / frames, "ms", bound.busy / frames)


class _Scroller:
    """A page whose lane is scrolled."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._thread = Thread(page)

    def scroll(self, scrolled: Scrolled) -> None:
        """Scroll from the top."""
        self._page.bring_to_front()
        self._page.evaluate(f"document.querySelector('{_BOX}').scrollTop = 0")
        self._page.wait_for_timeout(500)
        before = self._thread.busy()
        scrolled.intervals += _scroll(self._page)
        scrolled.busy += self._thread.busy() - before


def _scroll(page: Page) -> list[float]:
    took = page.evaluate("asked => bench.scroll(...asked)", [_BOX, PIXELS, FRAMES])
    return [float(one) for one in took]


def _trace(chromium: Browser, context: BrowserContext) -> None:
    page = context.pages[0]
    page.bring_to_front()
    path = Path(Settings.load().data_dir) / "bench" / "lane-scroll.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    chromium.start_tracing(page=page, path=path, categories=list(_TRACED))
    _scroll(page)
    chromium.stop_tracing()
