"""Tables of theories: evidence, ballots, resolutions, moderation."""

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
    UniqueConstraint,
    text,
)

from data.locales import N_
from data.schema.columns import (
    INTERNAL,
    Erase,
    due_index,
    language,
    member,
    metadata,
    shown_to_admins,
)

_WORDS_STAY = N_("Your theories, evidence and objections stay without your name.")
_BALLOTS_STAY = N_(
    "Your ballots and what you backed stay counted without an owner, so that the tallies of others "
    "stand."
)
_DECISIONS_STAY = N_("What you decided as a curator or moderator stays without your name.")

theory_server = Table(
    "theory_server",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("last_number", Integer, nullable=False),
)
"""The last number given to a theory of a server; its row is the lock that orders all ballots."""

theory = Table(
    "theory",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("number", Integer),
    Column("author_id", BigInteger, info=member(Erase.NULL, export="theories", stays=_WORDS_STAY)),
    Column("film_id", String(100)),
    Column("film_name", String(100), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("claim", Text, nullable=False),
    Column("source_class", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("outcome", String(12)),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger, info=INTERNAL),
    Column("created_at", BigInteger, nullable=False),
    Column("refresh_due", BigInteger, info=INTERNAL),
    Column("refreshed_at", BigInteger, info=INTERNAL),
    Column("held_since", BigInteger, info=INTERNAL),
    Column("alert_due", BigInteger, info=INTERNAL),
    Column("announce_due", BigInteger, info=INTERNAL),
    Column("post_due", BigInteger, info=INTERNAL),
    Column("channel_id", BigInteger),
    language(),
    UniqueConstraint("server_id", "number"),
    CheckConstraint(
        "kind IN ('sequel', 'crossover', 'echo')",
        name="known_kind",
    ),
    CheckConstraint(
        "status IN ('draft', 'open', 'frozen', 'locked', 'withdrawn', 'resolved')",
        name="known_status",
    ),
    CheckConstraint(
        "outcome IN ('confirmed', 'debunked', 'partly', 'unknowable')", name="known_outcome"
    ),
    CheckConstraint("(status = 'resolved') = (outcome IS NOT NULL)", name="resolved_has_outcome"),
    CheckConstraint(
        "status = 'draft' OR (number IS NOT NULL AND film_id IS NOT NULL)", name="posted_is_whole"
    ),
    Index("ix_theory_film", "server_id", "film_id"),
    due_index("theory", "post_due"),
    due_index("theory", "refresh_due"),
    due_index("theory", "alert_due"),
    due_index("theory", "announce_due"),
    info=shown_to_admins("theories"),
)
"""Theories. One without an author lost its author's data; a draft has not been posted.

The columns ending in ``_due`` are work to be done at that instant: an edit of the first message,
a word to the moderators about held ballots, the news of a resolution to the followers, and for a
draft the completion of a post that was cut off.
"""

theory_evidence = Table(
    "theory_evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), nullable=False),
    Column("server_id", BigInteger, nullable=False),
    Column("author_id", BigInteger, info=member(Erase.NULL, export="evidence", stays=_WORDS_STAY)),
    Column("source_class", String(12), nullable=False),
    Column("words", Text, nullable=False),
    Column("link_hash", String(64), info=INTERNAL),
    Column("host", String(253)),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("theory_id", "link_hash"),
    Index("ix_theory_evidence_host", "server_id", "host"),
    info=shown_to_admins("evidence"),
)
"""Evidence; the hash of a link lets the same link count once."""

theory_objection = Table(
    "theory_objection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("server_id", BigInteger, nullable=False),
    Column(
        "author_id", BigInteger, info=member(Erase.NULL, export="objections", stays=_WORDS_STAY)
    ),
    Column("words", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
    info=shown_to_admins("objections"),
)
"""Objections to a theory."""

theory_backing = Table(
    "theory_backing",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(Erase.SURROGATE, export="backed objections", stays=_BALLOTS_STAY),
    ),
    Column("server_id", BigInteger, nullable=False),
    Column("objection_id", ForeignKey("theory_objection.id", ondelete="CASCADE"), nullable=False),
)
"""Which objection a member holds to be the strongest; one for each theory."""

theory_follower = Table(
    "theory_follower",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(Erase.DELETE, export="followed theories"),
    ),
    Column("server_id", BigInteger, nullable=False),
    Column("told_of", Integer, info=INTERNAL),
)
"""Who wants to hear of a theory's resolution, and of which one they were told."""

