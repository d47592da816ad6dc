"""Rooms: their names, who may join, and what of a change each of them is shown."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.accounts.types import Role, allows
from backend.live.types import Change, Room, RoomKind, Visitor
from backend.orders import tokens

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_ID = re.compile(r"[1-9][0-9]{0,17}")
_ADDRESS = re.compile(r"(?:whatsapp:)?\+[0-9]{8,15}|[0-9]{5,6}")

_KEYS: Mapping[RoomKind, re.Pattern[str]] = MappingProxyType(
    {
        RoomKind.EVENT: _SLUG,
        RoomKind.STATION: _ID,
        RoomKind.DISPLAY: _SLUG,
        RoomKind.SUPPORT: _SLUG,
        RoomKind.PHONE: _ADDRESS,
        RoomKind.TRACK: re.compile(tokens.PATTERN),
    }
)

#: The least role that opens a room; what is not here asks for none.
LEAST: Mapping[RoomKind, Role] = MappingProxyType(
    {
        RoomKind.STATION: Role.BARISTA,
        RoomKind.EVENT: Role.BARISTA,
        RoomKind.SUPPORT: Role.SUPPORT,
    }
)

#: What of a public screen's changes may leave; a type that is not here never does.
_PUBLIC_FIELDS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "CallChanged": frozenset(
            {"ticket", "number", "name", "station", "state", "since", "version"}
        ),
        "StationChanged": frozenset({"id", "name", "state", "version"}),
        "WaitChanged": frozenset({"wait"}),
        "EventChanged": frozenset(
            {
                "slug",
                "name",
                "state",
                "number",
                "timezone",
                "last_orders_at",
                "closes_at",
                "display",
                "version",
            }
        ),
    }
)


def parse_room(name: str) -> Room | None:
    """Read a room's name; None for one that cannot exist."""
    kind, _, key = name.partition(":")
    if kind not in RoomKind.__members__.values():
        return None
    room = Room(RoomKind(kind), key)
    return room if _KEYS[room.kind].fullmatch(key) else None


def is_open(room: Room, visitor: Visitor) -> bool:
    """Tell whether a visitor may join whatever their role is."""
    if room.kind is RoomKind.PHONE:
        return visitor.simulator
    if room.kind is RoomKind.TRACK:
        return visitor.track == room.key
    return room.kind is RoomKind.DISPLAY


def is_tracker(room: str) -> bool:
    """Tell whether a room is one customer's tracker."""
    return room.startswith(f"{RoomKind.TRACK}:")


def may_join(room: Room, event: int, visitor: Visitor) -> bool:
    """Decide whether this visitor may see what a room shows of an event."""
    if room.kind not in LEAST:
        return is_open(room, visitor)
    role = visitor.roles.get(event)
    return role is not None and allows(role, LEAST[room.kind])


def push(change: Change, room: str) -> dict[str, Any] | None:
    """Give what a room is sent of a change; None where it must not see it."""
    data = _shown(change, room)
    if data is None:
        return None
    return {
        "room": room,
        "seq": change.seq,
        "prev": change.prev[room],
        "type": change.type,
        "version": change.version,
        "data": data,
    }


def _shown(change: Change, room: str) -> Mapping[str, Any] | None:
    if is_tracker(room):
        return None  # what staff see is not for them: theirs is made in live/trackers
    if not room.startswith(f"{RoomKind.DISPLAY}:"):
        return change.data
    if change.type == "SoldOutChanged":
        # As in the snapshot: what one station lacks, another may have.
        entries = change.data["sold_out"]
        return {"sold_out": [entry["name"] for entry in entries if entry["station"] is None]}
    fields = _PUBLIC_FIELDS.get(change.type)
    if fields is None:
        return None
    return {name: value for name, value in change.data.items() if name in fields}
