"""One process for each shard: what is refused, what is released, what a lost lock does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, OperationalError

from data.database import Database, DatabaseLostError, DatabaseUnusableError
from data.process.shard_locks import (
    LockLostError,
    ShardLocks,
    ShardsTakenError,
    shards_locked,
)
from data.shards import ALL, Shards
from tests.conftest import ON_POSTGRESQL
from tests.hang import HANG

HALVES = Shards(4, (0, 1)), Shards(4, (2, 3))


@asynccontextmanager
async def process(
    address: str, shards: Shards = ALL, bot: str = "me", beat: float = HANG
) -> AsyncIterator[ShardLocks]:
    """A process of the bot, as far as its locks go."""
    database = Database(address, shards=shards)
    try:
        async with shards_locked(database, bot, patience=0, beat=beat) as locks:
            yield locks
    finally:
        await database.close()


async def is_refused(address: str, shards: Shards, bot: str = "me") -> str | None:
    try:
        async with process(address, shards, bot):
            return None
    except ShardsTakenError as refused:
        return str(refused)


async def test_a_second_process_is_refused_and_a_third_may_follow(database_address: str) -> None:
    async with process(database_address):
        refusal = await is_refused(database_address, ALL)
        assert refusal is not None
        assert "stop" in refusal
    assert await is_refused(database_address, ALL) is None


@ON_POSTGRESQL
async def test_shards_are_shared_out(database_address: str) -> None:
    async with AsyncExitStack() as running:
        first = await running.enter_async_context(process(database_address, HALVES[0]))
        second = await running.enter_async_context(process(database_address, HALVES[1]))
        assert (first.processes, second.processes) == (1, 2)
        refusal = await is_refused(database_address, Shards(4, (1, 2)))
        assert refusal is not None
        assert "shard 1-2 of 4" in refusal
    async with process(database_address, Shards(4, (1, 2))) as alone:
        assert alone.processes == 1


@ON_POSTGRESQL
@pytest.mark.parametrize(
    ("running", "starting", "told"),
    [
        (Shards(2, (0,)), Shards(3, (1,)), "SHARD_COUNT=2"),
        (Shards(3, (1,)), Shards(2, (0,)), "SHARD_COUNT=3"),
        (ALL, Shards(2, (1,)), "all shards"),
        (Shards(2, (1,)), ALL, "SHARD_COUNT=2"),
        (ALL, ALL, "is running: stop it first"),
    ],
)
async def test_all_processes_count_shards_alike(
    database_address: str, running: Shards, starting: Shards, told: str
) -> None:
    async with process(database_address, running):
        refusal = await is_refused(database_address, starting)
        assert refusal is not None
        assert told in refusal
        assert await is_refused(database_address, starting, bot="another") is None


@ON_POSTGRESQL
async def test_of_many_that_start_at_once_one_runs(database_address: str) -> None:
    release = asyncio.Event()

    async def start() -> bool:
        try:
            async with process(database_address, Shards(2, (1,))):
                await release.wait()
                return True
        except ShardsTakenError:
            refused.append(1)
            if len(refused) == 7:
                release.set()
            return False

    refused: list[int] = []
    async with asyncio.timeout(HANG):
        assert sorted(await asyncio.gather(*(start() for _ in range(8)))) == [False] * 7 + [True]


async def _kill_lock_sessions(address: str) -> None:
    other = Database(address)
    async with other.lone_connection() as connection:
        await connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND "
                "database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND "
                "pid <> pg_backend_pid()"
            )
        )
    await other.close()


@ON_POSTGRESQL
async def test_a_lost_lock_ends_what_runs_at_once(database_address: str) -> None:
    told: list[bool] = []
    with pytest.raises(LockLostError):
        async with process(database_address) as locks:
            locks.on_loss.append(lambda: told.append(isinstance(locks.loss, LockLostError)))
            await _kill_lock_sessions(database_address)
            async with asyncio.timeout(HANG):
                await asyncio.Event().wait()
    assert told == [True]
    assert await is_refused(database_address, ALL) is None


@ON_POSTGRESQL
async def test_what_swallows_the_cancellation_is_told_at_its_end(database_address: str) -> None:
    with pytest.raises(LockLostError):
        async with process(database_address) as locks:
            lost = asyncio.Event()
            locks.on_loss.append(lost.set)
            await _kill_lock_sessions(database_address)
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                await lost.wait()


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(HANG):
        while not true():  # noqa: ASYNC110 - nobody is told of a beat
            await asyncio.sleep(0)


@ON_POSTGRESQL
async def test_who_comes_and_goes_is_counted(database_address: str) -> None:
    async with process(database_address, HALVES[0], beat=0.01) as locks:
        async with process(database_address, HALVES[1]):
            await _until(lambda: locks.processes == 2)
        await _until(lambda: locks.processes == 1)


@pytest.mark.parametrize("address", ["sqlite+aiosqlite:////dev/null/x", "{}@127.0.0.1:1/x"])
async def test_an_unusable_database_is_told(address: str) -> None:
    with pytest.raises(DatabaseUnusableError, match="DATABASE_URL"):
        async with process(address.format("postgresql+asyncpg://u")):
            pass


async def test_one_process_at_a_time_does_a_work(database_address: str) -> None:
    first, second = Database(database_address), Database(database_address)
    async with first.alone("upkeep") as free:
        assert free
        async with second.alone("upkeep") as also:
            assert not also
        async with second.alone("other") as unrelated:
            assert unrelated
    async with second.alone("upkeep") as free_again:
        assert free_again
    await first.close()
    await second.close()


async def test_who_waits_for_a_work_gets_its_turn(database_address: str) -> None:
    database, others = Database(database_address), Database(database_address)
    order: list[int] = []

    async def moments() -> None:
        """As long as it takes to ask a few times, in which whoever may come in does."""
        for _ in range(10):
            async with others.reading() as connection:
                await connection.execute(text("SELECT 1"))

    async def work(number: int) -> None:
        async with others.alone("sync", wait=True) as mine:
            assert mine
            order.append(number)
            await moments()
            order.append(number)

    async with asyncio.timeout(HANG):
        async with database.alone("sync", wait=True):
            waiting = [asyncio.create_task(work(number)) for number in range(3)]
            await moments()
            assert order == []
        await asyncio.gather(*waiting)
    assert order[::2] == order[1::2]
    assert sorted(order[::2]) == [0, 1, 2]
    await database.close()
    await others.close()


async def test_a_lock_leaves_its_file_and_no_database(tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'new' / 'x.sqlite3'}"
    async with process(address):
        pass
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["x.sqlite3.lock"]


async def _begun(path: Path) -> None:
    """A database at which a process has run."""
    async with process(f"sqlite+aiosqlite:///{path}"):
        database = Database(f"sqlite+aiosqlite:///{path}")
        await database.migrate()
        await database.close()
        await _until(lambda: path.with_name(f"{path.name}.lock").stat().st_size > 0)


async def test_a_database_that_is_gone_is_not_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    await _begun(path)
    path.rename(tmp_path / "backup")
    with pytest.raises(DatabaseLostError, match=r"is gone.*backup.*x\.sqlite3\.lock"):
        await _begun(path)
    assert not path.exists()
    path.touch()  # an empty one in its place is none either
    with pytest.raises(DatabaseLostError):
        await _begun(path)
    (tmp_path / "backup").rename(path)
    await _begun(path)


@pytest.mark.parametrize("another", [False, True])
async def test_a_database_that_is_taken_away_ends_the_process(
    tmp_path: Path, another: bool
) -> None:
    path = tmp_path / "x.sqlite3"
    await _begun(path)
    with pytest.raises(DatabaseLostError, match="was taken away"):
        async with process(f"sqlite+aiosqlite:///{path}"):
            path.rename(tmp_path / "moved")
            if another:
                path.touch()
            async with asyncio.timeout(HANG):
                await asyncio.Event().wait()


async def test_a_connection_never_makes_the_file(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'it is 100% #1?.sqlite3'}")
    with pytest.raises(OperationalError):
        async with database.reading():
            pass
    assert not await asyncio.to_thread(lambda: list(tmp_path.iterdir()))
    await database.migrate()
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM theory")) == 0
    await database.close()


async def test_a_damaged_database_is_told_with_the_way_back(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite3"
    await _begun(path)
    path.write_bytes(b"not SQLite" * 1000)
    database = Database(f"sqlite+aiosqlite:///{path}")
    with pytest.raises(DatabaseLostError, match=r"damaged.*backup"):
        await database.migrate()
    with pytest.raises(DatabaseLostError, match="damaged"):
        async with process(str(database.address)) as locks:
            running = Database(f"sqlite+aiosqlite:///{path}")
            running.on_damage.append(locks.lose)
            with suppress(DatabaseError):
                async with running.reading() as connection:
                    await connection.execute(text("SELECT * FROM theory"))
            await running.close()
            async with asyncio.timeout(HANG):
                await asyncio.Event().wait()
    await database.close()
