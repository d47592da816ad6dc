"""Waiting for a database that restarts: nobody is turned away for a few seconds of it."""

import time
from collections.abc import Callable
from typing import TypeVar

from backend.core.errors import DatabaseGone

T = TypeVar("T")

#: After this a caller is refused; whoever can ask again does.
PATIENCE_SECONDS = 10.0
_PAUSE_SECONDS = 0.2


def patiently(act: Callable[[], T]) -> T:
    """Do it, and again while the database is away; `act` must bear being done twice."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return act()
        except DatabaseGone:
            if time.monotonic() > give_up:
                raise
        time.sleep(_PAUSE_SECONDS)
