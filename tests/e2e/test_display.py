"""The public display in a real browser: on the product, and on a wire that fails at will."""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import CDPSession, Locator, Page, Route, expect

from tests.e2e.browser import Screens, sign_in
from tests.e2e.served import PASSWORD, Served
from tests.e2e.wire import Wire, call, calls, snapshot

SIZES = {"wide": (1920, 1080), "tall": (1080, 1920), "small": (1280, 720)}

#: What the page is to make of sound: kept instead of heard.
VOICES = """
window.heard = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB" }, { lang: "de-DE" }],
  speak: (words) => window.heard.push(words.lang + ": " + words.text),
} });
window.AudioContext = class extends EventTarget {
  state = "suspended";
  resume() {
    this.state = "running";
    this.dispatchEvent(new Event("statechange"));
    return Promise.resolve();
  }
};
"""


def _open(screens: Screens, wire: Wire, query: str = "", size: str = "wide") -> Page:
    """Open the display with a server of ours behind its socket."""
    page = screens.open("/sign-in")
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    wire.on(page)
    page.goto(f"{screens.base}/display/demo{query}")
    return page


def _column(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


def _order(product: Served, phone: str, name: str) -> tuple[str, str]:
    product.texted(phone, f"small skim latte for {name}")
    answer = product.texted(phone, "yes")
    found = re.search(r"Order #(\d+) is in! Collect it at ([\w ]+),", answer)
    assert found, answer
    return found[1], found[2]


def test_the_name_on_it_is_what_the_event_allows_at_once(
    somebody: Callable[[], Screens], product: Served
) -> None:
    screens = somebody()
    display = screens.open("/display/demo")
    number, station = _order(product, "+15550100301", "Barbara")
    making = _column(display, "Making")
    expect(making.get_by_text(number, exact=True)).to_be_visible()

    tablet = somebody().open("/barista")
    sign_in(tablet, "organiser", PASSWORD)
    tablet.get_by_role("button", name=station).click()
    card = tablet.get_by_role("article", name=re.compile(rf"\b{number}\b"))
    card.get_by_role("button", name="Start").click()
    card.get_by_role("button", name="Done").click()
    ready = _column(display, "Ready").get_by_role("listitem").filter(has_text=number)
    expect(ready).to_contain_text("Barbara")
    expect(ready).to_contain_text(station)
    expect(ready).to_have_attribute("data-fresh", "true")

    for policy, shown in (("initial", "B"), ("number", None)):
        _set(tablet, product, {"name_policy": policy})
        expect(ready).not_to_contain_text("Barbara")
        name = ready.locator("b")
        expect(name).to_have_count(0) if shown is None else expect(name).to_contain_text(shown)
    _set(tablet, product, {"display": {"sponsors": ["Maple & Co"], "languages": ["de"]}})
    expect(display.get_by_text("Maple & Co")).to_be_visible()
    expect(_column(display, "Fertig")).to_contain_text(number)
    assert screens.errors == []


def _set(page: Page, product: Served, settings: dict[str, object]) -> None:
    signed = page.request.post(
        f"{product.url}/api/auth/login", data={"username": "owner", "password": PASSWORD}
    )
    headers = {"Authorization": f"Bearer {signed.json()['access_token']}"}
    path = f"{product.url}/api/events/demo/settings"
    answer = page.request.put(path, data=settings, headers=headers)
    assert answer.ok, answer.text()


@pytest.mark.parametrize("size", SIZES)
def test_a_ready_number_is_a_twelfth_of_the_height_and_the_largest(
    screens: Screens, size: str
) -> None:
    page = _open(screens, Wire(snapshot(calls(30))), size=size)
    expect(_column(page, "Ready").get_by_role("listitem").first).to_be_visible()
    width, height = SIZES[size]
    type_size = "number => parseFloat(getComputedStyle(number).fontSize)"
    largest = _column(page, "Ready").locator("strong").first.evaluate(type_size)
    making = _column(page, "Making").locator("strong").first.evaluate(type_size)
    # A digit is 0.727 of its type.
    assert largest * 0.727 >= height / 12 - 1
    assert largest >= width * 0.06 - 1
    assert largest > making >= height / 12 - 1
    beyond = (
        "() => document.body.scrollHeight > innerHeight || document.body.scrollWidth > innerWidth"
    )
    assert not page.evaluate(beyond)
    cut = page.evaluate(
        "() => [...document.querySelectorAll('li')].filter((one) => one.getBoundingClientRect()"
        ".bottom > one.parentElement.getBoundingClientRect().bottom + 1).length"
    )
    assert cut == 0


def test_every_ready_number_comes_by_and_the_fresh_one_stays(screens: Screens) -> None:
    shown = [call(200 + place, "made", seconds=100 + place) for place in range(40)]
    wire = Wire(snapshot([*shown, call(999, "made", seconds=-3600)]))
    page = screens.open("/sign-in")
    page.clock.install()
    page.set_viewport_size({"width": 1280, "height": 720})
    wire.on(page)
    page.goto(f"{screens.base}/display/demo")
    ready = _column(page, "Ready")
    expect(ready.get_by_text(re.compile(r"^\d of \d$"))).to_be_visible()
    seen: set[str] = set()
    for _ in range(8):
        numbers = ready.locator("li strong").all_inner_texts()
        assert "999" in numbers
        seen |= set(numbers)
        page.clock.run_for(8000)
    assert seen == {"999", *(str(one["number"]) for one in shown)}


def test_a_cut_is_told_and_the_numbers_stay_also_over_a_reload(screens: Screens) -> None:
    wire = Wire(snapshot([call(7, "made"), call(8, "started")]))
    page = screens.open("/sign-in")
    page.clock.install()
    wire.on(page)
    page.goto(f"{screens.base}/display/demo")
    expect(_column(page, "Ready")).to_contain_text("7")
    page.clock.run_for(3000)
    screens.errors.clear()
    wire.cut()
    page.clock.run_for(2_000)
    stale = page.get_by_text("No connection: numbers may be out of date")
    expect(stale).to_have_count(0)
    page.clock.run_for(61_000)
    expect(stale).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("as they were 1 min ago")
    expect(_column(page, "Ready")).to_contain_text("7")

    page.reload()
    expect(_column(page, "Ready")).to_contain_text("7")
    expect(_column(page, "Making")).to_contain_text("8")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"as they were \d+ min ago"))
    wire.away = False
    wire.shows = snapshot([call(9, "made")])
    page.clock.run_for(10_000)
    expect(_column(page, "Ready")).to_contain_text("9")
    expect(_column(page, "Ready")).not_to_contain_text("7")
    expect(stale).to_have_count(0)
    # A socket that nobody answers is what the browser notes; nothing else was wrong.
    assert [one for one in screens.errors if "WebSocket" not in one] == []
    screens.errors.clear()


