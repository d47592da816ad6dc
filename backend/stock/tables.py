"""Counts of ingredients, every movement of them, and demand that was turned away."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Numeric,
    Table,
    Text,
    text,
)

from backend.core.db import ids, metadata

REASONS = (
    "'counted', 'delivered', 'transferred', 'ordered', 'changed', 'moved', 'returned', 'wasted'"
)

#: How much of an ingredient is left to be sold at a station; what has no row is not counted.
stock = Table(
    "stock",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("station_id", BigInteger, primary_key=True),
    Column("ingredient", Text, primary_key=True),
    #: In the ingredient's unit, which the menu says.
    Column("amount", Numeric(12, 2), nullable=False),
    #: Told to station and support when it is reached; NULL = only when nothing is left.
    Column("low_at", Numeric(12, 2)),
    Column("mode", Text, nullable=False),
    #: Grows with what people change and with each alert, not with every order.
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
    CheckConstraint("ingredient <> ''", name="ingredient_is_named"),
    CheckConstraint("mode IN ('strict', 'unlimited')", name="mode_is_known"),
    CheckConstraint("mode = 'unlimited' OR amount >= 0", name="strict_is_never_below_nothing"),
    CheckConstraint("low_at >= 0", name="low_is_not_below_nothing"),
    CheckConstraint("version > 0", name="version_grows"),
)

#: The ledger: rows are added, never changed.
stock_moves = Table(
    "stock_moves",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("station_id", BigInteger, nullable=False),
    Column("ingredient", Text, nullable=False),
    #: What came; below nothing, what went.
    Column("amount", Numeric(12, 2), nullable=False),
    #: What was left once all of its transaction was done.
    Column("remaining", Numeric(12, 2), nullable=False),
    Column("why", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("order_id", BigInteger),
    Column("ticket_id", BigInteger),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
    CheckConstraint(f"why IN ({REASONS})", name="why_is_known"),
    CheckConstraint("amount <> 0", name="something_was_moved"),
    CheckConstraint("(order_id IS NULL) = (ticket_id IS NULL)", name="ticket_has_its_order"),
)
Index(
    "ix_stock_moves_ticket",
    stock_moves.c.event_id,
    stock_moves.c.ticket_id,
    postgresql_where=text("ticket_id IS NOT NULL"),
)
#: What was used lately, for the forecast.
Index(
    "ix_stock_moves_lately",
    stock_moves.c.event_id,
    stock_moves.c.at,
)

#: What somebody wanted, and could not have because it was sold out or used up.
turned_away = Table(
    "turned_away",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("kind", Text, nullable=False),
    #: As the menu has it; an option as `group:value`.
    Column("name", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("kind IN ('item', 'option', 'extra')", name="kind_is_known"),
    CheckConstraint("name <> ''", name="thing_is_named"),
)
