"""Texts without a carrier: they appear on the page of the simulated phone."""

import secrets
from collections.abc import Sequence
from datetime import datetime

from backend.channels.types import OutgoingText, Sent
from backend.conversation.delivery import DeliveryState


class Console:
    """Delivers at once: the commit that records a text as sent is what puts it on the page."""

    account = "console"
    simulated = True

    def send(self, _text: OutgoingText) -> Sent:
        """Accept anything."""
        return Sent(f"SM{secrets.token_hex(16)}", DeliveryState.DELIVERED)

    def find(self, _text: OutgoingText, _since: datetime) -> Sequence[Sent]:
        """Find nothing: what was not recorded was not delivered."""
        return ()
