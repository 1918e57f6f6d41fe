"""Parties that repeat, and their co-hosts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "party_series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("every", sa.String(12), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("wall", sa.String(8), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party_series")),
        sa.CheckConstraint("state IN ('live', 'ended')", name=op.f("ck_party_series_known_state")),
        sa.CheckConstraint(_EVERY.format("every"), name=op.f("ck_party_series_known_every")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_party_series_server_id", "party_series", ["server_id"])
    op.create_table(
        "party_cohost",
        sa.Column("screening_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("screening_id", "user_id", name=op.f("pk_party_cohost")),
        sa.ForeignKeyConstraint(
            ["screening_id"],
            ["screening.id"],
            name=op.f("fk_party_cohost_screening_id"),
            ondelete="CASCADE",
        ),
    )
    for column in ("user_id", "server_id"):
        op.create_index(f"ix_party_cohost_{column}", "party_cohost", [column])
    with op.batch_alter_table("party") as party:
        party.add_column(sa.Column("repeats", sa.String(12)))
        party.add_column(sa.Column("series_id", sa.Integer()))
        party.add_column(sa.Column("series_day", sa.String(10)))
        for name in _DUE:
            party.add_column(sa.Column(name, sa.BigInteger()))
        party.create_foreign_key(
            op.f("fk_party_series_id"), "party_series", ["series_id"], ["id"], ondelete="SET NULL"
        )
        party.create_unique_constraint("uq_party_series_day", ["series_id", "series_day"])
        party.create_check_constraint(op.f("ck_party_known_repeats"), _EVERY.format("repeats"))
    for name in _DUE:
        waiting = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_party_{name}_server",
            "party",
            [name, "server_id"],
            sqlite_where=waiting,
            postgresql_where=waiting,
        )


def downgrade() -> None:
    for name in _DUE:
        op.drop_index(f"ix_party_{name}_server", table_name="party")
    with op.batch_alter_table("party") as party:
        party.drop_constraint(op.f("ck_party_known_repeats"), type_="check")
        party.drop_constraint("uq_party_series_day", type_="unique")
        party.drop_constraint(op.f("fk_party_series_id"), type_="foreignkey")
        for name in (*_DUE, "series_day", "series_id", "repeats"):
            party.drop_column(name)
    op.drop_table("party_cohost")
    op.drop_table("party_series")


_EVERY = "{} IN ('weekly', 'fortnightly', 'monthly')"
_DUE = ("next_due", "host_due")