def test_each_number_is_spoken_once_in_each_language_with_a_voice(screens: Screens) -> None:
    screens.context.add_init_script(VOICES)
    display = {"spoken": True, "languages": ["en", "de", "fr"]}
    seven = call(7, "made")
    wire = Wire(snapshot([seven, call(8, "started")], display=display))
    page = _open(screens, wire)
    touch = page.get_by_role("button", name="Tap for sound")
    touch.click()
    expect(touch).to_have_count(0)
    eight = {**call(8, "made", seconds=0, version=2), "name": "Ann"}
    wire.push("CallChanged", eight)
    told = [
        "en-GB: Ann, number 8, Tea bar",
        "de-DE: Ann, Nummer 8, Tea bar",
    ]
    _until(page, lambda: page.evaluate("window.heard") == told)

    # After a cut: what came meanwhile is told, what was told is not.
    nine = {**call(9, "made", seconds=5), "name": None}
    wire.shows = snapshot([seven, eight, nine], display=display)
    wire.cut()
    wire.away = False
    told += ["en-GB: Number 9, North cart", "de-DE: Nummer 9, North cart"]
    _until(page, lambda: page.evaluate("window.heard") == told)
    page.wait_for_timeout(1500)
    assert page.evaluate("window.heard") == told
    screens.errors.clear()


