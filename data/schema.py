"""All tables. Whoever changes one adds a migration under ``data/migrations/versions/``.

Ids of Discord are 64-bit integers; instants are epoch seconds. A row that belongs to a server
carries its ``server_id``, because later each process owns a range of servers.
"""

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
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

command_sync = Table(
    "command_sync",
    metadata,
    Column("application_id", BigInteger, primary_key=True, autoincrement=False),
    Column("payload_hash", String(64), nullable=False),
    Column("synced_at", BigInteger, nullable=False),
)
"""Which command definitions Discord was last given; syncing at every start hits a daily limit."""

place_policy = Table(
    "place_policy",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place_id", BigInteger, primary_key=True, autoincrement=False),
    Column("policy", String(16), nullable=False),
    CheckConstraint("policy IN ('standard', 'strict', 'private', 'off')", name="known_policy"),
)
"""Channel policies; the row whose place is the server itself is the server's setting."""

server_setting = Table(
    "server_setting",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What a server has set, one row per setting, as JSON; what is not here has its default."""

member_setting = Table(
    "member_setting",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""What a member has set, in the same form; it follows the member over all servers."""

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
    Column("author_id", BigInteger),
    Column("film_id", String(100)),
    Column("film_name", String(100), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("claim", Text, nullable=False),
    Column("source_class", String(12), nullable=False),
    Column("status", String(12), nullable=False),
    Column("outcome", String(12)),
    Column("thread_id", BigInteger),
    Column("message_id", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("refresh_due", BigInteger),
    Column("refreshed_at", BigInteger),
    Column("held_since", BigInteger),
    Column("alert_due", BigInteger),
    Column("announce_due", BigInteger),
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
)
"""Theories. One without an author lost its author's data; a draft has not been posted.

The columns ending in ``_due`` are work to be done at that instant: an edit of the first message,
a word to the moderators about held ballots, the news of a resolution to the followers.
"""

theory_evidence = Table(
    "theory_evidence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), nullable=False),
    Column("server_id", BigInteger, nullable=False),
    Column("author_id", BigInteger),
    Column("source_class", String(12), nullable=False),
    Column("words", Text, nullable=False),
    Column("link_hash", String(64)),
    Column("host", String(253)),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("theory_id", "link_hash"),
    Index("ix_theory_evidence_host", "server_id", "host"),
)
"""Evidence; the hash of a link lets the same link count once."""

theory_objection = Table(
    "theory_objection",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("server_id", BigInteger, nullable=False),
    Column("author_id", BigInteger),
    Column("words", Text, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)
"""Objections to a theory."""

theory_backing = Table(
    "theory_backing",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("server_id", BigInteger, nullable=False),
    Column("objection_id", ForeignKey("theory_objection.id", ondelete="CASCADE"), nullable=False),
)
"""Which objection a member holds to be the strongest; one for each theory."""

theory_follower = Table(
    "theory_follower",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("server_id", BigInteger, nullable=False),
    Column("told_of", Integer),
)
"""Who wants to hear of a theory's resolution, and of which one they were told."""

theory_ballot = Table(
    "theory_ballot",
    metadata,
    Column("theory_id", ForeignKey("theory.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("server_id", BigInteger, nullable=False),
    Column("source", String(12), nullable=False),
    Column("consistency", Integer, nullable=False),
    Column("simplicity", Integer, nullable=False),
    Column("composite", Float, nullable=False),
    Column("change_of_mind", Text),
    Column("cast_at", BigInteger, nullable=False),
    Column("newcomer", Boolean, nullable=False),
    Column("state", String(8), nullable=False),
    Column("cleared", Boolean, nullable=False),
    Column("kept_weight", Float),
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
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
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
    Column("proposer_id", BigInteger),
    Column("seconder_id", BigInteger),
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
    Column("moderator_id", BigInteger),
    Column("action", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("done_at", BigInteger, nullable=False),
    Index("ix_theory_deed_number", "server_id", "number"),
)
"""What moderators did with a theory, and why; it outlives the theory."""

screening = Table(
    "screening",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, index=True),
    Column("state", String(10), nullable=False),
    Column("film_id", String(80), nullable=False),
    Column("film_label", String(100), nullable=False),
    Column("typed", String(100)),
    Column("zone", String(64)),
    Column("showtime", BigInteger),
    Column("preshow", Integer, nullable=False),
    Column("runtime", Integer),
    Column("credits", Integer),
    Column("spread", Integer),
    Column("last_scene", Integer),
    Column("held", Integer, nullable=False),
    Column("began_at", BigInteger),
    Column("paused_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("state IN ('draft', 'live', 'ended', 'cancelled')", name="known_state"),
    CheckConstraint("preshow BETWEEN 0 AND 240", name="possible_preshow"),
    CheckConstraint("runtime BETWEEN 1 AND 900", name="possible_runtime"),
    CheckConstraint(
        "state = 'draft' OR (showtime IS NOT NULL AND zone IS NOT NULL AND runtime IS NOT NULL "
        "AND credits IS NOT NULL AND spread IS NOT NULL)",
        name="complete",
    ),
    sqlite_autoincrement=True,
)
"""One showing at one time. A draft may lack what its owner is still being asked; ``typed`` is what
they wrote. Minutes, but ``last_scene`` and ``held``, which are seconds."""

party = Table(
    "party",
    metadata,
    Column("screening_id", ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column("host_id", BigInteger, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("thread_id", BigInteger),
    Column("event_id", BigInteger),
    Column("venue", String(8), nullable=False),
    Column("role_id", BigInteger),
    Column("most", Integer),
    Column("tapped_by", BigInteger),
    Column("tapped_at", BigInteger),
    CheckConstraint("venue IN ('cinema', 'home')", name="known_venue"),
    CheckConstraint("most BETWEEN 1 AND 10000", name="possible_limit"),
)
"""What a screening has that several members attend. ``tapped_by`` is the attendee whose word that
the credits started waits for a second one."""

reminder = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "screening_id", ForeignKey("screening.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("user_id", BigInteger, nullable=False),
    Column("server_id", BigInteger),
    Column("state", String(10), nullable=False),
    Column("answer", String(8)),
    Column("place", String(4), nullable=False),
    Column("place_id", BigInteger),
    Column("origin_id", BigInteger),
    Column("ping", String(8), nullable=False),
    Column("lead", Integer, nullable=False),
    Column("details", Boolean, nullable=False),
    Column("replaces", Integer),
    Column("slot", Integer),
    Column("notice", Text),
    Column("outcome", String(8)),
    Column("off_by", Integer),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("screening_id", "user_id", name="uq_reminder_member"),
    UniqueConstraint("user_id", "slot", name="uq_reminder_slot"),
    CheckConstraint("state IN ('draft', 'live', 'done', 'cancelled')", name="known_state"),
    CheckConstraint("answer IN ('going', 'maybe', 'no')", name="known_answer"),
    CheckConstraint("place IN ('here', 'dm')", name="known_place"),
    CheckConstraint("ping IN ('normal', 'silent', 'none')", name="known_ping"),
    CheckConstraint("lead IN (0, 2, 5)", name="known_lead"),
    CheckConstraint("slot BETWEEN 1 AND 20", name="twenty_at_most"),
    CheckConstraint("outcome IN ('right', 'off', 'none')", name="known_outcome"),
    sqlite_autoincrement=True,
)
"""What one member asked for at one screening. A live one of a member's own holds one of twenty
slots; an attendee's holds none. Saving it takes back the one that it ``replaces``. ``origin_id`` is
the other place: the channel that serves if DMs are closed, the DM beside a channel. ``notice`` is
what the member is told at their next command."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "screening_id", ForeignKey("screening.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("server_id", BigInteger),
    Column("phase", String(10), nullable=False),
    Column("chunk", Integer, nullable=False),
    Column("place", String(4), nullable=False),
    Column("place_id", BigInteger),
    Column("user_id", BigInteger),
    Column("ping", String(8), nullable=False),
    Column("nominal_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, index=True),
    Column("state", String(8), nullable=False),
    Column("claimant", String(32)),
    Column("tried_at", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("fallback", Boolean, nullable=False),
    Column("message_id", BigInteger),
    Column("settled_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_outbox_minute", "nominal_at", "place"),
    CheckConstraint(
        "state IN ('pending', 'held', 'claimed', 'sent', 'missed', 'failed', 'dropped')",
        name="known_state",
    ),
    CheckConstraint("(due_at IS NOT NULL) = (state IN ('pending', 'claimed'))", name="due_if_open"),
    CheckConstraint("place = 'here' OR user_id IS NOT NULL", name="dm_has_recipient"),
    sqlite_autoincrement=True,
)
"""One message to be sent. ``due_at`` is when somebody has to look at the row next: the instant to
send it, the end of a claim's lease, or the end of a pause after a failure; nothing is left to do
where it is empty. ``tried_at`` is the first claim whose outcome is not known."""

outbox_recipient = Table(
    "outbox_recipient",
    metadata,
    Column("reminder_id", ForeignKey("reminder.id", ondelete="CASCADE"), primary_key=True),
    Column("phase", String(10), primary_key=True),
    Column("outbox_id", ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False, index=True),
)
"""Who gets a message; a reminder has at most one message of each phase."""

departure = Table(
    "departure",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("departed_at", BigInteger, nullable=False),
)
"""Servers that have removed the bot, and when that was noticed; their data is purged later."""

seen_film = Table(
    "seen_film",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", String(80), primary_key=True),
    Column("marked_at", BigInteger, nullable=False),
)
"""Films that a member has marked as seen."""

refused_form = Table(
    "refused_form",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("action", String(40), nullable=False),
    Column("argument", String(80), nullable=False),
    Column("texts", Text, nullable=False),
    Column("refused_at", BigInteger, nullable=False, index=True),
)
"""What a member typed into a form that was refused, as JSON, until it is corrected or a day old."""

film_embargo = Table(
    "film_embargo",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", String(80), primary_key=True),
    Column("ends_at", BigInteger, nullable=False),
)
"""Films whose embargo a server has set by itself; goes before the embargo of all new releases."""

listening_place = Table(
    "listening_place",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place_id", BigInteger, primary_key=True, autoincrement=False),
)
"""Channels and categories in which questions are answered unasked."""

contribution = Table(
    "contribution",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("film_id", String(100), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("reporter_id", BigInteger, nullable=False, index=True),
    Column("content", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("held", Boolean, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("party_id", Integer),
    Column("created_at", BigInteger, nullable=False),
    Column("promoted_at", BigInteger, index=True),
    Column("alert_due", BigInteger, index=True),
    CheckConstraint("kind IN ('film', 'scene', 'timestamp', 'egg')", name="known_kind"),
    CheckConstraint("state IN ('open', 'approved', 'rejected', 'replaced')", name="known_state"),
    Index("ix_contribution_film", "server_id", "film_id"),
    Index("ix_contribution_kind", "kind", "film_id"),
)
"""What a member added, as JSON. A negative reporter stands for one who had their data deleted, and
``party_id`` is the screening that the reporter attended with others; it outlives that row. Of a
burst that is held, one report has ``alert_due``: when moderators are to be told of it."""

contribution_confirmation = Table(
    "contribution_confirmation",
    metadata,
    Column("contribution_id", ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("server_id", BigInteger, nullable=False),
    Column("independent", Boolean, nullable=False),
    Column("party_id", Integer),
    Column("confirmed_at", BigInteger, nullable=False),
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
    Column("actor_id", BigInteger),
    Column("action", String(10), nullable=False),
    Column("content", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("done_at", BigInteger, nullable=False),
)
"""The history of a contribution: who did what, and what it said and where it stood after that."""

timing_tap = Table(
    "timing_tap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False),
    Column("user_id", BigInteger, nullable=False),
    Column("film_id", String(100), nullable=False),
    Column("kind", String(8), nullable=False),
    Column("tapped_at", BigInteger, nullable=False),
    CheckConstraint("kind IN ('credits', 'scene', 'over')", name="known_kind"),
    Index("ix_timing_tap_timer", "user_id", "server_id", "film_id"),
)
"""What somebody in the cinema has tapped so far, until it becomes a timestamp."""
