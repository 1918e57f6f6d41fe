"""The database: one engine for writing, one for reading, migrations at start.

SQLite and PostgreSQL behave alike to callers. Every write goes through
:meth:`Database.transaction`, a transaction of its own on a connection of its own; concurrent
tasks that share a connection would roll each other's work back. No transaction is to be held
across a call to Discord.

Writers and readers wait for a connection in two queues, so that however many write at once, none
meets a locked database or an empty pool, and readers are not kept waiting by them. A task holds
one connection at a time, which rules out that tasks wait for each other's.
"""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Column, ColumnElement, event, inspect
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from data import migrations
from data.database.due import owned
from data.database.errors import (
    DatabaseBusyError,
    DatabaseLostError,
    DatabaseUnusableError,
    NestedConnectionError,
)
from data.database.locks import file_lock, key_of, lone_engine, try_lock, wait_lock
from data.database.news import Change, News
from data.database.queue import MOST_WAITING, PATIENCE, ConnectionQueue
from data.database.retry import gave_way
from data.database.revision import known_revision, migrate_in
from data.database.sqlite import (
    existing,
    govern_sqlite,
    is_busy,
    is_damaged,
    keep_wal,
    try_to_open,
    try_to_write,
)
from data.shards import ALL, Shards
from data.tally import Tally

T = TypeVar("T")

READERS = 10
"""Tasks that read at a time."""

SQLITE_WRITERS = 1
"""SQLite has one writer at a time; further ones would only wait for its lock, in no order."""

POSTGRESQL_WRITERS = 10
"""Transactions that run side by side."""

WORK_LOCKS = key_of("stinger work")
"""The group of the advisory locks that :meth:`Database.alone` takes."""

LOCK_POLL = 0.1
"""Seconds after which a lock on a file, for which nobody is woken, is tried again."""


