"""Films of which members are told when it is known whether a scene follows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "awaited_film",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.String(80), nullable=False),
        sa.Column("server_id", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger()),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("in_channel", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.Integer()),
        sa.Column("tried_at", sa.BigInteger()),
        sa.Column("due_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_awaited_film"),
        sa.UniqueConstraint("user_id", "film_id", name="uq_awaited_film_member"),
        sa.CheckConstraint(
            "state IN ('waiting', 'known', 'failed')", name=op.f("ck_awaited_film_known_state")
        ),
        sa.CheckConstraint(
            "(due_at IS NOT NULL) = (state = 'known')", name=op.f("ck_awaited_film_due_if_known")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_awaited_film_server_id", "awaited_film", ["server_id"])
    waiting = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_awaited_film_due_at_server",
        "awaited_film",
        ["due_at", "server_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    op.drop_table("awaited_film")
