"""An event's own words: the texts that differ from the shipped ones."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wording",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "form IN ('text', 'voice')", name=op.f("ck_wording_form_is_text_or_voice")
        ),
        sa.CheckConstraint("text <> ''", name=op.f("ck_wording_text_is_not_empty")),
        sa.CheckConstraint("version > 0", name=op.f("ck_wording_version_grows")),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["events.id"],
            name=op.f("fk_wording_events_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "language", "form", "key", name=op.f("pk_wording")),
    )


def downgrade() -> None:
    op.drop_table("wording")
