"""The relay: gives committed changes their order, and sends them to the rooms of this process.

Every web process runs one. They take turns at stamping and each reads the whole sequence for
itself, so no broker stands between the database and the screens.
"""

import secrets
import threading
import time
from collections.abc import Callable

import structlog

from backend.core.concurrency import spawn
from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.core.wake import listen, notify
from backend.live import log as sequence
from backend.live.types import Change

log = structlog.get_logger()

#: The net under the wake-ups.
POLL_SECONDS = 0.25
#: Under load changes are taken in bundles this far apart.
BUNDLE_SECONDS = 0.01
RETRY_SECONDS = 0.25
PRUNE_SECONDS = 60.0


class Relay:
    """Tails the recorded changes; `send` is called with each, in order, once."""

    def __init__(self, url: str, send: Callable[[Change], None]) -> None:
        self._database = Database(url, pool=2, name="brewline relay")
        self._send = send
        self._name = secrets.token_hex(8)
        self._woken = threading.Event()
        self._tell_others = False
        self._stopped = False
        self._cursor: int | None = None
        self._in_touch = False
        self._prune_at = time.monotonic() + PRUNE_SECONDS

    def start(self) -> None:
        """Begin at the newest change: what is older, screens ask for."""
        spawn(self._run, "relay")
        spawn(self._listen, "relay-listen")

    def stop(self) -> None:
        """End both threads."""
        self._stopped = True
        self._woken.set()

    def wake(self) -> None:
        """Say that this process has committed something for the relay or the worker."""
        self._tell_others = True
        self._woken.set()

    def _listen(self) -> None:
        listen(self._database, self._hear, until=lambda: self._stopped)

    def _hear(self, sender: str) -> None:
        if sender != self._name:
            self._woken.set()

    def _run(self) -> None:
        while not self._stopped:
            try:
                self._round()
            except DatabaseGone:
                if self._in_touch:
                    log.warning("relay.database_gone")
                self._in_touch = False
                time.sleep(RETRY_SECONDS)
            except Exception:
                log.exception("relay.failed")
                time.sleep(RETRY_SECONDS)
            else:
                time.sleep(BUNDLE_SECONDS)
                self._woken.wait(POLL_SECONDS)
        self._database.dispose()

    def _round(self) -> None:
        """Stamp and send all there is."""
        self._woken.clear()
        if not self._in_touch:
            self._find_place()
        while self._stamp_and_send() == sequence.BATCH:
            time.sleep(0)
        if time.monotonic() > self._prune_at:
            self._prune_at = time.monotonic() + PRUNE_SECONDS
            with self._database.transaction() as tx:
                sequence.prune(tx)

    def _find_place(self) -> None:
        """Begin at the end; later go on where we were, or earlier in a database put back."""
        with self._database.transaction() as tx:
            end = sequence.newest(tx)
        self._cursor = end if self._cursor is None else min(self._cursor, end)
        self._in_touch = True

    def _stamp_and_send(self) -> int:
        assert self._cursor is not None
        telling, self._tell_others = self._tell_others, False
        try:
            with self._database.transaction() as tx:
                sequence.stamp(tx)
                if telling:
                    notify(tx, self._name)
        except Exception:
            self._tell_others = self._tell_others or telling
            raise
        with self._database.transaction() as tx:
            changes = sequence.after(tx, self._cursor)
        for change in changes:
            # One that cannot be sent must not hold up the others for ever.
            self._cursor = change.seq
            self._send(change)
        return len(changes)
