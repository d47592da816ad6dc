"""Everything is killed with -9 in the middle of a rush; no order and no text is lost or doubled.

200 texts from 50 phones, passed on by a carrier that asks again with the same message id, while the
database, the web process, the worker and then all of it is killed, and a barista bumps what comes.
"""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import psycopg2
import pytest

from backend.core.postgres_files import address, cluster_folder
from tests.app_client import NUMBER, new_sid
from tests.e2e.served import PASSWORD, ROOT, free_port

PHONES, ORDERS_A_PHONE = 50, 2
ADDRESSES = [f"+1555{i:07}" for i in range(PHONES)]
#: What is killed while everybody texts, one after the other: four texts from each phone.
KILLED = ("postmaster", "web", "worker", "everything")
WORDS = "small oat latte for Kim"
#: The contract's: healthy again after a kill of any part.
HEALTHY_SECONDS = 15.0
#: The carrier gives up on one attempt after this.
ATTEMPT_SECONDS = 15.0
ATTEMPTS = 12


@dataclass
class Product:
    """The product, started and killed by us."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environ = {
            **os.environ,
            "DATA_DIR": str(self.folder),
            "PORT": str(self.port),
            "ADMIN_PASSWORD": PASSWORD,
            "DATABASE_URL": "",
            "TWILIO_ACCOUNT_SID": "",
            "TWILIO_AUTH_TOKEN": "",
        }
        with (self.folder / "output.log").open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "backend"],
                cwd=ROOT,
                env=environ,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def children(self) -> dict[str, list[int]]:
        """Find the processes of ours by what they run."""
        found: dict[str, list[int]] = {"web": [], "worker": [], "postmaster": []}
        marks = {"web": "wsgi.py", "worker": "app worker"}
        mine = f"DATA_DIR={self.folder}".encode()
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                if mine in (entry / "environ").read_bytes():
                    for kind, mark in marks.items():
                        found[kind] += [int(entry.name)] if mark in words else []
        pid_file = cluster_folder(self.folder) / "postmaster.pid"
        if pid_file.exists():
            pid = int(pid_file.read_text().split()[0])
            found["postmaster"] = [pid] if Path(f"/proc/{pid}").exists() else []
        return found

    def kill(self, kind: str) -> None:
        """Kill one part, or `everything`."""
        children = self.children()
        if kind == "everything":
            assert self.process is not None
            self.process.kill()
            for pids in children.values():
                _kill(pids)
            self.process.wait()
            self.start()
        else:
            assert children[kind], f"no {kind} to kill"
            _kill(children[kind])

    def wait_healthy(self) -> float:
        """Give the seconds until /health is 200."""
        began = time.monotonic()
        while time.monotonic() - began < 60:
            with suppress(OSError, urllib.error.URLError):
                if urllib.request.urlopen(f"{self.url}/health", timeout=3).status == 200:
                    return time.monotonic() - began
            time.sleep(0.1)
        raise AssertionError((self.folder / "output.log").read_text()[-3000:])


def _kill(pids: list[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


@dataclass
class Carrier:
    """Passes texts on and asks again with the same id, as Twilio does with #rc and a fallback."""

    url: str
    retries: int = 0
    in_flight: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def text(self, phone: str, words: str) -> str:
        sid, form = new_sid(), {"AccountSid": "AC0", "From": phone, "To": NUMBER, "Body": words}
        data = urllib.parse.urlencode({**form, "MessageSid": sid, "NumMedia": "0"}).encode()
        self._count(1)
        try:
            for _ in range(ATTEMPTS):
                answer = self._attempt(data)
                if answer is not None:
                    return answer
                self.retries += 1
                time.sleep(0.5)
        finally:
            self._count(-1)
        raise AssertionError(f"the carrier gave up on {words!r}")

    def _attempt(self, data: bytes) -> str | None:
        try:
            answer = urllib.request.urlopen(f"{self.url}/sms", data=data, timeout=ATTEMPT_SECONDS)
            return unescape(answer.read().decode())
        except urllib.error.HTTPError as error:
            # Anything but "try again" would lose the text.
            return None if error.code >= 500 else f"refused: {error.code}"
        except OSError:
            return None

    def _count(self, more: int) -> None:
        with self.lock:
            self.in_flight += more


