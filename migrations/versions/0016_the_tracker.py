"""What the tracker of a customer needs: a token an order, late customers, the way to a station."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without one on what was placed before: nobody has its address.
    op.add_column("orders", sa.Column("token", sa.Text(), nullable=True))
    op.create_index("uq_orders_token", "orders", ["token"], unique=True)
    op.add_column("tickets", sa.Column("late_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("stations", sa.Column("directions", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_stations_directions_are_not_empty"), "stations", "directions <> ''"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_stations_directions_are_not_empty"), "stations", type_="check")
    op.drop_column("stations", "directions")
    op.drop_column("tickets", "late_at")
    op.drop_index("uq_orders_token", table_name="orders")
    op.drop_column("orders", "token")
