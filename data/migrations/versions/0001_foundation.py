"""The first tables: command sync, channel policies, settings of servers and members."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "command_sync",
        sa.Column("application_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payload_hash", sa.String(length=64), nullable=False),
        sa.Column("synced_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("application_id", name="pk_command_sync"),
    )
    op.create_table(
        "place_policy",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("policy", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "place_id", name="pk_place_policy"),
        sa.CheckConstraint(
            "policy IN ('standard', 'strict', 'private', 'off')",
            name=op.f("ck_place_policy_known_policy"),
        ),
    )
    for table, owner in (("server_setting", "server_id"), ("member_setting", "user_id")):
        op.create_table(
            table,
            sa.Column(owner, sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("name", sa.String(length=40), nullable=False),
            sa.Column("value", sa.Text(), nullable=False),
            sa.PrimaryKeyConstraint(owner, "name", name=f"pk_{table}"),
        )


def downgrade() -> None:
    for table in ("member_setting", "server_setting", "place_policy", "command_sync"):
        op.drop_table(table)
