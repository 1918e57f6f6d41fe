"""Due work goes to the process that runs its server's shard, and to no other."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert, text

from data.database import Database
from data.database.due import Pace, due_keys, mark_due, next_instant
from data.schema import theory
from data.shards import ALL, Shards
from tests.conftest import ON_POSTGRESQL, ON_SQLITE

SERVERS = [number << 22 for number in range(6)]
"""Of two shards the even ones are the first's; the later the server, the later it is due."""


@pytest.fixture
async def filled(database: Database) -> Database:
    rows = [
        {
            "id": number + 1,
            "server_id": server,
            "film_name": "x",
            "kind": "echo",
            "claim": "x",
            "source_class": "press",
            "status": "draft",
            "created_at": 0,
            "refresh_due": 100 + number if number != 4 else None,
            "alert_due": 90 if number == 5 else None,
        }
        for number, server in enumerate(SERVERS)
    ]
    async with database.transaction() as connection:
        await connection.execute(insert(theory), rows)
    return database


@pytest.mark.parametrize(
    ("shards", "keys", "first", "first_of_both"),
    [
        (ALL, [1, 2, 3, 4, 6], 100, 90),
        (Shards(1, (0,)), [1, 2, 3, 4, 6], 100, 90),
        (Shards(2, (0,)), [1, 3], 100, 100),
        (Shards(2, (1,)), [2, 4, 6], 101, 90),
        (Shards(3, (1, 2)), [2, 3, 6], 101, 90),
        (Shards(9, (7,)), [], None, None),
    ],
)
async def test_only_what_is_due_here(
    filled: Database, shards: Shards, keys: list[int], first: int | None, first_of_both: int | None
) -> None:
    async with filled.transaction() as connection:
        found = await connection.scalars(due_keys(shards, theory.c.refresh_due, 105, 20))
        assert list(found) == keys
        some = await connection.scalars(due_keys(shards, theory.c.refresh_due, 101, 1))
        assert list(some) == [key for key in keys if key <= 2][:1]
        assert await next_instant(connection, shards, theory.c.refresh_due) == first
        columns = (theory.c.refresh_due, theory.c.alert_due)
        assert await next_instant(connection, shards, *columns) == first_of_both


@ON_POSTGRESQL
async def test_work_is_not_done_without_the_change_that_it_is_marked_for(filled: Database) -> None:
    """Otherwise the post would show what was there before, and nothing would be due any more."""

    async def claimable() -> list[int]:
        async with filled.transaction() as connection:
            return list(await connection.scalars(due_keys(ALL, theory.c.refresh_due, 105, 20)))

    pace = Pace(theory.c.refresh_due, theory.c.refreshed_at, 2)
    async with filled.transaction() as changing:
        # It has been due since an earlier change.
        await mark_due(changing, pace, 105, theory.c.id == 1)
        assert await asyncio.create_task(claimable()) == [2, 3, 4, 6]
    assert await claimable() == [1, 2, 3, 4, 6]


async def test_an_earlier_instant_stays(filled: Database) -> None:
    async with filled.transaction() as connection:
        for every, now, first in ((200, 90, 100), (2, 105, 99), (2, 90, 90)):
            pace = Pace(theory.c.refresh_due, theory.c.refreshed_at, every)
            await mark_due(connection, pace, now, theory.c.id == 1)
            assert await next_instant(connection, ALL, theory.c.refresh_due) == first


@ON_SQLITE
async def test_the_indexes_serve(filled: Database) -> None:
    query = (
        "EXPLAIN QUERY PLAN SELECT min(refresh_due) FROM theory WHERE refresh_due IS NOT NULL "
        "AND (coalesce(server_id, 0) >> 22) % 2 IN (1)"
    )
    async with filled.reading() as connection:
        plan = str((await connection.execute(text(query))).all())
    assert "ix_theory_refresh_due_server" in plan
