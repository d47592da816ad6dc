"""The sequence of changes: stamped after commit, read from any place, pruned in the end."""

from collections.abc import Sequence

from backend.core.db import Row, Transaction
from backend.live.types import Change, Room

#: Changes stamped, and read, at a time.
BATCH = 500
#: How much of a room's past a screen may catch up with; beyond it a snapshot is cheaper.
RESUMABLE = 500
#: Where a cursor lies further back than this, the past is not searched at all.
SEARCHABLE = 10_000
KEEP_HOURS = 24
KEEP_CHANGES = 10_000

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7310576290)"

# The table is small one day and large the next, mostly without statistics that are true of it.
_BY_INDEX = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off"

# Whoever holds the lock sees every earlier stamp, and whoever sees a seq sees all lower ones: the
# lock is let go of only once the stamps are committed.
STAMP = """WITH fresh AS MATERIALIZED (
 SELECT event_id, id, rooms, nextval('change_seq') AS seq FROM (
  SELECT event_id, id, rooms FROM changes WHERE seq IS NULL ORDER BY id LIMIT %(batch)s) f),
told AS MATERIALIZED (
 SELECT f.event_id, f.id, f.seq, t.room, coalesce(
  lag(f.seq) OVER (PARTITION BY f.event_id, t.room ORDER BY f.seq), r.seq, 0) AS prev
 FROM fresh f CROSS JOIN LATERAL unnest(f.rooms) AS t(room)
 LEFT JOIN rooms r ON r.event_id = f.event_id AND r.name = t.room),
heads AS (
 INSERT INTO rooms (event_id, name, seq)
 SELECT event_id, room, max(seq) FROM told GROUP BY event_id, room ORDER BY event_id, room
 ON CONFLICT (event_id, name) DO UPDATE SET seq = excluded.seq)
UPDATE changes c SET seq = p.seq, prev = p.prev FROM (
 SELECT event_id, id, seq, jsonb_object_agg(room, prev) AS prev FROM told
 GROUP BY event_id, id, seq) p
WHERE c.event_id = p.event_id AND c.id = p.id AND c.seq IS NULL"""

_COLUMNS = "seq, prev, type, version, data"
AFTER = f"SELECT {_COLUMNS} FROM changes WHERE seq > %(cursor)s ORDER BY seq LIMIT %(batch)s"


def stamp(tx: Transaction) -> None:
    """Queue giving a batch of committed changes their places, in the order of their ids."""
    tx.queue(_ONE_AT_A_TIME)
    prepare(tx)
    tx.queue(STAMP, batch=BATCH)


def prepare(tx: Transaction) -> None:
    """Queue what lets stamping and reading go by the indexes, whatever the planner guesses."""
    tx.queue(_BY_INDEX)


def newest(tx: Transaction) -> int:
    """Give the last seq there is."""
    row = tx.one("SELECT max(seq) AS seq FROM changes")
    return int(row["seq"] or 0) if row else 0


def after(tx: Transaction, cursor: int) -> list[Change]:
    """Read the next batch of changes of all events."""
    prepare(tx)
    return [_change(row) for row in tx.fetch(AFTER, cursor=cursor, batch=BATCH)]


def head(tx: Transaction, events: Sequence[int], room: Room) -> int:
    """Give the seq of a room's last change, 0 if there was none."""
    row = tx.one(
        "SELECT max(seq) AS seq FROM rooms WHERE event_id = ANY(%(events)s) AND name = %(room)s",
        events=list(events),
        room=room.name,
    )
    return int(row["seq"] or 0) if row else 0


def missed(
    tx: Transaction, events: Sequence[int], room: Room, *, since: int
) -> list[Change] | None:
    """Read a room's changes after a cursor; None where that is too much, or no longer kept."""
    last = head(tx, events, room)
    if last == since:
        return []
    if not 0 < last - since <= SEARCHABLE:
        return None
    rows = tx.fetch(
        f"""SELECT {_COLUMNS} FROM changes
        WHERE seq > %(since)s AND seq <= %(last)s AND event_id = ANY(%(events)s)
        AND rooms @> ARRAY[%(room)s] ORDER BY seq LIMIT %(limit)s""",
        since=since,
        last=last,
        events=list(events),
        room=room.name,
        limit=RESUMABLE + 1,
    )
    found = [_change(row) for row in rows]
    whole = found and found[0].prev[room.name] <= since and found[-1].seq == last
    return found if whole and len(found) <= RESUMABLE else None


def prune(tx: Transaction) -> None:
    """Queue forgetting what no screen resumes from any more."""
    tx.queue(
        """DELETE FROM changes WHERE seq IS NOT NULL AND (
        created_at < now() - make_interval(hours => %(hours)s) OR seq <= (
         SELECT max(c.seq) FROM changes c) - %(keep)s)""",
        hours=KEEP_HOURS,
        keep=KEEP_CHANGES,
    )


def _change(row: Row) -> Change:
    return Change(row["seq"], row["prev"], row["type"], row["version"], row["data"])
