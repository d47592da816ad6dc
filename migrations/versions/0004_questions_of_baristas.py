"""What baristas ask customers: one open question a customer, and its answer on the ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_CLOSINGS = "'answered', 'collected', 'uncollected', 'voided', 'expired', 'undelivered'"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("event_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), server_default=sa.text("nextval('ids')"), nullable=False),
        sa.Column("order_id", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column(
            "asked_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.CheckConstraint("text <> ''", name=op.f("ck_questions_question_is_not_empty")),
        sa.CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL)",
            name=op.f("ck_questions_answer_has_its_time"),
        ),
        sa.CheckConstraint(
            "(closed_at IS NULL) = (closed_because IS NULL)",
            name=op.f("ck_questions_closed_for_a_reason"),
        ),
        sa.CheckConstraint(
            f"closed_because IN ({_CLOSINGS})", name=op.f("ck_questions_reason_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "order_id"],
            ["orders.event_id", "orders.id"],
            name=op.f("fk_questions_orders_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "ticket_id"],
            ["tickets.event_id", "tickets.id"],
            name=op.f("fk_questions_tickets_event_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "customer_id"],
            ["customers.event_id", "customers.id"],
            name=op.f("fk_questions_customers_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "id", name=op.f("pk_questions")),
    )
    op.create_index(
        "uq_questions_open",
        "questions",
        ["event_id", "customer_id"],
        unique=True,
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_questions_ticket", "questions", ["event_id", "ticket_id", "id"])


def downgrade() -> None:
    op.drop_table("questions")
