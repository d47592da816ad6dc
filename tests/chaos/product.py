"""The product as it is really run, `python -m backend`, and its processes seen from outside."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from backend.core.postgres_files import cluster_folder
from backend.core.settings import ROOT
from tests.e2e.served import PASSWORD
from tests.ports import free_port

T = TypeVar("T")

PARTS = ("postmaster", "web", "worker")
#: Other programs share the machine: this is for giving up, not for judging speed.
PATIENCE_SECONDS = 60.0
#: For one question about health; while no web process runs, the connection waits for the next one.
HEALTH_SECONDS = 20.0


def wait_for(what: Callable[[], T | None], seconds: float = PATIENCE_SECONDS) -> T:
    """Give the first answer that is true."""
    give_up = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < give_up, f"not within {seconds} s: {what}"
        time.sleep(0.02)
    return found


@dataclass
class Product:
    """One DATA_DIR and port, and whatever life of the product runs on them now."""

    folder: Path
    port: int = field(default_factory=free_port)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def process(self) -> "subprocess.Popen[bytes]":
        """The supervisor."""
        assert self._process is not None
        return self._process

    @property
    def log(self) -> str:
        """What all its processes wrote."""
        return (self.folder / "output.log").read_text()

    def start(self) -> None:
        """Start it on what its last life left behind."""
        own = {"DATA_DIR": str(self.folder), "PORT": str(self.port), "ADMIN_PASSWORD": PASSWORD}
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        # What `.env` of a developer may set.
        unset = dict.fromkeys(("DATABASE_URL", "TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN"), "")
        with (self.folder / "output.log").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "backend"],
                cwd=ROOT,
                env={**kept, **unset, **own},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def healthy(self) -> bool:
        """Ask /health."""
        with closing(
            http.client.HTTPConnection("127.0.0.1", self.port, timeout=HEALTH_SECONDS)
        ) as link:
            try:
                link.request("GET", "/health")
                return link.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def wait_healthy(self) -> float:
        """Give the seconds until /health is 200."""
        began = time.monotonic()
        while not self.healthy():
            assert self.process.poll() is None, self.log[-3000:]
            assert time.monotonic() - began < PATIENCE_SECONDS, self.log[-3000:]
            time.sleep(0.05)
        return time.monotonic() - began

    def processes(self) -> list[int]:
        """List every living process of this DATA_DIR, whoever its parent is by now."""
        return [pid for pid, _ in self._listed()]

    def part(self, name: str) -> int | None:
        """Find the process of one part: postmaster, web or worker."""
        if name == "postmaster":
            file = cluster_folder(self.folder) / "postmaster.pid"
            pid = int(file.read_text().split()[0]) if file.exists() else 0
            return pid if pid in self.processes() else None
        mark = {"web": "wsgi.py", "worker": "app worker"}[name]
        return next((pid for pid, command in self._listed() if mark in command), None)

    def kill(self, name: str) -> int:
        """Kill one part with -9; gives what its process was."""
        pid = wait_for(lambda: self.part(name))
        os.kill(pid, signal.SIGKILL)
        wait_for(lambda: self.part(name) != pid)
        return pid

    def kill_everything(self, *known: int) -> None:
        """Kill supervisor, web, worker and all of PostgreSQL with -9; those known die at once."""
        self.process.kill()
        for pid in known:
            _kill(pid)
        self.process.wait()
        for pid in self.processes():
            _kill(pid)
        wait_for(lambda: not self.processes())

    def stop(self) -> int:
        """Stop it as a service manager does; gives its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE_SECONDS)

    @contextmanager
    def without_supervision(self) -> Iterator[None]:
        """Hold the supervisor still: what is killed stays dead until `supervise`, or the end."""
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.supervise()

    def supervise(self) -> None:
        """Let the supervisor go on."""
        self.process.send_signal(signal.SIGCONT)

    def _listed(self) -> Iterator[tuple[int, str]]:
        mine, folder = f"DATA_DIR={self.folder}\0".encode(), str(self.folder)
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                dead = "State:\tZ" in (entry / "status").read_text()
                ours = mine in (entry / "environ").read_bytes() + b"\0"
                there = str((entry / "cwd").readlink()).startswith(folder)
                if not dead and (ours or there):
                    command = (entry / "cmdline").read_bytes().replace(b"\0", b" ")
                    yield int(entry.name), command.decode(errors="replace")


@contextmanager
def running(folder: Path) -> Iterator[Product]:
    """Run the product; at the end it stops in good order and leaves nothing behind."""
    product = Product(folder)
    try:
        product.start()
        product.wait_healthy()
        yield product
        if product.process.poll() is None:
            assert product.stop() == 0
        assert product.processes() == [], "something of ours is left behind"
    finally:
        product.kill_everything()


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
