"""Rooms, visitors and changes as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from backend.accounts.types import Role


class RoomKind(StrEnum):
    """What a room shows."""

    EVENT = "event"
    STATION = "station"
    DISPLAY = "display"
    SUPPORT = "support"
    #: The simulator's phones.
    PHONE = "phone"
    #: An order, to its customer, by its token.
    TRACK = "track"


@dataclass(frozen=True, slots=True)
class Room:
    """A room by its name, as in `station:3`."""

    kind: RoomKind
    key: str

    @property
    def name(self) -> str:
        """The name on the wire."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is behind a socket."""

    #: None for a screen without a token.
    person: int | None = None
    #: The device itself, where nobody is signed in.
    device: int | None = None
    #: The sign-in their token belongs to, or the digest of the device's: when that ends, so does
    #: what they see.
    sign_in: str | None = None
    #: {event id: role}
    roles: Mapping[int, Role] = field(default_factory=dict)
    expires_at: datetime | None = None
    #: On this machine, while the simulator is on.
    simulator: bool = False
    #: The token of the order they follow.
    track: str | None = None

    @property
    def known(self) -> bool:
        """Whether they came with a token."""
        return self.person is not None or self.device is not None

    def is_same(self, other: "Visitor") -> bool:
        """Tell whether both are the same person, or the same device."""
        return (self.person, self.device) == (other.person, other.device)


@dataclass(frozen=True, slots=True)
class Change:
    """A recorded change with its place in the sequence."""

    seq: int
    #: {room: seq of the room's previous change, 0 if there was none}
    prev: Mapping[str, int]
    type: str
    version: int
    data: Mapping[str, Any]
