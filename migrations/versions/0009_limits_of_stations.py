"""Rosters, breaks, zones and walking of stations; stations for priority orders; removed ones."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_LISTS = ("staff", "breaks")


def upgrade() -> None:
    for name in _LISTS:
        op.add_column(
            "stations",
            sa.Column(
                name,
                postgresql.JSONB(astext_type=sa.Text()),
                server_default=sa.text("'[]'"),
                nullable=False,
            ),
        )
        op.create_check_constraint(
            op.f(f"ck_stations_{name}_are_a_list"), "stations", f"jsonb_typeof({name}) = 'array'"
        )
    op.add_column("stations", sa.Column("zone", sa.Text(), nullable=True))
    op.add_column(
        "stations",
        sa.Column("walk_seconds", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "stations",
        sa.Column("priority_only", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("stations", sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_check_constraint(op.f("ck_stations_zone_is_not_empty"), "stations", "zone <> ''")
    op.create_check_constraint(
        op.f("ck_stations_nobody_walks_backwards"), "stations", "walk_seconds >= 0"
    )
    op.create_check_constraint(
        op.f("ck_stations_removed_means_it_is_closed"),
        "stations",
        "removed_at IS NULL OR state = 'closed'",
    )
    op.drop_index("uq_stations_name", table_name="stations")
    op.create_index(
        "uq_stations_name",
        "stations",
        ["event_id", "name"],
        unique=True,
        postgresql_where=sa.text("removed_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_index(
        "uq_stations_name",
        table_name="stations",
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    # A name may have been given again.
    op.execute("UPDATE stations SET name = name || ' #' || id WHERE removed_at IS NOT NULL")
    op.create_index("uq_stations_name", "stations", ["event_id", "name"], unique=True)
    for rule in ("zone_is_not_empty", "nobody_walks_backwards", "removed_means_it_is_closed"):
        op.drop_constraint(op.f(f"ck_stations_{rule}"), "stations", type_="check")
    for name in ("removed_at", "priority_only", "walk_seconds", "zone"):
        op.drop_column("stations", name)
    for name in _LISTS:
        op.drop_constraint(op.f(f"ck_stations_{name}_are_a_list"), "stations", type_="check")
        op.drop_column("stations", name)
