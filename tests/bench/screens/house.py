"""What screens are measured on: the product with a long queue, and a page that does nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.crowd import Counter
from tests.e2e.served import PASSWORD, served

STATION = "North cart"
TICKETS = 500
VIEW = {"width": 1280, "height": 800}
#: A tablet's processor beside this one.
SLOWED = 4

_WATCH = Path(__file__).with_name("watch.js")

#: As many boxes as there are tickets, all of them there, each with a button that puts it away.
_BOX = (
    "<article><h3>{number}</h3><p>A box</p><p>with two lines</p>"
    "<button data-primary onclick='closest(`article`).replaceWith(`gone`)'>Go</button></article>"
)
_PLAIN = (
    "<!doctype html><style>main { width: 427px; height: 600px; overflow-y: auto; background: #fff }"
    " article { height: 210px; margin: 10px; border: 1px solid #888 }</style>"
    "<main data-lane=queued role=feed>{boxes}</main>"
)


@dataclass(frozen=True)
class House:
    """A running product whose orders all come to one station."""

    url: str
    counter: Counter
    station: int

    def tickets(self) -> list[int]:
        """List what waits at the station, in its order."""
        listed = self.counter.call("GET", f"/api/stations/{self.station}/tickets")["tickets"]
        return [one["id"] for one in listed if one["state"] == "queued"]


@contextmanager
def house() -> Iterator[House]:
    """Run the product with its queue until the end of the block."""
    with tempfile.TemporaryDirectory(prefix="brewline-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with served(folder) as running:
            counter = Counter.of(running.url)
            counter.only(STATION)
            counter.crowd(TICKETS)
            yield House(running.url, counter, counter.station(STATION))


@contextmanager
def tablet(chromium: Browser, place: House) -> Iterator[BrowserContext]:
    """Give a tablet that has never been here: signed in at the station, with nothing kept."""
    context = chromium.new_context(viewport=VIEW, has_touch=True)  # type: ignore[arg-type]
    credentials = {"username": "barista", "password": PASSWORD}
    answer = context.request.post(f"{place.url}/api/auth/login", data=credentials)
    assert answer.ok, answer.text()
    context.add_init_script(path=_WATCH)
    remembered = f"localStorage.setItem('brewline.station', '{place.station}')"
    context.add_init_script(f"if (location.protocol === 'http:') {remembered}")
    yield context
    context.close()


def board(context: BrowserContext, place: House) -> Page:
    """Open the station's board and have its cards there."""
    page = context.new_page()
    page.goto(f"{place.url}/barista")
    page.evaluate("bench.there()")
    return page


def plain(context: BrowserContext, place: House) -> Page:
    """Open a page of boxes: what a browser takes for the same without any work of ours."""
    page = context.new_page()
    boxes = "".join(_BOX.format(number=number) for number in range(TICKETS))
    body = _PLAIN.replace("{boxes}", boxes)
    page.route("**/plain", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(f"{place.url}/plain")
    page.evaluate("bench.there()")
    return page


def slow(page: Page, rate: float = SLOWED) -> None:
    """Slow the page's processor down."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
