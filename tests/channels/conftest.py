"""The small venue, as a fixture."""

import pytest

from backend.core.db import Database
from tests.channels.venue import Venue, open_venue


@pytest.fixture
def venue(db: Database) -> Venue:
    """An event with two stations, in `db`."""
    return open_venue(db)
