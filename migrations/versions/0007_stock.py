"""Counts of ingredients per station, their ledger, demand turned away, and 86s of ingredients."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stock",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("ingredient", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("low_at", sa.Numeric(12, 2), nullable=True),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("ingredient <> ''", name=op.f("ck_stock_ingredient_is_named")),
        sa.CheckConstraint("mode IN ('strict', 'unlimited')", name=op.f("ck_stock_mode_is_known")),
        sa.CheckConstraint(
            "mode = 'unlimited' OR amount >= 0", name=op.f("ck_stock_strict_is_never_below_nothing")
        ),
        sa.CheckConstraint("low_at >= 0", name=op.f("ck_stock_low_is_not_below_nothing")),
        sa.CheckConstraint("version > 0", name=op.f("ck_stock_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_stock_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "station_id", "ingredient", name=op.f("pk_stock")),
    )
    op.create_table(
        "stock_moves",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("ingredient", sa.Text(), nullable=False),
        sa.Column("amount", sa.Numeric(12, 2), nullable=False),
        sa.Column("remaining", sa.Numeric(12, 2), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint(
            "why IN ('counted', 'delivered', 'transferred', 'ordered', 'changed', 'moved', 'returned')",
            name=op.f("ck_stock_moves_why_is_known"),
        ),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_stock_moves_something_was_moved")),
        sa.CheckConstraint(
            "(order_id IS NULL) = (ticket_id IS NULL)",
            name=op.f("ck_stock_moves_ticket_has_its_order"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_stock_moves_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_stock_moves")),
    )
    op.create_index(
        "ix_stock_moves_ticket",
        "stock_moves",
        ["event_id", "ticket_id"],
        postgresql_where=sa.text("ticket_id IS NOT NULL"),
    )
    op.create_index("ix_stock_moves_lately", "stock_moves", ["event_id", "at"])
    op.create_table(
        "turned_away",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint(
            "kind IN ('item', 'option', 'extra')", name=op.f("ck_turned_away_kind_is_known")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_turned_away_thing_is_named")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_turned_away_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_turned_away")),
    )
    op.drop_constraint(op.f("ck_sold_out_kind_is_known"), "sold_out", type_="check")
    op.create_check_constraint(
        op.f("ck_sold_out_kind_is_known"), "sold_out", "kind IN ('item', 'option', 'ingredient')"
    )


def downgrade() -> None:
    op.execute("DELETE FROM sold_out WHERE kind = 'ingredient'")
    op.drop_constraint(op.f("ck_sold_out_kind_is_known"), "sold_out", type_="check")
    op.create_check_constraint(
        op.f("ck_sold_out_kind_is_known"), "sold_out", "kind IN ('item', 'option')"
    )
    op.drop_table("turned_away")
    op.drop_index("ix_stock_moves_lately", table_name="stock_moves")
    op.drop_index(
        "ix_stock_moves_ticket",
        table_name="stock_moves",
        postgresql_where=sa.text("ticket_id IS NOT NULL"),
    )
    op.drop_table("stock_moves")
    op.drop_table("stock")