@dataclass
class Barista:
    """Bumps whatever is queued, through every outage."""

    url: str
    bumped: set[int] = field(default_factory=set)
    stop: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        token = ""
        while not self.stop.is_set():
            try:
                token = token or self._sign_in()
                self._round(token)
            except (OSError, urllib.error.URLError, ValueError):
                token = ""
            time.sleep(0.3)

    def _sign_in(self) -> str:
        body = {"username": "barista", "password": PASSWORD}
        return str(self._call("/api/auth/login", "", body)["access_token"])

    def _round(self, token: str) -> None:
        for station in self._call("/api/events/demo/stations", token)["stations"]:
            path = f"/api/stations/{station['id']}/tickets"
            for ticket in self._call(path, token)["tickets"]:
                if ticket["state"] == "queued":
                    self._call(f"/api/tickets/{ticket['id']}/actions", token, {"action": "bump"})
                    self.bumped.add(ticket["id"])

    def _call(self, path: str, token: str, body: Any = None) -> Any:
        request = urllib.request.Request(
            self.url + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Authorization": f"Bearer {token}"},
        )
        return json.load(urllib.request.urlopen(request, timeout=10))


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Product]:
    made = Product(tmp_path, free_port())
    made.start()
    made.wait_healthy()
    yield made
    assert made.process is not None
    made.process.send_signal(signal.SIGTERM)
    assert made.process.wait(30) == 0
    assert not any(made.children().values()), "something of ours is left behind"


def _say(carrier: Carrier, told: dict[str, list[str]], words: str, phone: str) -> None:
    answer = carrier.text(phone, words)
    if words == WORDS:
        assert "YES" in answer, answer
        return
    found = re.search(r"#(\d+)", answer)
    assert found, "a YES that was answered is an order with a number"
    told.setdefault(phone, []).append(found[1])


def test_nothing_is_lost_or_doubled_when_everything_is_killed(
    product: Product, capsys: pytest.CaptureFixture[str]
) -> None:
    carrier, barista = Carrier(product.url), Barista(product.url)
    told: dict[str, list[str]] = {}
    threading.Thread(target=barista.work, daemon=True).start()
    healthy, caught = {}, {}
    with ThreadPoolExecutor(PHONES) as pool:
        for words, kind in zip((WORDS, "yes") * 2, KILLED, strict=True):
            chats = [pool.submit(_say, carrier, told, words, phone) for phone in ADDRESSES]
            time.sleep(0.05)
            caught[kind] = carrier.in_flight
            product.kill(kind)
            healthy[kind] = product.wait_healthy()
            for chat in chats:
                chat.result()
    assert min(caught.values()) > 0, f"a kill hit nobody: {caught}"
    assert max(healthy.values()) < HEALTHY_SECONDS, healthy
    assert carrier.retries > 0
    _all_is_there(product, barista, told)
    with capsys.disabled():
        sys.stdout.write(f"\n  retries {carrier.retries}, caught {caught}, healthy {healthy}\n")


def _all_is_there(product: Product, barista: Barista, told: dict[str, list[str]]) -> None:
    numbers = [number for mine in told.values() for number in mine]
    assert len(numbers) == PHONES * ORDERS_A_PHONE
    assert len(set(numbers)) == len(numbers), "a number was told twice"
    with psycopg2.connect(address(product.folder)) as connection:
        cursor = connection.cursor()
        cursor.execute(
            """SELECT o.number::text, c.address FROM orders o
            JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id"""
        )
        kept = cursor.fetchall()
        assert sorted(kept) == sorted((n, phone) for phone, mine in told.items() for n in mine)
        _every_ready_text_arrived(cursor, barista)
    connection.close()


def _every_ready_text_arrived(cursor: Any, barista: Barista) -> None:
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        cursor.execute("ROLLBACK; SELECT count(*) FROM tickets WHERE state = 'queued'")
        queued = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'dead')")
        if queued == 0 and cursor.fetchone()[0] == 0:
            break
        time.sleep(0.3)
    barista.stop.set()
    cursor.execute("SELECT count(*) FROM tickets WHERE state = 'made'")
    made = cursor.fetchone()[0]
    assert made == PHONES * ORDERS_A_PHONE
    cursor.execute(
        """SELECT order_id, count(*), min(state), min(body) FROM messages
        WHERE kind = 'ready' GROUP BY order_id"""
    )
    texts = cursor.fetchall()
    assert len(texts) == made
    assert {count for _, count, _, _ in texts} == {1}
    assert {state for _, _, state, _ in texts} == {"delivered"}
