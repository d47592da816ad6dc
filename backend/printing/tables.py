"""Label printers of stations, and the queue of labels."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from backend.core.db import ids, metadata

STATES = "'queued', 'leased', 'printing', 'printed', 'unsure', 'failed', 'withdrawn'"
REASONS = "'placed', 'started', 'moved', 'changed', 'remade', 'reprint'"
#: Reasons that come by themselves, and once for each cup at a station.
AUTOMATIC = "'placed', 'started', 'moved'"
PAPERS = "'unknown', 'enough', 'low', 'out'"

#: One for each station that has one; its roll with it.
printers = Table(
    "printers",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("station_id", BigInteger, primary_key=True),
    Column("labels", Text, nullable=False, server_default=text("'off'")),
    Column("width_mm", Integer, nullable=False, server_default=text("58")),
    Column("length_mm", Integer, nullable=False, server_default=text("60")),
    Column("code_page", Text, nullable=False, server_default=text("'cp858'")),
    Column("roll_mm", Integer),
    Column("low_at", Integer, nullable=False, server_default=text("15")),
    Column("used_mm", Integer, nullable=False, server_default=text("0")),
    Column("printed", Integer, nullable=False, server_default=text("0")),
    Column("paper", Text, nullable=False, server_default=text("'unknown'")),
    Column("trouble", Text),
    Column("seen_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False, server_default=text("1")),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
    CheckConstraint("labels IN ('off', 'start', 'placing')", name="labels_have_their_moment"),
    CheckConstraint("width_mm IN (58, 80)", name="width_is_known"),
    CheckConstraint("length_mm > 0", name="labels_have_a_length"),
    CheckConstraint("roll_mm > 0", name="roll_has_a_length"),
    CheckConstraint("low_at >= 0 AND used_mm >= 0 AND printed >= 0", name="roll_is_counted_up"),
    CheckConstraint(f"paper IN ({PAPERS})", name="paper_is_known"),
    CheckConstraint("version > 0", name="version_grows"),
)

#: A label of one cup: to be printed, or what became of it.
label_jobs = Table(
    "label_jobs",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("station_id", BigInteger, nullable=False),
    Column("ticket_id", BigInteger, nullable=False),
    #: The how manieth of its ticket.
    Column("cup", Integer, nullable=False),
    Column("why", Text, nullable=False),
    #: Who asked for it; null where it came by itself.
    Column("by", Text),
    Column("state", Text, nullable=False, server_default=text("'queued'")),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("due_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("agent", Text),
    #: What the agent that has it shows with each report.
    Column("lease", Text),
    Column("leased_until", DateTime(timezone=True)),
    Column("length_mm", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("done_at", DateTime(timezone=True)),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["event_id", "ticket_id"], ["tickets.event_id", "tickets.id"], ondelete="CASCADE"
    ),
    CheckConstraint("cup > 0", name="cups_count_from_one"),
    CheckConstraint(f"why IN ({REASONS})", name="reason_is_known"),
    CheckConstraint(f"state IN ({STATES})", name="state_is_known"),
    CheckConstraint("attempts >= 0", name="attempts_are_counted_up"),
    CheckConstraint(
        "(state IN ('leased', 'printing')) = (leased_until IS NOT NULL)",
        name="leased_means_until_a_time",
    ),
    CheckConstraint(
        "(state IN ('queued', 'leased', 'printing')) = (done_at IS NULL)",
        name="done_means_it_waits_no_more",
    ),
)
#: What comes by itself comes once, however many look for it.
Index(
    "uq_label_jobs_automatic",
    label_jobs.c.event_id,
    label_jobs.c.ticket_id,
    label_jobs.c.station_id,
    label_jobs.c.cup,
    unique=True,
    postgresql_where=text(f"why IN ({AUTOMATIC}) AND state <> 'withdrawn'"),
)
Index("ix_label_jobs_ticket", label_jobs.c.event_id, label_jobs.c.ticket_id)
Index(
    "ix_label_jobs_open",
    label_jobs.c.event_id,
    label_jobs.c.station_id,
    label_jobs.c.id,
    postgresql_where=text("state IN ('queued', 'leased', 'printing')"),
)
Index("ix_label_jobs_station", label_jobs.c.event_id, label_jobs.c.station_id, label_jobs.c.id)
