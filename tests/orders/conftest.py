"""What tests of orders may use."""

import pytest

from backend.core.db import Database
from tests.app_client import Staff
from tests.channels.venue import Venue, open_venue
from tests.orders.later import Counter


@pytest.fixture
def counter(barista: Staff, demo_db: Database) -> Counter:
    """The counter of the demo event."""
    return Counter(barista, demo_db)


@pytest.fixture
def venue(db: Database) -> Venue:
    """An event with two stations, in `db`."""
    return open_venue(db)
