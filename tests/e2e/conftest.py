"""The product and a browser for every module, and people with screens of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.browser import Screens, browser
from tests.e2e.offline import Office
from tests.e2e.served import Served, served

#: Patient: the machine may be busy with other tests.
SECONDS = 20_000


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product, fresh for each module."""
    folder: Path = tmp_path_factory.mktemp("product")
    with served(folder) as running:
        yield running


@pytest.fixture(scope="module")
def office(product: Served) -> Office:
    """The server's own word, by REST."""
    return Office(product)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for all."""
    with browser() as started:
        yield started


@pytest.fixture
def somebody(chromium: Browser, product: Served) -> Iterator[Callable[[], Screens]]:
    """Give one more person each time, signed out; nobody may see an error."""
    expect.set_options(timeout=SECONDS)
    people: list[Screens] = []

    def arrive() -> Screens:
        context = chromium.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(SECONDS)
        people.append(Screens(context, product.url))
        return people[-1]

    yield arrive
    for person in people:
        person.context.close()
    assert [error for person in people for error in person.errors] == []


@pytest.fixture
def screens(somebody: Callable[[], Screens]) -> Screens:
    """The screens of a single person."""
    return somebody()
