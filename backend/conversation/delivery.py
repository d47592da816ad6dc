"""How far a text has come, pure: states by rank, and the carrier's words for them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class DeliveryState(StrEnum):
    """How far an outgoing text has come."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    READ = "read"


_S = DeliveryState

RANK: Mapping[DeliveryState, int] = MappingProxyType(
    {
        _S.QUEUED: 1,
        _S.SENDING: 2,
        _S.SENT: 3,
        _S.DELIVERED: 4,
        _S.UNDELIVERED: 4,
        _S.FAILED: 4,
        _S.READ: 5,
    }
)

#: What the carrier says, and what it means here.
WORDS: Mapping[str, DeliveryState] = MappingProxyType(
    {
        **{str(state): state for state in DeliveryState},
        "accepted": _S.QUEUED,
        "scheduled": _S.QUEUED,
        "partially_delivered": _S.DELIVERED,
        "canceled": _S.FAILED,
    }
)


def advance(now: DeliveryState, heard: DeliveryState) -> DeliveryState:
    """Give the state after hearing of one: reports come late, twice and out of order.

    A final state stays, but that what was delivered may be read.
    """
    if now in (_S.UNDELIVERED, _S.FAILED) or RANK[heard] <= RANK[now]:
        return now
    return heard
