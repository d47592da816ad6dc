"""Everything is killed with -9 in the middle of a rush; no order and no text is lost or doubled.

50 phones send 200 texts in five waves, and in the middle of each one part of the product dies, or
all of it. The carrier asks again as Twilio does with `#rc=3&rp=all` and a fallback, customers text
again where even that was in vain, and a barista bumps what is queued all the while.
"""

import os
import re
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from backend.core.postgres_files import address
from tests.chaos.people import Barista, Carrier
from tests.chaos.product import PARTS, Product, running, wait_for

ORDER, YES = "small oat latte for Kim", "yes"
EARLY = [f"+1555010{i:04}" for i in range(25)]
LATE = [f"+1555020{i:04}" for i in range(25)]
#: What dies in a wave, what the early phones text in it, and what the late ones.
WAVES = (
    ("postmaster", ORDER, None),
    ("web", YES, ORDER),
    ("worker", ORDER, YES),
    ("everything", YES, ORDER),
    ("postmaster", None, YES),
)
TEXTS, ORDERS = 200, 100
#: A kill comes when this many texts of its wave were answered, and this many were not.
ANSWERED, IN_FLIGHT = 3, 5
#: Every third phone texts later than the others: while the product is down.
LATER_SECONDS = 1.5
HEALTHY_SECONDS = 15.0
#: A text that a dead worker had taken is looked at again when its lease is over, after 20 s.
READY_SECONDS = 40.0

_OPEN = "state IN ('pending', 'sending', 'unknown')"


@dataclass
class Kill:
    """What was killed, when, and how long it took until all was well again."""

    what: str
    at: float
    healthy_after: float


@dataclass
class Rush:
    """The product, those who use it, and what they were told."""

    product: Product
    carrier: Carrier
    barista: Barista
    told: list[tuple[str, str]] = field(default_factory=list)
    kills: list[Kill] = field(default_factory=list)
    #: Ready texts not yet sent when the worker died.
    undone: int = 0

    def wave(self, pool: ThreadPoolExecutor, what: str, texts: list[tuple[str, str]]) -> None:
        """Let everybody text, kill in the middle of it, and wait until all were answered."""
        pids = {name: wait_for(partial(self.product.part, name)) for name in PARTS}
        if what == "worker":
            self._hold_with_work(pids["worker"])
        answered = self.carrier.answered()
        chats = [pool.submit(self._say, n, *text) for n, text in enumerate(texts)]
        while self.carrier.answered() < answered + ANSWERED or self.carrier.in_flight() < IN_FLIGHT:
            assert not all(chat.done() for chat in chats), f"nobody texts any more: {what}"
            time.sleep(0.001)
        self._kill(what, pids)
        for chat in chats:
            chat.result()

    def _say(self, place: int, phone: str, words: str) -> None:
        if place % 3 == 2:
            time.sleep(LATER_SECONDS)
        answer = self.carrier.say(phone, words)
        if words == YES:
            found = re.search(r"#(\d+)", answer)
            assert found, f"YES was answered without a number: {answer}"
            self.told.append((found[1], phone))
        else:
            assert "YES" in answer, answer

    def _kill(self, what: str, pids: dict[str, int]) -> None:
        at = time.monotonic()
        if what == "everything":
            self.product.kill_everything(*pids.values())
            self.product.start()
        else:
            pids = {what: pids[what]}
            os.kill(pids[what], signal.SIGKILL)
        if what == "worker":
            self.undone = self._open_jobs()
        for name, pid in pids.items():
            wait_for(partial(self._has_another, name, pid))
        self.product.wait_healthy()
        self.kills.append(Kill(what, at, time.monotonic() - at))

    def _has_another(self, name: str, pid: int) -> bool:
        return self.product.part(name) not in (None, pid)

    def _hold_with_work(self, worker: int) -> None:
        """Catch the worker with ready texts to send, and hold it there."""
        self.barista.resting.clear()
        wait_for(lambda: self._open_jobs() > 0)
        os.kill(worker, signal.SIGSTOP)

    def _open_jobs(self) -> int:
        return int(ask(self.product, f"SELECT count(*) FROM outbox WHERE {_OPEN}")[0][0])


def ask(product: Product, sql: str) -> list[tuple[Any, ...]]:
    """Ask the product's own database."""
    with closing(psycopg2.connect(address(product.folder))) as connection:
        cursor = connection.cursor()
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    """The product, running."""
    with running(tmp_path) as product:
        yield product


