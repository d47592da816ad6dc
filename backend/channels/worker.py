"""The worker: sends what is due from the outbox, and does what is to be done by the clock.

It runs on real threads and survives the database; any number of workers may run.
"""

import random
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

import structlog

from backend.channels.chores import chores
from backend.channels.sending import Sender
from backend.channels.types import Messenger
from backend.core import outbox
from backend.core.concurrency import Stop, spawn
from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.core.wake import listen, notify

#: Texts under way at once; Twilio takes a tenth of a second for each.
SENDERS = 8
#: The net under the wake-ups.
POLL_SECONDS = 0.5
_RETRY_SECONDS = 0.25

log = structlog.get_logger()


def run(database: Database, messenger: Messenger, stop: Stop) -> None:
    """Work until told to stop; what is under way then is finished first."""
    Worker(database, messenger, stop).run()


class Worker:
    """One loop that claims, and threads that send."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        stop: Stop,
        *,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._database = database
        self._stop = stop
        self._sender = Sender(database, messenger, random=chance, stopping=stop.is_set)
        self._name = secrets.token_hex(8)
        self._woken = threading.Event()
        self._lock = threading.Lock()
        self._under_way = 0
        self._tell_screens = False
        self._chores = chores(database)
        database.on_change = self._on_change

    def run(self) -> None:
        """Claim and send until told to stop, then finish what is under way."""
        spawn(self._listen, "worker-listen")
        spawn(self._wake_at_stop, "worker-stop")
        with ThreadPoolExecutor(SENDERS, thread_name_prefix="sender") as pool:
            reachable = True
            while not self._stop.is_set():
                try:
                    self._round(pool)
                except DatabaseGone:
                    if reachable:
                        log.warning("worker.database_gone")
                    reachable = False
                    time.sleep(_RETRY_SECONDS)
                except Exception:
                    log.exception("worker.failed")
                    time.sleep(_RETRY_SECONDS)
                else:
                    reachable = True

    def _round(self, pool: ThreadPoolExecutor) -> None:
        """Take what is due, as far as there are hands; then wait for more."""
        self._woken.clear()
        for chore in self._chores:
            chore.do_if_due()
        self._wake_screens()
        free = SENDERS - self._under_way
        jobs = []
        if free:
            with self._database.transaction() as tx:
                jobs = outbox.claim(tx, free)
        for job in jobs:
            with self._lock:
                self._under_way += 1
            pool.submit(self._sender.do, job).add_done_callback(self._done)
        if not jobs:
            self._woken.wait(POLL_SECONDS)

    def _done(self, _future: "Future[None]") -> None:
        with self._lock:
            self._under_way -= 1
        self._woken.set()

    def _on_change(self) -> None:
        self._tell_screens = True
        self._woken.set()

    def _wake_screens(self) -> None:
        """Pass on, once for many, that changes were recorded."""
        if self._tell_screens:
            self._tell_screens = False
            with self._database.transaction() as tx:
                notify(tx, self._name)

    def _listen(self) -> None:
        listen(self._database, self._hear, until=self._stop.is_set)

    def _hear(self, sender: str) -> None:
        if sender != self._name:
            self._woken.set()

    def _wake_at_stop(self) -> None:
        self._stop.wait()
        self._woken.set()
