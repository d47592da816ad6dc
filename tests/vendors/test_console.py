"""The vendor that ships: everything is delivered, on the page of the simulated phone."""

import pytest

from backend.channels.types import Messenger
from backend.conversation.delivery import DeliveryState
from backend.vendors.console import Console
from tests.vendors.contract import TEXT, MessengerContract


class TestConsole(MessengerContract):
    """Everybody's rules."""

    @pytest.fixture
    def messenger(self) -> Messenger:
        """The console."""
        return Console()

    def test_delivers_at_once(self) -> None:
        assert Console().send(TEXT).state is DeliveryState.DELIVERED
        assert Console().simulated