class Database:
    """Access to one database, by its SQLAlchemy address.

    The address's driver is ``sqlite+aiosqlite`` or ``postgresql+asyncpg``. Nothing is opened
    before the first use. A SQLite file's folder is made by :meth:`migrate`. ``most_waiting`` bounds
    how many may wait to write, and how many to read. ``shards`` are those of this process, whose
    servers' work is its own. ``tally`` counts what is done with it.
    """

    def __init__(
        self, address: str, *, most_waiting: int = MOST_WAITING, shards: Shards = ALL
    ) -> None:
        self._url = make_url(address)
        self.shards = shards
        self.news = News()
        self.tally = Tally()
        self._most_waiting = most_waiting
        self._renew_queues()
        self._holders: set[asyncio.Task[Any] | None] = set()
        self.on_damage: list[Callable[[DatabaseLostError], None]] = []
        self._engine = self._new_engine(existing(self._url) if self._is_sqlite else self._url)
        self._readers = self._engine
        if self._is_sqlite:
            govern_sqlite(self._engine)
            self._readers = self._engine.execution_options(stinger_reads=True)

    def _renew_queues(self) -> None:
        self._writing = ConnectionQueue(self._most_writers, most_waiting=self._most_waiting)
        self._reading = ConnectionQueue(READERS, most_waiting=self._most_waiting)

    def _new_engine(self, url: URL) -> AsyncEngine:
        # A statement's values may be hidden text; an error that quotes them ends in the log.
        # The queues let no more tasks through than the pool has connections, so that it is never
        # empty for longer than a connection takes to come back to it.
        engine = create_async_engine(
            url,
            hide_parameters=True,
            pool_size=self._most_writers + READERS,
            max_overflow=0,
            pool_timeout=PATIENCE,
        )
        event.listen(engine.sync_engine, "handle_error", _drop_quoted_row)
        return engine

    @property
    def _is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    @property
    def _most_writers(self) -> int:
        return SQLITE_WRITERS if self._is_sqlite else POSTGRESQL_WRITERS

    @asynccontextmanager
    async def transaction(self, *changes: Change) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that may write: committed at the end, rolled back on any error.

        Other processes are told of the ``changes`` together with the commit.

        On PostgreSQL transactions run side by side: what is read in order to be changed is read
        with ``with_for_update()``, or changed and read in one ``UPDATE … RETURNING``.

        Raises :class:`DatabaseBusyError` if too many wait already, if its turn does not come in
        time, or if another process keeps SQLite's file locked; nothing is written then. Raises
        :class:`NestedConnectionError` inside another transaction or reading of the same task.
        """
        async with self._connected(self._writing, self._engine) as connection:
            yield connection
            await self.tell(connection, *changes)
        for change in changes:
            self.news.tell_here(change)

    async def tell(self, connection: AsyncConnection, *changes: Change) -> None:
        """Tell the other processes, if there can be any, of changes of an open transaction."""
        if not self.shards.are_all:
            for change in changes:
                await change.tell(connection)

    async def listen(self) -> None:
        """Hear of what other processes change, until cancelled; at once done where none can be."""
        if not self.shards.are_all:
            await self.news.listen(self.lone_connection)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that only reads; it neither waits for writers nor makes them wait.

        Raises as :meth:`transaction`.
        """
        async with self._connected(self._reading, self._readers) as connection:
            yield connection

    @asynccontextmanager
    async def _connected(
        self, queue: ConnectionQueue, engine: AsyncEngine
    ) -> AsyncIterator[AsyncConnection]:
        task = asyncio.current_task()
        if task in self._holders:
            raise NestedConnectionError
        kind = "write" if queue is self._writing else "read"
        asked = time.perf_counter()
        async with queue.turn():
            had = time.perf_counter()
            self.tally.waits[kind].add(had - asked)
            self._holders.add(task)
            try:
                async with AsyncExitStack() as stack:
                    try:
                        connection = await stack.enter_async_context(engine.begin())
                    except OSError as error:  # asyncpg's own, where nobody listens
                        raise OperationalError("(connecting)", None, error) from error
                    yield connection
            except DBAPIError as error:
                if is_busy(error.orig):
                    raise DatabaseBusyError from error
                if gave_way(error):
                    self.tally.retries["transaction"] += 1
                if is_damaged(error.orig):
                    self._tell_damage(error)
                raise
            finally:
                self.tally.uses[kind].add(time.perf_counter() - had)
                self._holders.discard(task)

    def owned(self, server_id: Column[Any]) -> ColumnElement[bool]:
        """The condition that a row's server is one of this process's."""
        return owned(self.shards, server_id)

    @asynccontextmanager
    async def alone(self, work: str, *, wait: bool = False) -> AsyncIterator[bool]:
        """Keep other processes at this database from doing the same work during the block.

        Gives ``False`` where one is doing it already; with ``wait``, waits for that one to end and
        always gives ``True``. ``work`` is a word for a file's name. No transaction is open.
        """
        if self.file is not None:
            lock = self.file.with_name(f"{self.file.name}.{work}.lock")
            while True:
                with file_lock(lock) as free:
                    if free or not wait:
                        yield free
                        return
                await asyncio.sleep(LOCK_POLL)
        async with self.lone_connection() as connection:
            if wait:
                await wait_lock(connection, WORK_LOCKS, key_of(work))
                yield True
            else:
                yield await try_lock(connection, WORK_LOCKS, key_of(work))

    @asynccontextmanager
    async def lone_connection(self) -> AsyncIterator[AsyncConnection]:
        """A connection to PostgreSQL beside the pool, without transactions, closed at the end."""
        engine = lone_engine(self._url)
        try:
            async with engine.connect() as connection:
                yield connection
        finally:
            await engine.dispose()

    def _tell_damage(self, error: DBAPIError) -> None:
        damage = DatabaseLostError(str(self.file), f"is damaged ({error.orig})")
        for told in self.on_damage:
            told(damage)

    async def migrate(self) -> None:
        """Bring the schema up to date; an SQLite file is backed up before it is changed.

        Raises :class:`NewerSchemaError` if a newer version wrote the database, and
        :class:`DatabaseUnusableError` if it cannot be opened or migrated for another reason.
        """
        engine = self._new_engine(self._url)
        if self._is_sqlite:
            # Altering a table in SQLite recreates it; with foreign keys on, that deletes the
            # rows of other tables that point to it.
            govern_sqlite(engine, foreign_keys=False)
        try:
            with self.saying_why():
                if self.file is not None:
                    self.file.parent.mkdir(parents=True, exist_ok=True)
                    await keep_wal(self.file)
                async with engine.begin() as connection:
                    await migrate_in(connection, self.file)
        finally:
            await engine.dispose()

    async def outlook(self) -> str:
        """How the schema stands, in words; as :meth:`revision`."""
        revision = await self.revision()
        if revision == migrations.head():
            return f"schema {revision}"
        return f"{revision or 'empty'}, to be migrated to schema {migrations.head()} at the start"

    async def revision(self) -> str | None:
        """The schema that it is at, ``None`` if it has none, after trying that one may write.

        Changes nothing; where there is no SQLite file yet, none is made. Raises as
        :meth:`migrate`.
        """
        return await self._looked_at(known_revision, None)

    async def tables(self) -> list[str]:
        """The names of all tables, those of others among them; as :meth:`revision`."""

        async def names(connection: AsyncConnection) -> list[str]:
            return await connection.run_sync(lambda opened: inspect(opened).get_table_names())

        return await self._looked_at(names, [])

    async def _looked_at(
        self, look: Callable[[AsyncConnection], Awaitable[T]], where_no_file_is: T
    ) -> T:
        with self.saying_why():
            if self.file is not None:
                if not self.file.exists():
                    try_to_write(self.file.parent)
                    return where_no_file_is
                await asyncio.to_thread(try_to_open, self.file)
            async with self._engine.begin() as connection:
                return await look(connection)

    @contextmanager
    def saying_why(self) -> Iterator[None]:
        """Turn what prevents opening the database into a :class:`DatabaseUnusableError`."""
        try:
            yield
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            reason = error.orig if isinstance(error, DBAPIError) else error
            if is_damaged(reason):
                raise DatabaseLostError(str(self.file), f"is damaged ({reason})") from error
            raise DatabaseUnusableError(
                f"The database {self.address} cannot be used: {reason}. "
                "Check DATABASE_URL, that it can be reached, and its rights."
            ) from error

    @property
    def file(self) -> Path | None:
        """SQLite's file; ``None`` for PostgreSQL."""
        return Path(self._url.database or "") if self._is_sqlite else None

    @property
    def address(self) -> str:
        """The address without its password, for people and logs."""
        return self._url.render_as_string(hide_password=True)

    async def close(self) -> None:
        """Close every connection.

        The object may be used again, also in another event loop, and will reconnect. Nobody hears
        its news any more.
        """
        await self._engine.dispose()
        self.news = News()
        self._renew_queues()  # A queue in which somebody has waited belongs to that loop.


def _drop_quoted_row(context: ExceptionContext) -> None:
    """PostgreSQL quotes the row that broke a rule in the detail of its error."""
    cause: Any = context.original_exception.__cause__
    if getattr(cause, "detail", None):
        cause.detail = None
