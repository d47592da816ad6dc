"""What tests of orders may use."""

import pytest

from backend.core.db import Database
from tests.app_client import Staff
from tests.orders.later import Counter


@pytest.fixture
def counter(barista: Staff, demo_db: Database) -> Counter:
    """The counter of the demo event."""
    return Counter(barista, demo_db)
