"""What trackers are pushed: each its own order when that changes, and its place as the lane moves.

A change says only whose order it was. The views are made here, beside the relay and not in its
way, of those orders alone that somebody in this process looks at: all of a bundle in one read. A
place in the queue changes with every ticket before it, so it is told for a whole lane at once: one
read of the lanes that moved, every few seconds at the most, however many look on.
"""

import threading
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from backend.core.concurrency import spawn
from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.live import rooms
from backend.live.types import Change, RoomKind
from backend.orders import tracking
from backend.orders.tracker_views import QueueView, TrackerView

log = structlog.get_logger()

#: A bump and what follows from it come in one push.
BUNDLE_SECONDS = 0.05
#: How far apart a lane is looked at.
LANES_SECONDS = 3.0
RETRY_SECONDS = 1.0

#: Sends an event with its values to a room.
Emit = Callable[[str, Mapping[str, Any], str], None]


@dataclass(slots=True)
class _Due:
    """Changes of one order that were not told yet, as one."""

    seq: int
    prev: int


class Trackers:
    """The trackers open in this process."""

    def __init__(self, database: Database, here: Callable[[], Collection[str]], emit: Emit) -> None:
        self._database = database
        #: Gives the rooms that have somebody in them.
        self._here = here
        self._emit = emit
        self._lock = threading.Lock()
        #: {room: the changes of its order}
        self._due: dict[str, _Due] = {}
        #: Stations whose lane moved.
        self._moved: set[int] = set()
        #: {room: the place told last}
        self._told: dict[str, dict[int, int]] = {}
        self._lanes_at = 0.0
        self._woken = threading.Event()
        self._stopped = False

    def start(self) -> None:
        """Begin to tell."""
        spawn(self._run, "trackers")

    def stop(self) -> None:
        """End it."""
        self._stopped = True
        self._woken.set()

    def heard(self, change: Change) -> None:
        """Note what a change means for trackers: of an order that is looked at, or of a lane."""
        with self._lock:
            if change.type == "TicketChanged":
                self._moved.update(int(_token(room)) for room in _stations(change))
                return
            for room in filter(rooms.is_tracker, change.prev):
                if room in self._here():
                    due = self._due.setdefault(room, _Due(change.seq, change.prev[room]))
                    due.seq = change.seq
                    self._woken.set()

    def _run(self) -> None:
        while not self._stopped:
            try:
                self.round()
            except DatabaseGone:
                time.sleep(RETRY_SECONDS)
            except Exception:
                log.exception("trackers.failed")
                time.sleep(RETRY_SECONDS)
            self._woken.wait(LANES_SECONDS)
            self._woken.clear()
            time.sleep(BUNDLE_SECONDS)

    def round(self) -> None:
        """Tell of the orders that changed, and of the lanes where their time has come."""
        with self._lock:
            due, self._due = self._due, {}
        if due:
            try:
                self._tell_orders(due)
            except Exception:
                self._put_back(due)
                raise
        if time.monotonic() - self._lanes_at >= LANES_SECONDS:
            self._lanes_at = time.monotonic()
            self._look_at_lanes()

    def _put_back(self, due: Mapping[str, _Due]) -> None:
        with self._lock:
            for room, old in due.items():
                new = self._due.get(room)
                self._due[room] = _Due(new.seq if new else old.seq, old.prev)
                self._woken.set()

    def _tell_orders(self, due: Mapping[str, _Due]) -> None:
        with self._database.transaction() as tx:
            views = tracking.views(tx, [_token(room) for room in due])
        for room, what in due.items():
            view = views.get(_token(room))
            if view is not None:
                self._told.pop(room, None)
                self._emit("change", _push(room, what, view), room)

    def _look_at_lanes(self) -> None:
        with self._lock:
            moved, self._moved = self._moved, set()
        here = {room for room in list(self._here()) if room and rooms.is_tracker(room)}
        self._told = {room: told for room, told in self._told.items() if room in here}
        if not moved or not here:
            return
        with self._database.transaction() as tx:
            queue = tracking.queue(tx, moved)
        for token, ahead in queue.items():
            room = f"{RoomKind.TRACK}:{token}"
            if room in here:
                self._tell_place(room, ahead)

    def _tell_place(self, room: str, ahead: dict[int, int]) -> None:
        told = self._told.get(room, {})
        if told.items() >= ahead.items():
            return
        self._told[room] = {**told, **ahead}
        view = QueueView(room=room, tickets=ahead, at=datetime.now(UTC))
        self._emit("queue", view.model_dump(mode="json"), room)


_STATION = f"{RoomKind.STATION}:"


def _stations(change: Change) -> list[str]:
    return [room for room in change.prev if room.startswith(_STATION)]


def _token(room: str) -> str:
    return room.partition(":")[2]


def _push(room: str, due: _Due, view: TrackerView) -> dict[str, Any]:
    return {
        "room": room,
        "seq": due.seq,
        "prev": due.prev,
        "type": "TrackChanged",
        "version": view.version,
        "data": view.model_dump(mode="json"),
    }
