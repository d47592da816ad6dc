"""What each kind of room shows to a screen that comes in."""

from collections.abc import Mapping
from typing import Any

from backend.conversation import messages
from backend.core.db import Transaction
from backend.events import service as events
from backend.live.feed import Place, Snapshot
from backend.live.types import RoomKind
from backend.orders import snapshots, tracking


def _station(tx: Transaction, place: Place) -> Mapping[str, Any]:
    event = events.get(tx, place.events[0])
    return snapshots.station(tx, event, int(place.room.key)).model_dump(mode="json")


def _event(tx: Transaction, place: Place) -> Mapping[str, Any]:
    return snapshots.event_snapshot(tx, events.get(tx, place.events[0])).model_dump(mode="json")


def _display(tx: Transaction, place: Place) -> Mapping[str, Any]:
    return snapshots.display(tx, events.get(tx, place.events[0])).model_dump(mode="json")


def _phone(tx: Transaction, place: Place) -> Mapping[str, Any]:
    return messages.phone(tx, place.events, place.room.key).model_dump(mode="json")


def _track(tx: Transaction, place: Place) -> Mapping[str, Any]:
    order = tracking.find(tx, place.room.key)
    return tracking.view(tx, order).model_dump(mode="json")


SNAPSHOTS: Mapping[RoomKind, Snapshot] = {
    RoomKind.STATION: _station,
    RoomKind.EVENT: _event,
    RoomKind.SUPPORT: _event,
    RoomKind.DISPLAY: _display,
    RoomKind.PHONE: _phone,
    RoomKind.TRACK: _track,
}