def test_without_a_voice_or_a_bell_it_is_silent_and_whole(screens: Screens) -> None:
    screens.context.add_init_script("delete window.AudioContext; delete window.speechSynthesis;")
    wire = Wire(snapshot([call(8, "started")]))
    page = _open(screens, wire, "?speak=1")
    expect(_column(page, "Making")).to_contain_text("8")
    wire.push("CallChanged", call(8, "made", seconds=0, version=2))
    expect(_column(page, "Ready")).to_contain_text("8")
    assert page.get_by_role("button").count() == 0


def test_over_plain_http_it_loads_a_new_version_when_nobody_is_being_called(
    screens: Screens,
) -> None:
    # As over plain http; with a service worker that one brings new versions.
    screens.context.add_init_script("delete Navigator.prototype.serviceWorker")
    wire = Wire(snapshot([call(8, "made", seconds=0)]))
    page = screens.open("/sign-in")
    wire.on(page)
    page.goto(f"{screens.base}/display/demo")
    expect(_column(page, "Ready")).to_contain_text("8")
    fresh: list[float] = []
    built = page.request.get(f"{screens.base}/display/demo").text()
    another = re.sub(r"/assets/index-[^.\"]+\.js", "/assets/index-another.js", built)
    assert another != built

    def another_build(route: Route) -> None:
        if route.request.resource_type == "document":
            fresh.append(time.monotonic())
        route.fulfill(body=another, content_type="text/html")

    page.route("**/display/demo", another_build)
    page.route(
        "**/assets/index-another.js",
        lambda route: route.fulfill(body="", content_type="text/javascript"),
    )
    wire.cut()
    wire.away = False
    page.wait_for_timeout(1500)
    assert fresh == [], "somebody was being called"
    _until(page, lambda: len(fresh) == 1)
    screens.errors.clear()


def test_nothing_stands_still_for_hours(screens: Screens) -> None:
    page = screens.open("/sign-in")
    page.clock.install(time=datetime(2026, 11, 21, 10, 30, 30, tzinfo=UTC))
    Wire(snapshot([call(8, "made")])).on(page)
    page.goto(f"{screens.base}/display/demo")
    main, ready = page.get_by_role("main"), _column(page, "Ready")
    expect(ready).to_be_visible()
    shifts, sides = set(), set()
    for _ in range(4):
        shifts.add(main.get_attribute("data-shift"))
        page.clock.run_for(60_000)
    for _ in range(2):
        box = ready.bounding_box()
        assert box
        sides.add(box["x"] < 200)
        page.clock.fast_forward(3_600_000)
        page.clock.run_for(2_000)
        page.wait_for_timeout(200)
    assert shifts == {"0", "1", "2", "3"}
    assert sides == {True, False}


def test_ten_thousand_changes_leave_no_more_than_a_thousand(screens: Screens) -> None:
    wire = Wire(snapshot(calls(20)))
    page = _open(screens, wire)
    expect(_column(page, "Ready").get_by_role("listitem").first).to_be_visible()
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    _rush(page, wire, 1, 1000)
    before = _measured(session)
    _rush(page, wire, 1001, 10_000)
    after = _measured(session)
    assert after["JSHeapUsedSize"] < before["JSHeapUsedSize"] + 1_500_000, (before, after)
    assert after["Nodes"] < before["Nodes"] * 1.2 + 100, (before, after)


def _rush(page: Page, wire: Wire, first: int, last: int) -> None:
    """Let tickets come and go, each in three changes; the last one stays."""
    for place in range(first, last + 1):
        ticket, state = 1000 + place // 3, ("started", "made", "collected")[place % 3]
        state = "made" if place == last else state
        wire.push("CallChanged", call(ticket, state, seconds=0, version=place))
        if place % 100 == 0:
            page.wait_for_timeout(20)
    expect(_column(page, "Ready").get_by_text(str(1000 + last // 3), exact=True)).to_be_visible()


def _measured(session: CDPSession) -> dict[str, float]:
    session.send("HeapProfiler.collectGarbage")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return {one["name"]: one["value"] for one in metrics}


def _until(page: Page, met: Callable[[], bool]) -> None:
    """Wait in the page: the content policy lets nothing in to wait there itself."""
    give_up = time.monotonic() + 50
    while not met():
        assert time.monotonic() < give_up, "in vain"
        page.wait_for_timeout(100)
