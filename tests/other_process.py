"""Another process that writes to the same database: what makes it slow for ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import Table, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.hang import HANG


@asynccontextmanager
async def written_elsewhere(address: str, table: Table) -> AsyncIterator[None]:
    """Its transaction, which keeps every writer of ours waiting until it ends.

    On PostgreSQL only those who write to that table have to wait.
    """
    engine = create_async_engine(address, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        if address.startswith("sqlite"):
            await connection.execute(text(f"PRAGMA busy_timeout = {HANG * 1000:.0f}"))
            await connection.execute(text("BEGIN IMMEDIATE"))
        else:
            await connection.execute(text("BEGIN"))
            await connection.execute(text(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE"))
        yield
        await connection.execute(text("COMMIT"))
    await engine.dispose()
