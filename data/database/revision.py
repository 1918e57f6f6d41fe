"""Which schema a database is at, and bringing it up to date."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from data import migrations
from data.database.errors import NewerSchemaError
from data.database.sqlite import back_up, check_foreign_keys

log = logging.getLogger(__name__)

MIGRATION_LOCK = 0x5354494E
"""The key of PostgreSQL's advisory lock that lets one starting process migrate at a time."""


async def known_revision(connection: AsyncConnection) -> str | None:
    """The schema that a database is at, ``None`` if it has none.

    Raises :class:`NewerSchemaError` for one of a newer version.
    """
    revision = await connection.run_sync(migrations.current)
    if revision is not None and not migrations.knows(revision):
        raise NewerSchemaError(revision)
    return revision


async def migrate_in(connection: AsyncConnection, file: Path | None) -> None:
    """Bring the schema up to date within a transaction; ``file`` is SQLite's, backed up before.

    Raises as :func:`known_revision`.
    """
    if file is None:
        await connection.execute(
            text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
        )
    revision = await known_revision(connection)
    if revision == migrations.head():
        return
    if file is not None and revision is not None:
        await asyncio.to_thread(back_up, file, revision)
    await connection.run_sync(migrations.upgrade)
    if file is not None:
        await connection.run_sync(check_foreign_keys)
    log.info("Database migrated from schema %s to %s", revision, migrations.head())
