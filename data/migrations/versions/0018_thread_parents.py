"""The channel whose thread a reminder comes to: what may be told there, when Discord cannot say."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminder", sa.Column("parent_id", sa.BigInteger()))


def downgrade() -> None:
    op.drop_column("reminder", "parent_id")
