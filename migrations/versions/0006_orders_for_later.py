"""Orders for later: when an order is due, and when a scheduled ticket is to be queued."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("due_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tickets", sa.Column("release_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(
        op.f("ck_tickets_scheduled_means_it_has_a_time"),
        "tickets",
        "state <> 'scheduled' OR release_at IS NOT NULL",
    )
    op.create_index(
        "ix_tickets_scheduled",
        "tickets",
        ["release_at", "id"],
        postgresql_where=sa.text("state = 'scheduled'"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_tickets_scheduled",
        table_name="tickets",
        postgresql_where=sa.text("state = 'scheduled'"),
    )
    op.drop_constraint(op.f("ck_tickets_scheduled_means_it_has_a_time"), "tickets", type_="check")
    op.drop_column("tickets", "release_at")
    op.drop_column("orders", "due_at")
