"""Theories: what is claimed, its evidence and objections, ballots, resolutions, moderation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OUTCOMES = "outcome IN ('confirmed', 'debunked', 'partly', 'unknowable')"
IN_FORCE = sa.text("effective_at IS NOT NULL AND ended_at IS NULL")


def upgrade() -> None:
    _theories()
    _contributions()
    _ballots()
    _decisions()


def downgrade() -> None:
    for table in (
        "theory_deed",
        "theory_resolution",
        "theory_standing",
        "theory_ballot",
        "theory_follower",
        "theory_backing",
        "theory_objection",
        "theory_evidence",
        "theory",
        "theory_server",
    ):
        op.drop_table(table)


def _theories() -> None:
    op.create_table(
        "theory_server",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", name="pk_theory_server"),
    )
    op.create_table(
        "theory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("author_id", sa.BigInteger()),
        sa.Column("film_id", sa.String(length=100)),
        sa.Column("film_name", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("source_class", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("outcome", sa.String(length=12)),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("refresh_due", sa.BigInteger()),
        sa.Column("refreshed_at", sa.BigInteger()),
        sa.Column("held_since", sa.BigInteger()),
        sa.Column("alert_due", sa.BigInteger()),
        sa.Column("announce_due", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_theory"),
        sa.UniqueConstraint("server_id", "number", name="uq_theory_server_id"),
        sa.CheckConstraint(
            "kind IN ('sequel', 'crossover', 'echo')", name=op.f("ck_theory_known_kind")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'open', 'frozen', 'locked', 'withdrawn', 'resolved')",
            name=op.f("ck_theory_known_status"),
        ),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_theory_known_outcome")),
        sa.CheckConstraint(
            "(status = 'resolved') = (outcome IS NOT NULL)",
            name=op.f("ck_theory_resolved_has_outcome"),
        ),
        sa.CheckConstraint(
            "status = 'draft' OR (number IS NOT NULL AND film_id IS NOT NULL)",
            name=op.f("ck_theory_posted_is_whole"),
        ),
    )
    op.create_index("ix_theory_film", "theory", ["server_id", "film_id"])


def _theory_id(table: str) -> tuple[sa.Column[int], sa.ForeignKeyConstraint]:
    return (
        sa.Column("theory_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["theory_id"], ["theory.id"], name=f"fk_{table}_theory_id", ondelete="CASCADE"
        ),
    )


def _contributions() -> None:
    op.create_table(
        "theory_evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        *_theory_id("theory_evidence"),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger()),
        sa.Column("source_class", sa.String(length=12), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("link_hash", sa.String(length=64)),
        sa.Column("host", sa.String(length=253)),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_theory_evidence"),
        sa.UniqueConstraint("theory_id", "link_hash", name="uq_theory_evidence_theory_id"),
    )
    op.create_index("ix_theory_evidence_host", "theory_evidence", ["server_id", "host"])
    op.create_table(
        "theory_objection",
        sa.Column("id", sa.Integer(), nullable=False),
        *_theory_id("theory_objection"),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("author_id", sa.BigInteger()),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_theory_objection"),
    )
    op.create_index("ix_theory_objection_theory_id", "theory_objection", ["theory_id"])
    op.create_table(
        "theory_backing",
        *_theory_id("theory_backing"),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("theory_id", "user_id", name="pk_theory_backing"),
        sa.ForeignKeyConstraint(
            ["objection_id"],
            ["theory_objection.id"],
            name="fk_theory_backing_objection_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "theory_follower",
        *_theory_id("theory_follower"),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("told_of", sa.Integer()),
        sa.PrimaryKeyConstraint("theory_id", "user_id", name="pk_theory_follower"),
    )


def _ballots() -> None:
    op.create_table(
        "theory_ballot",
        *_theory_id("theory_ballot"),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=12), nullable=False),
        sa.Column("consistency", sa.Integer(), nullable=False),
        sa.Column("simplicity", sa.Integer(), nullable=False),
        sa.Column("composite", sa.Float(), nullable=False),
        sa.Column("change_of_mind", sa.Text()),
        sa.Column("cast_at", sa.BigInteger(), nullable=False),
        sa.Column("newcomer", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.Column("kept_weight", sa.Float()),
        sa.PrimaryKeyConstraint("theory_id", "user_id", name="pk_theory_ballot"),
        sa.CheckConstraint(
            "state IN ('counted', 'held', 'void')", name=op.f("ck_theory_ballot_known_state")
        ),
        sa.CheckConstraint(
            "consistency BETWEEN 1 AND 5", name=op.f("ck_theory_ballot_consistency_range")
        ),
        sa.CheckConstraint(
            "simplicity BETWEEN 1 AND 5", name=op.f("ck_theory_ballot_simplicity_range")
        ),
        sa.CheckConstraint(
            "composite BETWEEN 0 AND 1", name=op.f("ck_theory_ballot_composite_range")
        ),
    )
    op.create_index("ix_theory_ballot_voter", "theory_ballot", ["server_id", "user_id"])
    op.create_index("ix_theory_ballot_cast", "theory_ballot", ["theory_id", "cast_at"])
    op.create_table(
        "theory_standing",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("scored", sa.Integer(), nullable=False),
        sa.Column("squared_error", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "user_id", name="pk_theory_standing"),
    )


def _decisions() -> None:
    op.create_table(
        "theory_resolution",
        sa.Column("id", sa.Integer(), nullable=False),
        *_theory_id("theory_resolution"),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.String(length=12), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_class", sa.String(length=12), nullable=False),
        sa.Column("proposer_id", sa.BigInteger()),
        sa.Column("seconder_id", sa.BigInteger()),
        sa.Column("proposed_at", sa.BigInteger(), nullable=False),
        sa.Column("effective_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("score", sa.Float()),
        sa.Column("margin", sa.Float()),
        sa.Column("ballots", sa.Integer()),
        sa.PrimaryKeyConstraint("id", name="pk_theory_resolution"),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_theory_resolution_known_outcome")),
        sa.CheckConstraint(
            "source_class IN ('official', 'on_record')",
            name=op.f("ck_theory_resolution_good_source"),
        ),
        sa.CheckConstraint(
            "seconder_id <> proposer_id", name=op.f("ck_theory_resolution_two_people")
        ),
    )
    op.create_index("ix_theory_resolution_theory_id", "theory_resolution", ["theory_id"])
    op.create_index(
        "uq_theory_resolution_effective",
        "theory_resolution",
        ["theory_id"],
        unique=True,
        sqlite_where=IN_FORCE,
        postgresql_where=IN_FORCE,
    )
    op.create_table(
        "theory_deed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger()),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_theory_deed"),
    )
    op.create_index("ix_theory_deed_number", "theory_deed", ["server_id", "number"])
