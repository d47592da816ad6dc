"""The public display is for everybody: axe in each of its states, in both themes."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import assert_accessible_in_both
from tests.e2e.browser import Screens
from tests.e2e.wire import Wire, call, calls, snapshot

SIZES = {"wide": (1920, 1080), "tall": (1080, 1920)}


#: As in a browser that nobody has touched yet.
SILENT = """window.AudioContext = class extends EventTarget { state = "suspended"; };"""


def _in(**span: float) -> str:
    return (datetime.now(UTC) + timedelta(**span)).isoformat()


#: By name: what is shown, made when it is wanted since it tells times, and words that tell that it
#: is.
STATES: dict[str, tuple[Callable[[], Any], str]] = {
    "empty": (lambda: snapshot([]), "Your number will appear here"),
    "with calls": (lambda: snapshot(calls(30)), "Making"),
    "a rush": (lambda: snapshot(calls(300)), r"\d of \d"),
    "missed and sold out": (
        lambda: {
            **snapshot(
                [call(7, "uncollected", seconds=300), call(8, "made", seconds=200)],
                display={"sponsors": ["Maple & Co"], "colour": "#8a4423"},
            ),
            "sold_out": ["mocha", "milk:oat"],
        },
        "Not collected.*Maple & Co",
    ),
    "last orders": (
        lambda: snapshot(calls(6), last_orders_at=_in(minutes=-5), closes_at=_in(minutes=20)),
        "Last orders until",
    ),
    "paused": (lambda: snapshot(calls(6), state="paused"), "Orders are paused"),
    "closed": (lambda: snapshot([], state="closed"), "We are closed"),
}


def _open(screens: Screens, wire: Wire, query: str = "") -> Page:
    page = screens.open("/sign-in")
    wire.on(page)
    page.goto(f"{screens.base}/display/demo{query}")
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_each_state(screens: Screens, state: str, size: str) -> None:
    shows, words = STATES[state]
    page = _open(screens, Wire(shows()))
    width, height = SIZES[size]
    page.set_viewport_size({"width": width, "height": height})
    expect(page.get_by_role("main")).to_contain_text(re.compile(words))
    assert_accessible_in_both(page, state)


def test_one_station_with_sound_to_be_touched(screens: Screens) -> None:
    screens.context.add_init_script(SILENT)
    page = _open(screens, Wire(snapshot(calls(12))), "?station=Tea bar&chime=1&speak=1&qr=web")
    expect(page.get_by_role("button", name="Tap for sound")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tea bar")
    assert_accessible_in_both(page, "one station")


def test_a_lost_connection(screens: Screens) -> None:
    wire = Wire(snapshot(calls(12)))
    page = screens.open("/sign-in")
    page.clock.install()
    wire.on(page)
    page.goto(f"{screens.base}/display/demo?station=Nowhere")
    expect(page.get_by_role("alert").filter(has_text="Nowhere")).to_be_visible()
    wire.cut()
    page.clock.run_for(61_000)
    expect(page.get_by_text("No connection: numbers may be out of date")).to_be_visible()
    assert_accessible_in_both(page, "a lost connection")
    screens.errors[:] = [one for one in screens.errors if "WebSocket" not in one]


def test_no_such_event(screens: Screens) -> None:
    page = screens.open("/display/nowhere")
    expect(page.get_by_role("heading")).to_be_visible()
    assert_accessible_in_both(page, "no such event")
