"""The database: one engine for writing, one for reading, migrations at start.

SQLite and PostgreSQL behave alike to callers. Every write goes through
:meth:`Database.transaction`, a transaction of its own on a connection of its own; concurrent
tasks that share a connection would roll each other's work back. No transaction is to be held
across a call to Discord.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from data import migrations

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 10_000
"""How long SQLite waits for another writer before it gives up."""

MIGRATION_LOCK = 0x5354494E
"""The key of PostgreSQL's advisory lock that lets one starting process migrate at a time."""


class NewerSchemaError(Exception):
    """The database was written by a newer version; an older one would corrupt it."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at schema {revision}, which this version does not know. "
            "Start the newer version again, or restore the backup made before its migration."
        )


class Database:
    """Access to one database, by its SQLAlchemy address.

    The address's driver is ``sqlite+aiosqlite`` or ``postgresql+asyncpg``. Nothing is opened
    before the first use. A SQLite file's folder is made by :meth:`migrate`.
    """

    def __init__(self, address: str) -> None:
        self._url = make_url(address)
        self._engine = create_async_engine(self._url)
        self._readers = self._engine
        if self._is_sqlite:
            _govern_sqlite(self._engine)
            self._readers = self._engine.execution_options(stinger_reads=True)

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may write: committed at the end, rolled back on any error."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads; it neither waits for writers nor makes them wait."""
        async with self._readers.begin() as connection:
            yield connection

    async def migrate(self) -> None:
        """Bring the schema up to date; an SQLite file is backed up before it is changed.

        Raises :class:`NewerSchemaError` if a newer version wrote the database.
        """
        if self._is_sqlite and self._file is not None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(self._url)
        if self._is_sqlite:
            # Altering a table in SQLite recreates it; with foreign keys on, that deletes the
            # rows of other tables that point to it.
            _govern_sqlite(engine, foreign_keys=False)
        try:
            async with engine.begin() as connection:
                if not self._is_sqlite:
                    await connection.execute(
                        text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
                    )
                await self._migrate_in(connection)
        finally:
            await engine.dispose()

    async def _migrate_in(self, connection: AsyncConnection) -> None:
        revision = await connection.run_sync(migrations.current)
        if revision is not None and not migrations.knows(revision):
            raise NewerSchemaError(revision)
        if revision == migrations.head():
            return
        if self._is_sqlite and revision is not None:
            await asyncio.to_thread(self._back_up, revision)
        await connection.run_sync(migrations.upgrade)
        if self._is_sqlite:
            await connection.run_sync(_check_foreign_keys)
        log.info("Database migrated from schema %s to %s", revision, migrations.head())

    @property
    def _file(self) -> Path | None:
        name = self._url.database
        return Path(name) if name and name != ":memory:" else None

    def _back_up(self, revision: str) -> None:
        if self._file is None:
            return
        backup = self._file.with_name(f"{self._file.name}.before-{migrations.head()}")
        with closing(sqlite3.connect(self._file)) as source, closing(sqlite3.connect(backup)) as to:
            source.backup(to)
        log.info("Database at schema %s backed up to %s", revision, backup)

    @property
    def address(self) -> str:
        """The address without its password, for people and logs."""
        return self._url.render_as_string(hide_password=True)

    async def revision(self) -> str | None:
        """The schema's revision, or ``None`` for an empty database."""
        async with self.reading() as connection:
            return await connection.run_sync(migrations.current)

    async def close(self) -> None:
        """Close every connection; the object may be used again and will reconnect."""
        await self._engine.dispose()


def _govern_sqlite(engine: AsyncEngine, *, foreign_keys: bool = True) -> None:
    """Take transactions over from the driver, which would begin them late and as readers."""

    def connect(driver: DBAPIConnection, _record: object) -> None:
        driver.isolation_level = None
        cursor = driver.cursor()
        for pragma in (
            "journal_mode = WAL",
            f"foreign_keys = {int(foreign_keys)}",
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "synchronous = NORMAL",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("stinger_reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", begin)


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise sqlite3.IntegrityError(f"The migration left {len(broken)} dangling references")


def upsert(table: Table, **row: object) -> Insert:
    """A statement that inserts a row, or overwrites the one with the same primary key.

    PostgreSQL's construct is rendered for SQLite too, where the clause reads the same.
    """
    statement = insert(table).values(**row)
    keys = [column.name for column in table.primary_key]
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
