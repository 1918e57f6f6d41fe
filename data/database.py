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
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryFile

from sqlalchemy import Connection, Table, event, text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from data import migrations

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 10_000
"""How long SQLite waits for another writer before it gives up."""

MIGRATION_LOCK = 0x5354494E
"""The key of PostgreSQL's advisory lock that lets one starting process migrate at a time."""


class DatabaseUnusableError(Exception):
    """The database cannot be opened or migrated; the text says why, without its password."""


class NewerSchemaError(DatabaseUnusableError):
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
        self._engine = self._new_engine()
        self._readers = self._engine
        if self._is_sqlite:
            _govern_sqlite(self._engine)
            self._readers = self._engine.execution_options(stinger_reads=True)

    def _new_engine(self) -> AsyncEngine:
        # A statement's values may be hidden text; an error that quotes them ends in the log.
        engine = create_async_engine(self._url, hide_parameters=True)
        event.listen(engine.sync_engine, "handle_error", _drop_quoted_row)
        return engine

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may write: committed at the end, rolled back on any error.

        On PostgreSQL transactions run side by side: what is read in order to be changed is read
        with ``with_for_update()``, or changed and read in one ``UPDATE … RETURNING``.
        """
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads; it neither waits for writers nor makes them wait."""
        async with self._readers.begin() as connection:
            yield connection

    async def migrate(self) -> None:
        """Bring the schema up to date; an SQLite file is backed up before it is changed.

        Raises :class:`NewerSchemaError` if a newer version wrote the database, and
        :class:`DatabaseUnusableError` if it cannot be opened or migrated for another reason.
        """
        engine = self._new_engine()
        if self._is_sqlite:
            # Altering a table in SQLite recreates it; with foreign keys on, that deletes the
            # rows of other tables that point to it.
            _govern_sqlite(engine, foreign_keys=False)
        try:
            with self._saying_why():
                if self._file is not None:
                    self._file.parent.mkdir(parents=True, exist_ok=True)
                    await keep_wal(self._file)
                async with engine.begin() as connection:
                    await self._migrate_in(connection)
        finally:
            await engine.dispose()

    async def outlook(self) -> str:
        """How the schema stands, in words, after trying that one may write.

        Changes nothing; where there is no SQLite file yet, none is made. Raises as
        :meth:`migrate`.
        """
        with self._saying_why():
            if self._file is not None and not self._file.exists():
                _try_to_write(self._file.parent)
                revision = None
            else:
                async with self.transaction() as connection:
                    revision = await self._known_revision(connection)
        if revision == migrations.head():
            return f"schema {revision}"
        return f"{revision or 'empty'}, to be migrated to schema {migrations.head()} at the start"

    @contextmanager
    def _saying_why(self) -> Iterator[None]:
        """Turn what prevents opening the database into one sentence."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            raise DatabaseUnusableError(
                f"The database {self.address} cannot be used: {reason}. "
                "Check DATABASE_URL, that it can be reached, and its rights."
            ) from error

    async def _known_revision(self, connection: AsyncConnection) -> str | None:
        revision = await connection.run_sync(migrations.current)
        if revision is not None and not migrations.knows(revision):
            raise NewerSchemaError(revision)
        return revision

    async def _migrate_in(self, connection: AsyncConnection) -> None:
        if not self._is_sqlite:
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
            )
        revision = await self._known_revision(connection)
        if revision == migrations.head():
            return
        if self._file is not None and revision is not None:
            await asyncio.to_thread(_back_up, self._file, revision)
        await connection.run_sync(migrations.upgrade)
        if self._is_sqlite:
            await connection.run_sync(_check_foreign_keys)
        log.info("Database migrated from schema %s to %s", revision, migrations.head())

    @property
    def _file(self) -> Path | None:
        """SQLite's file; ``None`` for PostgreSQL."""
        return Path(self._url.database or "") if self._is_sqlite else None

    @property
    def address(self) -> str:
        """The address without its password, for people and logs."""
        return self._url.render_as_string(hide_password=True)

    async def close(self) -> None:
        """Close every connection; the object may be used again and will reconnect."""
        await self._engine.dispose()


def _govern_sqlite(engine: AsyncEngine, *, foreign_keys: bool = True) -> None:
    """Take transactions over from the driver, which would begin them late and as readers."""

    def connect(driver: DBAPIConnection, _record: object) -> None:
        driver.isolation_level = None
        cursor = driver.cursor()
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            f"foreign_keys = {int(foreign_keys)}",
            "synchronous = NORMAL",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("stinger_reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(engine.sync_engine, "connect", connect)
    event.listen(engine.sync_engine, "begin", begin)


def _try_to_write(folder: Path) -> None:
    """Raise an ``OSError`` if no file can be made in a folder, or no folder where it is to be."""
    while not folder.exists():
        folder = folder.parent
    with TemporaryFile(dir=folder):
        pass


async def keep_wal(file: Path) -> None:
    """Give the file a write-ahead log, which it keeps for every later connection.

    Of two processes that switch at once SQLite refuses one without waiting for the other, since
    each holds what the other needs; so the refused one tries again. Raises
    :class:`sqlite3.OperationalError` if the file stays busy or cannot be opened.
    """
    gives_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            return await asyncio.to_thread(_switch_to_wal, file)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > gives_up:
                raise
        await asyncio.sleep(0.02)


def _switch_to_wal(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def _drop_quoted_row(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that broke a rule in the detail of its error."""
    cause = context.original_exception.__cause__
    if getattr(cause, "detail", None):
        cause.detail = None  # type: ignore[union-attr]


def _back_up(file: Path, revision: str) -> None:
    backup = file.with_name(f"{file.name}.before-{migrations.head()}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as to:
        source.backup(to)
    log.info("Database at schema %s backed up to %s", revision, backup)


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseUnusableError(
            f"Migrating would leave {len(broken)} rows that point to nothing, so nothing was "
            "changed. Please report this."
        )


def upsert(table: Table, **row: object) -> Insert:
    """A statement that inserts a row, or overwrites the one with the same primary key.

    A row that is nothing but a key stays as it is. PostgreSQL's construct is rendered for SQLite
    too, where the clause reads the same.
    """
    statement = insert(table).values(**row)
    keys = [column.name for column in table.primary_key]
    if row.keys() <= set(keys):
        return statement.on_conflict_do_nothing(index_elements=keys)
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
