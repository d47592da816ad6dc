"""Snapshots, changes and catching up, over a real WebSocket with the independent client."""

import itertools
import random
import signal
import time
from pathlib import Path
from typing import Any

from backend.core.db import Database
from tests.live.conftest import Served, put, serving, token, write
from tests.live.peer import Peer, until

ROOM = "station:3"


def rows(database: Database, room: str) -> list[dict[str, Any]]:
    """Read what a fresh snapshot of a room would show."""
    with database.transaction() as tx:
        found = tx.fetch(
            "SELECT data FROM things WHERE rooms @> ARRAY[%(room)s] ORDER BY id", room=room
        )
    return [row["data"] for row in found]


def seen(peer: Peer, name: str) -> list[dict[str, Any]]:
    things: list[dict[str, Any]] = peer.do("look", name=name)["things"]
    return sorted(things, key=lambda thing: thing["id"])


def join(peer: Peer, served: Served, name: str, room: str = ROOM) -> dict[str, Any]:
    assert peer.connect(name, served.url, {"token": token("owner")})["ok"]
    return peer.emit(name, "join", {"room": room})


def test_a_snapshot_carries_the_cursor_its_changes_continue(
    served: Served, peer: Peer, database: Database
) -> None:
    assert join(peer, served, "early") == {"ok": True, "snapshot": {"things": []}, "cursor": 0}
    write(database, 1, 1, ROOM, "event:fair", words="large")
    write(database, 2, 1, "event:fair")
    write(database, 1, 2, ROOM, "event:fair")
    until(lambda: len(peer.changes("early")) == 2)
    first, second = peer.changes("early")
    assert set(first) == {"room", "seq", "prev", "type", "version", "data"}
    assert (first["room"], first["prev"], first["type"], first["version"]) == (
        ROOM,
        0,
        "TicketChanged",
        1,
    )
    assert first["data"] == {"id": 1, "version": 1, "words": "large"}
    assert second["prev"] == first["seq"]
    assert second["seq"] == first["seq"] + 2
    late = join(peer, served, "late")
    assert late["cursor"] == second["seq"]
    assert late["snapshot"]["things"] == [{"id": 1, "version": 2}]


def test_nothing_is_pushed_before_its_commit(
    served: Served, peer: Peer, database: Database
) -> None:
    join(peer, served, "a")
    with database.transaction() as tx:
        put(tx, 1, 1, ROOM)
        tx.fetch("SELECT 1")
        only_another_is_pushed(database, peer)
    until(lambda: len(peer.changes("a")) == 2)
    assert peer.changes("a")[1]["data"]["id"] == 1


def test_what_was_rolled_back_is_never_pushed(
    served: Served, peer: Peer, database: Database
) -> None:
    join(peer, served, "a")
    with database.transaction() as tx:
        put(tx, 1, 1, ROOM)
        tx.fetch("SELECT 1")
        tx.rollback()
    only_another_is_pushed(database, peer)


def only_another_is_pushed(database: Database, peer: Peer) -> None:
    """Commit a change of thing 2, and see it pushed alone."""
    write(database, 2, 1, ROOM)
    until(lambda: peer.changes("a"))
    time.sleep(0.6)
    assert [change["data"]["id"] for change in peer.changes("a")] == [2]


def test_commits_in_reversed_order_are_all_delivered_once_in_one_chain(
    served: Served, peer: Peer, database: Database
) -> None:
    join(peer, served, "a")
    open_ones = [database.transaction() for _ in range(6)]
    for number, one in enumerate(open_ones, 1):
        tx = one.__enter__()
        put(tx, number, 1, ROOM)
        tx.fetch("SELECT 1")
    for done, one in enumerate(reversed(open_ones), 1):
        one.__exit__(None, None, None)
        until(lambda done=done: len(peer.changes("a")) == done)  # type: ignore[misc]
    time.sleep(0.4)
    changes = peer.changes("a")
    assert [change["data"]["id"] for change in changes] == [6, 5, 4, 3, 2, 1]
    assert chained(changes)


