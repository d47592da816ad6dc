"""What the worker does by the clock, beside sending: each thing in its own time."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

import structlog

from backend.core.db import Database
from backend.core.errors import DatabaseGone
from backend.events import closing
from backend.orders import failover, overdue, releasing, unfetched
from backend.orders.waits import Waits
from backend.printing import claiming, queueing
from backend.stations import housekeeping
from backend.stations.tablets import Ear

HEARTBEAT_SECONDS = 2.0
RELEASE_SECONDS = 1.0

log = structlog.get_logger()


@dataclass
class Chore:
    """Something to be done again and again."""

    name: str
    #: Seconds from one time to the next.
    every: float
    work: Callable[[], None]
    due_at: float = 0.0

    def do_if_due(self) -> None:
        """Do it where its time has come; a fault in it holds up nothing else."""
        if time.monotonic() < self.due_at:
            return
        self.due_at = time.monotonic() + self.every
        try:
            self.work()
        except DatabaseGone:
            self.due_at = 0.0  # at once when it is back
            raise
        except Exception:
            log.exception("worker.chore_failed", chore=self.name)


def chores(database: Database) -> Sequence[Chore]:
    """List what is to be done, in the order in which it is looked at."""
    ear = Ear()

    def by_the_clock(look: Callable[[Database, datetime], None]) -> Callable[[], None]:
        return lambda: look(database, datetime.now(UTC))

    return (
        Chore("beat", HEARTBEAT_SECONDS, partial(_beat, database)),
        Chore("tidy", 3600.0, partial(_tidy, database)),
        Chore("release", RELEASE_SECONDS, by_the_clock(releasing.release_due)),
        Chore("keep_hours", 1.0, by_the_clock(closing.keep_hours)),
        Chore("fail_over", 1.0, partial(_fail_over, database, ear)),
        Chore("remind", 5.0, by_the_clock(unfetched.look_after)),
        Chore("label", 1.0, partial(_label, database)),
        Chore("revise", 2.0, by_the_clock(overdue.look)),
        Chore("waits", 10.0, by_the_clock(Waits().look)),
    )


def _beat(database: Database) -> None:
    """Say that this loop is alive, not merely its process."""
    with database.transaction() as tx:
        tx.queue(
            """INSERT INTO heartbeats (name, at) VALUES ('worker', now())
            ON CONFLICT (name) DO UPDATE SET at = now()"""
        )


def _tidy(database: Database) -> None:
    """Forget what is spent."""
    with database.transaction() as tx:
        housekeeping.purge(tx)


def _fail_over(database: Database, ear: Ear) -> None:
    """See to stations that make nothing any more."""
    failover.look(database, ear, datetime.now(UTC), time.monotonic())


def _label(database: Database) -> None:
    """Put right which labels wait where; end the leases of lost agents."""
    with database.transaction() as tx:
        queueing.look_over(tx)
        claiming.expire(tx)
