"""The outbox: once, in order, leased, never blindly again."""

import threading
from collections import Counter
from itertools import pairwise

import pytest

from backend.core import outbox
from backend.core.db import Database, Transaction
from backend.core.outbox import Job, JobState


@pytest.fixture
def event(db: Database) -> int:
    """An event to put jobs into."""
    with db.transaction() as tx:
        row = tx.one(
            """WITH house AS (INSERT INTO organisations (name) VALUES ('House') RETURNING id)
            INSERT INTO events (organisation_id, slug, name, timezone)
            SELECT id, 'fair', 'Fair', 'UTC' FROM house RETURNING id"""
        )
    assert row is not None
    return int(row["id"])


def put(tx: Transaction, event: int, key: str, lane: str = "+15550100001") -> None:
    outbox.put(
        tx, event, kind="ready", lane=lane, dedup_key=key, payload={"n": key}, request_id="r-1"
    )


def put_all(db: Database, event: int, *keys: str, lane: str = "+15550100001") -> None:
    with db.transaction() as tx:
        for key in keys:
            put(tx, event, key, lane)


def claim(db: Database, limit: int = 10) -> list[Job]:
    with db.transaction() as tx:
        return outbox.claim(tx, limit)


def states(db: Database) -> list[str]:
    with db.transaction() as tx:
        return [row["state"] for row in tx.fetch("SELECT state FROM outbox ORDER BY id")]


def expire(db: Database) -> None:
    with db.transaction() as tx:
        tx.queue("UPDATE outbox SET leased_until = now() WHERE leased_until IS NOT NULL")


def test_a_key_is_queued_once(db: Database, event: int) -> None:
    put_all(db, event, "ready:1:1", "ready:1:1")
    put_all(db, event, "ready:1:1")
    assert states(db) == ["pending"]
    (job,) = claim(db)
    with db.transaction() as tx:
        assert outbox.finish(tx, job)
    # Not even when it is done.
    put_all(db, event, "ready:1:1")
    assert states(db) == ["sent"]


def test_nothing_is_queued_by_a_transaction_that_fails(db: Database, event: int) -> None:
    def put_and_fail() -> None:
        with db.transaction() as tx:
            put(tx, event, "ready:1:1")
            assert tx.wake
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put_and_fail()
    assert states(db) == []


def test_a_lane_is_worked_off_in_order(db: Database, event: int) -> None:
    put_all(db, event, "a", "b", "c")
    put_all(db, event, "d", lane="+15550100002")
    first = claim(db)
    assert [job.payload["n"] for job in first] == ["a", "d"]
    assert claim(db) == []
    order = []
    while first:
        order.append(first[0].payload["n"])
        with db.transaction() as tx:
            outbox.finish(tx, first[0])
        first = claim(db)
    assert order == ["a", "b", "c"]


def test_a_postponed_job_holds_its_lane_and_a_dead_one_does_not(db: Database, event: int) -> None:
    put_all(db, event, "a", "b")
    (job,) = claim(db)
    with db.transaction() as tx:
        outbox.postpone(tx, job, 60, "20429")
    assert claim(db) == []
    with db.transaction() as tx:
        tx.queue("UPDATE outbox SET due_at = now()")
    (job,) = claim(db)
    assert (job.payload["n"], job.attempts) == ("a", 2)
    with db.transaction() as tx:
        outbox.bury(tx, job, "21211")
    assert [one.payload["n"] for one in claim(db)] == ["b"]


def test_a_lease_that_ran_out_before_sending_is_taken_over(db: Database, event: int) -> None:
    put_all(db, event, "a")
    (lost,) = claim(db)
    assert claim(db) == []
    expire(db)
    (job,) = claim(db)
    assert (job.state, job.attempts) == (JobState.PENDING, 2)
    with db.transaction() as tx:
        assert not outbox.hold(tx, lost)
        assert outbox.hold(tx, job)


def test_a_lease_that_ran_out_while_sending_leaves_an_unknown_outcome(
    db: Database, event: int
) -> None:
    put_all(db, event, "a")
    (lost,) = claim(db)
    with db.transaction() as tx:
        assert outbox.hold(tx, lost)
        outbox.begin(tx, lost)
    expire(db)
    (job,) = claim(db)
    assert job.state is JobState.UNKNOWN
    # Who lost it cannot put it back or give it up; that it was sent, he may say.
    with db.transaction() as tx:
        outbox.postpone(tx, lost, 0, "503")
        outbox.bury(tx, lost, "21211")
    assert states(db) == ["unknown"]
    with db.transaction() as tx:
        assert outbox.finish(tx, lost)
        assert not outbox.finish(tx, job)
    assert states(db) == ["sent"]


def test_nothing_begins_near_the_end_of_its_lease(db: Database, event: int) -> None:
    put_all(db, event, "a")
    (job,) = claim(db)
    with db.transaction() as tx:
        row = tx.one(
            "UPDATE outbox SET leased_until = now() + interval '5 seconds' RETURNING leased_until"
        )
    assert row is not None
    late = Job(**{name: getattr(job, name) for name in Job.__slots__} | row)
    with db.transaction() as tx:
        assert not outbox.hold(tx, late)


def test_many_workers_do_each_job_once_and_keep_every_lane_in_order(
    db: Database, event: int
) -> None:
    lanes = [f"+1555010{n:04d}" for n in range(8)]
    for step in range(6):
        for lane in lanes:
            put_all(db, event, f"{lane}:{step}", lane=lane)
    done: list[tuple[str, int]] = []
    lock = threading.Lock()
    idle = threading.Barrier(4)

    def worker() -> None:
        idle.wait()
        empty = 0
        while empty < 20:
            jobs = claim(db, 3)
            empty = 0 if jobs else empty + 1
            for job in jobs:
                with lock:
                    done.append((job.lane, job.id))
                with db.transaction() as tx:
                    assert outbox.finish(tx, job)

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 48
    assert set(Counter(done).values()) == {1}
    for lane in lanes:
        ids = [job for whose, job in done if whose == lane]
        assert len(ids) == 6
        assert all(one < other for one, other in pairwise(ids))


def test_dead_letters_are_listed_and_tried_again_after_a_look(db: Database, event: int) -> None:
    put_all(db, event, "a")
    put_all(db, event, "b", lane="+15550100002")
    for job in claim(db):
        with db.transaction() as tx:
            outbox.bury(tx, job, "21211")
    with db.transaction() as tx:
        letters = outbox.dead(tx, event)
        assert [(one.event, one.last_error) for one in letters] == [("fair", "21211")] * 2
        assert outbox.dead(tx) == letters
        assert outbox.dead(tx, event + 1) == []
        assert outbox.revive(tx, event, [letters[0].id]) == [letters[0].id]
        assert outbox.revive(tx, event + 1) == []
    assert states(db) == ["unknown", "dead"]
    (job,) = claim(db)
    assert (job.state, job.attempts) == (JobState.UNKNOWN, 1)


def test_pauses_double_up_to_a_limit_with_full_jitter() -> None:
    assert [outbox.pause(n, 0.5) for n in (1, 2, 3, 4)] == [0.5, 1.0, 2.0, 4.0]
    assert outbox.pause(30, 0.999) < outbox.LONGEST_PAUSE_SECONDS
    assert outbox.pause(10_000, 1.0) == outbox.LONGEST_PAUSE_SECONDS
    assert outbox.pause(5, 0.0) == 0.0
    assert outbox.pause(3, 0.25, at_least=7) == 8.0
