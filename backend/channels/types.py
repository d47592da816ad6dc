"""What a vendor of texts must do, and how it says that it could not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backend.conversation.delivery import DeliveryState


@dataclass(frozen=True, slots=True)
class OutgoingText:
    """One text, ready to go."""

    event: int
    #: Ours: it comes back in the status reports.
    id: int
    address: str
    number: str
    body: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has it."""

    provider_id: str
    state: DeliveryState


class NotSent(Exception):
    """The text was not sent, or nobody knows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Refused(NotSent):
    """The provider will never take this text."""


class Busy(NotSent):
    """The provider did not take it now; it may later."""

    def __init__(self, code: str, retry_after: float = 0.0) -> None:
        super().__init__(code)
        #: Seconds the provider asks us to stay away.
        self.retry_after = retry_after


class OutcomeUnknown(NotSent):
    """It was given to the provider, who did not answer: it may be on its way."""


class Messenger(Protocol):
    """A vendor of texts; called by several threads at once."""

    @property
    def account(self) -> str:
        """The account its ids belong to."""

    @property
    def simulated(self) -> bool:
        """Whether texts go no further than the page of the simulated phone."""

    def send(self, text: OutgoingText) -> Sent:
        """Send one text, within seconds; raises a NotSent."""

    def find(self, text: OutgoingText, since: datetime) -> Sequence[Sent]:
        """Look for this text among those sent since then, oldest first; raises a NotSent."""
