"""A customer to talk for."""

import pytest

from tests.conversation.stand_in import StandIn


@pytest.fixture
def desk() -> StandIn:
    """A stranger at the demo event."""
    return StandIn()
