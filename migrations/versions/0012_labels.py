"""Label printers of stations, and the queue of labels."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "printers",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("labels", sa.Text(), server_default=sa.text("'off'"), nullable=False),
        sa.Column("width_mm", sa.Integer(), server_default=sa.text("58"), nullable=False),
        sa.Column("length_mm", sa.Integer(), server_default=sa.text("60"), nullable=False),
        sa.Column("code_page", sa.Text(), server_default=sa.text("'cp858'"), nullable=False),
        sa.Column("roll_mm", sa.Integer(), nullable=True),
        sa.Column("low_at", sa.Integer(), server_default=sa.text("15"), nullable=False),
        sa.Column("used_mm", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("printed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("paper", sa.Text(), server_default=sa.text("'unknown'"), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "labels IN ('off', 'start', 'placing')",
            name=op.f("ck_printers_labels_have_their_moment"),
        ),
        sa.CheckConstraint("width_mm IN (58, 80)", name=op.f("ck_printers_width_is_known")),
        sa.CheckConstraint("length_mm > 0", name=op.f("ck_printers_labels_have_a_length")),
        sa.CheckConstraint("roll_mm > 0", name=op.f("ck_printers_roll_has_a_length")),
        sa.CheckConstraint(
            "low_at >= 0 AND used_mm >= 0 AND printed >= 0",
            name=op.f("ck_printers_roll_is_counted_up"),
        ),
        sa.CheckConstraint(
            "paper IN ('unknown', 'enough', 'low', 'out')", name=op.f("ck_printers_paper_is_known")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_printers_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_printers_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "station_id", name=op.f("pk_printers")),
    )
    op.create_table(
        "label_jobs",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("cup", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("agent", sa.Text(), nullable=True),
        sa.Column("lease", sa.Text(), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("length_mm", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("cup > 0", name=op.f("ck_label_jobs_cups_count_from_one")),
        sa.CheckConstraint(
            "why IN ('placed', 'started', 'moved', 'changed', 'remade', 'reprint')",
            name=op.f("ck_label_jobs_reason_is_known"),
        ),
        sa.CheckConstraint(
            "state IN ('queued', 'leased', 'printing', 'printed', 'unsure', 'failed', 'withdrawn')",
            name=op.f("ck_label_jobs_state_is_known"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_label_jobs_attempts_are_counted_up")),
        sa.CheckConstraint(
            "(state IN ('leased', 'printing')) = (leased_until IS NOT NULL)",
            name=op.f("ck_label_jobs_leased_means_until_a_time"),
        ),
        sa.CheckConstraint(
            "(state IN ('queued', 'leased', 'printing')) = (done_at IS NULL)",
            name=op.f("ck_label_jobs_done_means_it_waits_no_more"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_label_jobs_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "ticket_id"],
            ["tickets.event_id", "tickets.id"],
            name=op.f("fk_label_jobs_tickets_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_label_jobs")),
    )
    op.create_index(
        "uq_label_jobs_automatic",
        "label_jobs",
        ["event_id", "ticket_id", "station_id", "cup"],
        unique=True,
        postgresql_where=sa.text("why IN ('placed', 'started', 'moved') AND state <> 'withdrawn'"),
    )
    op.create_index("ix_label_jobs_ticket", "label_jobs", ["event_id", "ticket_id"])
    op.create_index(
        "ix_label_jobs_open",
        "label_jobs",
        ["event_id", "station_id", "id"],
        postgresql_where=sa.text("state IN ('queued', 'leased', 'printing')"),
    )
    op.create_index("ix_label_jobs_station", "label_jobs", ["event_id", "station_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_label_jobs_station", table_name="label_jobs")
    op.drop_index(
        "ix_label_jobs_open",
        table_name="label_jobs",
        postgresql_where=sa.text("state IN ('queued', 'leased', 'printing')"),
    )
    op.drop_index("ix_label_jobs_ticket", table_name="label_jobs")
    op.drop_index(
        "uq_label_jobs_automatic",
        table_name="label_jobs",
        postgresql_where=sa.text("why IN ('placed', 'started', 'moved') AND state <> 'withdrawn'"),
    )
    op.drop_table("label_jobs")
    op.drop_table("printers")
