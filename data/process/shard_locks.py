"""One process for each shard: a second one with the same token would double every answer.

On PostgreSQL each shard is an advisory lock on a connection of its own, which is lost with the
connection; on SQLite one lock on a file beside the database stands for all.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection

from data.database import Database, DatabaseLostError
from data.database.locks import file_lock, key_of, try_lock, wait_lock
from data.process.background import in_background
from data.process.database_file import DatabaseFile
from data.shards import Shards, ranges

log = logging.getLogger(__name__)

PATIENCE = 3.0
"""Seconds for which a taken lock is tried again: PostgreSQL needs a moment to notice that a process
was killed."""

BEAT = 5.0
"""Seconds between two looks at whether the locks are still held, and the longest that one takes."""

_POLL = 0.2

_STARTING = -1
"""The key that one process at a time holds while it looks at the others' locks."""

_COUNT_BITS = 16
"""A lock's key is the count of shards, shifted by so much, and the shard."""

_OTHERS = text("""
    SELECT DISTINCT pid, CAST(objid AS bigint) >> 16 AS shard_count, CAST(objid AS bigint) & 65535
    FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND granted
    AND classid = CAST(CAST(:group AS bigint) & 4294967295 AS oid)
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND pid <> pg_backend_pid() AND CAST(objid AS bigint) < 4294967295
""")
"""The locks of the other processes of this bot: whose, of how many shards, which one."""


class ShardsTakenError(Exception):
    """Another process of this bot runs the same shards, or counts them otherwise."""


class LockLostError(Exception):
    """Another process may run the shards now; the text is for the operator."""


class ShardLocks:
    """The locks of this process, as long as it has them.

    ``processes`` is how many processes of this bot are running, this one among them, as of a few
    seconds ago. ``on_loss`` is called at once when the locks are lost.
    """

    def __init__(self) -> None:
        self.processes = 1
        self.on_loss: list[Callable[[], None]] = []
        self.loss: Exception | None = None

    def lose(self, loss: Exception) -> None:
        """Note that the locks, or what they are for, are gone; the first loss counts."""
        if self.loss is None:
            self.loss = loss
            for told in self.on_loss:
                told()


@asynccontextmanager
async def shards_locked(
    database: Database, bot: str, patience: float = PATIENCE, beat: float = BEAT
) -> AsyncIterator[ShardLocks]:
    """Hold the locks of the database's shards during the block, for the bot of that name.

    Raises :class:`ShardsTakenError` where another process has one of them, and
    :class:`data.database.DatabaseUnusableError` where the database cannot be reached. If they are
    lost while the block runs, it is cancelled and :class:`LockLostError` raised.
    """
    locks = ShardLocks()
    if database.file is not None:
        held = _on_file(database, database.file, locks, patience)
    else:
        held = _on_postgresql(database, bot, locks, patience, beat)
    async with held:
        try:
            async with asyncio.timeout(None) as limit:
                # What waits in the block wakes up with a cancellation; nothing after it is done.
                now = asyncio.get_running_loop().time
                locks.on_loss.append(lambda: limit.reschedule(now()))
                yield locks
        except TimeoutError:
            if locks.loss is None:
                raise
        if locks.loss is not None:  # also where the cancellation went astray, and the block ended
            raise locks.loss


@asynccontextmanager
async def _on_file(
    database: Database, file: Path, locks: ShardLocks, patience: float
) -> AsyncIterator[None]:
    watched = DatabaseFile(file)
    gives_up = asyncio.get_running_loop().time() + patience
    while True:
        with ExitStack() as taking:
            with database.saying_why():
                free = taking.enter_context(file_lock(watched.lock))
            if free:
                if watched.is_gone():
                    raise DatabaseLostError(str(file), "is gone")
                watched.is_taken_away()  # the first look, before anything can be written to it
                database.on_damage.append(locks.lose)
                async with in_background(_watch_file(watched, locks)):
                    yield
                return
        if asyncio.get_running_loop().time() > gives_up:
            raise ShardsTakenError(
                f"Another process of Stinger runs with the database {file}: stop that one first, "
                "or give this one a database of its own."
            )
        await asyncio.sleep(_POLL)


