"""Where texts really go out, the simulated phone says so instead of failing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import Screens
from tests.e2e.served import Served, served
from tests.ports import free_port


@pytest.fixture(scope="module")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product with a carrier; nobody answers at the carrier's address."""
    with served(
        tmp_path_factory.mktemp("carrier"),
        TWILIO_ACCOUNT_SID=f"AC{'0' * 32}",
        TWILIO_AUTH_TOKEN="not a real token",
        TWILIO_API_URL=f"http://127.0.0.1:{free_port()}",
    ) as running:
        yield running


def test_the_phone_says_that_it_is_off_and_why(screens: Screens) -> None:
    page = screens.open("/phone")
    expect(page.get_by_role("heading", name="The simulator is off")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("use a real phone")
    expect(page.get_by_label("Your text")).to_have_count(0)
