"""Votes on the film of a film night."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "film_vote",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("result_id", sa.BigInteger()),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("venue", sa.String(8), nullable=False),
        sa.Column("role_id", sa.BigInteger()),
        sa.Column("most", sa.Integer()),
        sa.Column("preshow", sa.Integer(), nullable=False),
        sa.Column("showtime", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("winner_id", sa.Integer()),
        sa.Column("planned_at", sa.BigInteger()),
        sa.Column("work_due", sa.BigInteger()),
        sa.Column("refresh_due", sa.BigInteger()),
        sa.Column("refreshed_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film_vote")),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'voting', 'tied', 'won', 'held', 'cancelled')",
            name=op.f("ck_film_vote_known_state"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "film_suggestion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vote_id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("film_id", sa.String(80), nullable=False),
        sa.Column("film_label", sa.String(100), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_film_suggestion")),
        sa.ForeignKeyConstraint(
            ["vote_id"],
            ["film_vote.id"],
            name=op.f("fk_film_suggestion_vote_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("vote_id", "user_id", name="uq_film_suggestion_member"),
        sa.UniqueConstraint("vote_id", "film_id", name="uq_film_suggestion_film"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "film_choice",
        sa.Column("suggestion_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("suggestion_id", "user_id", name=op.f("pk_film_choice")),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["film_suggestion.id"],
            name=op.f("fk_film_choice_suggestion_id"),
            ondelete="CASCADE",
        ),
    )
    for table, column in _INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column])
    with op.batch_alter_table("party") as party:
        party.add_column(sa.Column("vote_id", sa.Integer()))
        party.create_foreign_key(
            op.f("fk_party_vote_id"), "film_vote", ["vote_id"], ["id"], ondelete="SET NULL"
        )
    for name in ("work_due", "refresh_due"):
        waiting = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_film_vote_{name}_server",
            "film_vote",
            [name, "server_id"],
            sqlite_where=waiting,
            postgresql_where=waiting,
        )


def downgrade() -> None:
    with op.batch_alter_table("party") as party:
        party.drop_constraint(op.f("fk_party_vote_id"), type_="foreignkey")
        party.drop_column("vote_id")
    for table in ("film_choice", "film_suggestion", "film_vote"):
        op.drop_table(table)


_INDEXED = (
    ("film_vote", "server_id"),
    ("film_vote", "host_id"),
    ("film_vote", "channel_id"),
    ("film_suggestion", "server_id"),
    ("film_suggestion", "user_id"),
    ("film_choice", "server_id"),
    ("film_choice", "user_id"),
)
