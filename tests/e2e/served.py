"""The product as a stranger starts it: `python -m backend`, on a folder and a port of its own."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long demo password"
START_SECONDS = 60.0


@dataclass(frozen=True)
class Served:
    """A running product."""

    url: str
    process: "subprocess.Popen[bytes]"
    folder: Path

    def kill_web(self) -> int:
        """Kill the web process with -9, as a machine without memory does; gives what it was."""
        mine = f"DATA_DIR={self.folder}\0".encode()
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                ours = mine in (entry / "environ").read_bytes() + b"\0"
                if ours and b"wsgi.py" in (entry / "cmdline").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
                    return int(entry.name)
        raise AssertionError("There is no web process.")

    def texted(self, phone: str, words: str) -> str:
        """Text as the carrier passes it on; gives the answer."""
        form = {
            "MessageSid": f"SM{uuid4().hex}",
            "AccountSid": "AC0",
            "From": phone,
            "To": "+15005550006",
            "Body": words,
            "NumMedia": "0",
        }
        data = urllib.parse.urlencode(form).encode()
        with urllib.request.urlopen(f"{self.url}/sms", data=data, timeout=20) as answer:
            return str(answer.read().decode())


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[Served]:
    """Run it until the end of the block, with further settings."""
    port = free_port()
    environ = {
        **os.environ,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "ADMIN_PASSWORD": PASSWORD,
        "DATABASE_URL": "",
        "TWILIO_ACCOUNT_SID": "",
        "TWILIO_AUTH_TOKEN": "",
        **settings,
    }
    with (folder / "output.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "backend"],
            cwd=ROOT,
            env=environ,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/health", process, folder / "output.log")
        yield Served(f"http://127.0.0.1:{port}", process, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except (urllib.error.URLError, OSError):
            if process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError(log.read_text()[-3000:]) from None
            time.sleep(0.1)
