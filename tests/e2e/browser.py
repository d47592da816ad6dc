"""A real browser, and what went wrong in it."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    sync_playwright,
)

#: Without these a browser talks to the outside on its own account.
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # An address that is this machine and does not look like it: no secure context over plain http.
    "--host-resolver-rules=MAP tablet.test 127.0.0.1",
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Debian's Chromium, or whichever is on PATH."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium on PATH: apt install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        yield started
        started.close()


@dataclass
class Screens:
    """Pages of one person, each watched for errors."""

    context: BrowserContext
    base: str
    errors: list[str] = field(default_factory=list)
    #: Of answers that a page is meant to deal with: the browser notes them on its own account.
    expected: frozenset[int] = frozenset()
    #: The same of a network or a server that a test takes away.
    accepted: re.Pattern[str] | None = None

    def open(self, path: str) -> Page:
        """Open a page."""
        page = self.context.new_page()
        page.on("console", lambda message: self._watch(path, message))
        page.on("pageerror", lambda error: self.errors.append(f"{path}: {error}"))
        page.goto(f"{self.base}{path}")
        return page

    def _watch(self, path: str, message: ConsoleMessage) -> None:
        noted = re.search(r"responded with a status of (\d+)", message.text)
        if noted and int(noted[1]) in self.expected:
            return
        if self.accepted and self.accepted.search(message.text):
            return
        if message.type in ("error", "warning"):
            self.errors.append(f"{path}: {message.text}")


def sign_in(page: Page, username: str, password: str) -> None:
    """Fill in the sign-in page."""
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def text(page: Page, words: str) -> None:
    """Send a text from the simulated phone."""
    page.get_by_label("Your text").fill(words)
    page.get_by_label("Send", exact=True).click()
