"""Of which bursts of contributions moderators are still to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contribution", sa.Column("alert_due", sa.BigInteger()))
    op.create_index("ix_contribution_alert_due", "contribution", ["alert_due"])


def downgrade() -> None:
    op.drop_index("ix_contribution_alert_due", "contribution")
    op.drop_column("contribution", "alert_due")
