"""Who is this phone."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Table,
    Text,
    text,
)

from backend.core.db import ids, metadata

customers = Table(
    "customers",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    #: E.164, short code or `whatsapp:` and a number.
    Column("address", Text, nullable=False),
    Column("name", Text),
    #: The lines of the last order.
    Column("usual", JSON, nullable=False, server_default=text("'[]'")),
    Column("language", Text, nullable=False, server_default=text("'en'")),
    #: What their code made them: the name of one of the event's categories.
    Column("category", Text),
    Column("opted_out_at", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint(r"address ~ '^(whatsapp:)?\+[0-9]{8,15}$|^[0-9]{5,6}$'", name="address_is_one"),
    CheckConstraint("name <> ''", name="name_is_not_empty"),
    CheckConstraint("category <> ''", name="category_is_not_empty"),
)
Index("uq_customers_address", customers.c.event_id, customers.c.address, unique=True)
