"""The outbox: work to be done outside, put down in the transaction that makes it true.

Jobs of one lane are done one at a time, in order. A worker leases a job, and whoever finds a lease
run out while the job was being sent knows only that its outcome is unknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from backend.core.db import Row, Transaction, as_json

#: A vendor call begins no later than MARGIN_SECONDS before the end of its lease, and is over by it.
LEASE_SECONDS = 20
MARGIN_SECONDS = 11

#: Half an hour of trying, more or less; then a person has to look.
MOST_ATTEMPTS = 30
FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 120.0


class JobState(StrEnum):
    """How far a job is."""

    PENDING = "pending"
    SENDING = "sending"
    #: It may have been done or not.
    UNKNOWN = "unknown"
    SENT = "sent"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work, leased to us."""

    event_id: int
    id: int
    kind: str
    lane: str
    payload: Mapping[str, Any]
    state: JobState
    #: This one included.
    attempts: int
    leased_until: datetime
    request_id: str | None


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A job given up, for a person to look at."""

    event_id: int
    id: int
    event: str
    kind: str
    lane: str
    attempts: int
    last_error: str | None
    created_at: datetime
    done_at: datetime


_PUT = """INSERT INTO outbox (event_id, kind, lane, dedup_key, payload, request_id, due_at)
VALUES (%(event)s, %(kind)s, %(lane)s, %(key)s, %(payload)s, %(request)s,
 now() + %(after)s * interval '1 second')
ON CONFLICT (event_id, dedup_key) DO NOTHING"""


def put(  # noqa: PLR0913 - a job, all of it by name
    tx: Transaction,
    event: int,
    *,
    kind: str,
    lane: str,
    dedup_key: str,
    payload: Mapping[str, object],
    request_id: str | None,
    after_seconds: float = 0,
) -> None:
    """Queue a job with this transaction; the same key again queues nothing.

    `after_seconds` holds it, and what is behind it in its lane, for so long.
    """
    tx.queue(
        _PUT,
        event=event,
        kind=kind,
        lane=lane,
        key=dedup_key,
        payload=as_json(payload),
        request=request_id,
        after=after_seconds,
    )
    tx.wake = True


_OPEN = "('pending', 'sending', 'unknown')"

#: Only the oldest open job of a lane; one that is being sent without a lease is of unknown outcome.
_CLAIM = f"""WITH due AS (
 SELECT o.event_id, o.id FROM outbox o
 WHERE o.state IN {_OPEN} AND o.due_at <= now()
 AND (o.leased_until IS NULL OR o.leased_until <= now())
 AND NOT EXISTS (SELECT 1 FROM outbox b WHERE b.lane = o.lane AND b.id < o.id
  AND b.state IN {_OPEN})
 ORDER BY o.due_at, o.id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE outbox o SET attempts = o.attempts + 1,
 leased_until = clock_timestamp() + interval '{LEASE_SECONDS} seconds',
 state = CASE WHEN o.state = 'sending' THEN 'unknown' ELSE o.state END
FROM due WHERE o.event_id = due.event_id AND o.id = due.id
RETURNING o.event_id, o.id, o.kind, o.lane, o.payload, o.state, o.attempts, o.leased_until,
 o.request_id"""


def claim(tx: Transaction, limit: int) -> list[Job]:
    """Lease the jobs that are due, at most one of each lane."""
    rows = tx.fetch(_CLAIM, limit=limit)
    return sorted((_job(row) for row in rows), key=lambda job: job.id)


def _job(row: Row) -> Job:
    return Job(**{**row, "state": JobState(row["state"])})


_IS_OURS = f"""event_id = %(event)s AND id = %(id)s AND leased_until = %(lease)s
 AND state IN {_OPEN}"""


def hold(tx: Transaction, job: Job) -> bool:
    """Lock a leased job; False where it is no longer ours, or too late to begin with it."""
    row = tx.one(
        f"SELECT leased_until - interval '{MARGIN_SECONDS} seconds' > clock_timestamp() AS ours"
        f" FROM outbox WHERE {_IS_OURS} FOR UPDATE",
        **_key(job),
    )
    return row is not None and bool(row["ours"])


def begin(tx: Transaction, job: Job) -> None:
    """Say that it is being done, before it is."""
    tx.queue(f"UPDATE outbox SET state = 'sending' WHERE {_IS_OURS}", **_key(job))


def finish(tx: Transaction, job: Job, note: str | None = None) -> bool:
    """Say that it is done, whoever holds the lease by now; False where it was so already."""
    row = tx.one(
        f"""UPDATE outbox SET state = 'sent', done_at = now(), leased_until = NULL,
        last_error = %(note)s WHERE event_id = %(event)s AND id = %(id)s AND state IN {_OPEN}
        RETURNING id""",
        note=note,
        **_key(job),
    )
    return row is not None


def bury(tx: Transaction, job: Job, error: str) -> None:
    """Give it up: it is a dead letter, and holds its lane no longer."""
    tx.queue(
        f"""UPDATE outbox SET state = 'dead', done_at = now(), leased_until = NULL,
        last_error = %(error)s WHERE {_IS_OURS}""",
        error=error,
        **_key(job),
    )


def postpone(
    tx: Transaction, job: Job, seconds: float, error: str, *, state: JobState = JobState.PENDING
) -> None:
    """Let go of it until later; a job that is no longer ours is left alone."""
    tx.queue(
        f"""UPDATE outbox SET state = %(state)s, due_at = now() + %(pause)s * interval '1 second',
        leased_until = NULL, last_error = %(error)s WHERE {_IS_OURS}""",
        state=str(state),
        pause=seconds,
        error=error,
        **_key(job),
    )


def _key(job: Job) -> dict[str, object]:
    return {"event": job.event_id, "id": job.id, "lease": job.leased_until}


def pause(attempts: int, chance: float, at_least: float = 0.0) -> float:
    """Seconds until the next attempt: exponential with full jitter; `chance` is in [0, 1)."""
    longest = min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2.0 ** min(attempts - 1, 30))
    return at_least + longest * chance


_DEAD = """SELECT o.event_id, o.id, e.slug AS event, o.kind, o.lane, o.attempts, o.last_error,
 o.created_at, o.done_at
FROM outbox o JOIN events e ON e.id = o.event_id WHERE o.state = 'dead'
AND (%(event)s::bigint IS NULL OR o.event_id = %(event)s) ORDER BY o.id LIMIT 1000"""


def dead(tx: Transaction, event: int | None = None) -> list[DeadLetter]:
    """List the dead letters of an event, or of all; oldest first."""
    return [DeadLetter(**row) for row in tx.fetch(_DEAD, event=event)]


#: Whatever it died of, it may have been done: the worker looks before it does it again.
_REVIVE = """UPDATE outbox SET state = 'unknown', attempts = 0, due_at = now(), done_at = NULL
WHERE state = 'dead' AND (%(event)s::bigint IS NULL OR event_id = %(event)s)
AND (%(ids)s::bigint[] IS NULL OR id = ANY(%(ids)s::bigint[])) RETURNING id"""


def revive(
    tx: Transaction, event: int | None = None, ids: Sequence[int] | None = None
) -> list[int]:
    """Try dead letters again: of an event or of all, these or all; gives their ids."""
    rows = tx.fetch(_REVIVE, event=event, ids=None if ids is None else list(ids))
    tx.wake = True
    return sorted(row["id"] for row in rows)
