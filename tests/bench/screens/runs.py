"""Screens: their weight, and how soon they are there, show a tap or a commit, and scroll."""

from tests.bench.figures import Report
from tests.bench.screens import glass, heap, opening, scrolling, sizes, tapping
from tests.bench.screens.house import house
from tests.e2e.browser import browser


def run(report: Report) -> None:
    """Weigh what was built, then measure it in a browser, on a queue of 500 tickets."""
    sizes.run(report)
    with house() as place, browser() as chromium:
        opening.run(report, place, chromium)
        scrolling.run(report, place, chromium)
        glass.run(report, place, chromium)
        tapping.run(report, place, chromium)
        heap.run(report, place, chromium)
