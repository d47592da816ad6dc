"""The real web process, `python wsgi.py`: what screens put together is what a new one is given."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from backend.channels.worker import run
from backend.core.concurrency import Stop
from backend.core.db import Database
from backend.events.types import Event
from backend.orders.service import act
from backend.orders.types import TicketAction
from backend.orders.views import ActionRequest
from backend.vendors.console import Console
from tests.conftest import PASSWORD
from tests.live.peer import Peer, until

ROOT = Path(__file__).resolve().parents[2]
PHONE = "+12025550143"

Json = dict[str, Any]


class Web:
    """The web process over one database."""

    def __init__(self, mode: str, url: str, folder: Path) -> None:
        self._environ = {
            **os.environ,
            "ASYNC_MODE": mode,
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "a key for tests, long enough for its digest",
            "ADMIN_PASSWORD": PASSWORD,
            "PORT": str(_free_port()),
        }
        self.port = int(self._environ["PORT"])
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = self.start()
        self._texts = 0

    def start(self) -> "subprocess.Popen[bytes]":
        self.process = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=self._environ)
        until(self._answers, 30)
        return self.process

    def _answers(self) -> bool:
        assert self.process.poll() is None
        try:
            self.ask("GET", "/health")
        except OSError:
            return False
        return True

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        elif body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)  # type: ignore[arg-type]
        answer = connection.getresponse()
        result = answer.status, answer.read().decode()
        connection.close()
        return result

    def sign_in(self, username: str) -> str:
        body = {"username": username, "password": PASSWORD}
        status, answer = self.ask("POST", "/api/auth/login", body)
        assert status == 200, answer
        token: str = json.loads(answer)["access_token"]
        return token

    def text(self, body: str, phone: str = PHONE) -> str:
        self._texts += 1
        form = {
            "MessageSid": f"SM{self._texts:032x}",
            "AccountSid": "AC" + "0" * 32,
            "From": phone,
            "To": "+15005550006",
            "Body": body,
            "NumMedia": "0",
        }
        status, answer = self.ask("POST", "/sms", urlencode(form))
        assert status == 200, answer
        return answer


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@pytest.fixture
def web(mode: str, demo_db: Database, demo: Event, tmp_path: Path) -> Iterator[Web]:
    assert demo.slug == "demo"
    made = Web(mode, demo_db.url, tmp_path)
    yield made
    made.process.send_signal(signal.SIGTERM)
    assert made.process.wait(15) == 0


Things = dict[tuple[str, Any], Any]


def fold(kind: str, snapshot: Json, changes: list[Json]) -> Things:
    """Do what a screen does: keep the greater version, drop what is over."""
    things = _things(snapshot)
    for change in changes:
        data = change["data"]
        if change["type"] == "SoldOutChanged":
            things["sold out", None] = data["sold_out"]
        elif kind == "display" and change["type"] == "StationChanged":
            public = {key: data[key] for key in ("id", "name", "state", "version")}
            things["StationChanged", data["id"]] = public
        else:
            key = (change["type"], _key(data))
            if key not in things or things[key]["version"] <= data["version"]:
                things[key] = data
    return {key: thing for key, thing in things.items() if _goes_on(kind, key[0], thing, snapshot)}


_LISTS = {
    "tickets": "TicketChanged",
    "orders": "OrderChanged",
    "calls": "CallChanged",
    "stations": "StationChanged",
}


def _key(thing: Json) -> Any:
    return thing.get("ticket") or thing.get("id") or thing["name"]


def _things(snapshot: Json) -> Things:
    found: Things = {("sold out", None): snapshot["sold_out"]}
    for name, type_ in _LISTS.items():
        found |= {(type_, _key(thing)): thing for thing in snapshot.get(name, [])}
    if "station" in snapshot:
        found["StationChanged", snapshot["station"]["id"]] = snapshot["station"]
    return found


def _goes_on(kind: str, type_: str, thing: Any, snapshot: Json) -> bool:
    if type_ in ("TicketChanged", "CallChanged"):
        here = kind != "station" or thing["station_id"] == snapshot["station"]["id"]
        # An event's snapshot lists orders; their tickets come only as changes.
        return here and kind != "event" and thing["state"] in ("queued", "started", "made")
    return type_ != "OrderChanged" or thing["status"] in ("received", "making", "ready")


def comparable(things: Things) -> Json:
    """Leave out what no change carries: the work that waits at a station at this moment."""
    return {
        str(key): {name: value for name, value in thing.items() if name != "open_seconds"}
        if isinstance(thing, dict)
        else thing
        for key, thing in things.items()
    }


def test_a_snapshot_and_the_changes_of_every_verb_make_the_next_snapshot(
    web: Web, peer: Peer, demo_db: Database
) -> None:
    token = web.sign_in("owner")
    with demo_db.transaction() as tx:
        stations = [row["id"] for row in tx.fetch("SELECT id FROM stations ORDER BY id")]
    rooms = [*(f"station:{station}" for station in stations), "event:demo", "display:demo"]
    assert peer.connect("staff", web.url, {"token": token})["ok"]
    assert peer.connect("public", web.url)["ok"]
    web.text("large oat flat white, 2 sugars, for Ann", "+12025550100")
    web.text("yes", "+12025550100")
    before = {room: join(peer, room) for room in rooms}
    steps = _work(web, token, demo_db)
    assert steps >= 9
    with demo_db.transaction() as tx:
        assert tx.one("SELECT count(DISTINCT state) > 2 AS many FROM tickets") == {"many": True}
    for room in rooms:
        kind = room.partition(":")[0]
        name = "public" if kind == "display" else "staff"
        fresh = join(peer, room)
        until(lambda name=name, room=room, fresh=fresh: last(peer, name, room) >= fresh["cursor"])  # type: ignore[misc]
        heard = [c for c in peer.changes(name, room) if c["seq"] > before[room]["cursor"]]
        assert heard, room
        folded = fold(kind, before[room]["snapshot"], heard)
        assert comparable(folded) == comparable(fold(kind, fresh["snapshot"], [])), room
    public = [told for told in peer.told if told["name"] == "public"]
    assert public
    assert "202555" not in json.dumps(public)
    assert "0143" not in json.dumps([*public, join(peer, "display:demo")])


def last(peer: Peer, name: str, room: str) -> int:
    return max((change["seq"] for change in peer.changes(name, room)), default=0)


def join(peer: Peer, room: str) -> Json:
    """Join and give a snapshot once everything committed has its place."""
    time.sleep(0.6)
    answer = peer.emit("public" if room.startswith("display") else "staff", "join", {"room": room})
    assert answer["ok"], answer
    return answer


def _work(web: Web, token: str, database: Database) -> int:
    """Order, start, bump, recall, collect, void, move, 86 and pause."""
    texts = [
        (PHONE, "small skim latte and an english breakfast tea with oat milk, large, for Bo"),
        (PHONE, "yes"),
        ("+12025550177", "small cappuccino full cream for Cy"),
        ("+12025550177", "yes"),
        ("+12025550178", "small cappuccino full cream for Di"),
        ("+12025550178", "yes"),
        ("+12025550178", "cancel"),
    ]
    for phone, words in texts:
        web.text(words, phone)
    with database.transaction() as tx:
        tickets = [row["id"] for row in tx.fetch("SELECT id FROM tickets ORDER BY id")]
        station = tx.fetch("SELECT id FROM stations ORDER BY id")[0]["id"]
    actions: list[tuple[int, Json]] = [
        (tickets[0], {"action": "start"}),
        (tickets[0], {"action": "bump"}),
        (tickets[0], {"action": "recall"}),
        (tickets[1], {"action": "bump"}),
        (tickets[1], {"action": "collect"}),
        (tickets[2], {"action": "start"}),
        (tickets[-2], {"action": "void", "reason": "no cups"}),
    ]
    done = 0
    for ticket, action in actions:
        path = f"/api/tickets/{ticket}/actions"
        status, answer = web.ask("POST", path, action, token)
        assert status in (200, 409), answer
        done += status == 200
    for method, path, body in (
        ("POST", "/api/events/demo/86", {"option": "milk:oat"}),
        ("PATCH", f"/api/stations/{station}", {"state": "paused"}),
        ("PATCH", f"/api/stations/{station}", {"state": "open"}),
        ("POST", "/api/events/demo/86", {"item": "latte"}),
        ("DELETE", "/api/events/demo/86", {"option": "milk:oat"}),
    ):
        status, answer = web.ask(method, path, body, token)
        assert status < 300, (path, answer)
        done += 1
    return done


@pytest.fixture
def worker(demo_db: Database) -> Iterator[None]:
    """Send what is due, to the simulated phones."""
    stop = Stop()
    working = threading.Thread(target=run, args=(demo_db, Console(), stop))
    working.start()
    yield
    stop.set()
    working.join()


@pytest.mark.usefixtures("worker")
def test_a_ready_text_reaches_the_phone_that_was_cut_off(
    web: Web, peer: Peer, demo_db: Database, demo: Event
) -> None:
    room = f"phone:{PHONE}"
    assert peer.connect("phone", web.url)["ok"]
    joined = peer.emit("phone", "join", {"room": room})
    assert (joined["snapshot"]["messages"], joined["cursor"]) == ([], 0)
    web.text("small cappuccino with full cream, for Steve")
    web.text("yes")
    web.process.kill()
    web.process.wait()
    until(lambda: peer.heard("phone", "disconnect"))
    with demo_db.transaction() as tx:
        ticket = tx.fetch("SELECT id FROM tickets")[0]["id"]
        act(tx, [demo.id], ticket, ActionRequest(action=TicketAction.BUMP), "barista")
    web.start()
    until(lambda: len(peer.heard("phone", "connect")) == 2)
    ready: list[Json] = []

    def came() -> bool:
        answer = peer.emit("phone", "resume", {"room": room, "cursor": 0})
        ready[:] = [one["data"] for one in answer["changes"] if one["data"]["kind"] == "ready"]
        return bool(ready)

    until(came)
    assert ready[0]["address"] == PHONE
    assert "ready" in ready[0]["body"]
