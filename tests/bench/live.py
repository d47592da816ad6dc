"""Screens: how long after a commit the last of many has been reached."""

import http.client
import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.core import migrate
from backend.core.db import Database
from backend.core.embedded_postgres import EmbeddedPostgres
from tests.bench.figures import Report, quantile
from tests.live.conftest import SCHEMA, serving, token
from tests.live.peer import JS, environment, installed, program

SCREENS = 500
ROUNDS = 100
PAUSE_SECONDS = 0.1
ROOM = "station:3"

#: For each push, when it reached each screen, in seconds after its beginning.
Delays = list[list[float]]


def live(report: Report, *, screens: int = SCREENS, mode: str = "eventlet") -> None:
    """Measure the push of committed changes beside plain emits to the same sockets."""
    with tempfile.TemporaryDirectory(prefix="brewline-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        with (
            _database(folder) as url,
            serving(mode, url, folder) as served,
            listening(served.url, ROOM, screens, token("owner")) as clients,
        ):
            committed, emitted = _measure(served.port, clients)
    for share, word in ((0.5, "p50"), (0.99, "p99")):
        last = quantile([max(times) for times in committed], share)
        bound = quantile([max(times) for times in emitted], share)
        label = f"live: commit to last of {screens} screens {word}"
        report.add(label, 1000 * last, "ms", 1000 * bound)
    each = quantile([time for times in committed for time in times], 0.99)
    bound = quantile([time for times in emitted for time in times], 0.99)
    report.add("live: commit to screen p99", 1000 * each, "ms", 1000 * bound)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    server = EmbeddedPostgres(folder)
    try:
        url = server.start().replace("postgresql://", "postgresql+psycopg2://", 1)
        database = Database(url, pool=1)
        migrate.upgrade(database.engine)
        with database.transaction() as tx:
            tx.queue(SCHEMA)
        database.dispose()
        yield url
    finally:
        server.stop()


@contextmanager
def listening(url: str, room: str, screens: int, bearer: str) -> Iterator["subprocess.Popen[str]"]:
    """Open so many sockets in a room; each push that has reached all of them is a line."""
    clients = subprocess.Popen(
        [program("node"), str(JS / "screens.cjs"), url, room, str(screens), bearer],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**environment(), "NODE_PATH": str(installed())},
    )
    try:
        assert clients.stdout
        assert json.loads(clients.stdout.readline()) == {"ready": screens}
        yield clients
    finally:
        clients.kill()
        clients.wait()


def _measure(port: int, clients: "subprocess.Popen[str]") -> tuple[Delays, Delays]:
    """Take turns, so that both see the same machine."""
    committed: Delays = []
    emitted: Delays = []
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for number in range(1, 2 * ROUNDS + 1):
        path, delays = (("commit", committed), ("emit", emitted))[number % 2]
        connection.request("GET", f"/{path}/{number}")
        began = json.loads(connection.getresponse().read())["at"]
        assert clients.stdout
        arrived = json.loads(clients.stdout.readline())
        assert arrived["id"] == number
        delays.append([at / 1000 - began for at in arrived["times"]])
        time.sleep(PAUSE_SECONDS)
    connection.close()
    return committed, emitted
