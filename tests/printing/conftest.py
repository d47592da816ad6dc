"""What tests of labels may use."""

import pytest

from backend.core.db import Database
from backend.events.types import Event
from tests.app_client import Staff
from tests.printing.shop import Shop


@pytest.fixture
def shop(demo_db: Database, demo: Event, barista: Staff) -> Shop:
    """The demo event, labels printed at every station when a ticket is started."""
    shop = Shop(demo_db, demo, barista)
    shop.set(labels="start")
    return shop
