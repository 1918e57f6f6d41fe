"""Locks over all processes at one database: kept by PostgreSQL, or on a file beside SQLite's.

They end with the process that holds them, in whatever way that ends.
"""

from __future__ import annotations

import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

NOTICES_DEATH = {
    "tcp_keepalives_idle": "10",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
"""Settings by which PostgreSQL learns within half a minute that a machine is gone, and its locks
with it; by default that takes hours."""


def key_of(name: str) -> int:
    """Half of an advisory lock's key, as PostgreSQL takes it: a signed 32-bit number."""
    return zlib.crc32(name.encode()) - 2**31


def lone_engine(url: URL) -> AsyncEngine:
    """An engine whose connections are kept in no pool: what a session holds must end with it."""
    return create_async_engine(
        url,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"server_settings": NOTICES_DEATH},
    )


async def try_lock(connection: AsyncConnection, group: int, key: int) -> bool:
    """Take a lock of PostgreSQL's for the connection's life, unless another session has it."""
    return bool(
        await connection.scalar(
            text("SELECT pg_try_advisory_lock(CAST(:group AS int), CAST(:key AS int))"),
            {"group": group, "key": key},
        )
    )


async def take_turn(connection: AsyncConnection, work: str, owner_id: int) -> None:
    """Wait for all who have taken a turn at the same work of an owner, until the transaction ends.

    For what is counted before it is written, where there may be no row yet that could be held.
    SQLite has one writer anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(
            text("SELECT pg_advisory_xact_lock(CAST(:work AS int), CAST(:owner AS int))"),
            {"work": key_of(f"turn {work}"), "owner": key_of(str(owner_id))},
        )


async def wait_lock(connection: AsyncConnection, group: int, key: int) -> None:
    """Take a lock of PostgreSQL's for the connection's life, once no other session has it."""
    await connection.execute(
        text("SELECT pg_advisory_lock(CAST(:group AS int), CAST(:key AS int))"),
        {"group": group, "key": key},
    )


@contextmanager
def file_lock(path: Path) -> Iterator[bool]:
    """Hold a lock on a file of that name; tells whether nobody else has it.

    The file stays: a process that took away what another has just opened would let two in.
    Raises ``OSError`` where no such file can be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    opened = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
    try:
        yield _taken(opened)
    finally:
        with suppress(OSError):
            os.close(opened)


def _taken(opened: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(opened, 1 << 30, os.SEEK_SET)  # what is locked there cannot be read
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
