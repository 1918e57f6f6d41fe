"""Tables of what members add: films, scenes, timestamps, Easter eggs."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from data.locales import N_
from data.schema.columns import INTERNAL, JSON, Erase, due_index, member, metadata, shown_to_admins

_FACTS_STAY = N_("What you added or confirmed about films stays, without your name.")

contribution = Table(
    "contribution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("film_id", String(100), nullable=False),
    Column("kind", String(10), nullable=False),
    Column(
        "reporter_id",
        BigInteger,
        nullable=False,
        index=True,
        info=member(Erase.SHARED_SURROGATE, export="contributions", stays=_FACTS_STAY),
    ),
    Column("content", Text, nullable=False, info=JSON),
    Column("state", String(8), nullable=False),
    Column("held", Boolean, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("party_id", Integer),
    Column("created_at", BigInteger, nullable=False),
    Column("revision", Integer, nullable=False, server_default="1"),
    Column("approved_content", Text, info=JSON),
    Column("promoted_content", Text, info=JSON),
    Column("promoted_at", BigInteger, index=True),
    Column("alert_due", BigInteger, info=INTERNAL),
    Column("squared_error", Float),
    CheckConstraint("kind IN ('film', 'scene', 'timestamp', 'egg', 'sighting')", name="known_kind"),
    CheckConstraint("state IN ('open', 'approved', 'rejected', 'replaced')", name="known_state"),
    Index("ix_contribution_film", "server_id", "film_id"),
    Index("ix_contribution_kind", "kind", "film_id"),
    due_index("contribution", "alert_due"),
    info=shown_to_admins("contributions"),
)
"""What a member added, as JSON: as its newest revision says it, as a curator has approved it, and
as the operator shares it with all servers. A negative reporter stands for one who had their data
deleted, and ``party_id`` is the screening that the reporter attended with others; it outlives that
row. Of a burst that is held, one report has ``alert_due``: when moderators are to be told of it.
``squared_error`` is how far a sighting was from what other sources have told since."""

contribution_confirmation = Table(
    "contribution_confirmation",
    metadata,
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        index=True,
        info=member(Erase.SHARED_SURROGATE, export="confirmations", stays=_FACTS_STAY),
    ),
    Column("server_id", BigInteger, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("party_id", Integer),
    Column("confirmed_at", BigInteger, nullable=False),
    info=shown_to_admins("confirmations"),
)
"""Who says "so it was for me too"; of an Easter egg, who has seen it."""

contribution_event = Table(
    "contribution_event",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "contribution_id",
        ForeignKey("contribution.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("server_id", BigInteger, nullable=False),
    Column("actor_id", BigInteger, info=member(Erase.NULL, export="decisions")),
    Column("action", String(10), nullable=False),
    Column("content", Text, nullable=False, info=JSON),
    Column("state", String(8), nullable=False),
    Column("approved_content", Text, info=JSON),
    Column("done_at", BigInteger, nullable=False),
    info=shown_to_admins("history"),
)
"""The history of a contribution: who did what, what it said and where it stood after that, and
what of it was approved."""

timing_tap = Table(
    "timing_tap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False, info=member(Erase.DELETE, export="taps")),
    Column("film_id", String(100), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("tapped_at", BigInteger, nullable=False),
    CheckConstraint("kind IN ('credits', 'scene', 'over')", name="known_kind"),
    Index("ix_timing_tap_timer", "user_id", "server_id", "film_id"),
    info=shown_to_admins("taps"),
)
"""What somebody in the cinema has tapped so far, until it becomes a timestamp."""
