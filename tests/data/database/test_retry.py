"""Of two transactions that stand in each other's way PostgreSQL ends one, and nobody notices."""

from __future__ import annotations

import ast
import asyncio
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from data.database import Database
from data.database.retry import unit_of_work
from data.installation import ROOT
from data.schema import command_sync
from tests.conftest import ON_POSTGRESQL
from tests.hang import HANG

TIMES = command_sync.c.synced_at


class Pair:
    """Two rows that are changed one after the other; ``meet`` has two tasks do so crosswise."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._both_began = asyncio.Barrier(2)
        self.tries = 0

    async def fill(self) -> None:
        rows = [{"application_id": n, "payload_hash": "x", "synced_at": 0} for n in (1, 2)]
        async with self._database.transaction() as connection:
            await connection.execute(insert(command_sync), rows)

    @unit_of_work
    async def add(self, first: int, second: int) -> None:
        self.tries += 1
        meets = self.tries <= 2
        async with self._database.transaction() as connection:
            for number in (first, second):
                row = update(command_sync).where(command_sync.c.application_id == number)
                await connection.execute(row.values(synced_at=TIMES + 1))
                if meets and number == first:
                    await self._both_began.wait()

    @unit_of_work
    async def fail(self, sqlstate: str) -> None:
        self.tries += 1
        async with self._database.transaction() as connection:
            await connection.execute(
                text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{sqlstate}'; END $$")
            )

    @unit_of_work
    async def clash(self) -> None:
        self.tries += 1
        await self.fill()

    async def counts(self) -> list[int]:
        async with self._database.reading() as connection:
            return list(await connection.scalars(select(TIMES)))


@ON_POSTGRESQL
async def test_a_deadlock_is_done_again(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    pair = Pair(database)
    await pair.fill()
    before = database.tally.retries["transaction"]
    with caplog.at_level(logging.INFO):
        async with asyncio.timeout(HANG):
            await asyncio.gather(pair.add(1, 2), pair.add(2, 1))
    assert await pair.counts() == [2, 2]
    assert pair.tries == 3
    assert "gave way" in caplog.text
    assert database.tally.retries["transaction"] == before + 1


@ON_POSTGRESQL
@pytest.mark.parametrize("sqlstate", ["40001", "40P01"])
async def test_once_and_not_for_ever(database: Database, sqlstate: str) -> None:
    pair = Pair(database)
    with pytest.raises(DBAPIError):
        await pair.fail(sqlstate)
    assert pair.tries == 2


async def test_what_fails_for_another_reason_is_not_done_again(database: Database) -> None:
    pair = Pair(database)
    await pair.fill()
    with pytest.raises(IntegrityError):
        await pair.clash()
    assert pair.tries == 1


def _writers(path: Path) -> Iterator[tuple[str, bool]]:
    """The functions that open a transaction, and whether each is a unit of work."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.AsyncFunctionDef) and ".transaction(" in ast.unparse(node):
            declared = any(ast.unparse(one) == unit_of_work.__name__ for one in node.decorator_list)
            yield f"{path.stem}.{node.name}", declared


def test_whatever_writes_may_be_done_again() -> None:
    files = [path for package in ("cogs", "data") for path in (ROOT / package).rglob("*.py")]
    writers = [writer for path in files for writer in _writers(path)]
    assert len(writers) > 20
    # Of what no member waits for, the whole of one database is written into an empty one.
    assert [name for name, declared in writers if not declared] == ["convert.convert"]
