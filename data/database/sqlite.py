"""What SQLite needs that PostgreSQL does not: its transactions, its log, its copies."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import quote

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine

from data import migrations
from data.database.errors import DatabaseUnusableError

log = logging.getLogger(__name__)

BUSY_TIMEOUT_MS = 30_000
"""How long SQLite waits for another process that writes before it gives up."""


def govern_sqlite(engine: AsyncEngine, *, foreign_keys: bool = True) -> None:
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


def try_to_write(folder: Path) -> None:
    """Raise an ``OSError`` if no file can be made in a folder, or no folder where it is to be."""
    while not folder.exists():
        folder = folder.parent
    with TemporaryFile(dir=folder):
        pass


def try_to_open(file: Path) -> None:
    """Raise a :class:`sqlite3.Error` if the file is no database or cannot be opened.

    The asynchronous driver would report a failure into an event loop that may be closed by then.
    """
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA schema_version")


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
            if not is_busy(error) or time.monotonic() > gives_up:
                raise
        await asyncio.sleep(0.02)


def is_busy(error: BaseException | None) -> bool:
    """Whether another process kept SQLite's file locked."""
    return (
        isinstance(error, sqlite3.OperationalError)
        and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
    )


def is_damaged(error: BaseException | None) -> bool:
    """Whether SQLite finds that its file is no database, or a broken one."""
    return isinstance(error, sqlite3.DatabaseError) and error.sqlite_errorcode & 0xFF in (
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    )


def existing(url: URL) -> URL:
    """The address of the same file for connections that never make it anew."""
    name = quote(url.database or "")
    return url.set(database=f"file:{name}").update_query_dict({"mode": "rw", "uri": "true"})


def _switch_to_wal(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")


def back_up(file: Path, revision: str) -> None:
    """Copy the file, at that schema, to one beside it that is named for the newest schema."""
    backup = file.with_name(f"{file.name}.before-{migrations.head()}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(backup)) as to:
        source.backup(to)
    log.info("Database at schema %s backed up to %s", revision, backup)


def check_foreign_keys(connection: Connection) -> None:
    """Raise :class:`DatabaseUnusableError` if a row points to one that is not there."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise DatabaseUnusableError(
            f"Migrating would leave {len(broken)} rows that point to nothing, so nothing was "
            "changed. Please report this."
        )
