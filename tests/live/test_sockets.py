"""Connecting, joining and being refused, over a real WebSocket with the independent client."""

import http.client
import socket
import threading
import time
from pathlib import Path

import pytest

from backend.core.db import Database
from tests.live.conftest import Served, serving, token, write
from tests.live.peer import Peer, until


def test_a_refusal_is_a_connect_error_with_a_code(house: Served, peer: Peer) -> None:
    cases = {
        "token_expired": token("owner", seconds=-5),
        "token_invalid": token("owner", key="another key, as long as the first one"),
        "token_revoked": token(99),
    }
    for code, bad in cases.items():
        answer = peer.connect(code, house.url, {"token": bad})
        assert answer["ok"] is False
        assert (answer["message"], answer["data"]) == (code, {"code": code})
        assert answer["retries"] is False
    assert peer.connect("number", house.url, {"token": 7})["data"] == {"code": "token_invalid"}
    assert peer.connect("good", house.url, {"token": token("owner")})["ok"]


def test_polling_is_refused(house: Served, peer: Peer) -> None:
    answer = peer.connect("old", house.url, {"token": token("owner")}, transports=["polling"])
    assert answer["ok"] is False


def test_a_foreign_page_is_refused(house: Served, peer: Peer) -> None:
    def origin(value: str) -> dict[str, str]:
        return {"Origin": value}

    assert not peer.connect("far", house.url, headers=origin("https://evil.example"))["ok"]
    assert peer.connect("near", house.url, headers=origin(house.url))["ok"]


ROOMS = ("station:3", "event:fair", "support:fair", "display:fair", "phone:+15550001111")


@pytest.mark.parametrize(
    ("who", "open_rooms"),
    [
        ("owner", {*ROOMS}),
        ("support", {*ROOMS}),
        ("barista", {*ROOMS} - {"support:fair"}),
        ("display", {"display:fair", "phone:+15550001111"}),
        ("nobody", {"display:fair", "phone:+15550001111"}),
        (None, {"display:fair", "phone:+15550001111"}),
    ],
)
def test_a_token_joins_what_its_role_allows(
    house: Served, peer: Peer, who: str | None, open_rooms: set[str]
) -> None:
    assert peer.connect("a", house.url, {"token": token(who)} if who else {})["ok"]
    answers = {room: peer.emit("a", "join", {"room": room}) for room in ROOMS}
    assert {room for room, answer in answers.items() if answer["ok"]} == open_rooms
    refusal = "not_found" if who == "nobody" else "forbidden"
    for room, answer in answers.items():
        if room not in open_rooms:
            assert answer == {"ok": False, "code": refusal}, room
    resumed = {room: peer.emit("a", "resume", {"room": room, "cursor": 0})["ok"] for room in ROOMS}
    assert {room for room, ok in resumed.items() if ok} == open_rooms


def test_another_event_is_closed(house: Served, peer: Peer) -> None:
    peer.connect("a", house.url, {"token": token("owner")})
    for room in ("station:4", "event:other", "support:other"):
        assert peer.emit("a", "join", {"room": room}) == {"ok": False, "code": "not_found"}


def test_what_does_not_exist_is_not_found(house: Served, peer: Peer) -> None:
    peer.connect("a", house.url, {"token": token("owner")})
    for room in ("station:999", "event:none", "display:none", "kitchen:3", "station:x", "event:"):
        assert peer.emit("a", "join", {"room": room}) == {"ok": False, "code": "not_found"}


def test_a_bad_payload_is_invalid(house: Served, peer: Peer) -> None:
    peer.connect("a", house.url, {"token": token("owner")})
    payloads: list[list[object]]
    payloads = [[], [None], ["station:3"], [{}], [{"room": 3}], [{"room": None}, 1], [[1]]]
    for payload in payloads:
        for event in ("join", "leave"):
            assert peer.emit("a", event, *payload) == {"ok": False, "code": "invalid"}, payload
    for cursor in (None, -1, "1", 1.5, True, 2**70):
        asked = {"room": "event:fair", "cursor": cursor}
        assert peer.emit("a", "resume", asked) == {"ok": False, "code": "invalid"}, cursor
    assert peer.emit("a", "join", {"room": "event:fair"})["ok"]


