"""What calendars know an evening by over its edits, and how often it was changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reminder", sa.Column("first_id", sa.Integer()))
    for table in ("reminder", "party"):
        changes = sa.Column("revision", sa.Integer(), nullable=False, server_default="0")
        op.add_column(table, changes)


def downgrade() -> None:
    for table, column in (
        ("party", "revision"),
        ("reminder", "revision"),
        ("reminder", "first_id"),
    ):
        op.drop_column(table, column)
