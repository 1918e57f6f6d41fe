"""Tables of members alone: settings, seen films, and forms to be corrected."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    String,
    Table,
    Text,
)

from data.schema.columns import JSON, Erase, member, metadata

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

refused_form = Table(
    "refused_form",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "user_id",
        BigInteger,
        nullable=False,
        index=True,
        info=member(Erase.DELETE, export="refused forms"),
    ),
    Column("action", String(40), nullable=False),
    Column("argument", String(80), nullable=False),
    Column("texts", Text, nullable=False, info=JSON),
    Column("refused_at", BigInteger, nullable=False, index=True),
)
"""What a member typed into a form that was refused, as JSON, until it is corrected or a day old."""
