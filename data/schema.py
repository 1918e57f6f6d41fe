"""All tables. Whoever changes one adds a migration under ``data/migrations/versions/``.

Ids of Discord are 64-bit integers; instants are epoch seconds. A row that belongs to a server
carries its ``server_id``, because later each process owns a range of servers.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, MetaData, String, Table, Text

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
