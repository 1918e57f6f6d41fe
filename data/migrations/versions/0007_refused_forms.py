"""What was typed into refused forms, to be corrected after a restart too."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "refused_form",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("argument", sa.String(80), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column("refused_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refused_form"),
    )
    for column in ("user_id", "refused_at"):
        op.create_index(f"ix_refused_form_{column}", "refused_form", [column])


def downgrade() -> None:
    op.drop_table("refused_form")
