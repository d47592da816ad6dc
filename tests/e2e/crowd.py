"""Many orders at once, tapped at the counter by the demo's own staff."""

import json
import random
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.e2e.served import PASSWORD

#: What people are called at a real counter: long, from the right, with pictures.
NAMES = (
    "Steve",
    "Priya",
    "Wolfeschlegelsteinhausenbergerdorff Jr.",
    "محمد عبد الرحمن الفارسي",
    "Zoë 🦊🎉",
    "李小龍",
    "Ann",
    "Bartholomew",
)


@dataclass(frozen=True)
class Counter:
    """Somebody who is signed in, by HTTP."""

    url: str
    token: str

    @staticmethod
    def of(url: str, username: str = "owner") -> "Counter":
        """Sign in."""
        body = {"username": username, "password": PASSWORD}
        return Counter(url, Counter(url, "").call("POST", "/api/auth/login", body)["access_token"])

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Call; raises what the server refuses."""
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self.token}"}
        data = None if body is None else json.dumps(body).encode()
        wanted = urllib.request.Request(f"{self.url}{path}", data, headers, method=method)
        with urllib.request.urlopen(wanted, timeout=30) as answer:
            return json.loads(answer.read())

    def station(self, name: str) -> int:
        """Find a station of the demo."""
        stations = self.call("GET", "/api/events/demo/stations")["stations"]
        return next(int(one["id"]) for one in stations if one["name"] == name)

    def only(self, name: str) -> None:
        """Let one station take all that is to come."""
        for one in self.call("GET", "/api/events/demo/stations")["stations"]:
            state = "open" if one["name"] == name else "paused"
            self.call("PATCH", f"/api/stations/{one['id']}", {"state": state})

    def order(self, *lines: dict[str, Any], name: str | None = None) -> dict[str, Any]:
        """Place a walk-up."""
        body = {"customer": {"name": name}, "lines": list(lines)}
        placed: dict[str, Any] = self.call("POST", "/api/events/demo/orders", body)
        return placed

    def act(self, order: dict[str, Any], *actions: str) -> None:
        """Do things to the first ticket of an order."""
        ticket = order["lines"][0]["ticket"]
        for action in actions:
            self.call("POST", f"/api/tickets/{ticket}/actions", {"action": action})

    def crowd(self, many: int, seed: int = 7) -> list[dict[str, Any]]:
        """Place many orders of what the menu has, the same ones each time."""
        chance = random.Random(seed)
        menu = self.call("GET", "/api/events/demo/menu")
        drinks = [name for name, item in menu["items"].items() if "milk" in _groups(item)]
        return [
            self.order(_line(menu, chance, drinks), name=NAMES[at % len(NAMES)])
            for at in range(many)
        ]


def _groups(item: dict[str, Any]) -> Iterable[str]:
    return item.get("options") or ()


def _line(menu: dict[str, Any], chance: random.Random, drinks: list[str]) -> dict[str, Any]:
    item = chance.choice(drinks[:6])
    options = {}
    for group in _groups(menu["items"][item]):
        values = list(menu["options"][group].get("values", {}))
        if menu["options"][group].get("ask"):
            options[group] = chance.choice(values[:4])
    extras = chance.sample(list(menu["extras"]), chance.choice([0, 0, 0, 1, 2]))
    return {"item": item, "quantity": chance.choice([1, 1, 1, 2]), "options": options,
            "extras": extras}  # fmt: skip
