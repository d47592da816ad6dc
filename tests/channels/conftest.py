"""What tests of texts may use: the small venue, empty or with something to say."""

import pytest

from backend.core.db import Database
from tests.channels.venue import Venue, open_venue


@pytest.fixture
def venue(db: Database) -> Venue:
    """An event with two stations, in `db`."""
    return open_venue(db)


@pytest.fixture
def ready(venue: Venue) -> Venue:
    """The venue with one ready text due."""
    (ticket,) = venue.order().tickets
    venue.act(ticket, "bump")
    return venue
