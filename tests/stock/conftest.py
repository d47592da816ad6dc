"""What tests of stock may use."""

import pytest

from backend.core.db import Database
from backend.events.types import Event
from tests.stock.shelves import Shelves


@pytest.fixture
def shelves(demo_db: Database, demo: Event) -> Shelves:
    """The demo event, nothing counted yet."""
    return Shelves(demo_db, demo)
