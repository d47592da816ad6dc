"""A phone that was cut off while its coffee became ready hears of it all the same."""

import threading
from collections.abc import Iterator

import pytest

from backend.channels.worker import run
from backend.core.concurrency import Stop
from backend.core.db import Database
from backend.events.types import Event
from backend.orders.requests import ActionRequest
from backend.orders.service import act
from backend.orders.types import TicketAction
from backend.vendors.console import Console
from tests.live.peer import Peer, until
from tests.live.screen import Json
from tests.live.web import PHONE, Web


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
