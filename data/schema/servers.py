"""Tables of servers: what they have set, and what is known of them."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    String,
    Table,
    Text,
)

from data.schema.columns import JSON, metadata, shown_to_admins

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
    info=shown_to_admins("policies"),
)
"""Channel policies; the row whose place is the server itself is the server's setting."""

server_setting = Table(
    "server_setting",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False, info=JSON),
    info=shown_to_admins("settings"),
)
"""What a server has set, one row per setting, as JSON; what is not here has its default."""

departure = Table(
    "departure",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("departed_at", BigInteger, nullable=False),
)
"""Servers that have removed the bot, and when that was noticed; their data is purged later."""

film_embargo = Table(
    "film_embargo",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("film_id", String(80), primary_key=True),
    Column("ends_at", BigInteger, nullable=False),
    info=shown_to_admins("embargoes"),
)
"""Films whose embargo a server has set by itself; goes before the embargo of all new releases."""

listening_place = Table(
    "listening_place",
    metadata,
    Column("server_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place_id", BigInteger, primary_key=True, autoincrement=False),
    info=shown_to_admins("listening"),
)
"""Channels and categories in which questions are answered unasked."""
