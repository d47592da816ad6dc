"""The supervisor with stand-ins for its children, killed in every way there is."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from backend.core.settings import ROOT
from tests.ports import free_port

T = TypeVar("T")

COMMAND = [sys.executable, "-m", "tests.core.stand_ins", "supervise"]


def wait_for(what: Callable[[], T | None], seconds: float = 15.0) -> T:
    give_up = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < give_up, f"not within {seconds} s"
        time.sleep(0.05)
    return found


class Running:
    """A supervisor that was started, and what can be seen of it from outside."""

    def __init__(self, data_dir: Path, **environ: str) -> None:
        self.data_dir = data_dir
        self.port = int(environ.get("PORT", free_port()))
        self.output = data_dir.with_suffix(".log")
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        own = {"DATA_DIR": str(data_dir), "PORT": str(self.port), "ADMIN_PASSWORD": "known-one"}
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                COMMAND,
                cwd=ROOT,
                env={**kept, **own, **environ},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def health(self) -> tuple[int, int] | None:
        """Give the web's pid and the number of rows, or None."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=3) as got:
                pid, rows = got.read().split()
        except OSError:
            return None
        return int(pid), int(rows)

    def until_ready(self) -> tuple[int, int]:
        wait_for(lambda: "is ready" in self.said)
        return wait_for(self.health)

    def processes(self) -> list[int]:
        """List every living process that belongs to this DATA_DIR."""
        found = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                zombie = "State:\tZ" in (folder / "status").read_text()
                ours = str(self.data_dir).encode() in (folder / "environ").read_bytes()
                there = str((folder / "cwd").resolve()).startswith(str(self.data_dir))
            except OSError:
                continue
            if not zombie and (ours or there):
                found.append(int(folder.name))
        return found

    def postmaster(self) -> int:
        file = self.data_dir / "postgres" / "data" / "postmaster.pid"
        return int(file.read_text().split()[0])

    def is_gone(self) -> bool:
        return not self.processes()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def begin(**environ: str) -> Running:
        running = Running(tmp_path / "var", **environ)
        started.append(running)
        return running

    yield begin
    for running in started:
        running.kill()
    for running in started:
        wait_for(running.is_gone)


def test_ready_is_told_once_with_addresses_and_sign_ins(start: Callable[..., Running]) -> None:
    running = start()
    running.until_ready()
    base = f"http://127.0.0.1:{running.port}"
    for path in ("/", "/phone", "/barista", "/display/demo"):
        assert f"{base}{path} " in running.said
    for word in ("owner", "barista", "support", "organiser", "ADMIN_PASSWORD"):
        assert word in running.said
    assert "known-one" not in running.said
    assert running.said.count("Brewline is ready") == 1


def test_killed_children_come_back_and_the_rows_stay(start: Callable[..., Running]) -> None:
    running = start()
    web, rows = running.until_ready()
    assert rows == 1

    os.kill(web, signal.SIGKILL)
    wait_for(lambda: (running.health() or (web, 0))[0] != web)

    postmaster = running.postmaster()
    os.kill(postmaster, signal.SIGKILL)
    wait_for(lambda: running.postmaster() != postmaster)
    wait_for(running.health)
    assert wait_for(running.health)[1] == 1
    assert running.said.count('"process.ended"') == 1
    assert running.said.count('"database.ended"') == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything(start: Callable[..., Running], number: int) -> None:
    running = start()
    running.until_ready()
    assert len(running.processes()) > 5
    running.process.send_signal(number)
    assert running.process.wait(15) == 0
    assert running.processes() == []
    log = (running.data_dir / "postgres" / "server.log").read_text()
    assert "database system is shut down" in log


def test_a_child_that_does_not_stop_is_ended(start: Callable[..., Running]) -> None:
    running = start(STAND_IN_STUBBORN="1")
    running.until_ready()
    began = time.monotonic()
    running.process.terminate()
    assert running.process.wait(20) == 0
    assert 9 < time.monotonic() - began < 15
    assert running.processes() == []


def test_a_killed_supervisor_leaves_nothing_and_the_next_one_has_the_rows(
    start: Callable[..., Running],
) -> None:
    first = start()
    first.until_ready()
    first.process.kill()
    first.process.wait()
    second = start(PORT=str(first.port))
    assert wait_for(lambda: second.process.poll() is None and second.health()) is not None
    assert second.until_ready()[1] == 2
    assert first.process.pid not in second.processes()


def test_signal_while_starting(start: Callable[..., Running]) -> None:
    running = start()
    wait_for(lambda: (running.data_dir / "postgres").exists())
    running.process.terminate()
    assert running.process.wait(15) == 0
    assert running.processes() == []


def test_refusals_are_one_line(start: Callable[..., Running]) -> None:
    refused = start(STAND_IN_REFUSES="1")
    assert refused.process.wait(20) == 1
    (line,) = refused.said.strip().splitlines()
    assert line.startswith("the migration does not apply: do this and that")

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        blocked = start(PORT=str(port))
        assert blocked.process.wait(20) == 1
    line = blocked.said.strip().splitlines()[-1]
    assert line.startswith(f"PORT: {port} is taken by another program")


def test_one_data_dir_has_one_owner(start: Callable[..., Running]) -> None:
    first = start()
    first.until_ready()
    second = start()
    assert second.process.wait(20) == 1
    line = second.said.strip().splitlines()[-1]
    assert f"in use by another Brewline (process {first.process.pid})" in line
    assert first.health()


def test_children_that_only_die_end_the_start(start: Callable[..., Running]) -> None:
    running = start(STAND_IN_CRASHES="1")
    assert running.process.wait(30) == 1
    assert "The web process ends as soon as it starts" in running.said
    assert "Traceback" not in running.said
    assert running.processes() == []


def test_metrics_of_the_last_run_are_dropped(start: Callable[..., Running]) -> None:
    running = start()
    metrics = running.data_dir / "metrics"
    running.until_ready()
    (metrics / "counter_1.db").touch()
    running.process.terminate()
    running.process.wait(15)
    start().until_ready()
    assert list(metrics.glob("*.db")) == []
