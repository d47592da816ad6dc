"""A web process under test, on a database of its own."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.core.db import Database
from backend.core.embedded_postgres import EmbeddedPostgres
from backend.core.migrate import upgrade
from backend.events import service as events
from backend.stations import demo
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Ground:
    """A migrated database with the demo event; durable, as in earnest."""

    url: str
    database: Database
    event: int
    folder: Path


@contextmanager
def ground() -> Iterator[Ground]:
    """Run an embedded PostgreSQL with the product's own settings."""
    with tempfile.TemporaryDirectory(prefix="brewline-bench-") as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder))
        url = server.start()
        database = Database(url)
        try:
            upgrade(database.engine)
            with database.transaction() as tx:
                demo.create(tx, password_hash="nobody signs in here")
                event = events.by_slug(tx, demo.SLUG).id
            yield Ground(url, database, event, Path(folder))
        finally:
            database.dispose()
            server.stop()


@dataclass
class Web:
    """One web process."""

    process: "subprocess.Popen[bytes]"
    port: int

    def cpu_seconds(self) -> float:
        """Processor time used so far."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """Memory it holds alone and shared (resident)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) / 1024 if found else 0.0


@contextmanager
def web(place: Ground, command: tuple[str, ...] = ("wsgi.py",)) -> Iterator[Web]:
    """Run a web process until the end of the block."""
    with running(place, command) as process:
        _wait(process.port, process.process)
        yield process


@contextmanager
def running(place: Ground, command: tuple[str, ...]) -> Iterator[Web]:
    """Run any process of the product until the end of the block."""
    port = free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": place.url,
        "DATA_DIR": str(place.folder / "data"),
        "PORT": str(port),
        "TWILIO_ACCOUNT_SID": "",
        "TWILIO_AUTH_TOKEN": "",
    }
    process = subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environ, stdout=subprocess.DEVNULL
    )
    try:
        yield Web(process, port)
    finally:
        process.terminate()
        process.wait(15)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=2).read()
            return
        except OSError:
            if process.poll() is not None:
                raise RuntimeError("the web process did not start") from None
            time.sleep(0.05)
    raise RuntimeError("the web process did not answer in time")


def texting(port: int, path: str, *, seconds: float, first: int, phones: int = 64) -> Any:
    """Let so many phones text, from another process; gives what came of it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.bench.load"),
            *(str(port), path, str(phones), str(seconds), str(first)),
        ],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=seconds + 60,
    )
    return json.loads(done.stdout)
