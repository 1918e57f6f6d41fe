"""One database, many tasks: transactions, migrations, backups, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import traceback
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import BigInteger, Column, MetaData, Table, Text, insert, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import create_async_engine

from data import migrations
from data.database import (
    Database,
    DatabaseUnusableError,
    NewerSchemaError,
    upsert,
)
from data.database.sqlite import keep_wal
from data.schema import command_sync, place_policy
from tests.films import MARK

TASKS = 40


async def synced_at(database: Database, application_id: int) -> int | None:
    statement = select(command_sync.c.synced_at).where(
        command_sync.c.application_id == application_id
    )
    async with database.reading() as connection:
        found: int | None = await connection.scalar(statement)
    return found


def row(application_id: int, synced: int = 0) -> dict[str, object]:
    return {"application_id": application_id, "payload_hash": "x", "synced_at": synced}


async def test_parallel_changes_are_all_kept(database: Database) -> None:
    counter = command_sync.c.application_id == 1
    async with database.transaction() as connection:
        await connection.execute(insert(command_sync).values(row(1)))

    async def add_one() -> None:
        async with database.transaction() as connection:
            held = select(command_sync.c.synced_at).where(counter).with_for_update()
            value: int = (await connection.execute(held)).scalar_one()
            await asyncio.sleep(0)
            await connection.execute(
                update(command_sync).where(counter).values(synced_at=value + 1)
            )

    await asyncio.gather(*(add_one() for _ in range(TASKS)))
    assert await synced_at(database, 1) == TASKS


async def test_a_rollback_erases_nobody_elses_rows(database: Database) -> None:
    inserted, other_began = asyncio.Event(), asyncio.Event()

    async def fail() -> None:
        async with database.transaction() as connection:
            await connection.execute(insert(command_sync).values(row(1)))
            inserted.set()
            await other_began.wait()
            raise LookupError

    async def succeed() -> None:
        await inserted.wait()
        other_began.set()
        async with database.transaction() as connection:
            await connection.execute(insert(command_sync).values(row(2)))

    results = await asyncio.gather(fail(), succeed(), return_exceptions=True)
    assert isinstance(results[0], LookupError)
    assert await synced_at(database, 1) is None
    assert await synced_at(database, 2) == 0


async def test_a_cancelled_task_leaves_nothing_and_locks_nothing(database: Database) -> None:
    inserted = asyncio.Event()

    async def hang() -> None:
        async with database.transaction() as connection:
            await connection.execute(insert(command_sync).values(row(1)))
            inserted.set()
            await asyncio.Event().wait()

    task = asyncio.ensure_future(hang())
    await inserted.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as connection:
        await connection.execute(insert(command_sync).values(row(1, 5)))
    assert await synced_at(database, 1) == 5


async def test_readers_wait_for_no_writer_and_see_whole_states(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(insert(command_sync).values(row(1, 7)))
        seen = await asyncio.gather(*(synced_at(database, 1) for _ in range(8)))
    assert set(seen) == {None}
    assert await synced_at(database, 1) == 7


async def test_a_writer_waits_for_no_reader(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as writer:
            await writer.execute(insert(command_sync).values(row(1)))

    async with database.reading() as connection:
        await connection.execute(select(command_sync))
        await asyncio.create_task(write())
    assert await synced_at(database, 1) == 0


async def test_foreign_keys_are_kept(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("CREATE TABLE parent (id INTEGER PRIMARY KEY)"))
        await connection.execute(text("CREATE TABLE child (of_id INTEGER REFERENCES parent (id))"))
    with pytest.raises(IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(text("INSERT INTO child VALUES (1)"))


async def test_upsert_inserts_and_overwrites(database: Database) -> None:
    for synced in (1, 2):
        async with database.transaction() as connection:
            await connection.execute(upsert(command_sync, **row(1, synced)))
        assert await synced_at(database, 1) == synced


async def test_upsert_of_a_bare_key_changes_nothing(database: Database) -> None:
    ticks = Table(
        "ticks", MetaData(), Column("id", BigInteger, primary_key=True), Column("by", Text)
    )
    async with database.transaction() as connection:
        await connection.run_sync(ticks.metadata.create_all)
        await connection.execute(insert(ticks).values(id=1, by="alice"))
        for number in (1, 2):
            await connection.execute(upsert(ticks, id=number))
        rows = (await connection.execute(select(ticks).order_by(ticks.c.id))).all()
    assert [tuple(found) for found in rows] == [(1, "alice"), (2, None)]


async def test_an_error_quotes_none_of_the_values(database: Database) -> None:
    policy = {"server_id": 1, "place_id": 1, "policy": MARK}
    with pytest.raises(IntegrityError) as caught:
        async with database.transaction() as connection:
            await connection.execute(insert(place_policy).values(policy))
    shown = "".join(traceback.format_exception(caught.value))
    assert "known_policy" in shown
    assert MARK not in shown


async def test_a_closed_database_opens_again(database: Database) -> None:
    await database.close()
    assert await synced_at(database, 1) is None


def test_a_closed_database_opens_again_in_another_event_loop(database_address: str) -> None:
    database = Database(database_address)

    async def crowd() -> None:
        async def write() -> None:
            async with database.transaction() as connection:
                await connection.execute(upsert(command_sync, **row(1)))

        await asyncio.gather(*(write() for _ in range(TASKS)))
        await database.close()

    async def kept() -> int | None:
        at = await synced_at(database, 1)
        await database.close()
        return at

    for _ in range(2):
        asyncio.run(crowd())
        assert asyncio.run(kept()) == row(1)["synced_at"]


async def test_migrating_makes_the_newest_schema_and_does_so_once(empty_address: str) -> None:
    database = Database(empty_address)
    assert (await database.outlook()).startswith("empty")
    await database.migrate()
    async with database.transaction() as connection:
        await connection.execute(insert(command_sync).values(row(1, 9)))
    await database.migrate()
    assert await database.outlook() == f"schema {migrations.head()}"
    assert await synced_at(database, 1) == 9
    await database.close()


async def test_two_processes_may_migrate_at_once(empty_address: str) -> None:
    databases = [Database(empty_address) for _ in range(3)]
    await asyncio.gather(*(database.migrate() for database in databases))
    for database in databases:
        assert await synced_at(database, 1) is None
        await database.close()


async def test_two_processes_may_switch_the_log_at_once(tmp_path: Path) -> None:
    for number in range(25):  # Without another try, about one pair in three fails.
        file = tmp_path / f"{number}.sqlite3"
        await asyncio.gather(keep_wal(file), keep_wal(file))
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


async def test_a_newer_schema_is_refused_and_left_alone(database: Database) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for refused in (database.migrate, database.outlook):
        with pytest.raises(NewerSchemaError, match=r"schema 9999.*newer version.*backup"):
            await refused()
    async with database.reading() as connection:
        version = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert version == "9999"


async def at_first_revision(path: Path, *statements: str) -> Database:
    """An SQLite file as the first version left it, with what it held then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
    async with engine.begin() as connection:
        await connection.run_sync(
            lambda opened: command.upgrade(migrations.configuration(opened), "0001")
        )
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()
    return Database(f"sqlite+aiosqlite:///{path}")


