"""What a killed owner left behind: a postmaster still ending, or the file that names one."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

#: Signal and seconds to wait for it: first let a shutdown that is under way finish.
STEPS = ((0, 3.0), (signal.SIGINT, 10.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 2.0))


def clear_stale(folder: Path) -> None:
    """End the previous life of this cluster; only the owner of the data may call this."""
    file = folder / "postmaster.pid"
    pid = _named_in(file)
    if pid is None:
        return
    for number, seconds in STEPS:
        if not _serves(pid, folder):
            break
        with suppress(ProcessLookupError):
            os.kill(pid, number)
        _wait(pid, folder, seconds)
    # A zombie nobody reaps, or a stranger with the same number, would stop PostgreSQL's start.
    if _exists(pid) and _named_in(file) == pid and not _serves(pid, folder):
        file.unlink(missing_ok=True)


def _named_in(file: Path) -> int | None:
    try:
        return abs(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def _wait(pid: int, folder: Path, seconds: float) -> None:
    give_up = time.monotonic() + seconds
    while _serves(pid, folder) and time.monotonic() < give_up:
        time.sleep(0.05)


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, folder: Path) -> bool:
    """Tell whether this process is a living postmaster of this cluster."""
    return _lives_in(pid, folder) if sys.platform == "linux" else _is_postgres(pid)


def _lives_in(pid: int, folder: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == folder.resolve()
    except OSError:
        return False


def _is_postgres(pid: int) -> bool:
    command = ["ps", "-p", str(pid), "-o", "stat=,comm="]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return "postgres" in shown and not shown.lstrip().startswith("Z")