theory_ballot = Table(
    "theory_ballot",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(
            Erase.SURROGATE, export="ballots", stays=_BALLOTS_STAY, clears=("change_of_mind",)
        ),
    ),
    Column("server_id", BigInteger, nullable=False),
    Column("source", String(12), nullable=False),
    Column("consistency", Integer, nullable=False),
    Column("simplicity", Integer, nullable=False),
    Column("composite", Float, nullable=False),
    Column("change_of_mind", Text),
    Column("cast_at", BigInteger, nullable=False),
    Column("newcomer", Boolean, nullable=False, info=INTERNAL),
    Column("state", String(8), nullable=False, info=INTERNAL),
    Column("cleared", Boolean, nullable=False, info=INTERNAL),
    Column("kept_weight", Float, info=INTERNAL),
    CheckConstraint("state IN ('counted', 'held', 'void')", name="known_state"),
    CheckConstraint("consistency BETWEEN 1 AND 5", name="consistency_range"),
    CheckConstraint("simplicity BETWEEN 1 AND 5", name="simplicity_range"),
    CheckConstraint("composite BETWEEN 0 AND 1", name="composite_range"),
    Index("ix_theory_ballot_voter", "server_id", "user_id"),
    Index("ix_theory_ballot_cast", "theory_id", "cast_at"),
)
"""Ballots, one for each member and theory. A negative owner stands for a member who had their data
deleted; then ``kept_weight`` is the weight that the ballot had last."""

theory_standing = Table(
    "theory_standing",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(Erase.DELETE, export=None),
    ),
    Column("counted", Integer, nullable=False),
    Column("scored", Integer, nullable=False),
    Column("squared_error", Float, nullable=False),
)
"""What a voter's weight rests on, summed over the counted ballots, so that a tally need not."""

theory_resolution = Table(
    "theory_resolution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("server_id", BigInteger, nullable=False),
    Column("outcome", String(12), nullable=False),
    Column("source", Text, nullable=False),
    Column("source_class", String(12), nullable=False),
    Column(
        "proposer_id",
        BigInteger,
        info=member(Erase.NULL, export="proposed resolutions", stays=_DECISIONS_STAY),
    ),
    Column(
        "seconder_id",
        BigInteger,
        info=member(Erase.NULL, export="agreed resolutions", stays=_DECISIONS_STAY),
    ),
    Column("proposed_at", BigInteger, nullable=False),
    Column("effective_at", BigInteger),
    Column("ended_at", BigInteger),
    Column("score", Float),
    Column("margin", Float),
    Column("ballots", Integer),
    CheckConstraint(
        "outcome IN ('confirmed', 'debunked', 'partly', 'unknowable')", name="known_outcome"
    ),
    CheckConstraint("source_class IN ('official', 'on_record')", name="good_source"),
    CheckConstraint("seconder_id <> proposer_id", name="two_people"),
    info=shown_to_admins("resolutions"),
)
"""Proposed, effective and ended resolutions, with the credibility that the theory had then."""

Index(
    "uq_theory_resolution_effective",
    theory_resolution.c.theory_id,
    unique=True,
    sqlite_where=text("effective_at IS NOT NULL AND ended_at IS NULL"),
    postgresql_where=text("effective_at IS NOT NULL AND ended_at IS NULL"),
)

theory_deed = Table(
    "theory_deed",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column(
        "moderator_id",
        BigInteger,
        info=member(Erase.NULL, export="moderation", stays=_DECISIONS_STAY),
    ),
    Column("action", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("done_at", BigInteger, nullable=False),
    Index("ix_theory_deed_number", "server_id", "number"),
    info=shown_to_admins("moderation"),
)
"""What moderators did with a theory, and why; it outlives the theory."""
