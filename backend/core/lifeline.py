"""Processes that end with the one that started them, also when it is killed outright.

Imports nothing that eventlet would patch: `wsgi.py` calls `watch_lifeline` before it patches.
"""

import _thread
import ctypes
import os
import signal
import sys
from collections.abc import Callable

#: Names the reading end of a pipe whose writing end only the supervisor holds.
LIFELINE_FD = "BREWLINE_LIFELINE_FD"
#: Names the listening socket that the web process serves.
LISTEN_FD = "BREWLINE_LISTEN_FD"
#: Names the reading end of a pipe that ends when the database has been prepared.
PREPARED_FD = "BREWLINE_PREPARED_FD"

_SET_PARENT_DEATH_SIGNAL = 1


def watch_lifeline() -> None:
    """End this process when the supervisor is gone; call it first thing, before any patching."""
    fd = os.environ.pop(LIFELINE_FD, None)
    if fd is not None:
        _thread.start_new_thread(_wait_for_the_end, (int(fd), os.read))


def wait_until_prepared() -> None:
    """Wait, all imports done, until the database has its schema; at once where nobody prepares."""
    fd = os.environ.pop(PREPARED_FD, None)
    if fd is not None:
        while os.read(int(fd), 1):
            pass
        os.close(int(fd))


def _wait_for_the_end(fd: int, read: Callable[[int, int], bytes]) -> None:
    try:
        while read(fd, 1):
            pass
    finally:
        os._exit(1)


def die_with_parent(number: signal.Signals) -> Callable[[], None] | None:
    """Give what a child calls before it starts, so that Linux signals it when its parent ends."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl
    parent = os.getpid()

    def ask() -> None:
        prctl(_SET_PARENT_DEATH_SIGNAL, int(number), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def end_with_parent() -> None:
    """Stop this process in good order when the one that started it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGTERM), 0, 0, 0)
