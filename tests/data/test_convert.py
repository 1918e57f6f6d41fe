"""Every table of a database arrives in another one, whichever way, or nothing does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Float,
    Integer,
    String,
    Table,
    delete,
    insert,
    select,
    text,
)

from data import migrations
from data.convert import BATCH, ConversionError, convert, main
from data.database import Database
from data.schema import command_sync, metadata, place_policy, screening, server_setting, theory
from tests.conftest import ON_SQLITE
from tests.films import MARK

BIG = 1_234_567_890_123_456_789
"""An id of Discord, which a 64-bit integer holds and a float does not."""

ALLOWED: dict[str, dict[str, object]] = {
    "place_policy": {"policy": "strict"},
    "theory": {"kind": "echo", "status": "resolved", "outcome": "partly", "number": 7},
    "theory_ballot": {"state": "held", "consistency": 5, "simplicity": 1, "composite": 0.1},
    "theory_resolution": {"outcome": "debunked", "source_class": "official", "seconder_id": 8},
    "screening": {"state": "ended", "preshow": 20, "runtime": 131},
    "party": {"venue": "home", "most": 4, "answer_within": 45, "repeats": "weekly"},
    "film_vote": {"state": "held", "venue": "home"},
    "party_series": {"state": "ended", "every": "monthly"},
    "reminder": {
        "state": "done",
        "answer": "maybe",
        "place": "dm",
        "ping": "silent",
        "lead": 5,
        "slot": 20,
        "outcome": "off",
    },
    "outbox": {"state": "claimed", "place": "dm"},
    "contribution": {"kind": "egg", "state": "rejected"},
    "timing_tap": {"kind": "scene"},
    "awaited_film": {"state": "known"},
}
"""What the rules of a table ask for."""


def value_for(column: Column[Any]) -> object:
    if column.foreign_keys or (column.primary_key and isinstance(column.type, Integer)):
        return 1
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Float):
        return 0.1 + 0.2
    if isinstance(column.type, Integer):
        return BIG if isinstance(column.type, BigInteger) else 3
    length = column.type.length if isinstance(column.type, String) else None
    return "Ünï©ode 🎬 'quoted'\n"[: length or None]


def row_of(table: Table) -> dict[str, object]:
    generated = {column.name: value_for(column) for column in table.c}
    return generated | ALLOWED.get(table.name, {})


def fill(connection: Connection) -> None:
    """Put a row into every table, every column filled."""
    for table in metadata.sorted_tables:
        connection.execute(insert(table), row_of(table))


def rows(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table.name: sorted(tuple(row) for row in connection.execute(select(table)))
        for table in metadata.sorted_tables
    }


async def within(database: Database, work: Callable[[Connection], Any]) -> Any:
    async with database.transaction() as connection:
        return await connection.run_sync(work)


def put(table: Table, **values: object) -> Callable[[Connection], Any]:
    """Insert a row and give its primary key."""

    def work(connection: Connection) -> Any:
        row = row_of(table) | values
        row = {name: value for name, value in row.items() if value is not None}
        return connection.execute(insert(table).values(row)).inserted_primary_key

    return work


@pytest.fixture
async def target(empty_address: str) -> AsyncIterator[Database]:
    """A database with nothing in it, once on each system."""
    opened = Database(empty_address)
    yield opened
    await opened.close()


async def test_every_row_of_every_table_arrives(database: Database, target: Database) -> None:
    await within(database, fill)
    count = await convert(database, target)
    before, after = await within(database, rows), await within(target, rows)
    assert after == before
    assert all(before.values())
    assert count == sum(map(len, before.values()))


async def test_many_rows_arrive(database: Database, target: Database) -> None:
    def fill_many(connection: Connection) -> None:
        many = [row_of(command_sync) | {"application_id": id_} for id_ in range(BATCH + 1)]
        connection.execute(insert(command_sync), many)

    await within(database, fill_many)
    assert await convert(database, target) == BATCH + 1
    assert await within(target, rows) == await within(database, rows)


async def test_no_id_is_given_a_second_time(database: Database, target: Database) -> None:
    """Old messages have buttons that carry the ids of reminders."""
    for _ in range(3):
        (last,) = await within(database, put(screening, id=None))
    await within(database, lambda opened: opened.execute(delete(screening)))
    await convert(database, target)
    (following,) = await within(target, put(screening, id=None))
    assert following == last + 1


async def test_ids_go_on_after_the_highest_one(database: Database, target: Database) -> None:
    await within(database, put(theory, id=41))
    await convert(database, target)
    (following,) = await within(target, put(theory, id=None, number=8))
    assert following == 42


async def test_a_target_that_the_bot_has_prepared_is_empty(
    database: Database, target: Database
) -> None:
    await within(database, fill)
    await target.migrate()
    assert await convert(database, target)


async def test_a_database_with_rows_is_no_target(database: Database, target: Database) -> None:
    await within(database, fill)
    await target.migrate()
    await within(target, put(command_sync))
    before = await within(target, rows)
    with pytest.raises(ConversionError, match="not empty, it holds rows in command_sync"):
        await convert(database, target)
    assert await within(target, rows) == before


async def test_a_database_of_something_else_is_no_target(
    database: Database, database_address: str, target: Database
) -> None:
    await target.migrate()
    await within(target, lambda opened: opened.execute(text("DROP TABLE alembic_version")))
    with pytest.raises(ConversionError, match="holds tables of something else"):
        await convert(database, target)


async def test_an_empty_database_is_no_source(database: Database, target: Database) -> None:
    with pytest.raises(ConversionError, match="holds no data of Stinger"):
        await convert(target, database)


@pytest.mark.skipif(migrations.head() == "0001", reason="there is no older schema")
async def test_another_schema_is_neither_source_nor_target(
    database: Database, target: Database
) -> None:
    older = text("UPDATE alembic_version SET version_num = '0001'")
    await target.migrate()
    await within(target, lambda opened: opened.execute(older))
    with pytest.raises(ConversionError, match=r"schema 0001.*start the bot on it once"):
        await convert(target, database)
    with pytest.raises(ConversionError, match=r"schema 0001.*into a new database"):
        await convert(database, target)


async def test_what_does_not_fit_leaves_nothing_behind(
    database: Database, target: Database
) -> None:
    """Nothing stops a row on one system that another does not take; here a rule is gone."""

    def break_a_rule(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            connection.execute(
                text("ALTER TABLE place_policy DROP CONSTRAINT ck_place_policy_known_policy")
            )
        put(command_sync)(connection)
        put(place_policy, policy=MARK[:16])(connection)

    await within(database, break_a_rule)
    with pytest.raises(ConversionError, match="The table place_policy cannot be copied") as caught:
        await convert(database, target)
    assert MARK[:16] not in str(caught.value)
    assert not any((await within(target, rows)).values())


@ON_SQLITE
async def test_a_character_that_postgresql_lacks_is_left_out(
    database: Database, target: Database
) -> None:
    await within(database, put(server_setting, value="a\0b"))
    await convert(database, target)
    values = await within(target, lambda opened: opened.scalars(select(server_setting.c.value)))
    assert list(values) == ["ab"]


def test_the_command_says_what_it_did(
    database_address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to = f"sqlite+aiosqlite:///{tmp_path / 'to.sqlite3'}"
    assert main([database_address, to]) == 0
    assert capsys.readouterr().out == "0 rows copied. Name the new database in DATABASE_URL.\n"


@pytest.mark.parametrize(
    ("source", "target", "code", "said"),
    [
        ("nonsense", "sqlite+aiosqlite:///{0}/to", 2, "from cannot be used: write sqlite"),
        ("sqlite+aiosqlite:///{0}/from", "mysql://u:geheim@h/x", 2, "to cannot be used"),
        ("sqlite+aiosqlite:///{0}/from", "sqlite+aiosqlite:///{0}/to", 2, "holds no data"),
        ("sqlite+aiosqlite:///{0}", "sqlite+aiosqlite:///{0}/to", 1, "cannot be used: unable"),
        (
            "postgresql+asyncpg://u:geheim@127.0.0.1:1/x",
            *("sqlite+aiosqlite:///{0}/to", 1, "cannot be used"),
        ),
    ],
)
def test_the_command_says_why_it_did_nothing(
    source: str,
    target: str,
    code: int,
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([source.format(tmp_path), target.format(tmp_path)]) == code
    (sentence,) = capsys.readouterr().err.splitlines()
    assert said in sentence
    assert "geheim" not in sentence
    assert list(tmp_path.iterdir()) == []
