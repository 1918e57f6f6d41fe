"""Tables of members alone: settings, films seen and awaited, and forms to be corrected."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from data.schema.columns import INTERNAL, JSON, Erase, due_index, language, member, metadata

member_setting = Table(
    "member_setting",
    metadata,
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(Erase.DELETE, export="settings"),
    ),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False, info=JSON),
)
"""What a member has set, in the same form; it follows the member over all servers."""

seen_film = Table(
    "seen_film",
    metadata,
    Column(
        "user_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        info=member(Erase.DELETE, export="films seen"),
    ),
    Column("film_id", String(80), primary_key=True),
    Column("marked_at", BigInteger, nullable=False),
)
"""Films that a member has marked as seen."""

awaited_film = Table(
    "awaited_film",
    metadata,
    Column("id", Integer, primary_key=True, info=INTERNAL),
    Column(
        "user_id", BigInteger, nullable=False, info=member(Erase.DELETE, export="films awaited")
    ),
    Column("film_id", String(80), nullable=False),
    Column("server_id", BigInteger, index=True),
    Column("channel_id", BigInteger),
    Column("asked_at", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("in_channel", Boolean, nullable=False, info=INTERNAL),
    Column("batch", Integer, info=INTERNAL),
    Column("tried_at", BigInteger, info=INTERNAL),
    Column("due_at", BigInteger, info=INTERNAL),
    language(),
    UniqueConstraint("user_id", "film_id", name="uq_awaited_film_member"),
    CheckConstraint("state IN ('waiting', 'known', 'failed')", name="known_state"),
    CheckConstraint("(due_at IS NOT NULL) = (state = 'known')", name="due_if_known"),
    due_index("awaited_film", "due_at"),
    sqlite_autoincrement=True,
)
"""Films of which a member is told when it is known whether a scene follows; the row goes once they
are. ``server_id`` and ``channel_id`` are where they asked: what that server knows decides, and the
channel serves if DMs are closed, which ``in_channel`` says. ``due_at`` is when somebody has to look
at the row next, ``tried_at`` its first try, and rows of one ``batch``, named by one of their ids,
are one message. Where nothing could be sent the row stays as ``failed``."""

typed_words = Table(
    "typed_words",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "user_id",
        BigInteger,
        nullable=False,
        index=True,
        info=member(Erase.DELETE, export="typed words"),
    ),
    Column("action", String(40), nullable=False),
    Column("argument", String(80), nullable=False),
    Column("texts", Text, nullable=False, info=JSON),
    Column("typed_at", BigInteger, nullable=False, index=True),
)
"""What a member typed into a form that was refused, or a command that had to ask which film, as
JSON, until they go on with it or it is a day old."""
