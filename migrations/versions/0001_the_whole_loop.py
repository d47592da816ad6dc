"""The whole loop: from the first text to the collected cup."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(sa.schema.CreateSequence(sa.Sequence("ids")))
    op.execute(sa.schema.CreateSequence(sa.Sequence("change_seq")))
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "organisations",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_organisations_name_is_not_empty")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("revision", sa.BigInteger(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_events_name_is_not_empty")),
        sa.CheckConstraint(
            "slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'", name=op.f("ck_events_slug_fits_an_address")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'paused', 'closed')", name=op.f("ck_events_state_is_known")
        ),
        sa.CheckConstraint("revision > 0", name=op.f("ck_events_revision_grows")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_events_organisations_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    op.create_index("uq_events_slug", "events", ["slug"], unique=True)
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("username <> ''", name=op.f("ck_people_username_is_not_empty")),
        sa.CheckConstraint(
            "failed_sign_ins >= 0", name=op.f("ck_people_failed_sign_ins_are_counted_up")
        ),
        sa.CheckConstraint(
            "username = lower(username)", name=op.f("ck_people_username_is_lower_case")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_people_organisations_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_index("uq_people_username", "people", ["username"], unique=True)
    op.create_table(
        "audit",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_audit_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_audit")),
    )
    op.create_table(
        "changes",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("rooms", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("prev", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(seq IS NULL) = (prev IS NULL)", name=op.f("ck_changes_prev_comes_with_seq")
        ),
        sa.CheckConstraint("cardinality(rooms) > 0", name=op.f("ck_changes_somebody_is_told")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_changes_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_changes")),
    )
    op.create_index(
        "ix_changes_fresh", "changes", ["id"], unique=False, postgresql_where=sa.text("seq IS NULL")
    )
    op.create_index(
        "uq_changes_seq",
        "changes",
        ["seq"],
        unique=True,
        postgresql_where=sa.text("seq IS NOT NULL"),
    )
    op.create_table(
        "customers",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("usual", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("language", sa.Text(), server_default=sa.text("'en'"), nullable=False),
        sa.Column("opted_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "address ~ '^(whatsapp:)?\\+[0-9]{8,15}$|^[0-9]{5,6}$'",
            name=op.f("ck_customers_address_is_one"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_customers_name_is_not_empty")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_customers_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_customers")),
    )
    op.create_index("uq_customers_address", "customers", ["event_id", "address"], unique=True)
    op.create_table(
        "event_numbers",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("keyword", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("opt_out_words", sa.Text(), server_default=sa.text("'twilio'"), nullable=False),
        sa.CheckConstraint(
            "opt_out_words IN ('twilio', 'own')",
            name=op.f("ck_event_numbers_opt_out_words_are_known"),
        ),
        sa.CheckConstraint(
            "keyword = upper(keyword)", name=op.f("ck_event_numbers_keyword_is_upper_case")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_event_numbers_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "number", name=op.f("pk_event_numbers")),
    )
    op.create_index(
        "uq_event_numbers_number_keyword", "event_numbers", ["number", "keyword"], unique=True
    )
    op.create_table(
        "idempotency_keys",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("caller", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("answer", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_idempotency_keys_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "caller", "key", name=op.f("pk_idempotency_keys")),
    )
    op.create_index(
        "ix_idempotency_keys_created_at", "idempotency_keys", ["created_at"], unique=False
    )
    op.create_table(
        "menus",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("document", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("as_written", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "jsonb_typeof(document) = 'object'", name=op.f("ck_menus_document_is_an_object")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_menus_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_menus_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_menus")),
    )
    op.create_index(
        "uq_menus_active", "menus", ["event_id"], unique=True, postgresql_where=sa.text("active")
    )
    op.create_table(
        "messages",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=True),
        sa.Column("provider_id", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answers", sa.BigInteger(), nullable=True),
        sa.Column("order_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error_code", sa.Text(), nullable=True),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "direction = 'out' OR provider_id IS NOT NULL",
            name=op.f("ck_messages_what_came_in_has_the_provider_id"),
        ),
        sa.CheckConstraint(
            "direction IN ('in', 'out')", name=op.f("ck_messages_direction_is_in_or_out")
        ),
        sa.CheckConstraint(
            "state IN ('received', 'limited', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'read')",
            name=op.f("ck_messages_state_is_known"),
        ),
        sa.CheckConstraint("segments >= 0", name=op.f("ck_messages_segments_are_counted")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_messages_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_messages")),
    )
    op.create_index(
        "ix_messages_answers",
        "messages",
        ["event_id", "answers"],
        unique=False,
        postgresql_where=sa.text("answers IS NOT NULL"),
    )
    op.create_index(
        "ix_messages_customer", "messages", ["event_id", "customer_id", "id"], unique=False
    )
    op.create_index(
        "uq_messages_provider_id",
        "messages",
        ["account", "provider_id"],
        unique=True,
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )
    op.create_table(
        "orders",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), server_default=sa.text("'received'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("promised_earliest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promised_latest", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "channel IN ('sms', 'whatsapp', 'voice', 'web', 'kiosk', 'walkup', 'api')",
            name=op.f("ck_orders_channel_is_known"),
        ),
        sa.CheckConstraint(
            "status IN ('received', 'making', 'ready', 'collected', 'cancelled')",
            name=op.f("ck_orders_status_is_known"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_orders_number_counts_up_from_one")),
        sa.CheckConstraint(
            "promised_earliest <= promised_latest", name=op.f("ck_orders_promise_is_a_range")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_orders_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_orders_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_orders")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_orders_event_id_number")),
    )
    op.create_index("ix_orders_customer", "orders", ["event_id", "customer_id", "id"], unique=False)
    op.create_index(
        "ix_orders_open",
        "orders",
        ["event_id", "id"],
        unique=False,
        postgresql_where=sa.text("status IN ('received', 'making', 'ready')"),
    )
    op.create_index(
        "ix_orders_open_customer",
        "orders",
        ["event_id", "customer_id"],
        unique=False,
        postgresql_where=sa.text("status IN ('received', 'making', 'ready')"),
    )
    op.create_table(
        "outbox",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("lane", sa.Text(), nullable=False),
        sa.Column("dedup_key", sa.Text(), nullable=False),
        sa.Column("payload", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'pending'"), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column(
            "due_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('sent', 'dead')) = (done_at IS NOT NULL)",
            name=op.f("ck_outbox_done_means_sent_or_dead"),
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'unknown', 'sent', 'dead')",
            name=op.f("ck_outbox_state_is_known"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_attempts_are_counted_up")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_outbox_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("event_id", "dedup_key", name=op.f("uq_outbox_event_id_dedup_key")),
    )
    op.create_index(
        "ix_outbox_dead",
        "outbox",
        ["event_id"],
        unique=False,
        postgresql_where=sa.text("state = 'dead'"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.create_index(
        "ix_outbox_open",
        "outbox",
        ["lane", "id"],
        unique=False,
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.create_table(
        "refresh_tokens",
        sa.Column("id", sa.UUID(as_uuid=False), nullable=False),
        sa.Column("family", sa.UUID(as_uuid=False), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("claims", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("successor", sa.UUID(as_uuid=False), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(successor IS NULL) = (replaced_at IS NULL)",
            name=op.f("ck_refresh_tokens_replaced_means_it_has_a_successor"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_refresh_tokens_people_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refresh_tokens")),
    )
    op.create_index("ix_refresh_tokens_family", "refresh_tokens", ["family"], unique=False)
    op.create_index("ix_refresh_tokens_person_id", "refresh_tokens", ["person_id"], unique=False)
    op.create_table(
        "roles",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "role IN ('owner', 'organiser', 'support', 'barista', 'kiosk', 'display')",
            name=op.f("ck_roles_role_is_known"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_roles_events_event_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_roles_people_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_roles")),
    )
    op.create_index("ix_roles_person_id", "roles", ["person_id"], unique=False)
    op.create_table(
        "rooms",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_rooms_events_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", "name", name=op.f("pk_rooms")),
    )
    op.create_table(
        "settings",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_settings_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_settings_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "key", name=op.f("pk_settings")),
    )
    op.create_table(
        "stations",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "capabilities",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("state", sa.Text(), server_default=sa.text("'open'"), nullable=False),
        sa.Column("parallel", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("throttle_seconds", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "jsonb_typeof(capabilities) = 'object'",
            name=op.f("ck_stations_capabilities_are_an_object"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_stations_name_is_not_empty")),
        sa.CheckConstraint(
            "state IN ('open', 'paused', 'draining', 'closed')",
            name=op.f("ck_stations_state_is_known"),
        ),
        sa.CheckConstraint("parallel > 0", name=op.f("ck_stations_somebody_works_there")),
        sa.CheckConstraint(
            "throttle_seconds > 0", name=op.f("ck_stations_throttle_lets_something_through")
        ),
        sa.CheckConstraint("version > 0", name=op.f("ck_stations_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_stations_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_stations")),
    )
    op.create_index("uq_stations_name", "stations", ["event_id", "name"], unique=True)
    op.create_table(
        "dialogues",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("state", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("counted_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_dialogues_texts_are_counted_up")),
        sa.ForeignKeyConstraint(
            ["event_id", "customer_id"],
            ["customers.event_id", "customers.id"],
            name=op.f("fk_dialogues_customers_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "customer_id", name=op.f("pk_dialogues")),
        postgresql_with={"fillfactor": "70"},
    )
    op.create_table(
        "order_history",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column(
            "detail",
            postgresql.JSONB(astext_type=sa.Text()),
            server_default=sa.text("'{}'"),
            nullable=False,
        ),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_order_history_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_order_history")),
    )
    op.create_index(
        "ix_order_history_order", "order_history", ["event_id", "order_id"], unique=False
    )
    op.create_table(
        "sold_out",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=True),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.CheckConstraint("kind IN ('item', 'option')", name=op.f("ck_sold_out_kind_is_known")),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_sold_out_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_sold_out_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_sold_out")),
    )
    op.create_index(
        "uq_sold_out_thing",
        "sold_out",
        ["event_id", "kind", "name", sa.literal_column("coalesce(station_id, 0)")],
        unique=True,
    )
    op.create_table(
        "station_staff",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "since", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_station_staff_stations_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
            name=op.f("fk_station_staff_people_person_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "station_id", "person_id", name=op.f("pk_station_staff")
        ),
    )
    op.create_table(
        "tickets",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("station_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'queued'"), nullable=False),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.Column("prep_seconds", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("made_count", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("started_by", sa.Text(), nullable=True),
        sa.Column(
            "queued_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state IN ('collected', 'uncollected', 'voided')) = (closed_at IS NOT NULL)",
            name=op.f("ck_tickets_closed_means_it_left_the_lanes"),
        ),
        sa.CheckConstraint(
            "state IN ('scheduled', 'queued', 'started', 'made', 'collected', 'uncollected', 'voided')",
            name=op.f("ck_tickets_state_is_known"),
        ),
        sa.CheckConstraint("made_count >= 0", name=op.f("ck_tickets_makings_are_counted_up")),
        sa.CheckConstraint("prep_seconds > 0", name=op.f("ck_tickets_prep_takes_time")),
        sa.CheckConstraint("version > 0", name=op.f("ck_tickets_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_tickets_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "station_id"],
            ["stations.event_id", "stations.id"],
            name=op.f("fk_tickets_stations_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_tickets")),
    )
    op.create_index(
        "ix_tickets_lane",
        "tickets",
        ["event_id", "station_id", "position"],
        unique=False,
        postgresql_where=sa.text("state IN ('queued', 'started', 'made')"),
    )
    op.create_index("ix_tickets_order", "tickets", ["event_id", "order_id"], unique=False)
    op.create_index(
        "ix_tickets_waiting",
        "tickets",
        ["event_id", "station_id"],
        unique=False,
        postgresql_include=["prep_seconds"],
        postgresql_where=sa.text("state IN ('queued', 'started')"),
    )
    op.create_table(
        "order_lines",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("extras", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.CheckConstraint("item <> ''", name=op.f("ck_order_lines_item_is_named")),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_order_lines_quantity_is_positive")),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_order_lines_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "ticket_id"],
            ["tickets.event_id", "tickets.id"],
            name=op.f("fk_order_lines_tickets_event_id"),
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_order_lines")),
    )
    op.create_index("ix_order_lines_order", "order_lines", ["event_id", "order_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_order_lines_order", table_name="order_lines")
    op.drop_table("order_lines")
    op.drop_index(
        "ix_tickets_waiting",
        table_name="tickets",
        postgresql_include=["prep_seconds"],
        postgresql_where=sa.text("state IN ('queued', 'started')"),
    )
    op.drop_index("ix_tickets_order", table_name="tickets")
    op.drop_index(
        "ix_tickets_lane",
        table_name="tickets",
        postgresql_where=sa.text("state IN ('queued', 'started', 'made')"),
    )
    op.drop_table("tickets")
    op.drop_table("station_staff")
    op.drop_index("uq_sold_out_thing", table_name="sold_out")
    op.drop_table("sold_out")
    op.drop_index("ix_order_history_order", table_name="order_history")
    op.drop_table("order_history")
    op.drop_table("dialogues")
    op.drop_index("uq_stations_name", table_name="stations")
    op.drop_table("stations")
    op.drop_table("settings")
    op.drop_table("rooms")
    op.drop_index("ix_roles_person_id", table_name="roles")
    op.drop_table("roles")
    op.drop_index("ix_refresh_tokens_person_id", table_name="refresh_tokens")
    op.drop_index("ix_refresh_tokens_family", table_name="refresh_tokens")
    op.drop_table("refresh_tokens")
    op.drop_index(
        "ix_outbox_open",
        table_name="outbox",
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.drop_index(
        "ix_outbox_due",
        table_name="outbox",
        postgresql_where=sa.text("state IN ('pending', 'sending', 'unknown')"),
    )
    op.drop_index("ix_outbox_dead", table_name="outbox", postgresql_where=sa.text("state = 'dead'"))
    op.drop_table("outbox")
    op.drop_index(
        "ix_orders_open_customer",
        table_name="orders",
        postgresql_where=sa.text("status IN ('received', 'making', 'ready')"),
    )
    op.drop_index(
        "ix_orders_open",
        table_name="orders",
        postgresql_where=sa.text("status IN ('received', 'making', 'ready')"),
    )
    op.drop_index("ix_orders_customer", table_name="orders")
    op.drop_table("orders")
    op.drop_index(
        "uq_messages_provider_id",
        table_name="messages",
        postgresql_where=sa.text("provider_id IS NOT NULL"),
    )
    op.drop_index("ix_messages_customer", table_name="messages")
    op.drop_index(
        "ix_messages_answers",
        table_name="messages",
        postgresql_where=sa.text("answers IS NOT NULL"),
    )
    op.drop_table("messages")
    op.drop_index("uq_menus_active", table_name="menus", postgresql_where=sa.text("active"))
    op.drop_table("menus")
    op.drop_index("ix_idempotency_keys_created_at", table_name="idempotency_keys")
    op.drop_table("idempotency_keys")
    op.drop_index("uq_event_numbers_number_keyword", table_name="event_numbers")
    op.drop_table("event_numbers")
    op.drop_index("uq_customers_address", table_name="customers")
    op.drop_table("customers")
    op.drop_index(
        "uq_changes_seq", table_name="changes", postgresql_where=sa.text("seq IS NOT NULL")
    )
    op.drop_index("ix_changes_fresh", table_name="changes", postgresql_where=sa.text("seq IS NULL"))
    op.drop_table("changes")
    op.drop_table("audit")
    op.drop_index("uq_people_username", table_name="people")
    op.drop_table("people")
    op.drop_index("uq_events_slug", table_name="events")
    op.drop_table("events")
    op.drop_table("organisations")
    op.drop_table("heartbeats")
    op.execute(sa.schema.DropSequence(sa.Sequence("change_seq")))
    op.execute(sa.schema.DropSequence(sa.Sequence("ids")))
