"""What a display holds after many changes, beside what it holds after few: it runs for days."""

from playwright.sync_api import Browser, CDPSession, Page, expect

from tests.bench.figures import Report
from tests.bench.screens.house import House
from tests.e2e.wire import Wire, call, calls, snapshot

FEW, MANY = 1_000, 10_000
STATES = ("started", "made", "collected")
#: Of the heap: garbage is never all of it collected.
SHARE = 1.25


def run(report: Report, place: House, chromium: Browser) -> None:
    """Let tickets come and go on a display, then look at what it keeps."""
    context = chromium.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    wire = Wire(snapshot(calls(20)))
    wire.on(page)
    page.goto(f"{place.url}/display/demo")
    expect(page.get_by_role("region", name="Ready").get_by_role("listitem").first).to_be_visible()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    _rush(page, wire, 1, FEW)
    few = _held(session)
    _rush(page, wire, FEW + 1, MANY)
    many = _held(session)
    context.close()
    report.add(
        "screens.display.heap", many[0] / 1e6, "MB", few[0] / 1e6, limit=SHARE * few[0] / 1e6
    )
    report.add("screens.display.nodes", many[1], "nodes", few[1])


def _rush(page: Page, wire: Wire, first: int, last: int) -> None:
    for place in range(first, last + 1):
        state = "made" if place == last else STATES[place % 3]
        change = call(1000 + place // 3, state, seconds=0, version=place)
        wire.push("CallChanged", change)
        if place % 100 == 0:
            # Taken in before more is sent.
            page.wait_for_timeout(20)
    newest = page.get_by_role("region", name="Ready").get_by_text(str(1000 + last // 3), exact=True)
    expect(newest).to_be_visible(timeout=30_000)


def _held(session: CDPSession) -> tuple[float, float]:
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    found = {one["name"]: float(one["value"]) for one in metrics}
    return found["JSHeapUsedSize"], found["Nodes"]
