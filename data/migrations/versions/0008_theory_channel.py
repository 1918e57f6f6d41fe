"""The channel of a theory's thread: who may see it may know of the theory."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theory", sa.Column("channel_id", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("theory", "channel_id")
