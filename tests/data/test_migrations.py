"""The migrations make exactly the tables of the schema, and can be taken back, on both systems."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TypeVar

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, Connection, ForeignKeyConstraint, Table, inspect, text

from data import migrations
from data.database import Database
from data.members.typed_words import Typed, TypedWords
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


async def test_what_was_decided_before_there_were_revisions_stands(database: Database) -> None:
    await on(database, partial(back_to, revision="0008"))
    async with database.transaction() as connection:
        for number, (state, promoted) in enumerate(
            (("open", None), ("approved", None), ("approved", 7), ("rejected", None)), 1
        ):
            values = {"id": number, "state": state, "promoted": promoted, "text": f"{number}"}
            await connection.execute(text(OLD_CONTRIBUTION), values)
            await connection.execute(text(OLD_EVENT), values)
    await database.migrate()
    async with database.reading() as connection:
        kept = await connection.execute(
            text(
                "SELECT revision, approved_content, promoted_content FROM contribution ORDER BY id"
            )
        )
        steps = await connection.execute(
            text("SELECT approved_content FROM contribution_event ORDER BY id")
        )
        assert [tuple(row) for row in kept] == [
            (1, None, None),
            (1, "2", None),
            (1, "3", "3"),
            (1, None, None),
        ]
        assert [row[0] for row in steps] == [None, "2", "3", None]


OLD_CONTRIBUTION = """
    INSERT INTO contribution (id, server_id, film_id, kind, reporter_id, content, state, held,
        independent, created_at, promoted_at)
    VALUES (:id, 1, 'x', 'scene', 5, :text, :state, false, true, 1, :promoted)
"""
OLD_EVENT = """
    INSERT INTO contribution_event (id, contribution_id, server_id, actor_id, action, content,
        state, done_at)
    VALUES (:id, :id, 1, 5, 'added', :text, :state, 1)
"""


async def test_refused_words_keep_their_ids_and_new_ones_come_after_them(
    database: Database,
) -> None:
    await on(database, partial(back_to, revision="0018"))
    async with database.transaction() as connection:
        await connection.execute(text(OLD_WORDS))
    await on(database, migrations.upgrade)
    words = TypedWords(database)
    assert await words.get(7, 5) == Typed("toy:tell", "1", {"what": "a plot"})
    assert await words.keep(6, "toy:tell", "1", {}, datetime.fromtimestamp(1_000, UTC)) > 7


OLD_WORDS = """
    INSERT INTO refused_form (id, user_id, action, argument, texts, refused_at)
    VALUES (7, 5, 'toy:tell', '1', '{"what"\\: "a plot"}', 1000)
"""


def test_the_history_is_one_line_of_numbers() -> None:
    history = list(ScriptDirectory.from_config(migrations.configuration()).walk_revisions())
    revisions = [script.revision for script in reversed(history)]
    assert revisions == [f"{number:04}" for number in range(1, len(revisions) + 1)]
    assert revisions[-1] == migrations.head()
    assert all(migrations.knows(revision) for revision in revisions)
    assert not migrations.knows("9999")
