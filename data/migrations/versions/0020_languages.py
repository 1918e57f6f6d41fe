"""The language in which something was asked for, so that word of it comes in the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = ("reminder", "party", "film_vote", "awaited_film", "theory")


def upgrade() -> None:
    for table in TABLES:
        # Whoever asked before was answered in English.
        language = sa.Column("language", sa.String(8), nullable=False, server_default="en")
        op.add_column(table, language)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "language")
