"""Accessibility of a page as it stands, judged by axe under the page's own content policy."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SOURCE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"

#: WCAG 2.2 at level AA, with all that it takes over from its older versions.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

_OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    # It would fetch style sheets, which the pages' policy forbids.
    "preload": False,
}


def violations(page: Page, within: str = "html") -> list[str]:
    """Name each rule that is broken, with the elements that break it."""
    # The browser's own debugger may run what the policy keeps pages from running.
    session = page.context.new_cdp_session(page)
    try:
        session.send("Runtime.evaluate", {"expression": _SOURCE.read_text()})
        ran = session.send(
            "Runtime.evaluate",
            {
                "expression": f"axe.run({json.dumps(within)}, {json.dumps(_OPTIONS)})",
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
    finally:
        session.detach()
    assert "exceptionDetails" not in ran, ran["exceptionDetails"]
    result: dict[str, Any] = ran["result"]["value"]
    assert result["testEngine"]["name"] == "axe-core"
    return [
        f"{found['id']} ({found['help']}): {node['target']} {node.get('failureSummary', '')}"
        for found in result["violations"]
        for node in found["nodes"]
    ]


def assert_accessible(page: Page, within: str = "html") -> None:
    """Fail with all that axe finds, on the page or the part of it that a selector names."""
    found = violations(page, within)
    assert not found, "\n".join([page.url, *found])


def assert_accessible_in_both(page: Page, state: str) -> None:
    """Judge the page as it stands, in the light and in the dark; `state` names it in a failure."""
    for scheme in ("light", "dark"):
        page.emulate_media(
            color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
        )
        found = violations(page)
        if found:
            # Colours may still have been on their way from one theme to the other.
            page.wait_for_timeout(1000)
            found = violations(page)
        assert not found, "\n".join([f"{state}, {scheme}", *found])
