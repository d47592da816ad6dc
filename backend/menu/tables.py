"""Menus and what is sold out."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.db import ids, metadata

menus = Table(
    "menus",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("document", JSONB, nullable=False),
    #: The same with its keys in the order they were written: that of questions and choices.
    Column("as_written", JSON, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("version > 0", name="version_grows"),
    CheckConstraint("jsonb_typeof(document) = 'object'", name="document_is_an_object"),
)
Index("uq_menus_active", menus.c.event_id, unique=True, postgresql_where=text("active"))

sold_out = Table(
    "sold_out",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    #: NULL means at every station.
    Column("station_id", BigInteger),
    Column("until", DateTime(timezone=True)),
    Column("by", Text, nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("kind IN ('item', 'option', 'ingredient')", name="kind_is_known"),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
)
Index(
    "uq_sold_out_thing",
    sold_out.c.event_id,
    sold_out.c.kind,
    sold_out.c.name,
    text("coalesce(station_id, 0)"),
    unique=True,
)