def asked(path: Path, question: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        (answer,) = connection.execute(question).fetchone()
    return answer


VERSION = "SELECT version_num FROM alembic_version"


@pytest.mark.skipif(migrations.head() == "0001", reason="there is no older schema")
async def test_an_older_file_is_backed_up_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "stinger.sqlite3"
    database = await at_first_revision(path, "INSERT INTO command_sync VALUES (1, 'x', 11)")
    for _ in range(2):
        await database.migrate()
    backup = path.with_name(f"{path.name}.before-{migrations.head()}")
    assert asked(backup, VERSION) == "0001"
    assert asked(path, VERSION) == migrations.head()
    for file in (backup, path):
        assert asked(file, "SELECT synced_at FROM command_sync") == 11
    await database.close()


async def test_a_new_file_needs_no_backup(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'stinger.sqlite3'}")
    await database.migrate()
    await database.close()
    assert not [name for name in os.listdir(tmp_path) if "before" in name]  # noqa: PTH208 - as it wants, it blocks


@pytest.mark.skipif(migrations.head() == "0001", reason="there is no older schema")
async def test_a_migration_that_leaves_dangling_rows_is_taken_back(tmp_path: Path) -> None:
    path = tmp_path / "stinger.sqlite3"
    database = await at_first_revision(
        path,
        "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
        "CREATE TABLE child (of_id INTEGER REFERENCES parent (id))",
        "INSERT INTO child VALUES (1)",
    )
    with pytest.raises(DatabaseUnusableError, match="1 rows that point to nothing"):
        await database.migrate()
    assert asked(path, VERSION) == "0001"
    await database.close()


async def test_what_cannot_be_opened_is_told_without_the_password(tmp_path: Path) -> None:
    no_database = tmp_path / "text.sqlite3"
    no_database.write_text("a letter to the projectionist " * 100, encoding="utf-8")
    for address, reason in (
        (f"sqlite+aiosqlite:///{no_database}", "not a database"),
        (f"sqlite+aiosqlite:///{tmp_path}", "unable to open"),
        (f"sqlite+aiosqlite:///{no_database}/stinger.sqlite3", "text.sqlite3"),
        ("postgresql+asyncpg://stinger:geheim@127.0.0.1:1/stinger", "Connect call failed"),
    ):
        database = Database(address)
        for refused in (database.migrate, database.outlook):
            with pytest.raises(DatabaseUnusableError, match="DATABASE_URL") as caught:
                await refused()
            assert reason in str(caught.value)
            assert "geheim" not in str(caught.value)
        await database.close()


async def test_a_database_that_is_missing_is_told(postgresql_address: str) -> None:
    database = Database(postgresql_address.format(name="nowhere"))
    with pytest.raises(DatabaseUnusableError, match='database "nowhere" does not exist'):
        await database.migrate()
    await database.close()


def test_the_address_shows_no_password() -> None:
    database = Database("postgresql+asyncpg://stinger:geheim@host/x")
    assert database.address == "postgresql+asyncpg://stinger:***@host/x"


def test_addresses_of_files_may_hold_spaces(tmp_path: Path) -> None:
    url = make_url(f"sqlite+aiosqlite:///{tmp_path / 'film club' / 'a%b.sqlite3'}")
    database = Database(url.render_as_string(hide_password=False))
    asyncio.run(database.migrate())
    assert (tmp_path / "film club" / "a%b.sqlite3").exists()
    asyncio.run(database.close())


async def test_where_nobody_listens_it_is_an_error_of_the_database() -> None:
    away = Database("postgresql+asyncpg://nobody@127.0.0.1:1/x")
    with pytest.raises(OperationalError) as refused:
        async with away.reading():
            pass
    assert isinstance(refused.value.orig, OSError)
