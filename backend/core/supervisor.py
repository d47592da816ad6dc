"""The supervisor: owns the listening socket and the database, keeps web and worker running."""

import os
import select
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from backend.core import announce
from backend.core.child import Child
from backend.core.embedded_postgres import EmbeddedPostgres
from backend.core.errors import CannotStart
from backend.core.lifeline import LIFELINE_FD, LISTEN_FD, PREPARED_FD
from backend.core.listen import bind, check_external_database, is_up
from backend.core.settings import ROOT, Settings

DRAIN_SECONDS = 10.0
#: Deaths in a row, before it ever worked, after which trying again is pointless.
HOPELESS_DEATHS = 4

_FLASK = (sys.executable, "-m", "flask", "--app", "app")


@dataclass(frozen=True, slots=True)
class Commands:
    """What the supervisor starts."""

    prepare: Sequence[str] = (sys.executable, "-m", "backend.prepare")
    web: Sequence[str] = (sys.executable, "wsgi.py")
    worker: Sequence[str] = (*_FLASK, "worker")


class _StopEarly(Exception):
    """A signal came before everything ran."""


class Supervisor:
    """One life of Brewline on this machine: `run` returns when everything has stopped."""

    def __init__(self, settings: Settings, commands: Commands | None = None) -> None:
        self._settings = settings
        self._commands = commands or Commands()
        self._database = EmbeddedPostgres(settings.data_dir) if settings.embedded else None
        self._listener: socket.socket | None = None
        self._children: list[Child] = []
        self._starting = True
        self._stopping = False
        self._announced = False
        self._next_database_try = 0.0
        # The wake-up pipe ends a wait as soon as a child dies or a signal comes.
        self._wake, self._waker = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._waker, False)
        # Nobody ever writes here: its children see the end of it when this process is gone.
        self._lifeline, self._lifeline_holder = os.pipe()
        # Web and worker import while the database is prepared, and wait for this to end.
        self._prepared, holder = os.pipe()
        self._prepared_holder: int | None = holder

    def run(self) -> None:
        """Start everything, keep it running until SIGTERM or SIGINT, stop everything."""
        self._listen_to_signals()
        try:
            self._start()
            self._watch()
        except _StopEarly:
            pass
        finally:
            self._starting = False
            self._stop()

    def _start(self) -> None:
        self._listener = bind(self._settings.host, self._settings.port)
        self._empty_metrics()
        if self._database:
            self._database.start()
        else:
            check_external_database(self._settings)
        web = self._child("web", self._commands.web, self._prepared, self._listener.fileno())
        worker = self._child("worker", self._commands.worker, self._prepared)
        prepare = self._child("prepare", self._commands.prepare)
        self._children = [web, worker, prepare]
        web.start()
        worker.start()
        self._prepare(prepare)
        self._open_gate()
        self._children = [web, worker]
        self._starting = False

    def _open_gate(self) -> None:
        if self._prepared_holder is not None:
            os.close(self._prepared_holder)
            self._prepared_holder = None

    def _child(self, name: str, command: Sequence[str], *fds: int) -> Child:
        environ = self._environ() | ({PREPARED_FD: str(self._prepared)} if fds else {})
        return Child(name, command, environ=environ, folder=ROOT, fds=(self._lifeline, *fds))

    def _watch(self) -> None:
        while not self._stopping:
            self._keep_database()
            for child in self._children:
                self._keep(child)
            if not self._announced and is_up(self._settings.host, self._settings.port):
                announce.ready(self._settings)
                self._announced = True
            self._wait(0.5 if self._announced else 0.1)

    def _keep(self, child: Child) -> None:
        end = child.ended()
        if end:
            pid, code = end
            announce.event("process.ended", process=child.name, pid=pid, code=code)
            self._forget_metrics(pid)
        if child.quick_deaths >= HOPELESS_DEATHS and not self._announced:
            raise CannotStart(
                f"The {child.name} process ends as soon as it starts: see above what it wrote."
            )
        child.keep_running()

    def _keep_database(self) -> None:
        """Start a server that was killed again; while that fails, the others wait and retry."""
        database = self._database
        if not database or database.poll() is None or time.monotonic() < self._next_database_try:
            return
        announce.event("database.ended", pid=database.pid, code=database.poll())
        try:
            database.start()
        except CannotStart as error:
            self._next_database_try = time.monotonic() + 2
            announce.event("database.failed", reason=str(error))

    def _prepare(self, child: Child) -> None:
        """Migrate and seed in a short process of its own; what it wrote is kept in a file."""
        log = self._settings.data_dir / "prepare.log"
        with log.open("wb") as output:
            child.start(output=output.fileno())
        while (end := child.ended()) is None:
            self._wait(0.5)
        if end[1] != 0:
            said = log.read_text(errors="replace").strip().splitlines() or [f"code {end[1]}"]
            raise CannotStart(f"{said[-1]} (the database was being prepared; see {log})")

    def _environ(self) -> dict[str, str]:
        assert self._listener
        return {
            **os.environ,
            "DATABASE_URL": self._settings.libpq_url,
            "DATA_DIR": str(self._settings.data_dir),
            "PROMETHEUS_MULTIPROC_DIR": str(self._metrics_folder()),
            LISTEN_FD: str(self._listener.fileno()),
            LIFELINE_FD: str(self._lifeline),
        }

    def _stop(self) -> None:
        """Let the children drain, then stop the database under nobody's feet."""
        self._open_gate()
        if self._listener:
            self._listener.close()
        for child in self._children:
            child.ask_to_stop()
        give_up = time.monotonic() + DRAIN_SECONDS
        for child in self._children:
            child.stop(give_up)
        if self._database:
            self._database.stop()

    def _listen_to_signals(self) -> None:
        signal.set_wakeup_fd(self._waker, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def _on_signal(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        if self._starting:
            self._starting = False
            raise _StopEarly

    def _wait(self, seconds: float) -> None:
        ready, _, _ = select.select([self._wake], [], [], seconds)
        if ready:
            with suppress(BlockingIOError):
                os.read(self._wake, 4096)

    def _metrics_folder(self) -> Path:
        return self._settings.data_dir / "metrics"

    def _empty_metrics(self) -> None:
        folder = self._metrics_folder()
        folder.mkdir(exist_ok=True)
        for file in folder.glob("*.db"):
            file.unlink()

    def _forget_metrics(self, pid: int) -> None:
        """Drop what a dead process was just doing; what it has done stays counted."""
        for file in self._metrics_folder().glob(f"gauge_live*_{pid}.db"):
            file.unlink(missing_ok=True)
