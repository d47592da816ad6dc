"""What a ticket carries besides its state: held, called out, reminded of, remade, acknowledged."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_WHY = "'counted', 'delivered', 'transferred', 'ordered', 'changed', 'moved', 'returned'"


def _why(values: str) -> None:
    op.drop_constraint(op.f("ck_stock_moves_why_is_known"), "stock_moves", type_="check")
    op.create_check_constraint(
        op.f("ck_stock_moves_why_is_known"), "stock_moves", f"why IN ({values})"
    )


def upgrade() -> None:
    op.add_column(
        "tickets", sa.Column("held", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    # What waited before has no time: nobody is reminded of yesterday's cups.
    op.add_column("tickets", sa.Column("called_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tickets", sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "tickets",
        sa.Column("written_off", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("tickets", sa.Column("acknowledged_by", sa.Text(), nullable=True))
    op.add_column(
        "tickets", sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.add_column("tickets", sa.Column("acknowledged_of", sa.Text(), nullable=True))
    op.create_check_constraint(
        op.f("ck_tickets_what_was_made_is_waste"),
        "tickets",
        "written_off BETWEEN 0 AND made_count",
    )
    op.create_check_constraint(
        op.f("ck_tickets_acknowledged_by_somebody"),
        "tickets",
        "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)"
        " AND (acknowledged_of IS NULL) = (acknowledged_by IS NULL)",
    )
    op.create_index(
        "ix_tickets_called",
        "tickets",
        ["event_id", "called_at"],
        postgresql_where=sa.text("state = 'made'"),
    )
    op.create_index(
        "ix_tickets_held",
        "tickets",
        ["event_id", "order_id"],
        postgresql_where=sa.text("held"),
    )
    op.create_index(
        "ix_order_history_remakes",
        "order_history",
        ["event_id"],
        postgresql_where=sa.text("action = 'remake'"),
    )
    _why(f"{_WHY}, 'wasted'")


def downgrade() -> None:
    op.execute("UPDATE stock_moves SET why = 'counted' WHERE why = 'wasted'")
    _why(_WHY)
    op.drop_index(
        "ix_order_history_remakes",
        table_name="order_history",
        postgresql_where=sa.text("action = 'remake'"),
    )
    op.drop_index("ix_tickets_held", table_name="tickets", postgresql_where=sa.text("held"))
    op.drop_index(
        "ix_tickets_called", table_name="tickets", postgresql_where=sa.text("state = 'made'")
    )
    op.drop_constraint(op.f("ck_tickets_acknowledged_by_somebody"), "tickets", type_="check")
    op.drop_constraint(op.f("ck_tickets_what_was_made_is_waste"), "tickets", type_="check")
    for column in (
        "acknowledged_of",
        "acknowledged_at",
        "acknowledged_by",
        "written_off",
        "reminded_at",
        "called_at",
        "held",
    ):
        op.drop_column("tickets", column)