def chained(changes: list[dict[str, Any]]) -> bool:
    pairs = itertools.pairwise(changes)
    return all(after["prev"] == before["seq"] < after["seq"] for before, after in pairs)


def test_resume_gives_exactly_what_was_missed(
    served: Served, peer: Peer, database: Database
) -> None:
    join(peer, served, "a")
    for version in range(1, 5):
        write(database, 1, version, ROOM, "event:fair")
    write(database, 2, 1, "event:fair")
    until(lambda: len(peer.changes("a")) == 4)
    heard = peer.changes("a")
    resumed = peer.emit("a", "resume", {"room": ROOM, "cursor": heard[1]["seq"]})
    assert resumed == {"ok": True, "changes": heard[2:], "cursor": heard[3]["seq"]}
    current = peer.emit("a", "resume", {"room": ROOM, "cursor": heard[3]["seq"]})
    assert current == {"ok": True, "changes": [], "cursor": heard[3]["seq"]}


def test_resume_gives_a_snapshot_where_the_past_is_gone_or_long_or_of_another_life(
    served: Served, peer: Peer, database: Database
) -> None:
    join(peer, served, "a")
    for version in range(1, 4):
        write(database, 1, version, ROOM)
    until(lambda: len(peer.changes("a")) == 3)
    first, _, last = (change["seq"] for change in peer.changes("a"))
    snapshot = {"ok": True, "snapshot": {"things": rows(database, ROOM)}, "cursor": last}
    ahead = {"room": ROOM, "cursor": last + 1}
    assert peer.emit("a", "resume", ahead) == snapshot
    with database.transaction() as tx:
        tx.queue("DELETE FROM changes WHERE seq = %(seq)s", seq=first)
    assert peer.emit("a", "resume", {"room": ROOM, "cursor": 0}) == snapshot
    assert "changes" in peer.emit("a", "resume", {"room": ROOM, "cursor": first})
    with database.transaction() as tx:
        for version in range(4, 506):
            put(tx, 1, version, ROOM)
    until(lambda: len(peer.changes("a")) == 505)
    assert "snapshot" in peer.emit("a", "resume", {"room": ROOM, "cursor": last})
    later = peer.changes("a")[4]["seq"]
    assert len(peer.emit("a", "resume", {"room": ROOM, "cursor": later})["changes"]) == 500


def test_a_gap_is_closed_by_resuming(served: Served, peer: Peer, database: Database) -> None:
    write(database, 1, 1, ROOM)
    peer.connect("a", served.url, {"token": token("owner")})
    peer.do("mirror", name="a", room=ROOM)
    write(database, 2, 1, ROOM)
    until(lambda: len(seen(peer, "a")) == 2)
    peer.do("lose", name="a", cursor=0)
    write(database, 3, 1, ROOM)
    until(lambda: len(seen(peer, "a")) == 3)
    look = peer.do("look", name="a")
    assert look["resumes"] == 1
    # The version rule: what came a second time did not replace what was known.
    assert look["stale"] >= 1
    assert seen(peer, "a") == rows(database, ROOM)


def test_a_killed_server_is_resumed_from(mode: str, url: str, tmp_path: Path, peer: Peer) -> None:
    database = Database(url, pool=2)
    with serving(mode, url, tmp_path) as served:
        peer.connect("a", served.url, {"token": token("owner")})
        peer.do("mirror", name="a", room=ROOM)
        write(database, 1, 1, ROOM)
        until(lambda: seen(peer, "a"))
        served.stop(signal.SIGKILL)
        until(lambda: peer.heard("a", "disconnect"))
        write(database, 1, 2, ROOM)
        write(database, 2, 1, ROOM)
        served.start(DATA_DIR=str(tmp_path))
        until(lambda: seen(peer, "a") == rows(database, ROOM))
        assert len(peer.heard("a", "connect")) == 2
        write(database, 2, 2, ROOM)
        until(lambda: seen(peer, "a") == rows(database, ROOM))
    database.dispose()


