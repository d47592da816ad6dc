"""From a commit to the painted card, while fifty other tablets hear of it too."""

import json
import subprocess
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from playwright.sync_api import Browser

from tests.bench import live
from tests.bench.figures import Report, quantile
from tests.bench.screens.house import House, board, tablet
from tests.e2e.crowd import Counter

PEERS = 50
TICKETS = 50
PAUSE_SECONDS = 0.15
LIMIT_MS = 300.0
#: What is done to each ticket: the lane it goes to, and when that is said to have been.
STEPS = (("start", "started", "started_at"), ("bump", "made", "made_at"))


@dataclass
class Seen:
    """In ms after the server began to write, which is before its commit."""

    painted: list[float] = field(default_factory=list)
    #: The last of the other tablets' sockets.
    heard: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)


def run(report: Report, place: House, chromium: Browser) -> None:
    """Do things to tickets by REST, and see them on the glass."""
    token = Counter.of(place.url, "barista").token
    room = f"station:{place.station}"
    with (
        tablet(chromium, place) as context,
        live.listening(place.url, room, PEERS, token) as peers,
    ):
        page = board(context, place)
        page.evaluate("bench.note('started', 'made')")
        changes = _act(place, peers)
        page.wait_for_timeout(1000)
        seen = _timed(changes, page.evaluate("bench.seen"))
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        value, bound = quantile(seen.painted, share), quantile(seen.heard, share)
        report.add(f"screens.glass.{name}", value, "ms", bound, limit=LIMIT_MS)
    report.add("screens.glass.answer_p95", quantile(seen.answered, 0.95), "ms")


@dataclass(frozen=True)
class _Change:
    key: str
    at: float
    answered: float
    heard: float


def _act(place: House, peers: "subprocess.Popen[str]") -> list[_Change]:
    changes = []
    for ticket in place.tickets()[:TICKETS]:
        for action, lane, when in STEPS:
            time.sleep(PAUSE_SECONDS)
            view = _do(place, ticket, action)
            answered = 1000 * time.time()
            at = 1000 * datetime.fromisoformat(view[when]).timestamp()
            key = f"ticket-{ticket} {lane}"
            changes.append(_Change(key, at, answered - at, _heard(peers, ticket) - at))
        # Off the glass, so that the next one has its place on it.
        _do(place, ticket, "collect")
        _heard(peers, ticket)
    return changes


def _do(place: House, ticket: int, action: str) -> Any:
    return place.counter.call("POST", f"/api/tickets/{ticket}/actions", {"action": action})


def _heard(peers: "subprocess.Popen[str]", ticket: int) -> float:
    """Wait until all have heard of a ticket; gives when the last of them had."""
    assert peers.stdout
    for line in peers.stdout:
        arrived = json.loads(line)
        if arrived["id"] == ticket:
            return float(max(arrived["times"]))
    raise AssertionError("the other tablets are gone")


def _timed(changes: list[_Change], painted: dict[str, float]) -> Seen:
    seen = Seen()
    for change in changes:
        seen.painted.append(painted[change.key] - change.at)
        seen.heard.append(change.heard)
        seen.answered.append(change.answered)
    return seen
