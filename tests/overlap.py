"""Two transactions of PostgreSQL that overlap, always in the same way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from data.database import Change, Database
from tests.hang import HANG

T = TypeVar("T")

WAITS = text(
    "SELECT EXISTS (SELECT FROM pg_stat_activity"
    " WHERE datname = current_database() AND wait_event_type = 'Lock')"
)


async def overlapped(
    database: Database, first: Coroutine[Any, Any, Any], second: Coroutine[Any, Any, Any]
) -> list[Any]:
    """What both come to, or the error: ``second`` begins when ``first`` is about to commit.

    ``first`` commits once ``second`` is done or waits for it.
    """
    written, commit = asyncio.Event(), asyncio.Event()
    transaction = database.transaction

    @asynccontextmanager
    async def paused(*changes: Change) -> AsyncIterator[AsyncConnection]:
        async with transaction(*changes) as connection:
            yield connection
            if asyncio.current_task() is earlier and not commit.is_set():
                written.set()
                await commit.wait()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "transaction", paused)
        async with asyncio.timeout(HANG):
            earlier = asyncio.create_task(first)
            await written.wait()
            later = await begun(database, second)
            commit.set()
            return list(await asyncio.gather(earlier, later, return_exceptions=True))


async def begun(database: Database, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Work that has gone on until it was done, or waits for another transaction."""
    task = asyncio.create_task(work)
    async with asyncio.timeout(HANG):
        # Each look is a task of its own, as this one may hold the transaction.
        while not task.done() and not await asyncio.create_task(_waits(database)):
            pass
    return task


async def _waits(database: Database) -> bool:
    async with database.reading() as connection:
        return bool(await connection.scalar(WAITS))
