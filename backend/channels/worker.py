"""The worker: sends what is due from the outbox, queues orders for later, minds the promises.

It runs on real threads and survives the database; any number of workers may run.
"""

import random
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

import structlog

from backend.channels.sending import Sender
from backend.channels.types import Messenger
from backend.core import outbox
from backend.core.concurrency import Stop, spawn
from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.core.wake import listen, notify
from backend.events import closing
from backend.orders import failover, overdue, releasing, unfetched
from backend.printing import claiming, queueing
from backend.stations import housekeeping
from backend.stations.tablets import Ear

#: Texts under way at once; Twilio takes a tenth of a second for each.
SENDERS = 8
#: The net under the wake-ups.
POLL_SECONDS = 0.5
HEARTBEAT_SECONDS = 2.0
TIDY_SECONDS = 3600.0
RELEASE_SECONDS = 1.0
LOOK_SECONDS = 1.0
REMIND_SECONDS = 5.0
LABEL_SECONDS = 1.0
OVERDUE_SECONDS = 2.0
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
        self._beat_at = 0.0
        self._tidy_at = 0.0
        self._release_at = 0.0
        self._look_at = 0.0
        self._ear = Ear()
        self._remind_at = 0.0
        self._label_at = 0.0
        self._overdue_at = 0.0
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
        self._beat()
        self._tidy()
        self._release()
        self._look()
        self._remind()
        self._label()
        self._overdue()
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

    def _beat(self) -> None:
        """Say that this loop is alive, not merely its process."""
        if time.monotonic() < self._beat_at:
            return
        with self._database.transaction() as tx:
            tx.queue(
                """INSERT INTO heartbeats (name, at) VALUES ('worker', now())
                ON CONFLICT (name) DO UPDATE SET at = now()"""
            )
        self._beat_at = time.monotonic() + HEARTBEAT_SECONDS

    def _tidy(self) -> None:
        """Forget, once an hour, what is spent."""
        if time.monotonic() < self._tidy_at:
            return
        with self._database.transaction() as tx:
            housekeeping.purge(tx)
        self._tidy_at = time.monotonic() + TIDY_SECONDS

    def _release(self) -> None:
        """Queue, once a second, the tickets for later whose time has come."""
        if time.monotonic() < self._release_at:
            return
        # Set before: a fault in one ticket for later must not hold up every text.
        self._release_at = time.monotonic() + RELEASE_SECONDS
        releasing.release_due(self._database, datetime.now(UTC))

    def _look(self) -> None:
        """See, once a second, to stations that make nothing any more, and to the hours."""
        if time.monotonic() < self._look_at:
            return
        self._look_at = time.monotonic() + LOOK_SECONDS
        closing.keep_hours(self._database, datetime.now(UTC))
        failover.look(self._database, self._ear, datetime.now(UTC), time.monotonic())

    def _remind(self) -> None:
        """Remind, every few seconds, of what waits at the counter, or give it up."""
        if time.monotonic() < self._remind_at:
            return
        # Set before, for the same reason.
        self._remind_at = time.monotonic() + REMIND_SECONDS
        unfetched.look_after(self._database, datetime.now(UTC))

    def _label(self) -> None:
        """Put right, once a second, which labels wait where; end the leases of lost agents."""
        if time.monotonic() < self._label_at:
            return
        self._label_at = time.monotonic() + LABEL_SECONDS
        with self._database.transaction() as tx:
            queueing.look_over(tx)
            claiming.expire(tx)

    def _overdue(self) -> None:
        """Look, every two seconds, at promises that may not hold."""
        if time.monotonic() < self._overdue_at:
            return
        self._overdue_at = time.monotonic() + OVERDUE_SECONDS
        overdue.look(self._database, datetime.now(UTC))

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
