"""What a screen is given when it comes in: a snapshot with its place, or what it missed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.core.db import Transaction
from backend.live import log, rooms
from backend.live.refusals import NoRoom
from backend.live.types import Room, RoomKind
from backend.orders import tracking


@dataclass(frozen=True, slots=True)
class Place:
    """A room, and the events it shows: one, but for a phone that texts several."""

    room: Room
    events: Sequence[int]


#: Read all that a room shows.
Snapshot = Callable[[Transaction, Place], Mapping[str, Any]]
Answer = dict[str, Any]


class Feed:
    """Answers `join` and `resume`."""

    def __init__(self, snapshots: Mapping[RoomKind, Snapshot]) -> None:
        self._snapshots = snapshots

    def snapshot(self, tx: Transaction, place: Place) -> Answer:
        """Give all that a room shows and the cursor from which changes continue it.

        The cursor is read first: what is committed between the two reads is in the snapshot and
        comes again as a change, and the client keeps the greater version. The other way round it
        would be in neither.
        """
        cursor = log.head(tx, place.events, place.room)
        read = self._snapshots[place.room.kind]
        return {"ok": True, "snapshot": read(tx, place), "cursor": cursor}

    def resume(self, tx: Transaction, place: Place, cursor: int) -> Answer:
        """Give the changes after a cursor, or a snapshot where they are too many or gone."""
        if place.room.kind is RoomKind.TRACK:
            return self.snapshot(tx, place)  # it is all there is to show, and as short
        missed = log.missed(tx, place.events, place.room, since=cursor)
        if missed is None:
            return self.snapshot(tx, place)
        pushes = [rooms.push(change, place.room.name) for change in missed]
        return {
            "ok": True,
            "changes": [push for push in pushes if push is not None],
            "cursor": missed[-1].seq if missed else cursor,
        }


def find(tx: Transaction, room: Room) -> Place:
    """Find whose room this is; raises `NoRoom`."""
    match room.kind:
        case RoomKind.STATION:
            sql = "SELECT event_id AS id FROM stations WHERE id = %(key)s::bigint"
        case RoomKind.PHONE:
            sql = "SELECT id FROM events"
        case RoomKind.TRACK:
            return _of_order(tx, room)
        case _:
            sql = "SELECT id FROM events WHERE slug = %(key)s"
    events = [row["id"] for row in tx.fetch(sql, key=room.key)]
    if not events:
        raise NoRoom
    return Place(room, events)


def _of_order(tx: Transaction, room: Room) -> Place:
    try:
        return Place(room, [tracking.find(tx, room.key).event_id])
    except tracking.NoTracker as error:
        raise NoRoom from error
