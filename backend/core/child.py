"""One supervised process: started, watched, started again, stopped with all it started."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from backend.core.lifeline import die_with_parent

#: Seconds before a new try, by the number of quick deaths in a row; the last one repeats.
BACK_OFF = (0.0, 0.0, 0.5, 1.0, 2.0, 4.0)

#: A process that lived this long was not dying as it started.
HEALTHY_SECONDS = 10.0


class Child:
    """A process that should be running until it is stopped."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        environ: Mapping[str, str],
        folder: Path,
        fds: Sequence[int],
    ) -> None:
        self.name = name
        self._command = list(command)
        self._environ = dict(environ)
        self._folder = folder
        self._fds = tuple(fds)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._next_try = 0.0
        #: How often in a row it ended soon after its start.
        self.quick_deaths = 0

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._process.pid if self._process else None

    def keep_running(self) -> None:
        """Start it if it does not run and its pause is over."""
        if self._process is None and time.monotonic() >= self._next_try:
            self.start()

    def start(self, *, output: int | None = None) -> None:
        """Start it in a process group of its own, so that Ctrl-C reaches the supervisor only."""
        self._started = time.monotonic()
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            pass_fds=self._fds,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )

    def ended(self) -> tuple[int, int] | None:
        """Give pid and exit code of a process that has ended, once, and plan the next one."""
        process = self._process
        if process is None or process.poll() is None:
            return None
        self._sweep(process.pid)
        self._process = None
        lived = time.monotonic() - self._started
        self.quick_deaths = self.quick_deaths + 1 if lived < HEALTHY_SECONDS else 0
        pause = BACK_OFF[min(self.quick_deaths, len(BACK_OFF) - 1)]
        self._next_try = time.monotonic() + pause
        return process.pid, process.returncode

    def ask_to_stop(self) -> None:
        """Let it drain."""
        if self._process and self._process.poll() is None:
            self._process.terminate()

    def stop(self, give_up: float) -> None:
        """Wait for its end until the monotonic time `give_up`, then end it and what it left."""
        process = self._process
        if process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0.0, give_up - time.monotonic()))
        self._sweep(process.pid)
        process.wait()
        self._process = None

    @staticmethod
    def _sweep(group: int) -> None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
