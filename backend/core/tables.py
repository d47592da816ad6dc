"""What the ground itself keeps: changes, rooms, the outbox, idempotency keys, heartbeats."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    Sequence,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from backend.core.db import ids, metadata

change_seq = Sequence("change_seq", metadata=metadata)

#: A recorded change. `seq` is NULL until the relay has seen it committed and given it its place.
changes = Table(
    "changes",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("seq", BigInteger),
    Column("type", Text, nullable=False),
    Column("rooms", ARRAY(Text), nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("data", JSON, nullable=False),
    #: {room: seq of that room's previous change}
    Column("prev", JSONB),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("cardinality(rooms) > 0", name="somebody_is_told"),
    CheckConstraint("(seq IS NULL) = (prev IS NULL)", name="prev_comes_with_seq"),
)
Index("ix_changes_fresh", changes.c.id, postgresql_where=text("seq IS NULL"))
Index("uq_changes_seq", changes.c.seq, unique=True, postgresql_where=text("seq IS NOT NULL"))

#: The last seq of each room: where a snapshot stands.
rooms = Table(
    "rooms",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

OUTBOX_STATES = "'pending', 'sending', 'unknown', 'sent', 'dead'"

#: Work to be done outside after the commit, in order within a lane.
outbox = Table(
    "outbox",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("kind", Text, nullable=False),
    #: Jobs of one lane are done one at a time, in order of id.
    Column("lane", Text, nullable=False),
    #: The same key is never queued twice within an event.
    Column("dedup_key", Text, nullable=False),
    Column("payload", JSONB, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'pending'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("leased_until", DateTime(timezone=True)),
    Column("last_error", Text),
    Column("request_id", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("done_at", DateTime(timezone=True)),
    UniqueConstraint("event_id", "dedup_key"),
    CheckConstraint(f"state IN ({OUTBOX_STATES})", name="state_is_known"),
    CheckConstraint("attempts >= 0", name="attempts_are_counted_up"),
    CheckConstraint(
        "(state IN ('sent', 'dead')) = (done_at IS NOT NULL)", name="done_means_sent_or_dead"
    ),
)
Index(
    "ix_outbox_open",
    outbox.c.lane,
    outbox.c.id,
    postgresql_where=text("state IN ('pending', 'sending', 'unknown')"),
)
Index(
    "ix_outbox_due",
    outbox.c.due_at,
    postgresql_where=text("state IN ('pending', 'sending', 'unknown')"),
)

Index("ix_outbox_dead", outbox.c.event_id, postgresql_where=text("state = 'dead'"))

#: The first answer to a write, given again to its repetitions.
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("caller", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    #: Method, address and a hash of the body: another request under the same key is refused.
    Column("request", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("answer", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
)
Index("ix_idempotency_keys_created_at", idempotency_keys.c.created_at)

#: When each worker was last seen at work.
heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
)
