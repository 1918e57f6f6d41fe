"""Indexes of what is due, with the server beside the instant: a process looks for its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table, column, replaced in _DUE:
        if replaced:
            op.drop_index(f"ix_{table}_{column}", table_name=table)
        waiting = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"ix_{table}_{column}_server",
            table,
            [column, "server_id"],
            sqlite_where=waiting,
            postgresql_where=waiting,
        )


def downgrade() -> None:
    for table, column, replaced in _DUE:
        op.drop_index(f"ix_{table}_{column}_server", table_name=table)
        if replaced:
            op.create_index(f"ix_{table}_{column}", table, [column])


_DUE = (
    ("outbox", "due_at", True),
    ("contribution", "alert_due", True),
    ("theory", "refresh_due", False),
    ("theory", "alert_due", False),
    ("theory", "announce_due", False),
)
