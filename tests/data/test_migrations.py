"""The migrations make exactly the tables of the schema, and can be taken back, on both systems."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, Table, inspect

from data import migrations
from data.database import Database
from data.schema import metadata

T = TypeVar("T")


async def on(database: Database, work: Callable[[Connection], T]) -> T:
    async with database.transaction() as connection:
        return await connection.run_sync(work)


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


def rules(connection: Connection, table: Table) -> tuple[object, ...]:
    """What Alembic does not compare: the keys' columns and the names of the rules."""
    seen = inspect(connection)
    return (
        seen.get_pk_constraint(table.name)["constrained_columns"],
        {rule["name"] for rule in seen.get_check_constraints(table.name)},
        {
            (
                tuple(key["constrained_columns"]),
                key["referred_table"],
                key["options"].get("ondelete"),
            )
            for key in seen.get_foreign_keys(table.name)
        },
    )


def rules_wanted(table: Table) -> tuple[object, ...]:
    prefix = f"ck_{table.name}_"
    return (
        [column.name for column in table.primary_key],
        {
            prefix + str(rule.name).removeprefix(prefix)
            for rule in table.constraints
            if isinstance(rule, CheckConstraint)
        },
        {
            (tuple(key.column_keys), key.referred_table.name, key.ondelete)
            for key in table.constraints
            if isinstance(key, ForeignKeyConstraint)
        },
    )


def back_to(connection: Connection, revision: str) -> None:
    command.downgrade(migrations.configuration(connection), revision)


def on_to(connection: Connection, revision: str) -> None:
    command.upgrade(migrations.configuration(connection), revision)


def tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()


async def test_migrations_make_the_schema(database: Database) -> None:
    assert await on(database, differences) == []
    for table in metadata.sorted_tables:
        assert await on(database, partial(rules, table=table)) == rules_wanted(table), table.name


async def test_migrations_can_be_taken_back_and_made_again(database: Database) -> None:
    await on(database, partial(back_to, revision="base"))
    assert await on(database, tables) == ["alembic_version"]
    await on(database, migrations.upgrade)
    assert await on(database, differences) == []


async def test_each_migration_can_be_taken_back_and_made_again(database: Database) -> None:
    for script in ScriptDirectory.from_config(migrations.configuration()).walk_revisions():
        before = script.down_revision or "base"
        assert isinstance(before, str)
        await on(database, partial(back_to, revision=before))
        await on(database, partial(on_to, revision=script.revision))
        await on(database, partial(back_to, revision=before))


def test_the_history_is_one_line_of_numbers() -> None:
    history = list(ScriptDirectory.from_config(migrations.configuration()).walk_revisions())
    revisions = [script.revision for script in reversed(history)]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert revisions[-1] == migrations.head()
    assert all(migrations.knows(revision) for revision in revisions)
    assert not migrations.knows("9999")