def test_nothing_is_lost_or_doubled_when_everything_is_killed(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    rush = Rush(product, Carrier(product.port), Barista(product.port))
    shift = threading.Thread(target=rush.barista.work, daemon=True)
    shift.start()
    with ThreadPoolExecutor(len(EARLY) + len(LATE)) as pool:
        for what, early, late in WAVES:
            texts = [(phone, early) for phone in EARLY if early]
            texts += [(phone, late) for phone in LATE if late]
            if what == "web":  # so that the worker has much to do in the next wave
                rush.barista.resting.set()
            rush.wave(pool, what, texts)
    all_ready = _every_ticket_is_bumped_and_told(rush)
    rush.barista.go_home()
    shift.join()

    with capsys.disabled():
        sys.stdout.write(_figures(rush, all_ready))
    _kills_hit(rush)
    _told_is_kept(rush)
    _ready_texts_arrived_once(rush)
    _asked_again_everything_is_answered_as_before(rush)
    assert product.stop() == 0
    assert product.processes() == []


def _caught(rush: Rush, kill: Kill) -> int:
    return sum(text.under_way(kill.at) for text in rush.carrier.texts)


def _figures(rush: Rush, all_ready: float) -> str:
    lines = [
        f"  {kill.what}: {_caught(rush, kill)} texts in flight,"
        f" healthy after {kill.healthy_after:.1f} s"
        for kill in rush.kills
    ]
    texts = rush.carrier.texts
    slowest = max(text.ended - text.began for text in texts)
    return "\n".join(
        (
            "",
            *lines,
            f"  texts {len(texts)}, attempts {sum(text.attempts for text in texts)},"
            f" texted again by hand {len(rush.carrier.lost)}, slowest answer {slowest:.1f} s",
            f"  taps repeated {rush.barista.repeated}, jobs the dead worker left {rush.undone},"
            f" the last ready text {all_ready:.1f} s after the last wave",
            "",
        )
    )


def _kills_hit(rush: Rush) -> None:
    assert [kill.what for kill in rush.kills] == [what for what, _, _ in WAVES]
    for kill in rush.kills:
        assert _caught(rush, kill) > 0, f"{kill.what} was killed while nobody texted"
        assert kill.healthy_after < HEALTHY_SECONDS, kill
    assert sum(text.attempts > 1 for text in rush.carrier.texts) > 0
    assert rush.undone > 0, "the worker was killed while it had nothing to do"
    log = rush.product.log
    assert log.count('"database.ended"') == 2
    assert log.count('"process.ended"') >= 2


def _told_is_kept(rush: Rush) -> None:
    """Every number told is one order of that phone, and nothing else is an order."""
    assert len(rush.carrier.texts) - len(rush.carrier.lost) == TEXTS
    assert len({number for number, _ in rush.told}) == len(rush.told) == ORDERS
    assert set(Counter(phone for _, phone in rush.told).values()) == {2}
    assert sorted(ask(rush.product, _ORDERS)) == sorted(rush.told)
    cups = "SELECT sum(quantity), count(*) FROM order_lines"
    assert ask(rush.product, cups) == [(ORDERS, ORDERS)]


_ORDERS = """SELECT o.number::text, c.address FROM orders o
JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id"""


def _every_ticket_is_bumped_and_told(rush: Rush) -> float:
    began = time.monotonic()
    rush.barista.resting.clear()
    waiting = f"""SELECT (SELECT count(*) FROM tickets WHERE state <> 'made')
    + (SELECT count(*) FROM outbox WHERE {_OPEN})"""
    wait_for(
        lambda: (
            len(rush.barista.bumped) + len(rush.barista.refused) >= ORDERS
            and ask(rush.product, waiting) == [(0,)]
        ),
        READY_SECONDS,
    )
    return time.monotonic() - began


def _ready_texts_arrived_once(rush: Rush) -> None:
    assert rush.barista.refused == []
    tickets = ask(rush.product, "SELECT id FROM tickets")
    assert {ticket for (ticket,) in tickets} == rush.barista.bumped
    found = ask(rush.product, _READY)
    assert Counter(ticket for ticket, *_ in found) == Counter(rush.barista.bumped)
    assert len(found) == ORDERS
    for _, state, body, to, number, phone in found:
        assert state == "delivered"
        assert f"#{number}" in body
        assert "ready" in body
        assert to == phone
    assert ask(rush.product, "SELECT count(*) FROM messages WHERE kind = 'ready'") == [(ORDERS,)]
    assert ask(rush.product, "SELECT count(*) FROM outbox WHERE state = 'dead'") == [(0,)]


_READY = """SELECT t.id, m.state, m.body, m.address, o.number, c.address FROM messages m
JOIN outbox j USING (event_id, id)
JOIN tickets t ON t.event_id = m.event_id AND t.id = (j.payload ->> 'ticket')::bigint
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id
WHERE m.kind = 'ready'"""


def _asked_again_everything_is_answered_as_before(rush: Rush) -> None:
    """The carrier may have lost any answer: each text again, with its id, gets the one it got."""
    before = sorted(ask(rush.product, _ORDERS))
    for text in [text for text in rush.carrier.texts if text.answer is not None]:
        assert rush.carrier.attempt(text) == text.answer, text
    assert sorted(ask(rush.product, _ORDERS)) == before
