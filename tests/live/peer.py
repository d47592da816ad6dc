"""Drives the independent Socket.IO client, socket.io-client under Node."""

import fcntl
import hashlib
import itertools
import json
import os
import queue
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

JS = Path(__file__).with_name("js")
ROOT = Path(__file__).resolve().parents[2]
ANSWER_SECONDS = 20.0

Told = dict[str, Any]


def installed() -> Path:
    """Give a folder with the pinned client in it, kept from run to run."""
    lock = (JS / "package-lock.json").read_bytes()
    mark = hashlib.sha256(lock).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"brewline-live-peer-{os.getuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(JS / name, folder)
            npm = [program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            subprocess.run(npm, cwd=folder, check=True, capture_output=True, env=environment())
            (folder / "done").touch()
    return folder / "node_modules"


def environment() -> dict[str, str]:
    """Let Node from the virtual environment be found first."""
    return {**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}


def program(name: str) -> str:
    """Find a program of Node's."""
    found = shutil.which(name, path=environment()["PATH"])
    assert found, f"{name} is needed for the live tests"
    return found


class Peer:
    """One Node process with any number of named sockets."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [program("node"), str(JS / "peer.cjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**environment(), "NODE_PATH": str(installed())},
        )
        self._ids = itertools.count(1)
        self._replies: dict[int, queue.SimpleQueue[Told]] = {}
        #: Everything that happened to the sockets, in order.
        self.told: list[Told] = []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            what = json.loads(line)
            if "reply" in what:
                self._replies[what["reply"]].put(what)
            else:
                self.told.append(what)

    def do(self, what: str, **values: object) -> Told:
        """Have the client do something and give its answer."""
        assert self._process.stdin
        number = next(self._ids)
        waiting = self._replies[number] = queue.SimpleQueue()
        line = json.dumps({"id": number, "do": what, **values})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = waiting.get(timeout=ANSWER_SECONDS)
        assert "failed" not in answer, answer
        return answer

    def connect(self, name: str, url: str, auth: Told | None = None, **options: object) -> Told:
        """Connect a socket; `ok` is false where it was refused."""
        return self.do("connect", name=name, url=url, auth=auth, **options)

    def emit(self, name: str, event: str, *args: object) -> Told:
        """Say something and give the acknowledgement."""
        answer: Told = self.do("emit", name=name, event=event, args=args)["answer"]
        return answer

    def changes(self, name: str, room: str | None = None) -> list[Told]:
        """Give the changes a socket has heard."""
        return [
            told["data"]
            for told in [*self.told]
            if told["name"] == name
            and told["event"] == "change"
            and room in (None, told["data"]["room"])
        ]

    def heard(self, name: str, event: str) -> list[Told]:
        """Give what a socket has heard of one kind."""
        return [told for told in [*self.told] if told["name"] == name and told["event"] == event]

    def close(self) -> None:
        """End the Node process."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


def until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something to become true."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, "it never came"
        time.sleep(0.01)
