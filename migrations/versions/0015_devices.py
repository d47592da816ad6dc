"""Paired devices, PINs, and how people like their screens."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "devices",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=True),
        sa.Column("token_digest", sa.Text(), nullable=True),
        sa.Column("code_digest", sa.Text(), nullable=True),
        sa.Column("code_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_devices_name_is_not_empty")),
        sa.CheckConstraint(
            "role IN ('display', 'kiosk', 'barista', 'printer')",
            name=op.f("ck_devices_role_is_known"),
        ),
        sa.CheckConstraint(
            "(code_digest IS NULL) = (code_expires_at IS NULL)",
            name=op.f("ck_devices_every_code_has_an_end"),
        ),
        sa.CheckConstraint(
            "(token_digest IS NULL) = (paired_at IS NULL)",
            name=op.f("ck_devices_paired_means_it_has_a_token"),
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_devices_version_always_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_devices_events_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_devices_stations_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_devices")),
    )
    op.create_index("uq_devices_id", "devices", ["id"], unique=True)
    op.create_index("uq_devices_code_digest", "devices", ["code_digest"], unique=True)
    op.create_table(
        "device_orders",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("device_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_device_orders_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "device_id"],
            ["devices.event_id", "devices.id"],
            name=op.f("fk_device_orders_devices_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "order_id", name=op.f("pk_device_orders")),
    )
    op.create_table(
        "pins",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("pin_hash", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("failures >= 0", name=op.f("ck_pins_failures_are_counted_up")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_pins_people_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_pins")),
    )
    op.create_table(
        "preferences",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("data", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("version >= 0", name=op.f("ck_preferences_version_never_shrinks")),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_preferences_people_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_preferences")),
    )
    op.add_column("refresh_tokens", sa.Column("device_id", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_refresh_tokens_device_id",
        "refresh_tokens",
        ["device_id"],
        postgresql_where=sa.text("device_id IS NOT NULL AND revoked_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_refresh_tokens_device_id", table_name="refresh_tokens")
    op.drop_column("refresh_tokens", "device_id")
    for table in ("preferences", "pins", "device_orders", "devices"):
        op.drop_table(table)
