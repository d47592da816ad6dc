"""What customers are by their code, what their orders were, and a version of an event's settings."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customers", sa.Column("category", sa.Text()))
    op.create_check_constraint("category_is_not_empty", "customers", "category <> ''")
    op.add_column("orders", sa.Column("category", sa.Text()))
    op.add_column(
        "orders",
        sa.Column("priority", sa.Boolean(), nullable=False, server_default=sa.text("false")),
    )
    op.add_column(
        "events", sa.Column("version", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.create_check_constraint("version_grows", "events", "version > 0")


def downgrade() -> None:
    op.drop_column("events", "version")
    op.drop_column("orders", "priority")
    op.drop_column("orders", "category")
    op.drop_column("customers", "category")
