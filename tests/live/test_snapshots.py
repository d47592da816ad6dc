"""What screens put together from a snapshot and changes is what a new screen is given."""

import json
import time
from datetime import UTC, datetime, timedelta

from backend.core.db import Database
from backend.orders import releasing
from tests.live.peer import Peer, until
from tests.live.screen import Json, comparable, fold
from tests.live.web import PHONE, Web


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


def test_orders_for_later_come_from_beside_the_lanes_into_them_on_every_screen(
    web: Web, peer: Peer, demo_db: Database
) -> None:
    token = web.sign_in("owner")
    with demo_db.transaction() as tx:
        stations = [row["id"] for row in tx.fetch("SELECT id FROM stations ORDER BY id")]
    rooms = [*(f"station:{station}" for station in stations), "event:demo", "display:demo"]
    assert peer.connect("staff", web.url, {"token": token})["ok"]
    assert peer.connect("public", web.url)["ok"]
    tickets = [_later(web, token) for _ in range(4)]
    before = {room: join(peer, room) for room in rooms}
    assert len(before["event:demo"]["snapshot"]["orders"]) == 4
    assert before["display:demo"]["snapshot"]["calls"] == []
    own = _station_of(demo_db, tickets[0])
    for state in ("paused", "open"):  # the tickets go elsewhere
        assert web.ask("PATCH", f"/api/stations/{own}", {"state": state}, token)[0] == 200
        if state == "paused":
            releasing.release_due(demo_db, datetime.now(UTC) + timedelta(hours=2))
    tickets.append(_later(web, token))
    _act(web, token, tickets[4], {"action": "start"})
    _act(web, token, tickets[4], {"action": "recall"})
    tickets.append(_later(web, token))
    _act(web, token, tickets[5], {"action": "void", "reason": "no cups"})
    _act(web, token, tickets[0], {"action": "start"})
    states = dict.fromkeys(tickets[1:4], "queued")
    states |= {tickets[0]: "started", tickets[4]: "scheduled", tickets[5]: "voided"}
    with demo_db.transaction() as tx:
        rows = tx.fetch("SELECT id, state FROM tickets")
    assert {row["id"]: row["state"] for row in rows} == states
    moved: list[str] = []
    for room in rooms:
        kind = room.partition(":")[0]
        name = "public" if kind == "display" else "staff"
        fresh = join(peer, room)
        if fresh["cursor"] > before[room]["cursor"]:
            moved.append(room)
            _catch_up(peer, name, room, fresh["cursor"])
        heard = [c for c in peer.changes(name, room) if c["seq"] > before[room]["cursor"]]
        folded = fold(kind, before[room]["snapshot"], heard)
        assert comparable(folded) == comparable(fold(kind, fresh["snapshot"], [])), room
    assert {"event:demo", "display:demo", f"station:{own}"} <= set(moved)


def _later(web: Web, token: str) -> int:
    due = datetime.now(UTC) + timedelta(hours=1)
    line = {"item": "flat white", "options": {"size": "large", "milk": "oat"}}
    body = {"lines": [line], "for": due.isoformat()}
    status, answer = web.ask("POST", "/api/events/demo/orders", body, token)
    assert status == 201, answer
    ticket: int = json.loads(answer)["lines"][0]["ticket"]
    return ticket


def _act(web: Web, token: str, ticket: int, action: Json) -> None:
    status, answer = web.ask("POST", f"/api/tickets/{ticket}/actions", action, token)
    assert status == 200, answer


def _station_of(database: Database, ticket: int) -> int:
    with database.transaction() as tx:
        row = tx.one("SELECT station_id FROM tickets WHERE id = %(ticket)s", ticket=ticket)
    assert row
    return int(row["station_id"])


def _catch_up(peer: Peer, name: str, room: str, cursor: int) -> None:
    until(lambda: last(peer, name, room) >= cursor)


def last(peer: Peer, name: str, room: str) -> int:
    return max((change["seq"] for change in peer.changes(name, room)), default=0)


def join(peer: Peer, room: str) -> Json:
    """Join and give a snapshot once everything committed has its place."""
    time.sleep(0.6)
    answer = peer.emit("public" if room.startswith("display") else "staff", "join", {"room": room})
    assert answer["ok"], answer
    return answer


def _work(web: Web, token: str, database: Database) -> int:
    """Order, change, start, bump, recall, collect, void, cancel, 86, pause, and set the event."""
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
    _change(web, token, database)
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
        ("PUT", "/api/events/demo/settings", {"state": "paused"}),
        ("PUT", "/api/events/demo/settings", {"state": "open", "name_policy": "initial"}),
    ):
        status, answer = web.ask(method, path, body, token)
        assert status < 300, (path, answer)
        done += 1
    return done


def _change(web: Web, token: str, database: Database) -> None:
    """Change Cy's order so that its ticket is kept, then so that another station makes it."""
    with database.transaction() as tx:
        order = tx.fetch("SELECT id FROM orders WHERE name = 'Cy'")[0]["id"]
        tx.queue("UPDATE stations SET state = 'paused' WHERE name = 'North cart'")
    latte = {"item": "latte", "options": {"size": "small", "milk": "skim"}}
    tea = {"item": "green tea", "options": {"size": "small"}}
    for name, lines in (("Cyrus", [latte, latte]), (None, [tea]), (None, [latte, tea])):
        body = {"name": name, "lines": lines}
        status, answer = web.ask("PATCH", f"/api/orders/{order}", body, token)
        assert status == 200, answer
    with database.transaction() as tx:
        tx.queue("UPDATE stations SET state = 'open' WHERE name = 'North cart'")
        made = tx.fetch("SELECT state FROM tickets WHERE order_id = %(order)s", order=order)
    assert sorted({row["state"] for row in made}) == ["queued", "voided"]
