"""Occasions, their numbers and their settings."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.db import metadata

events = Table(
    "events",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("organisation_id", BigInteger, ForeignKey("organisations.id"), nullable=False),
    Column("slug", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'open'")),
    #: Grows with every change of configuration; caches are keyed by it.
    Column("revision", BigInteger, nullable=False, server_default=text("1")),
    #: Grows with every change of its name, time zone, state or settings.
    Column("version", Integer, nullable=False, server_default=text("1")),
    #: The closing time for which last orders were called, and the one at which it was closed.
    Column("called_for", DateTime(timezone=True)),
    Column("closed_for", DateTime(timezone=True)),
    #: Closed by the clock: a later closing time opens it again.
    Column("closed_by_clock", Boolean, nullable=False, server_default=text("false")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'", name="slug_fits_an_address"),
    CheckConstraint("name <> ''", name="name_is_not_empty"),
    CheckConstraint("state IN ('open', 'paused', 'closed')", name="state_is_known"),
    CheckConstraint("revision > 0", name="revision_grows"),
    CheckConstraint("version > 0", name="version_grows"),
)
Index("uq_events_slug", events.c.slug, unique=True)

#: The numbers customers text; a number serves several events by keyword.
event_numbers = Table(
    "event_numbers",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Text, primary_key=True),
    Column("keyword", Text, nullable=False, server_default=text("''")),
    Column("opt_out_words", Text, nullable=False, server_default=text("'twilio'")),
    CheckConstraint("keyword = upper(keyword)", name="keyword_is_upper_case"),
    CheckConstraint("opt_out_words IN ('twilio', 'own')", name="opt_out_words_are_known"),
)
Index(
    "uq_event_numbers_number_keyword",
    event_numbers.c.number,
    event_numbers.c.keyword,
    unique=True,
)

settings = Table(
    "settings",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("value", JSONB, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("version > 0", name="version_grows"),
)
