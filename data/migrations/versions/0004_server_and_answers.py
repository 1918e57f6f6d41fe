"""Servers that removed the bot, films that members have seen, embargoes, listening channels."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "departure",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("departed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", name="pk_departure"),
    )
    op.create_table(
        "seen_film",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.String(length=80), nullable=False),
        sa.Column("marked_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "film_id", name="pk_seen_film"),
    )
    op.create_table(
        "film_embargo",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("film_id", sa.String(length=80), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "film_id", name="pk_film_embargo"),
    )
    op.create_table(
        "listening_place",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("server_id", "place_id", name="pk_listening_place"),
    )


def downgrade() -> None:
    for table in ("listening_place", "film_embargo", "seen_film", "departure"):
        op.drop_table(table)
