"""Tables of film nights: votes, what is suggested, and who would watch it."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
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

_VOTES_STAY = N_("Votes on a film night go on without your name as their host.")
_SUGGESTIONS_STAY = N_("Films that you suggested for a film night stay, without your name.")

film_vote = Table(
    "film_vote",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column(
        "host_id",
        BigInteger,
        index=True,
        info=member(Erase.NULL, export="film nights", stays=_VOTES_STAY),
    ),
    Column("channel_id", BigInteger, nullable=False, index=True),
    Column("message_id", BigInteger, info=INTERNAL),
    Column("result_id", BigInteger, info=INTERNAL),
    Column("state", String(10), nullable=False),
    Column("venue", String(8), nullable=False),
    Column("role_id", BigInteger),
    Column("most", Integer),
    Column("preshow", Integer, nullable=False),
    Column("showtime", BigInteger, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("winner_id", Integer),
    Column("planned_at", BigInteger, info=INTERNAL),
    Column("work_due", BigInteger, info=INTERNAL),
    Column("refresh_due", BigInteger, info=INTERNAL),
    Column("refreshed_at", BigInteger, info=INTERNAL),
    language(),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint(
        "state IN ('draft', 'open', 'voting', 'tied', 'won', 'held', 'cancelled')",
        name="known_state",
    ),
    due_index("film_vote", "work_due"),
    due_index("film_vote", "refresh_due"),
    sqlite_autoincrement=True,
    info=shown_to_admins("film nights"),
)
"""A vote on the film of one showtime: films are suggested until ``starts_at``, and voted on until
``ends_at``. ``message_id`` is its post, ``result_id`` the message that tells what came of it;
``work_due`` is when somebody has to see to it next."""

film_suggestion = Table(
    "film_suggestion",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("vote_id", ForeignKey("film_vote.id", ondelete="CASCADE"), nullable=False, info=ALONG),
    Column("server_id", BigInteger, nullable=False, index=True),
    Column(
        "user_id",
        BigInteger,
        index=True,
        info=member(Erase.NULL, export="suggested films", stays=_SUGGESTIONS_STAY),
    ),
    Column("film_id", String(80), nullable=False),
    Column("film_label", String(100), nullable=False),
    Column("added_at", BigInteger, nullable=False),
    UniqueConstraint("vote_id", "user_id", name="uq_film_suggestion_member"),
    UniqueConstraint("vote_id", "film_id", name="uq_film_suggestion_film"),
    sqlite_autoincrement=True,
)
"""One film for each member, and each film once."""

film_choice = Table(
    "film_choice",
    metadata,
    Column(
        "suggestion_id",
        ForeignKey("film_suggestion.id", ondelete="CASCADE"),
        primary_key=True,
        info=ALONG,
    ),
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        index=True,
        info=member(Erase.DELETE, export="film votes"),
    ),
    Column("server_id", BigInteger, nullable=False, index=True),
)
"""That a member would watch a film that was suggested."""
