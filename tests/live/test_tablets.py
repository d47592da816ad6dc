"""Tablets are heard over real sockets: those in their room that say so, and nobody else."""

from backend.core.db import Database, Row
from tests.live.conftest import Served, token
from tests.live.peer import Peer, until

NORTH = {"room": "station:3"}


def _station(url: str, station: int = 3) -> Row:
    database = Database(url.replace("+psycopg2", ""), pool=1)
    try:
        with database.transaction() as tx:
            (row,) = tx.fetch(
                """SELECT heard_at, silent_since, version FROM stations WHERE id = %(id)s""",
                id=station,
            )
            return row
    finally:
        database.dispose()


def _run(url: str, sql: str) -> None:
    database = Database(url.replace("+psycopg2", ""), pool=1)
    with database.transaction() as tx:
        tx.queue(sql)
    database.dispose()


def test_a_tablet_says_so_is_asked_again_and_lets_go(served: Served, peer: Peer, url: str) -> None:
    assert peer.connect("tablet", served.url, {"token": token("barista")})["ok"]
    assert peer.emit("tablet", "join", NORTH)["ok"]
    assert _station(url)["heard_at"] is None, "a screen that only looks is no tablet"
    assert peer.emit("tablet", "heartbeat", NORTH) == {"ok": True}
    first = _station(url)["heard_at"]
    assert first is not None
    until(lambda: peer.heard("tablet", "heartbeat"))
    assert peer.heard("tablet", "heartbeat")[0]["data"] == NORTH
    assert peer.emit("tablet", "heartbeat", NORTH) == {"ok": True}
    assert _station(url)["heard_at"] == first, "written at most every ten seconds"
    assert peer.emit("tablet", "leave", NORTH)["ok"]
    assert _station(url)["heard_at"] is None


def test_one_that_was_silent_is_open_with_its_first_sign(
    served: Served, peer: Peer, url: str
) -> None:
    _run(url, "UPDATE stations SET heard_at = now() - interval '1 hour', silent_since = now()")
    before = _station(url)
    assert peer.connect("tablet", served.url, {"token": token("barista")})["ok"]
    assert peer.connect("support", served.url, {"token": token("support")})["ok"]
    assert peer.emit("tablet", "join", NORTH)["ok"]
    assert peer.emit("support", "join", {"room": "support:fair"})["ok"]
    assert peer.emit("tablet", "heartbeat", NORTH) == {"ok": True}
    after = _station(url)
    assert (after["silent_since"], after["version"]) == (None, before["version"] + 1)
    until(lambda: peer.changes("support", "support:fair"))
    (change,) = peer.changes("support", "support:fair")
    assert (change["type"], change["data"]["silent_since"]) == ("StationChanged", None)
    assert _station(url, 4)["silent_since"] is not None, "the other event's stays silent"


def test_only_who_is_in_the_room_of_a_station_is_its_tablet(
    served: Served, peer: Peer, url: str
) -> None:
    assert peer.connect("display", served.url)["ok"]
    assert peer.connect("tablet", served.url, {"token": token("barista")})["ok"]
    assert peer.emit("tablet", "join", {"room": "event:fair"})["ok"]
    for name, said, code in (
        ("display", NORTH, "forbidden"),
        ("tablet", NORTH, "forbidden"),
        ("tablet", {"room": "event:fair"}, "forbidden"),
        ("tablet", {"room": "station:0"}, "not_found"),
        ("tablet", {"room": 3}, "invalid"),
    ):
        assert peer.emit(name, "heartbeat", said) == {"ok": False, "code": code}
    assert _station(url)["heard_at"] is None


def test_a_cut_is_silence_and_no_letting_go(served: Served, peer: Peer, url: str) -> None:
    assert peer.connect("tablet", served.url, {"token": token("barista")})["ok"]
    assert peer.emit("tablet", "join", NORTH)["ok"]
    assert peer.emit("tablet", "heartbeat", NORTH)["ok"]
    heard = _station(url)["heard_at"]
    peer.do("close", name="tablet")
    assert _station(url)["heard_at"] == heard
