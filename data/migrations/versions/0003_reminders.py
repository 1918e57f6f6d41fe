"""Screenings, parties, reminders and the outbox.

Their ids stand in buttons that outlive them, so SQLite must not give an id out twice.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger()),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("film_id", sa.String(length=80), nullable=False),
        sa.Column("film_label", sa.String(length=100), nullable=False),
        sa.Column("typed", sa.String(length=100)),
        sa.Column("zone", sa.String(length=64)),
        sa.Column("showtime", sa.BigInteger()),
        sa.Column("preshow", sa.Integer(), nullable=False),
        sa.Column("runtime", sa.Integer()),
        sa.Column("credits", sa.Integer()),
        sa.Column("spread", sa.Integer()),
        sa.Column("last_scene", sa.Integer()),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.BigInteger()),
        sa.Column("paused_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_screening"),
        sa.CheckConstraint(
            "state IN ('draft', 'live', 'ended', 'cancelled')",
            name=op.f("ck_screening_known_state"),
        ),
        sa.CheckConstraint("preshow BETWEEN 0 AND 240", name=op.f("ck_screening_possible_preshow")),
        sa.CheckConstraint("runtime BETWEEN 1 AND 900", name=op.f("ck_screening_possible_runtime")),
        sa.CheckConstraint(
            "state = 'draft' OR (showtime IS NOT NULL AND zone IS NOT NULL AND runtime IS NOT NULL "
            "AND credits IS NOT NULL AND spread IS NOT NULL)",
            name=op.f("ck_screening_complete"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_screening_server_id", "screening", ["server_id"])
    op.create_table(
        "party",
        sa.Column("screening_id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("host_id", sa.BigInteger()),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("event_id", sa.BigInteger()),
        sa.Column("venue", sa.String(length=8), nullable=False),
        sa.Column("role_id", sa.BigInteger()),
        sa.Column("most", sa.Integer()),
        sa.Column("tapped_by", sa.BigInteger()),
        sa.Column("tapped_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("screening_id", name="pk_party"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_party_screening_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint("venue IN ('cinema', 'home')", name=op.f("ck_party_known_venue")),
        sa.CheckConstraint("most BETWEEN 1 AND 10000", name=op.f("ck_party_possible_limit")),
    )
    op.create_index("ix_party_server_id", "party", ["server_id"])
    op.create_index("ix_party_host_id", "party", ["host_id"])
    _create_reminder()
    _create_outbox()


def _create_reminder() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("screening_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("server_id", sa.BigInteger()),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answer", sa.String(length=8)),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("place_id", sa.BigInteger()),
        sa.Column("origin_id", sa.BigInteger()),
        sa.Column("ping", sa.String(length=8), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("details", sa.Boolean(), nullable=False),
        sa.Column("replaces", sa.Integer()),
        sa.Column("slot", sa.Integer()),
        sa.Column("notice", sa.Text()),
        sa.Column("outcome", sa.String(length=8)),
        sa.Column("off_by", sa.Integer()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_reminder_screening_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("screening_id", "user_id", name="uq_reminder_member"),
        sa.UniqueConstraint("user_id", "slot", name="uq_reminder_slot"),
        sa.CheckConstraint(
            "state IN ('draft', 'live', 'done', 'cancelled')",
            name=op.f("ck_reminder_known_state"),
        ),
        sa.CheckConstraint(
            "answer IN ('going', 'maybe', 'no')", name=op.f("ck_reminder_known_answer")
        ),
        sa.CheckConstraint("place IN ('here', 'dm')", name=op.f("ck_reminder_known_place")),
        sa.CheckConstraint(
            "ping IN ('normal', 'silent', 'none')", name=op.f("ck_reminder_known_ping")
        ),
        sa.CheckConstraint("lead IN (0, 2, 5)", name=op.f("ck_reminder_known_lead")),
        sa.CheckConstraint("slot BETWEEN 1 AND 20", name=op.f("ck_reminder_twenty_at_most")),
        sa.CheckConstraint(
            "outcome IN ('right', 'off', 'none')", name=op.f("ck_reminder_known_outcome")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_screening_id", "reminder", ["screening_id"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("screening_id", sa.Integer(), nullable=False),
        sa.Column("server_id", sa.BigInteger()),
        sa.Column("phase", sa.String(length=10), nullable=False),
        sa.Column("chunk", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=4), nullable=False),
        sa.Column("place_id", sa.BigInteger()),
        sa.Column("user_id", sa.BigInteger()),
        sa.Column("ping", sa.String(length=8), nullable=False),
        sa.Column("nominal_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("claimant", sa.String(length=32)),
        sa.Column("tried_at", sa.BigInteger()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("fallback", sa.Boolean(), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("settled_at", sa.BigInteger()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["screening_id"], ["screening.id"], name="fk_outbox_screening_id", ondelete="CASCADE"
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'held', 'claimed', 'sent', 'missed', 'failed', 'dropped')",
            name=op.f("ck_outbox_known_state"),
        ),
        sa.CheckConstraint(
            "(due_at IS NOT NULL) = (state IN ('pending', 'claimed'))",
            name=op.f("ck_outbox_due_if_open"),
        ),
        sa.CheckConstraint(
            "place = 'here' OR user_id IS NOT NULL", name=op.f("ck_outbox_dm_has_recipient")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_screening_id", "outbox", ["screening_id"])
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"])
    op.create_index("ix_outbox_minute", "outbox", ["nominal_at", "place"])
    op.create_table(
        "outbox_recipient",
        sa.Column("reminder_id", sa.Integer(), nullable=False),
        sa.Column("phase", sa.String(length=10), nullable=False),
        sa.Column("outbox_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("reminder_id", "phase", name="pk_outbox_recipient"),
        sa.ForeignKeyConstraint(
            ["reminder_id"],
            ["reminder.id"],
            name="fk_outbox_recipient_reminder_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name="fk_outbox_recipient_outbox_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_outbox_recipient_outbox_id", "outbox_recipient", ["outbox_id"])


def downgrade() -> None:
    for table in ("outbox_recipient", "outbox", "reminder", "party", "screening"):
        op.drop_table(table)
