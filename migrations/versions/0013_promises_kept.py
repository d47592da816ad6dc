"""What came of each promise, and what its order was promised first."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_ADDED = ("predicted_at", "first_earliest", "first_latest", "look_at")


def upgrade() -> None:
    for name in _ADDED:
        op.add_column("orders", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "orders",
        sa.Column("revised", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.create_check_constraint(
        op.f("ck_orders_first_promise_is_a_range"), "orders", "first_earliest <= first_latest"
    )
    op.create_check_constraint(op.f("ck_orders_revisions_are_counted_up"), "orders", "revised >= 0")
    op.create_index(
        "ix_orders_look",
        "orders",
        ["look_at", "id"],
        postgresql_where=sa.text("look_at IS NOT NULL AND status IN ('received', 'making')"),
    )
    op.create_table(
        "promise_outcomes",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=True),
        sa.Column("items", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("first_earliest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_latest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("earliest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("latest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("predicted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revised", sa.Integer(), nullable=False),
        sa.Column("remade", sa.Boolean(), nullable=False),
        sa.Column("later", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('ready', 'cancelled')", name=op.f("ck_promise_outcomes_outcome_is_known")
        ),
        sa.CheckConstraint(
            "(outcome = 'ready') = (station_id IS NOT NULL)",
            name=op.f("ck_promise_outcomes_what_is_ready_was_made_somewhere"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_promise_outcomes_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "order_id", name=op.f("pk_promise_outcomes")),
    )
    op.create_index("ix_promise_outcomes_ended", "promise_outcomes", ["event_id", "ended_at"])


def downgrade() -> None:
    op.drop_table("promise_outcomes")
    op.drop_index("ix_orders_look", table_name="orders")
    op.drop_constraint(op.f("ck_orders_revisions_are_counted_up"), "orders", type_="check")
    op.drop_constraint(op.f("ck_orders_first_promise_is_a_range"), "orders", type_="check")
    for name in ("revised", *_ADDED):
        op.drop_column("orders", name)
