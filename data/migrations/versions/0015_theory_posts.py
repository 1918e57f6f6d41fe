"""When somebody has to see to a theory's post that was planned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("theory", sa.Column("post_due", sa.BigInteger()))
    waiting = sa.text("post_due IS NOT NULL")
    op.create_index(
        "ix_theory_post_due_server",
        "theory",
        ["post_due", "server_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    # A draft with a number is one whose posting was cut off: it can be posted again.
    op.execute("UPDATE theory SET number = NULL WHERE status = 'draft'")


def downgrade() -> None:
    op.drop_index("ix_theory_post_due_server", table_name="theory")
    op.drop_column("theory", "post_due")
