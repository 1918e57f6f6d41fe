"""Hundreds at once on a slow database: all are served, in order, and nobody meets a lock."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from data.database import Database, DatabaseBusyError, NestedConnectionError
from data.schema import command_sync
from tests.conftest import ON_SQLITE
from tests.other_process import written_elsewhere

RUSH = 200
COUNT = select(command_sync.c.synced_at).where(command_sync.c.application_id == 1)


@pytest.fixture
async def begun(database: Database) -> Database:
    """A database in which one row counts votes."""
    async with database.transaction() as connection:
        row = {"application_id": 1, "payload_hash": "x", "synced_at": 0}
        await connection.execute(insert(command_sync).values(row))
    return database


async def vote(database: Database, order: list[int], number: int) -> None:
    """Count one more, as a ballot does: read under the lock, then write."""
    async with database.transaction() as connection:
        count: int = (await connection.execute(COUNT.with_for_update())).scalar_one()
        added = update(command_sync).where(command_sync.c.application_id == 1)
        await connection.execute(added.values(synced_at=count + 1))
        order.append(number)


async def counted(database: Database) -> int:
    async with database.reading() as connection:
        count: int = (await connection.execute(COUNT)).scalar_one()
    return count


async def test_a_rush_is_served_though_the_database_is_slow(
    begun: Database, database_address: str
) -> None:
    """Another process writes before, and in turns with, the rush."""
    order: list[int] = []
    async with written_elsewhere(database_address, command_sync):
        voters = [asyncio.create_task(vote(begun, order, number)) for number in range(RUSH)]
        # Readers are not kept waiting meanwhile.
        assert await counted(begun) == 0
    while not all(voter.done() for voter in voters):
        async with written_elsewhere(database_address, command_sync):
            await counted(begun)
    await asyncio.gather(*voters)
    assert await counted(begun) == RUSH


@ON_SQLITE
async def test_a_rush_is_served_in_the_order_of_asking(begun: Database) -> None:
    order: list[int] = []
    await asyncio.gather(*(vote(begun, order, number) for number in range(RUSH)))
    assert order == list(range(RUSH))


async def test_a_rush_meets_neither_a_lock_of_its_own_nor_an_empty_pool(
    monkeypatch: pytest.MonkeyPatch, begun: Database, database_address: str
) -> None:
    """Neither SQLite nor the pool is given any patience here: whoever waits there fails."""
    monkeypatch.setattr("data.database.sqlite.BUSY_TIMEOUT_MS", 0)
    monkeypatch.setattr("data.database.database.PATIENCE", 0)
    hurried, order = Database(database_address), list[int]()
    await asyncio.gather(
        *(vote(hurried, order, number) for number in range(RUSH)),
        *(counted(hurried) for _ in range(RUSH)),
    )
    assert await counted(begun) == RUSH
    await hurried.close()


async def test_another_process_is_waited_for(begun: Database, database_address: str) -> None:
    async with written_elsewhere(database_address, command_sync):
        voter = asyncio.create_task(vote(begun, [], 1))
        for _ in range(5):
            assert await counted(begun) == 0
    await voter
    assert await counted(begun) == 1


async def test_another_process_is_not_waited_for_for_ever(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, migrated_sqlite: Path
) -> None:
    monkeypatch.setattr("data.database.sqlite.BUSY_TIMEOUT_MS", 10)
    address = f"sqlite+aiosqlite:///{migrated_sqlite}"
    database = Database(address)
    async with written_elsewhere(address, command_sync):
        with pytest.raises(DatabaseBusyError, match="try it again") as caught:
            await vote(database, [], 1)
    assert isinstance(caught.value.__cause__, Exception)
    await database.close()


async def test_a_task_holds_one_connection_at_a_time(database: Database) -> None:
    """Were it let have two, enough such tasks would wait for each other for ever."""
    for outer in (database.transaction, database.reading):
        for inner in (database.transaction, database.reading):
            async with outer():
                with pytest.raises(NestedConnectionError):
                    await inner().__aenter__()
        async with outer() as connection:
            await connection.execute(select(1))


async def test_a_transaction_that_fails_gives_its_place_back(begun: Database) -> None:
    for _ in range(30):
        with pytest.raises(LookupError):
            async with begun.transaction():
                raise LookupError
    order: list[int] = []
    await vote(begun, order, 1)
    assert order == [1]
