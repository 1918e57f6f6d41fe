"""What was typed is kept for commands too that have to ask which film is meant."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def _move(old: str, old_time: str, new: str, new_time: str) -> None:
    op.create_table(
        new,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("argument", sa.String(80), nullable=False),
        sa.Column("texts", sa.Text(), nullable=False),
        sa.Column(new_time, sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{new}"),
    )
    for column in ("user_id", new_time):
        op.create_index(f"ix_{new}_{column}", new, [column])
    # The ids stay: buttons that are in the world carry them.
    same = "id, user_id, action, argument, texts"
    op.execute(f"INSERT INTO {new} ({same}, {new_time}) SELECT {same}, {old_time} FROM {old}")
    if op.get_bind().dialect.name == "postgresql":
        last = f"(SELECT coalesce(max(id), 0) + 1 FROM {new})"
        op.execute(f"SELECT setval(pg_get_serial_sequence('{new}', 'id'), {last}, false)")
    op.drop_table(old)


def upgrade() -> None:
    _move("refused_form", "refused_at", "typed_words", "typed_at")


def downgrade() -> None:
    _move("typed_words", "typed_at", "refused_form", "refused_at")
