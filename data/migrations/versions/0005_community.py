"""What members add: contributions, who confirms them, their history, and taps in the cinema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.Integer()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("promoted_at", sa.BigInteger()),
        sa.CheckConstraint(
            "kind IN ('film', 'scene', 'timestamp', 'egg')",
            name=op.f("ck_contribution_known_kind"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'approved', 'rejected', 'replaced')",
            name=op.f("ck_contribution_known_state"),
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contribution"),
    )
    op.create_index("ix_contribution_film", "contribution", ["server_id", "film_id"])
    op.create_index("ix_contribution_kind", "contribution", ["kind", "film_id"])
    op.create_index("ix_contribution_reporter_id", "contribution", ["reporter_id"])
    op.create_index("ix_contribution_promoted_at", "contribution", ["promoted_at"])
    _create_confirmation()
    _create_event()
    op.create_table(
        "timing_tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("film_id", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("tapped_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('credits', 'scene', 'over')", name=op.f("ck_timing_tap_known_kind")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_timing_tap"),
    )
    op.create_index("ix_timing_tap_timer", "timing_tap", ["user_id", "server_id", "film_id"])


def _create_confirmation() -> None:
    op.create_table(
        "contribution_confirmation",
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("independent", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.Integer()),
        sa.Column("confirmed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name="fk_contribution_confirmation_contribution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("contribution_id", "user_id", name="pk_contribution_confirmation"),
    )
    op.create_index(
        "ix_contribution_confirmation_user_id", "contribution_confirmation", ["user_id"]
    )


def _create_event() -> None:
    op.create_table(
        "contribution_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger()),
        sa.Column("action", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"],
            ["contribution.id"],
            name="fk_contribution_event_contribution_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_contribution_event"),
    )
    op.create_index(
        "ix_contribution_event_contribution_id", "contribution_event", ["contribution_id"]
    )


def downgrade() -> None:
    for table in (
        "timing_tap",
        "contribution_event",
        "contribution_confirmation",
        "contribution",
    ):
        op.drop_table(table)
