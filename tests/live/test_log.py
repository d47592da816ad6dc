"""The sequence of changes in the database."""

from backend.core.db import Database
from backend.live import log
from backend.live.types import Room, RoomKind
from tests.live.conftest import put, write

ROOM = Room(RoomKind.STATION, "3")


def stamp(database: Database) -> None:
    with database.transaction() as tx:
        log.stamp(tx)


def test_each_event_and_room_has_its_own_chain(database: Database) -> None:
    with database.transaction() as tx:
        put(tx, 1, 1, ROOM.name, "event:fair")
        put(tx, 2, 1, "station:4", "event:other", event=2)
        put(tx, 3, 1, "event:fair")
    write(database, 4, 1, ROOM.name)
    stamp(database)
    with database.transaction() as tx:
        found = log.after(tx, 0)
        assert log.head(tx, [1], ROOM) == 4
        assert log.newest(tx) == 4
    assert [(one.seq, dict(one.prev)) for one in found] == [
        (1, {ROOM.name: 0, "event:fair": 0}),
        (2, {"station:4": 0, "event:other": 0}),
        (3, {"event:fair": 1}),
        (4, {ROOM.name: 1}),
    ]


def test_more_than_a_batch_is_stamped_in_turns_without_a_seam(database: Database) -> None:
    with database.transaction() as tx:
        for version in range(1, log.BATCH + 3):
            put(tx, 1, version, ROOM.name)
    stamp(database)
    stamp(database)
    with database.transaction() as tx:
        first = log.after(tx, 0)
        rest = log.after(tx, first[-1].seq)
    assert (len(first), len(rest)) == (log.BATCH, 2)
    chain = [one.prev[ROOM.name] for one in (*first, *rest)]
    assert chain == [0, *(one.seq for one in (*first, *rest))][:-1]


def test_stamping_looks_at_fresh_changes_only(database: Database) -> None:
    with database.transaction() as tx:
        tx.queue(
            """INSERT INTO changes (event_id, type, rooms, version, data, seq, prev)
            SELECT 1, 'TicketChanged', ARRAY['station:3'], n, '{}', nextval('change_seq'), '{}'
            FROM generate_series(1, 20000) n"""
        )
        tx.queue("ANALYZE changes")
    write(database, 1, 1, ROOM.name)
    for analysed in (True, False):
        with database.transaction() as tx:
            if not analysed:
                tx.queue("DELETE FROM pg_statistic WHERE starelid = 'changes'::regclass")
            log.prepare(tx)
            plan = tx.fetch(f"EXPLAIN {log.STAMP}", batch=log.BATCH)
            plan += tx.fetch(f"EXPLAIN {log.AFTER}", cursor=19_000, batch=log.BATCH)
        said = "\n".join(str(row["QUERY PLAN"]) for row in plan)
        assert "ix_changes_fresh" in said
        assert "uq_changes_seq" in said
        assert "Seq Scan on changes" not in said, said


def test_the_past_is_forgotten_but_what_screens_resume_from_is_kept(database: Database) -> None:
    for version in range(1, 6):
        write(database, 1, version, ROOM.name)
    stamp(database)
    write(database, 1, 6, ROOM.name)
    with database.transaction() as tx:
        tx.queue("UPDATE changes SET created_at = now() - interval '25 hours' WHERE seq < 3")
        tx.queue("UPDATE changes SET created_at = now() - interval '25 hours' WHERE seq IS NULL")
        log.prune(tx)
    with database.transaction() as tx:
        assert [one.seq for one in log.after(tx, 0)] == [3, 4, 5]
        assert log.missed(tx, [1], ROOM, since=1) is None
        whole = log.missed(tx, [1], ROOM, since=2)
        assert whole is not None
        assert [one.seq for one in whole] == [3, 4, 5]
        assert log.head(tx, [1], ROOM) == 5
        assert tx.one("SELECT count(*) AS fresh FROM changes WHERE seq IS NULL") == {"fresh": 1}


def test_a_long_past_is_cut_by_number(database: Database) -> None:
    with database.transaction() as tx:
        tx.queue(
            """INSERT INTO changes (event_id, type, rooms, version, data, seq, prev)
            SELECT 1, 'TicketChanged', ARRAY['station:3'], n, '{}', n, '{}'
            FROM generate_series(1, %(many)s) n""",
            many=log.KEEP_CHANGES + 7,
        )
        log.prune(tx)
    with database.transaction() as tx:
        assert log.after(tx, 0)[0].seq == 8
