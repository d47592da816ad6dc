"""What trackers are pushed, and at what cost: nobody asks again, however many look on."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from backend.core.db import Database, Transaction
from backend.live import rooms, views
from backend.live.feed import find
from backend.live.refusals import NoRoom
from backend.live.trackers import Trackers
from backend.live.types import Change, Room, RoomKind, Visitor
from tests.channels.venue import Venue, open_venue

TOKENS = [f"bcdfghjkmn{a}{b}" for a in "bcdfghjkmnpqrstvwxyz" for b in "bcdfghjkmnpqrstvwxyz"]


@dataclass
class Hall:
    """A venue with trackers open, and what they were pushed."""

    venue: Venue
    here: set[str] = field(default_factory=set)
    pushed: list[tuple[str, dict[str, Any], str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.trackers = Trackers(self.venue.database, lambda: self.here, self._emit)

    def _emit(self, event: str, values: Any, room: str) -> None:
        self.pushed.append((event, dict(values), room))

    def order(self, token: str) -> int:
        """Place an order whose tracker is open; gives its ticket."""
        placed = self.venue.order(None)
        with self.venue.database.transaction() as tx:
            tx.queue("UPDATE orders SET token = %(t)s WHERE id = %(o)s", t=token, o=placed.order)
            tx.queue(
                "UPDATE orders SET promised_earliest = now(), promised_latest = now()"
                " WHERE id = %(o)s",
                o=placed.order,
            )
        self.here.add(f"track:{token}")
        return placed.tickets[0]

    def changed(self, token: str, seq: int, prev: int) -> None:
        change = Change(seq, {"event:x": 1, f"track:{token}": prev}, "OrderChanged", 2, {"id": 1})
        self.trackers.heard(change)

    def moved(self) -> None:
        lane = {f"station:{self.venue.north}": 0, "event:x": 0}
        self.trackers.heard(Change(9, lane, "TicketChanged", 1, {}))
        self.trackers._lanes_at = 0.0


@pytest.fixture
def hall(db: Database) -> Hall:
    return Hall(open_venue(db))


def test_only_the_holder_of_a_token_may_join_its_room() -> None:
    room = rooms.parse_room(f"track:{TOKENS[0]}")
    assert room == Room(RoomKind.TRACK, TOKENS[0])
    assert rooms.is_open(room, Visitor(track=TOKENS[0]))
    assert not rooms.is_open(room, Visitor(track=TOKENS[1]))
    assert not rooms.is_open(room, Visitor())
    for name in ("track:", "track:abc", f"track:{TOKENS[0]}b", f"track:{TOKENS[0].upper()}"):
        assert rooms.parse_room(name) is None


def test_a_room_of_no_order_is_none(hall: Hall) -> None:
    hall.order(TOKENS[0])
    with hall.venue.database.transaction() as tx:
        assert find(tx, Room(RoomKind.TRACK, TOKENS[0])).events == [hall.venue.event]
        with pytest.raises(NoRoom):
            find(tx, Room(RoomKind.TRACK, TOKENS[1]))


def test_what_staff_see_never_goes_to_a_tracker() -> None:
    room = f"track:{TOKENS[0]}"
    change = Change(2, {"event:x": 1, room: 1}, "OrderChanged", 1, {"phone": "1"})
    assert rooms.push(change, room) is None
    assert rooms.push(change, "event:x") is not None


def test_a_change_is_told_whole_and_changes_of_one_bundle_as_one(hall: Hall) -> None:
    ticket = hall.order(TOKENS[0])
    hall.venue.act(ticket, "bump")
    hall.changed(TOKENS[0], 5, 3)
    hall.changed(TOKENS[0], 8, 5)
    hall.changed(TOKENS[1], 9, 8)
    hall.trackers.round()
    ((event, push, room),) = hall.pushed
    assert (event, room, push["type"]) == ("change", f"track:{TOKENS[0]}", "TrackChanged")
    assert (push["seq"], push["prev"], push["version"]) == (8, 3, push["data"]["version"])
    assert push["data"]["status"] == "ready"
    assert views.Change.model_validate(push).root.type == "TrackChanged"


def test_a_lane_that_moves_costs_one_read_however_many_look_on(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [hall.order(token) for token in TOKENS[:60]]
    reads: list[str] = []
    fetch = Transaction.fetch

    def counting(tx: Transaction, sql: str, **values: object) -> Any:
        reads.append(sql)
        return fetch(tx, sql, **values)

    monkeypatch.setattr(Transaction, "fetch", counting)
    hall.moved()
    hall.trackers.round()
    assert len(reads) == 1
    places = {room: next(iter(view["tickets"].values())) for _, view, room in hall.pushed}
    assert [places[f"track:{token}"] for token in TOKENS[:60]] == list(range(60))

    hall.pushed.clear()
    hall.moved()
    hall.trackers.round()
    assert hall.pushed == [], "nobody is told what they know"

    monkeypatch.undo()
    hall.venue.act(tickets[-2], "bump")
    hall.moved()
    hall.trackers.round()
    (told,) = hall.pushed
    assert told[2] == f"track:{TOKENS[59]}"
    assert list(told[1]["tickets"].values()) == [58]


def test_nothing_is_read_where_nobody_looks(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    hall.order(TOKENS[0])
    hall.here.clear()
    monkeypatch.setattr(Transaction, "fetch", lambda *_, **__: pytest.fail("asked"))
    hall.changed(TOKENS[0], 5, 3)
    hall.moved()
    hall.trackers.round()
    assert hall.pushed == []
