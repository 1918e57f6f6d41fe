"""The plan of a party's post: since when it is to be posted, and when somebody has to see to it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("party", sa.Column("planned_at", sa.BigInteger()))
    op.add_column("party", sa.Column("post_due", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("party", "post_due")
    op.drop_column("party", "planned_at")
