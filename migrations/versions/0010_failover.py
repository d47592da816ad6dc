"""When stations were heard, where customers were told to go, and what the clock did to events."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ADDED = (
    ("stations", "heard_at", sa.DateTime(timezone=True)),
    ("stations", "silent_since", sa.DateTime(timezone=True)),
    ("tickets", "told_station_id", sa.BigInteger()),
    ("tickets", "told_by", sa.BigInteger()),
    ("tickets", "replan_at", sa.DateTime(timezone=True)),
    ("events", "called_for", sa.DateTime(timezone=True)),
    ("events", "closed_for", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for table, column, kind in _ADDED:
        op.add_column(table, sa.Column(column, kind, nullable=True))
    op.add_column(
        "events",
        sa.Column("closed_by_clock", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_stations_silent_means_it_was_heard"),
        "stations",
        "silent_since IS NULL OR heard_at IS NOT NULL",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_stations_silent_means_it_was_heard"), "stations", type_="check")
    op.drop_column("events", "closed_by_clock")
    for table, column, _ in reversed(_ADDED):
        op.drop_column(table, column)