def test_the_simulator_closes_behind_a_proxy_or_with_credentials(house: Served, peer: Peer) -> None:
    peer.connect("far", house.url, headers={"X-Forwarded-For": "203.0.113.9"})
    answer = peer.emit("far", "join", {"room": "phone:+15550001111"})
    assert answer == {"ok": False, "code": "forbidden"}


def test_leaving_ends_the_pushes(served: Served, peer: Peer, database: Database) -> None:
    peer.connect("a", served.url, {"token": token("barista")})
    peer.emit("a", "join", {"room": "station:3"})
    peer.emit("a", "join", {"room": "event:fair"})
    write(database, 1, 1, "station:3", "event:fair")
    until(lambda: len(peer.changes("a")) == 2)
    assert peer.emit("a", "leave", {"room": "station:3"}) == {"ok": True}
    write(database, 1, 2, "station:3", "event:fair")
    until(lambda: len(peer.changes("a", "event:fair")) == 2)
    assert len(peer.changes("a", "station:3")) == 1


def test_a_screen_whose_token_runs_out_is_told_unless_it_renews(
    mode: str, url: str, tmp_path: Path, peer: Peer
) -> None:
    with serving(mode, url, tmp_path, TEST_GRACE_SECONDS="3") as served:
        for name in ("stays", "goes"):
            peer.connect(name, served.url, {"token": token("barista", seconds=2)})
        time.sleep(2.1)
        # Within the grace it still works.
        assert peer.emit("stays", "join", {"room": "station:3"})["ok"]
        for code, other in {
            "token_invalid": token("owner"),
            "token_expired": token("barista", seconds=-1),
        }.items():
            refused = peer.emit("stays", "auth:refresh", {"token": other})
            assert refused == {"ok": False, "code": code}
        assert peer.emit("stays", "auth:refresh", {"token": token("barista")}) == {"ok": True}
        until(lambda: peer.heard("goes", "disconnect"), 12)
        assert peer.heard("goes", "auth:expired")[0]["data"] == {"code": "token_expired"}
        assert not peer.heard("stays", "disconnect")
        assert peer.emit("stays", "join", {"room": "event:fair"})["ok"]


def test_a_role_taken_away_closes_its_rooms(served: Served, peer: Peer, database: Database) -> None:
    peer.connect("a", served.url, {"token": token("leaver")})
    assert peer.emit("a", "join", {"room": "station:3"})["ok"]
    with database.transaction() as tx:
        tx.queue("DELETE FROM roles WHERE person_id = 6")
    until(lambda: peer.heard("a", "left"), 12)
    assert peer.heard("a", "left")[0]["data"] == {"room": "station:3", "code": "forbidden"}
    assert peer.emit("a", "join", {"room": "station:3"}) == {"ok": False, "code": "not_found"}
    with database.transaction() as tx:
        tx.queue("UPDATE people SET active = false WHERE id = 6")
    until(lambda: peer.heard("a", "disconnect"), 12)
    assert peer.heard("a", "auth:expired")[0]["data"] == {"code": "token_revoked"}


def test_a_client_that_resets_at_the_end_of_its_answer_delays_no_stop(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as client:
        client.sendall(b"GET /slow HTTP/1.1\r\nHost: here\r\n\r\n")
        # Closing what was only looked at resets.
        until(lambda: client.recv(1000, socket.MSG_PEEK).endswith(b"done"))
    began = time.monotonic()
    assert served.stop() == 0
    assert time.monotonic() - began < 6


def test_stopping_finishes_what_is_in_flight(served: Served, peer: Peer) -> None:
    peer.connect("a", served.url, {"token": token("barista")})
    statuses: list[int] = []

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        connection.request("GET", "/slow")
        statuses.append(connection.getresponse().status)
        connection.close()

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.4)
    began = time.monotonic()
    assert served.stop() == 0
    took = time.monotonic() - began
    asking.join()
    assert statuses == [200]
    assert 0.5 < took < 6, took
    until(lambda: peer.heard("a", "disconnect"))
    assert peer.heard("a", "disconnect")[0]["reason"] in ("transport close", "transport error")
