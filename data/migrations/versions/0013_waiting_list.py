"""Waiting lists of parties, and edits of their posts at a pace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

KNOWN = "ck_reminder_known_answer"


def upgrade() -> None:
    with op.batch_alter_table("party") as party:
        party.add_column(
            sa.Column("answer_within", sa.Integer(), nullable=False, server_default="30")
        )
        for name in _WORK:
            party.add_column(sa.Column(name, sa.BigInteger()))
        party.create_check_constraint(
            op.f("ck_party_possible_answer_within"), "answer_within BETWEEN 5 AND 1440"
        )
    for name in _DUE:
        waiting = sa.text(f"{name} IS NOT NULL")
        op.create_index(
            f"ix_party_{name}_server",
            "party",
            [name, "server_id"],
            sqlite_where=waiting,
            postgresql_where=waiting,
        )
    with _same_ids("reminder") as reminder:
        for name in _ANSWER:
            reminder.add_column(sa.Column(name, sa.BigInteger()))
        reminder.drop_constraint(op.f(KNOWN), type_="check")
        reminder.create_check_constraint(
            op.f(KNOWN), "answer IN ('going', 'maybe', 'no', 'waiting', 'asked')"
        )
    op.execute("UPDATE reminder SET answered_at = created_at WHERE answer IS NOT NULL")


def downgrade() -> None:
    op.execute("UPDATE reminder SET answer = 'maybe' WHERE answer IN ('waiting', 'asked')")
    with _same_ids("reminder") as reminder:
        reminder.drop_constraint(op.f(KNOWN), type_="check")
        reminder.create_check_constraint(op.f(KNOWN), "answer IN ('going', 'maybe', 'no')")
        for name in _ANSWER:
            reminder.drop_column(name)
    for name in _DUE:
        op.drop_index(f"ix_party_{name}_server", table_name="party")
    with op.batch_alter_table("party") as party:
        party.drop_constraint(op.f("ck_party_possible_answer_within"), type_="check")
        for name in (*_WORK, "answer_within"):
            party.drop_column(name)


@contextmanager
def _same_ids(table: str) -> Iterator[BatchOperations]:
    """Alter a table whose ids are never given twice: SQLite makes it anew, and must count on."""
    bind = op.get_bind()
    last = None
    if bind.dialect.name == "sqlite":
        last = bind.scalar(_LAST, {"name": table})
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as altered:
        yield altered
    if last is not None:
        bind.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table})
        bind.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"),
            {"name": table, "last": last},
        )


_LAST = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_WORK = ("queue_due", "refresh_due", "refreshed_at")
_DUE = ("post_due", "queue_due", "refresh_due")
_ANSWER = ("answered_at", "offer_ends_at")