def test_changes_go_on_after_every_connection_is_cut(
    served: Served, peer: Peer, database: Database
) -> None:
    peer.connect("a", served.url, {"token": token("owner")})
    peer.do("mirror", name="a", room=ROOM)
    with database.transaction() as tx:
        cut = tx.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert len(cut) >= 2
    write(database, 1, 1, ROOM)
    until(lambda: seen(peer, "a") == rows(database, ROOM))
    assert join(peer, served, "b")["ok"]


def test_two_processes_deliver_the_same(
    mode: str, url: str, tmp_path: Path, peer: Peer, database: Database
) -> None:
    with serving(mode, url, tmp_path) as one, serving(mode, url, tmp_path) as two:
        join(peer, one, "one")
        join(peer, two, "two")
        for version in range(1, 41):
            write(database, 1, version, ROOM)
        until(lambda: len(peer.changes("one")) == len(peer.changes("two")) == 40)
        assert peer.changes("one") == peer.changes("two")
        assert chained(peer.changes("one"))
        assert [change["version"] for change in peer.changes("one")] == [*range(1, 41)]


def test_a_display_shows_no_phone(served: Served, peer: Peer, database: Database) -> None:
    phone = "+15550001111"
    assert peer.connect("screen", served.url)["ok"]
    assert peer.connect("again", served.url)["ok"]
    assert peer.emit("screen", "join", {"room": "display:fair"})["ok"]
    for number, type_ in enumerate(
        ("OrderChanged", "TicketChanged", "MessageChanged", "CallChanged", "StationChanged"), 1
    ):
        write(
            database,
            number,
            1,
            "display:fair",
            type_=type_,
            number="42",
            name="Steve",
            state="made",
            phone=phone,
            customer={"phone": phone},
            address=phone,
        )
    eighty_six = [
        {"name": "oats", "by": phone, "station": None},
        {"name": "here only", "by": phone, "station": 3},
    ]
    write(database, 9, 1, "display:fair", type_="SoldOutChanged", sold_out=eighty_six)
    until(lambda: len(peer.changes("screen")) == 3)
    kinds = {change["type"]: change["data"] for change in peer.changes("screen")}
    assert kinds == {
        "CallChanged": {"number": "42", "name": "Steve", "state": "made", "version": 1},
        "StationChanged": {"id": 5, "name": "Steve", "state": "made", "version": 1},
        "SoldOutChanged": {"sold_out": ["oats"]},
    }
    resumed = peer.emit("again", "resume", {"room": "display:fair", "cursor": 0})
    assert {change["type"] for change in resumed["changes"]} == set(kinds)
    assert "5550001111" not in str(peer.told) + str(resumed)


def test_a_snapshot_and_its_changes_make_the_next_snapshot(
    served: Served, peer: Peer, database: Database
) -> None:
    chance = random.Random(20261121)
    places = (ROOM, "event:fair", "support:fair")
    versions: dict[int, int] = {}
    for name, room in zip(("x", "y", "z"), places, strict=True):
        peer.connect(name, served.url, {"token": token("owner")})
        peer.do("mirror", name=name, room=room)
    for step in range(60):
        with database.transaction() as tx:
            for thing in {chance.randrange(1, 8) for _ in range(3)}:
                versions[thing] = versions.get(thing, 0) + 1
                put(tx, thing, versions[thing], *places[thing % 3 :], step=step)
            if chance.random() < 0.2:
                tx.fetch("SELECT 1")
                tx.rollback()
                versions = {row["id"]: row["version"] for row in things(database)}
        if step == 30:
            peer.connect("late", served.url, {"token": token("owner")})
            peer.do("mirror", name="late", room="event:fair")
    assert len(things(database)) == 7
    rooms = dict(zip(("x", "y", "z", "late"), (*places, "event:fair"), strict=True))
    for name, room in rooms.items():
        until(lambda name=name, room=room: seen(peer, name) == rows(database, room))  # type: ignore[misc]
        assert rows(database, room)


def things(database: Database) -> list[dict[str, Any]]:
    with database.transaction() as tx:
        return tx.fetch("SELECT id, version FROM things")
