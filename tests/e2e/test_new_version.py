"""A new version of the pages, deployed while a screen is open, and while it has no network."""

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.core import pages
from tests.e2e.conftest import SECONDS

DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist"


class _Files(SimpleHTTPRequestHandler):
    """The built files under the product's headers, and nothing behind them."""

    def do_GET(self) -> None:
        if self.path.startswith("/display/"):
            self.path = "/index.html"
        super().do_GET()

    def end_headers(self) -> None:
        for name, value in (*pages.HEADERS, ("Cache-Control", "no-cache")):
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """The pages of one version, until another is deployed."""

    url: str
    folder: Path

    def deploy(self, version: str) -> None:
        """Put up another version: a page that says which, and a worker that is not the same."""
        page = (DIST / "index.html").read_text()
        marked = page.replace("<title>", f'<meta name="version" content="{version}" /><title>')
        (self.folder / "index.html").write_text(marked)
        worker = (DIST / "sw.js").read_text()
        other, found = re.subn(r'"[0-9a-f]{12}"', f'"{version}"', worker)
        assert found == 1, "the worker's version is not where it was"
        (self.folder / "sw.js").write_text(other)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    folder = tmp_path / "dist"
    shutil.copytree(DIST, folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = Site(f"http://127.0.0.1:{server.server_address[1]}", folder)
    site.deploy("first")
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def screen(chromium: Browser, site: Site) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.url}/display/demo")
    kept = """Promise.race([navigator.serviceWorker.ready.then(() => true),
        new Promise((resolve) => setTimeout(resolve, 20000, false))])"""
    assert page.evaluate(kept), "the page has no service worker"
    yield page
    context.close()


def _shows(page: Page, version: str) -> None:
    expect(page.locator("meta[name=version]")).to_have_attribute(
        "content", version, timeout=SECONDS
    )


def test_a_screen_takes_a_new_version_by_itself(site: Site, screen: Page) -> None:
    _shows(screen, "first")
    site.deploy("second")
    screen.evaluate("window.dispatchEvent(new Event('online'))")
    _shows(screen, "second")
    names = screen.evaluate("caches.keys()")
    assert names == ["brewline-first", "brewline-second"]


def test_a_version_deployed_while_there_is_no_network(site: Site, screen: Page) -> None:
    screen.context.set_offline(True)
    site.deploy("second")
    screen.reload()
    _shows(screen, "first")
    screen.context.set_offline(False)
    _shows(screen, "second")


def test_an_incomplete_version_is_not_taken(site: Site, screen: Page) -> None:
    for file in (site.folder / "assets").glob("Display-*"):
        file.unlink()
    site.deploy("broken")
    screen.evaluate("navigator.serviceWorker.ready.then(ready => ready.update()).catch(() => 0)")
    screen.wait_for_timeout(2500)
    screen.reload()
    _shows(screen, "first")
    expect(screen.get_by_text("One moment")).to_be_visible()
