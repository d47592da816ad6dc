"""Dialogues, and every message in and out."""

from sqlalchemy import (
    BigInteger,
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

dialogues = Table(
    "dialogues",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("customer_id", BigInteger, primary_key=True),
    Column("state", JSONB, nullable=False),
    #: The minute the texts are counted in, and their count: the limit per phone.
    Column("counted_from", DateTime(timezone=True), nullable=False),
    Column("counted", Integer, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(
        ["event_id", "customer_id"], ["customers.event_id", "customers.id"], ondelete="CASCADE"
    ),
    CheckConstraint("counted >= 0", name="texts_are_counted_up"),
    postgresql_with={"fillfactor": "70"},
)

#: In: received, limited. Out: queued, sending, then the carrier's own words.
MESSAGE_STATES = (
    "'received', 'limited', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed',"
    " 'read'"
)

messages = Table(
    "messages",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("customer_id", BigInteger),
    Column("direction", Text, nullable=False),
    Column("channel", Text, nullable=False),
    #: The provider's account and its id of this message.
    Column("account", Text),
    Column("provider_id", Text),
    #: The customer's address and our number.
    Column("address", Text, nullable=False),
    Column("number", Text, nullable=False),
    #: What it is about: text, reply, ready, corrected, reminder, cancelled, moved, stuck, stranded,
    #: late, question, message.
    Column("kind", Text, nullable=False),
    Column("body", Text, nullable=False),
    #: For a reply: the message it answers.
    Column("answers", BigInteger),
    Column("order_id", BigInteger),
    Column("state", Text, nullable=False),
    Column("error_code", Text),
    Column("segments", Integer, nullable=False),
    Column("request_id", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("direction IN ('in', 'out')", name="direction_is_in_or_out"),
    CheckConstraint(f"state IN ({MESSAGE_STATES})", name="state_is_known"),
    CheckConstraint("segments >= 0", name="segments_are_counted"),
    CheckConstraint(
        "direction = 'out' OR provider_id IS NOT NULL", name="what_came_in_has_the_provider_id"
    ),
)
#: The idempotency of the webhook: unique per provider account, over all events.
Index(
    "uq_messages_provider_id",
    messages.c.account,
    messages.c.provider_id,
    unique=True,
    postgresql_where=text("provider_id IS NOT NULL"),
)
Index("ix_messages_customer", messages.c.event_id, messages.c.customer_id, messages.c.id)
Index(
    "ix_messages_answers",
    messages.c.event_id,
    messages.c.answers,
    postgresql_where=text("answers IS NOT NULL"),
)

#: What an event says in its own words; whatever is not here is said as shipped.
wording = Table(
    "wording",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("language", Text, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    #: NULL where the shipped text was taken back: the version must not fall.
    Column("text", Text),
    #: The version of the event's wording in this language and form that this came with.
    Column("version", Integer, nullable=False),
    Column("updated_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("form IN ('text', 'voice')", name="form_is_text_or_voice"),
    CheckConstraint("text <> ''", name="text_is_not_empty"),
    CheckConstraint("version > 0", name="version_grows"),
)
