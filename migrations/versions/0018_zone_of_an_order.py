"""Where the customer of an order was when it was placed: what moves it later reckons their walk."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("orders", sa.Column("zone", sa.Text()))


def downgrade() -> None:
    op.drop_column("orders", "zone")
