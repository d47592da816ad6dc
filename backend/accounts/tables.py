"""Organisations, people, roles, sign-in and the audit."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Identity,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID

from backend.core.db import ids, metadata

ROLES = "'owner', 'organiser', 'support', 'barista', 'kiosk', 'display'"

organisations = Table(
    "organisations",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("name <> ''", name="name_is_not_empty"),
)

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("organisation_id", BigInteger, ForeignKey("organisations.id"), nullable=False),
    Column("username", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    Column("failed_sign_ins", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    CheckConstraint("username = lower(username)", name="username_is_lower_case"),
    CheckConstraint("username <> ''", name="username_is_not_empty"),
    CheckConstraint("failed_sign_ins >= 0", name="failed_sign_ins_are_counted_up"),
)
Index("uq_people_username", people.c.username, unique=True)

#: What a person may do at an event; an owner also sees the events made later.
roles = Table(
    "roles",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, nullable=False),
    CheckConstraint(f"role IN ({ROLES})", name="role_is_known"),
)
Index("ix_roles_person_id", roles.c.person_id)

#: One row per refresh token; a family is one sign-in on one device.
refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("id", UUID(as_uuid=False), primary_key=True),
    Column("family", UUID(as_uuid=False), nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("claims", JSONB, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("successor", UUID(as_uuid=False)),
    Column("replaced_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    #: Where the sign-in was by PIN: the device, with which it ends.
    Column("device_id", BigInteger),
    CheckConstraint(
        "(successor IS NULL) = (replaced_at IS NULL)", name="replaced_means_it_has_a_successor"
    ),
)
Index("ix_refresh_tokens_family", refresh_tokens.c.family)
Index("ix_refresh_tokens_person_id", refresh_tokens.c.person_id)
Index(
    "ix_refresh_tokens_device_id",
    refresh_tokens.c.device_id,
    postgresql_where=text("device_id IS NOT NULL AND revoked_at IS NULL"),
)

DEVICE_ROLES = "'display', 'kiosk', 'barista', 'printer'"

#: Screens and printers of an event, each with a token of its own; a revoked one keeps its row.
devices = Table(
    "devices",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    #: Where it belongs; null for any station of the event.
    Column("station_id", BigInteger),
    #: SHA-256 of its token; of its pairing code a digest that needs our key.
    Column("token_digest", Text),
    Column("code_digest", Text),
    Column("code_expires_at", DateTime(timezone=True)),
    Column("paired_at", DateTime(timezone=True)),
    #: Give or take half a minute.
    Column("seen_at", DateTime(timezone=True)),
    Column("revoked_at", DateTime(timezone=True)),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(["event_id", "station_id"], ["stations.event_id", "stations.id"]),
    CheckConstraint("name <> ''", name="name_is_not_empty"),
    CheckConstraint(f"role IN ({DEVICE_ROLES})", name="role_is_known"),
    CheckConstraint(
        "(code_digest IS NULL) = (code_expires_at IS NULL)", name="every_code_has_an_end"
    ),
    CheckConstraint(
        "(token_digest IS NULL) = (paired_at IS NULL)", name="paired_means_it_has_a_token"
    ),
    CheckConstraint("version > 0", name="version_always_grows"),
)
Index("uq_devices_id", devices.c.id, unique=True)
Index("uq_devices_code_digest", devices.c.code_digest, unique=True)

#: What a person types at a paired tablet instead of the password.
pins = Table(
    "pins",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("pin_hash", Text, nullable=False),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("locked_until", DateTime(timezone=True)),
    CheckConstraint("failures >= 0", name="failures_are_counted_up"),
)

#: How a person likes the screens; what is not in `data` is as it is for everybody.
preferences = Table(
    "preferences",
    metadata,
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("data", JSONB, nullable=False, server_default=text("'{}'")),
    Column("version", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("version >= 0", name="version_never_shrinks"),
)

#: What staff did, and to what; never changed, never deleted but with its event.
audit = Table(
    "audit",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'")),
    Column("request_id", Text),
)
