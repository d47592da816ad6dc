"""The sockets of this process: who is behind each, which rooms it is in, what it is sent."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import structlog
from flask import Request, request
from flask_socketio import ConnectionRefusedError, SocketIO

from backend.accounts.refusals import TokenExpired, TokenInvalid, TokenRevoked
from backend.core.concurrency import Stop, spawn
from backend.core.db import Database, Transaction
from backend.core.errors import DatabaseGone, Refusal
from backend.core.patience import patiently
from backend.live import gate, rooms
from backend.live.feed import Answer, Feed, Place, find
from backend.live.refusals import (
    BadPayload,
    NoRoom,
    NotYourRoom,
    TooManyRooms,
)
from backend.live.tablets import Tablets
from backend.live.trackers import Trackers
from backend.live.types import Change, Room, RoomKind, Visitor
from backend.stations import tablets as stations

T = TypeVar("T")

log = structlog.get_logger()

#: How long a screen may take to renew its token.
GRACE = timedelta(seconds=60)
SWEEP_SECONDS = 5.0
ROOMS_A_SOCKET = 64
_GREATEST_CURSOR = 2**63 - 1


class Screens:
    """What sockets may ask, and what they are sent."""

    def __init__(self, io: SocketIO, database: Database, feed: Feed) -> None:
        self._io = io
        self._database = database
        self._feed = feed
        self._visitors: dict[str, Visitor] = {}
        self._tablets = Tablets()
        self.trackers = Trackers(database, self._here, self._emit)
        self._stop = Stop()
        #: Counts tokens of trackers that nobody has; raises where an address tries too many.
        self.count_unknown: Callable[[], None] = lambda: None
        #: Tells whether a connection comes from the simulator's page on this machine.
        self.is_simulator: Callable[[Request], bool] = lambda asked: False

    def start(self) -> None:
        """Begin to look after tokens and roles."""
        spawn(self._sweeping, "sockets-sweep")
        self.trackers.start()

    def stop(self) -> None:
        """End the looking after."""
        self._stop.set()
        self.trackers.stop()

    def connect(self, auth: object = None) -> None:
        """Let a socket in, or refuse it with a code."""
        try:
            visitor = self._identify(auth)
        except Refusal as refusal:
            # Two arguments: one dictionary would reach the browser as a string.
            raise ConnectionRefusedError(refusal.code, {"code": refusal.code}) from refusal
        self._visitors[_sid()] = visitor

    def disconnect(self, *_: object) -> None:
        """Forget a socket."""
        self._visitors.pop(_sid(), None)
        # Whether it was switched off or lost its way is not known: its station was heard till now.
        self._tablets.lost(_sid())

    def join(self, data: Mapping[str, Any]) -> Answer:
        """Put the socket into a room, then give what the room shows."""
        return self._enter(data, self._feed.snapshot)

    def resume(self, data: Mapping[str, Any]) -> Answer:
        """Put the socket into a room, then give what it missed there."""
        cursor = data.get("cursor")
        if type(cursor) is not int or not 0 <= cursor <= _GREATEST_CURSOR:
            raise BadPayload
        return self._enter(data, lambda tx, place: self._feed.resume(tx, place, cursor))

    def leave(self, data: Mapping[str, Any]) -> Answer:
        """Take the socket out of a room."""
        room = _room(data)
        self._io.server.leave_room(_sid(), room.name)
        if room.kind is RoomKind.STATION and self._tablets.lost(_sid()) is not None:
            self._with_station(room, stations.let_go)
        return {"ok": True}

    def heartbeat(self, data: Mapping[str, Any]) -> Answer:
        """Hear that a tablet of a station is there; only what is in its room can be one."""
        room = _room(data)
        if room.kind is not RoomKind.STATION or room.name not in self._io.server.rooms(_sid()):
            raise NotYourRoom
        station = int(room.key)
        if self._tablets.heard(_sid(), station):
            try:
                self._with_station(room, stations.heard)
            except BaseException:
                self._tablets.unwritten(station)
                raise
        return {"ok": True}

    def _with_station(self, room: Room, act: Callable[[Transaction, int, int], None]) -> None:
        def work(tx: Transaction) -> None:
            act(tx, find(tx, room).events[0], int(room.key))

        self._patiently(work)

    def refresh(self, data: Mapping[str, Any]) -> Answer:
        """Take a new token of the same person or device."""
        old = self._visitors.get(_sid(), Visitor())
        fresh = self._identify(dict(data))
        if not fresh.known or not fresh.is_same(old):
            raise TokenInvalid
        self._visitors[_sid()] = fresh
        return {"ok": True}

    def send(self, change: Change) -> None:
        """Emit a change to those of its rooms that have somebody here."""
        if change.type == "DeviceChanged":
            spawn(self._look_again, "sockets-device")
        here = self._here()
        for room in change.prev:
            push = rooms.push(change, room) if room in here else None
            if push is not None:
                self._io.emit("change", push, to=room)
        self.trackers.heard(change)

    def _here(self) -> Collection[str]:
        """Give the rooms that have somebody in them."""
        found: Collection[str] = self._io.server.manager.rooms.get("/", {})
        return found

    def _emit(self, event: str, values: Mapping[str, Any], room: str) -> None:
        self._io.emit(event, values, to=room)

    def _identify(self, auth: object) -> Visitor:
        token = auth.get("token") if isinstance(auth, dict) else auth
        if token is None:
            track = auth.get("track") if isinstance(auth, dict) else None
            followed = track if isinstance(track, str) else None
            return Visitor(simulator=self.is_simulator(request), track=followed)
        if not isinstance(token, str):
            raise TokenInvalid
        visitor = self._patiently(lambda tx: gate.identify(tx, token))
        return replace(visitor, simulator=self.is_simulator(request))

    def _enter(
        self, data: Mapping[str, Any], read: Callable[[Transaction, Place], Answer]
    ) -> Answer:
        room, sid = _room(data), _sid()
        visitor = self._visitors.get(sid, Visitor())
        if _overdue(visitor):
            raise TokenExpired
        if len(self._io.server.rooms(sid)) > ROOMS_A_SOCKET:
            raise TooManyRooms

        def enter(tx: Transaction) -> Answer:
            place = self._admit(tx, visitor, room)
            # In the room before its cursor is read: no change can fall between.
            self._io.server.enter_room(sid, room.name)
            return read(tx, place)

        return self._patiently(enter)

    def _admit(self, tx: Transaction, visitor: Visitor, room: Room) -> Place:
        """Find the room for a visitor who may see it; strangers do not learn what there is."""
        if rooms.is_open(room, visitor):
            return self._found(tx, room)
        if not visitor.known:
            raise NotYourRoom
        place, today = find(tx, room), gate.renew(tx, visitor)
        if today is None:
            raise TokenRevoked
        if not any(event in today.roles for event in place.events):
            raise NoRoom
        if not _welcome(room, place, today):
            raise NotYourRoom
        return place

    def _found(self, tx: Transaction, room: Room) -> Place:
        try:
            return find(tx, room)
        except NoRoom:
            if room.kind is RoomKind.TRACK:
                self.count_unknown()
            raise

    def _patiently(self, work: Callable[[Transaction], T]) -> T:
        """Do it in one transaction, and again if the database restarts meanwhile."""

        def act() -> T:
            with self._database.transaction() as tx:
                return work(tx)

        return patiently(act)

    def _sweeping(self) -> None:
        while not self._stop.is_set():
            time.sleep(SWEEP_SECONDS)
            self._tried(self._listen)
            self._look_again()

    def _look_again(self) -> None:
        """See at once whose token is over, as when a device was revoked."""
        self._tried(self._sweep)

    def _tried(self, work: Callable[[], None]) -> None:
        try:
            work()
        except DatabaseGone:
            return
        except Exception:
            log.exception("sockets.sweep_failed")

    def _listen(self) -> None:
        """Say that somebody hears tablets here, and ask each whether it is there."""
        with self._database.transaction() as tx:
            stations.listen(tx)
        for sid, room in self._tablets.rooms():
            self._io.emit("heartbeat", {"room": room}, to=sid)

    def _sweep(self) -> None:
        """Part with those whose token is over, and take out of rooms those whose role is gone."""
        known = {sid: one for sid, one in [*self._visitors.items()] if one.known}
        today: dict[tuple[int | None, int | None, str | None], Visitor | None] = {}
        for sid, visitor in known.items():
            if _overdue(visitor):
                self._part(sid, TokenExpired.code)
                continue
            key = (visitor.person, visitor.device, visitor.sign_in)
            if key not in today:
                with self._database.transaction() as tx:
                    today[key] = gate.renew(tx, visitor)
            now = today[key]
            if now is None:
                self._part(sid, TokenRevoked.code)
            else:
                self._take_out(sid, now)

    def _take_out(self, sid: str, visitor: Visitor) -> None:
        for name in self._io.server.rooms(sid):
            room = rooms.parse_room(name)
            if room is None or rooms.is_open(room, visitor):
                continue
            with self._database.transaction() as tx:
                place = find(tx, room)
            if not _welcome(room, place, visitor):
                self._io.server.leave_room(sid, name)
                self._io.emit("left", {"room": name, "code": NotYourRoom.code}, to=sid)

    def _part(self, sid: str, code: str) -> None:
        self._visitors.pop(sid, None)
        self._io.emit("auth:expired", {"code": code}, to=sid)
        self._io.server.disconnect(sid)


def _sid() -> str:
    return str(request.sid)  # type: ignore[attr-defined]  # put there by Flask-SocketIO


def _welcome(room: Room, place: Place, visitor: Visitor) -> bool:
    return all(rooms.may_join(room, event, visitor) for event in place.events)


def _room(data: Mapping[str, Any]) -> Room:
    name = data.get("room")
    if not isinstance(name, str):
        raise BadPayload
    room = rooms.parse_room(name)
    if room is None:
        raise NoRoom
    return room


def _overdue(visitor: Visitor) -> bool:
    return visitor.expires_at is not None and datetime.now(UTC) > visitor.expires_at + GRACE
