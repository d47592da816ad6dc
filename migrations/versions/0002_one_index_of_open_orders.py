"""One index of open orders, by customer: the planner took the other for it in the rush."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('received', 'making', 'ready')")


def upgrade() -> None:
    op.drop_index("ix_orders_open", table_name="orders", postgresql_where=_OPEN)
    op.execute("ALTER INDEX ix_orders_open_customer RENAME TO ix_orders_open")


def downgrade() -> None:
    op.execute("ALTER INDEX ix_orders_open RENAME TO ix_orders_open_customer")
    op.create_index("ix_orders_open", "orders", ["event_id", "id"], postgresql_where=_OPEN)
