"""Devices over real sockets: what their tokens open, and being shut out while connected."""

import json

from tests.live.peer import Peer, until
from tests.live.web import Web

PIN = "4711"


def _ask(web: Web, method: str, path: str, token: str, body: object = None) -> dict[str, object]:
    status, said = web.ask(method, path, body, token)
    assert status < 300, (path, said)
    answer: dict[str, object] = json.loads(said)
    return answer


def _paired(web: Web, owner: str, role: str) -> tuple[int, str]:
    """Pair a device; gives its id and its token."""
    body = {"role": role, "name": f"A {role}"}
    code = _ask(web, "POST", "/api/events/demo/devices", owner, body)["code"]
    paired = _ask(web, "POST", "/api/devices/pair", "", {"code": code})
    device = paired["device"]
    assert isinstance(device, dict)
    return device["id"], str(paired["device_token"])


def test_revoking_shuts_out_the_tablet_and_whoever_is_signed_in_there(web: Web, peer: Peer) -> None:
    owner = web.sign_in("owner")
    stations = _ask(web, "GET", "/api/events/demo/stations", owner)["stations"]
    assert isinstance(stations, list)
    room = {"room": f"station:{stations[0]['id']}"}
    device, token = _paired(web, owner, "barista")
    _, screen = _paired(web, owner, "display")
    _ask(web, "PUT", "/api/events/demo/people/barista/pin", owner, {"pin": PIN})
    known = {"username": "barista", "pin": PIN}
    person = str(_ask(web, "POST", "/api/auth/pin", token, known)["access_token"])
    for name, one in (("tablet", token), ("person", person), ("display", screen), ("o", owner)):
        assert peer.connect(name, web.url, {"token": one})["ok"], name
    for name in ("tablet", "display"):
        assert peer.emit(name, "join", {"room": "display:demo"})["ok"], name
        assert peer.emit(name, "join", room) == {"ok": False, "code": "forbidden"}, name
    assert peer.emit("person", "join", room)["ok"]
    assert peer.emit("o", "join", {"room": "support:demo"})["ok"]

    _ask(web, "DELETE", f"/api/devices/{device}", owner)
    # Sooner than the next round of looking after tokens, or not by much: the machine may be busy.
    for name in ("tablet", "person"):
        until(lambda name=name: peer.heard(name, "disconnect"), 12)  # type: ignore[misc]
        assert peer.heard(name, "auth:expired")[0]["data"] == {"code": "token_revoked"}
        again = {"tablet": token, "person": person}[name]
        refused = peer.connect(f"{name} again", web.url, {"token": again})
        assert refused["data"] == {"code": "token_revoked"}
    assert not peer.heard("display", "disconnect")
    until(lambda: peer.changes("o", "support:demo"))
    told = peer.changes("o", "support:demo")[-1]
    assert told["type"] == "DeviceChanged"
    assert told["data"]["revoked_at"] is not None
