"""Tables of reminders: screenings, parties, the outbox."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.locales import N_
from data.schema.columns import (
    ALONG,
    INTERNAL,
    Erase,
    due_index,
    language,
    member,
    metadata,
    shown_to_admins,
)

_PARTIES_STAY = N_("Watch parties that others attend go on without your name as their host.")

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
    info=shown_to_admins("screenings"),
)
"""One showing at one time. A draft may lack what its owner is still being asked; ``typed`` is what
they wrote. Minutes, but ``last_scene`` and ``held``, which are seconds."""

party_series = Table(
    "party_series",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column("state", String(8), nullable=False),
    Column("every", String(12), nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("wall", String(8), nullable=False),
    Column("zone", String(64), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("state IN ('live', 'ended')", name="known_state"),
    CheckConstraint("every IN ('weekly', 'fortnightly', 'monthly')", name="known_every"),
    sqlite_autoincrement=True,
    info=shown_to_admins("party series"),
)
"""A row of parties on the same weekday at the same time on the wall: ``first_day`` and ``wall`` are
ISO 8601, in ``zone``."""

party = Table(
    "party",
    metadata,
    Column(
        "screening_id", ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True, info=ALONG
    ),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column(
        "host_id",
        BigInteger,
        index=True,
        info=member(Erase.NULL, export="hosted parties", stays=_PARTIES_STAY),
    ),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger, info=INTERNAL),
    Column("thread_id", BigInteger),
    Column("event_id", BigInteger, info=INTERNAL),
    Column("venue", String(8), nullable=False),
    Column("role_id", BigInteger),
    Column("most", Integer),
    Column("tapped_by", BigInteger, info=member(Erase.NULL, export=None, clears=("tapped_at",))),
    Column("tapped_at", BigInteger),
    Column("planned_at", BigInteger, info=INTERNAL),
    Column("post_due", BigInteger, info=INTERNAL),
    Column("revision", Integer, nullable=False, server_default="0", info=INTERNAL),
    Column("answer_within", Integer, nullable=False, server_default="30"),
    Column("queue_due", BigInteger, info=INTERNAL),
    Column("refresh_due", BigInteger, info=INTERNAL),
    Column("refreshed_at", BigInteger, info=INTERNAL),
    Column("repeats", String(12)),
    Column("series_id", ForeignKey("party_series.id", ondelete="SET NULL"), info=INTERNAL),
    Column("series_day", String(10)),
    Column("next_due", BigInteger, info=INTERNAL),
    Column("host_due", BigInteger, info=INTERNAL),
    Column("vote_id", ForeignKey("film_vote.id", ondelete="SET NULL"), info=INTERNAL),
    language(),
    CheckConstraint("venue IN ('cinema', 'home')", name="known_venue"),
    CheckConstraint("most BETWEEN 1 AND 10000", name="possible_limit"),
    CheckConstraint("answer_within BETWEEN 5 AND 1440", name="possible_answer_within"),
    due_index("party", "post_due"),
    due_index("party", "queue_due"),
    due_index("party", "refresh_due"),
    due_index("party", "next_due"),
    due_index("party", "host_due"),
    CheckConstraint("repeats IN ('weekly', 'fortnightly', 'monthly')", name="known_repeats"),
    UniqueConstraint("series_id", "series_day", name="uq_party_series_day"),
    info=shown_to_admins("parties"),
)
"""What a screening has that several members attend. ``tapped_by`` is the attendee whose word that
the credits started waits for a second one. A party is to be posted since ``planned_at``;
``post_due`` is when somebody has to see to it next, empty once it is posted; ``queue_due`` and
``refresh_due`` are the same for its waiting list and for an edit of its post. ``answer_within`` are
the minutes that somebody on the waiting list has to take a free place. ``revision`` counts the
changes of its clock. A party that ``repeats`` is its series' on ``series_day``; the next one is
made at ``next_due``, and at ``host_due`` it is asked whether its host is still there. Its film won
``vote_id``."""

party_cohost = Table(
    "party_cohost",
    metadata,
    Column(
        "screening_id", ForeignKey("screening.id", ondelete="CASCADE"), primary_key=True, info=ALONG
    ),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        index=True,
        info=member(Erase.DELETE, export="cohosted parties"),
    ),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column("added_at", BigInteger, nullable=False),
)
"""Who may change a party besides its host, in their order."""

reminder = Table(
    "reminder",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "screening_id",
        ForeignKey("screening.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=ALONG,
    ),
    Column("user_id", BigInteger, nullable=False, info=member(Erase.DELETE, export="reminders")),
    Column("server_id", BigInteger),
    Column("state", String(10), nullable=False),
    Column("answer", String(8)),
    Column("answered_at", BigInteger),
    Column("offer_ends_at", BigInteger),
    Column("place", String(4), nullable=False),
    Column("place_id", BigInteger),
    Column("origin_id", BigInteger),
    Column("parent_id", BigInteger),
    Column("ping", String(8), nullable=False),
    Column("lead", Integer, nullable=False),
    Column("details", Boolean, nullable=False),
    Column("replaces", Integer, info=INTERNAL),
    Column("first_id", Integer, info=INTERNAL),
    Column("revision", Integer, nullable=False, server_default="0", info=INTERNAL),
    Column("slot", Integer, info=INTERNAL),
    Column("notice", Text),
    Column("outcome", String(8)),
    Column("off_by", Integer),
    language(),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("screening_id", "user_id", name="uq_reminder_member"),
    UniqueConstraint("user_id", "slot", name="uq_reminder_slot"),
    CheckConstraint("state IN ('draft', 'live', 'done', 'cancelled')", name="known_state"),
    CheckConstraint("answer IN ('going', 'maybe', 'no', 'waiting', 'asked')", name="known_answer"),
    CheckConstraint("place IN ('here', 'dm')", name="known_place"),
    CheckConstraint("ping IN ('normal', 'silent', 'none')", name="known_ping"),
    CheckConstraint("lead IN (0, 2, 5)", name="known_lead"),
    CheckConstraint("slot BETWEEN 1 AND 20", name="twenty_at_most"),
    CheckConstraint("outcome IN ('right', 'off', 'none')", name="known_outcome"),
    sqlite_autoincrement=True,
)
"""What one member asked for at one screening. A live one of a member's own holds one of twenty
slots; an attendee's holds none. ``answered_at`` is since when an ``answer`` holds, which is the
order of a waiting list; ``offer_ends_at`` is until when a place is kept. Saving a reminder takes
back the one that it ``replaces``; ``first_id`` is the first of a row of edits, by which calendars
know them, and ``revision`` counts them and the changes of its clock. ``origin_id`` is the other
place: the channel that serves if DMs are closed, the DM beside a channel; ``parent_id`` is the
channel of which the one that is no DM is a thread. ``notice`` is what the member is told at their
next command."""

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
    Column("user_id", BigInteger, info=member(Erase.DELETE, export=None)),
    Column("ping", String(8), nullable=False),
    Column("nominal_at", BigInteger, nullable=False),
    Column("due_at", BigInteger),
    Column("state", String(8), nullable=False),
    Column("claimant", String(32)),
    Column("tried_at", BigInteger),
    Column("attempts", Integer, nullable=False),
    Column("fallback", Boolean, nullable=False),
    Column("message_id", BigInteger),
    Column("settled_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    due_index("outbox", "due_at"),
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
