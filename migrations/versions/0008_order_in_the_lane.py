"""Order in the lane: places between two, how often a ticket was passed, when it is needed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("tickets", "position", type_=sa.Double())
    op.add_column(
        "tickets", sa.Column("passed", sa.Integer(), nullable=False, server_default=sa.text("0"))
    )
    op.add_column("tickets", sa.Column("needed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_tickets_passings_are_counted_up"), "tickets", "passed >= 0")


def downgrade() -> None:
    op.drop_constraint(op.f("ck_tickets_passings_are_counted_up"), "tickets", type_="check")
    op.drop_column("tickets", "needed_at")
    op.drop_column("tickets", "passed")
    op.alter_column(
        "tickets", "position", type_=sa.BigInteger(), postgresql_using="floor(position)"
    )