async def _watch_file(file: DatabaseFile, locks: ShardLocks) -> None:
    while not file.is_taken_away():  # noqa: ASYNC110 - nobody tells
        await asyncio.sleep(_POLL)
    locks.lose(DatabaseLostError(str(file.path), "was taken away while it was in use"))


@asynccontextmanager
async def _on_postgresql(
    database: Database, bot: str, locks: ShardLocks, patience: float, beat: float
) -> AsyncIterator[None]:
    group = key_of(f"stinger {bot}")
    lone = database.lone_connection()
    with database.saying_why():
        connection = await lone.__aenter__()
    try:
        with database.saying_why():
            await _take(connection, group, database.shards, patience)
        raw = await connection.get_raw_connection()
        assert raw.driver_connection is not None
        raw.driver_connection.add_termination_listener(lambda _connection: locks.lose(_lost()))
        await _count(connection, group, locks)
        async with in_background(_watch(connection, group, locks, beat)):
            yield
    finally:
        locks.on_loss.clear()  # we are ending ourselves
        with suppress(SQLAlchemyError, OSError):  # it may be the connection that is lost
            await lone.__aexit__(None, None, None)


async def _take(connection: AsyncConnection, group: int, shards: Shards, patience: float) -> None:
    """Take every shard's lock, or raise :class:`ShardsTakenError`."""
    gives_up = asyncio.get_running_loop().time() + patience
    while True:
        await wait_lock(connection, group, _STARTING)
        refused = await _refusal(connection, group, shards)
        if refused is None:
            for shard in shards.ids or (0,):
                await try_lock(connection, group, (shards.count or 0) << _COUNT_BITS | shard)
        await connection.execute(
            text("SELECT pg_advisory_unlock(CAST(:group AS int), CAST(:key AS int))"),
            {"group": group, "key": _STARTING},
        )
        if refused is None:
            return
        if asyncio.get_running_loop().time() > gives_up:
            raise ShardsTakenError(refused)
        await asyncio.sleep(_POLL)


async def _refusal(connection: AsyncConnection, group: int, shards: Shards) -> str | None:
    """Why the shards cannot be had now; ``None`` if they are free."""
    held = (await connection.execute(_OTHERS, {"group": group})).all()
    count = shards.count or 0
    differing = {other for _pid, other, _shard in held if other != count}
    if differing:
        theirs = f"SHARD_COUNT={max(differing)}" if max(differing) else "all shards"
        return (
            f"Another process of this bot is running with {theirs}: stop it first, then give every "
            "process the same SHARD_COUNT."
        )
    taken = tuple(sorted({shard for _pid, _count, shard in held} & set(shards.ids or (0,))))
    if not taken:
        return None
    if not count:
        return "Another process of this bot is running: stop it first."
    return (
        f"Another process of this bot runs shard {ranges(taken)} of {count}: stop it first, or "
        "give this one other SHARD_IDS."
    )


async def _count(connection: AsyncConnection, group: int, locks: ShardLocks) -> None:
    held = (await connection.execute(_OTHERS, {"group": group})).all()
    locks.processes = 1 + len({pid for pid, _count, _shard in held})


async def _watch(connection: AsyncConnection, group: int, locks: ShardLocks, beat: float) -> None:
    """Look every few seconds whether the connection still answers; lose the locks if it does not.

    PostgreSQL lets go of them later than that (:data:`data.database.locks.NOTICES_DEATH`).
    """
    try:
        while True:
            await asyncio.sleep(beat)
            async with asyncio.timeout(BEAT):
                await _count(connection, group, locks)
    except Exception as error:  # noqa: BLE001 - whatever it was, nobody looks any more
        log.error("The connection with the shards' locks is lost: %s", type(error).__name__)
        locks.lose(_lost())


def _lost() -> LockLostError:
    return LockLostError(
        "The connection to PostgreSQL that held the locks of this process's shards is lost. "
        "Another process may run them now, so this one says no more; start it again."
    )
