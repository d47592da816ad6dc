"""A server for one public display, as far as its socket sees: states and faults at will."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

Json = dict[str, Any]

STATIONS = ("North cart", "South cart", "Tea bar")
NAMES = ("Priya", "Tom", "Ada", "Jo", "Wolfeschlegelstein", "Rosa", "Lin", "Zoë", "محمد", "Mark")
DISPLAY = {
    "languages": ["en"],
    "theme": "auto",
    "colour": None,
    "chime": True,
    "spoken": False,
    "missed_minutes": 15,
    "sponsors": [],
}
EVENT = {
    "slug": "demo",
    "name": "Spring Fair",
    "state": "open",
    "number": "+15005550006",
    "timezone": "UTC",
    "last_orders_at": None,
    "closes_at": None,
    "version": 1,
}


def call(ticket: int, state: str, *, seconds: float = 100.0, version: int = 1) -> Json:
    """Make a call: a ticket on the public screen, so for some seconds."""
    return {
        "ticket": ticket,
        "number": str(ticket),
        "name": NAMES[ticket % len(NAMES)],
        "station": STATIONS[ticket % len(STATIONS)],
        "state": state,
        "since": (datetime.now(UTC) - timedelta(seconds=seconds)).isoformat(),
        "version": version,
    }


def calls(number: int) -> list[Json]:
    """Make so many open orders, in the states of a rush; the newest has just got ready."""
    states = ("made", "made", "made", "started", "started", "queued")
    made = [
        call(101 + place, states[place % 6], seconds=600 - place * 540 / max(number, 1))
        for place in range(number)
    ]
    if made:
        made[0] = call(101, "made", seconds=1)
    return made


def snapshot(shown: list[Json], **event: object) -> Json:
    """Make what the room of a display shows; `event` is what is otherwise about it."""
    display = {**DISPLAY, **event.pop("display", {})}  # type: ignore[dict-item]
    return {
        "event": {**EVENT, "display": display, **event},
        "stations": [
            {"id": place + 1, "name": name, "state": "open", "version": 1}
            for place, name in enumerate(STATIONS)
        ],
        "calls": shown,
        "wait": {"earliest_minutes": 4, "latest_minutes": 7},
        "sold_out": [],
        "at": datetime.now(UTC).isoformat(),
    }


@dataclass
class Wire:
    """What answers the page's sockets."""

    shows: Json
    #: Nobody answers.
    away: bool = False
    seq: int = 0
    joined: int = 0
    _socket: WebSocketRoute | None = field(default=None, repr=False)

    def on(self, page: Page) -> None:
        """Answer every socket of a page from now on."""
        page.route_web_socket(re.compile(r"/socket\.io/"), self._opened)

    def push(self, type_: str, data: Json) -> None:
        """Send a change."""
        change = {
            "room": f"display:{self.shows['event']['slug']}",
            "seq": self.seq + 1,
            "prev": self.seq,
            "type": type_,
            "version": data.get("version", 1),
            "data": data,
        }
        self.seq += 1
        assert self._socket
        self._socket.send("42" + json.dumps(["change", change]))

    def cut(self) -> None:
        """Break the connection, and answer no more."""
        self.away = True
        if self._socket:
            self._socket.close()

    def _opened(self, socket: WebSocketRoute) -> None:
        if self.away:
            socket.close()
            return
        self._socket = socket
        socket.on_message(lambda message: self._heard(socket, str(message)))
        opening = {"sid": "s", "upgrades": [], "pingInterval": 25000, "pingTimeout": 20000}
        socket.send("0" + json.dumps({**opening, "maxPayload": 100000}))

    def _heard(self, socket: WebSocketRoute, message: str) -> None:
        if message.startswith("40"):
            socket.send('40{"sid":"s"}')
        asked = re.match(r'42(\d+)\["(?:join|resume)"', message)
        if asked:
            self.joined += 1
            shows = {**self.shows, "at": datetime.now(UTC).isoformat()}
            answer = {"ok": True, "snapshot": shows, "cursor": self.seq}
            socket.send(f"43{asked[1]}" + json.dumps([answer]))
