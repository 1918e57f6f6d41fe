"""Revisions of contributions: which one is approved, and which one all servers have."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    number = sa.Column("revision", sa.Integer(), nullable=False, server_default="1")
    op.add_column("contribution", number)
    for table, column in _COLUMNS:
        op.add_column(table, sa.Column(column, sa.Text()))
    op.execute("UPDATE contribution SET approved_content = content WHERE state = 'approved'")
    op.execute("UPDATE contribution SET promoted_content = content WHERE promoted_at IS NOT NULL")
    op.execute("UPDATE contribution_event SET approved_content = content WHERE state = 'approved'")


def downgrade() -> None:
    for table, column in (*_COLUMNS, ("contribution", "revision")):
        op.drop_column(table, column)


_COLUMNS = (
    ("contribution", "approved_content"),
    ("contribution", "promoted_content"),
    ("contribution_event", "approved_content"),
)
