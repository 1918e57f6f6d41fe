"""No table keeps a row of a purged server, or the id of a member who had everything deleted.

The rows are nonsense and no rule is enforced: only whose they are counts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Float, Integer

from data.members.records import member_columns
from data.schema import metadata
from data.schema.columns import Erase
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club

GONE, STAYING = 4_242 << 22, 4_243 << 22

MEMBERS = {column.name for column, _ in member_columns()}
"""Columns that name a member."""

NO_MEMBERS = {
    *("application_id", "server_id", "place_id", "thread_id", "message_id", "channel_id"),
    *("event_id", "result_id", "role_id", "origin_id", "parent_id", "showtime", "held_since"),
}
"""Large numbers that name something else; so do those that end in ``_at`` or ``_due``."""

OF_SERVERS = [t for t in metadata.sorted_tables if "server_id" in t.c and t.name != "departure"]
OF_MEMBERS = [t for t in metadata.sorted_tables if MEMBERS & set(t.c.keys())]


@pytest.fixture
def connection(database_address: str) -> Iterator[sqlite3.Connection]:
    """The club's database, without any rule."""
    with closing(sqlite3.connect(database_address.partition("///")[2])) as opened:
        opened.execute("PRAGMA ignore_check_constraints = ON")
        yield opened


def value_for(column: Column[Any], owned: set[str], owner: int) -> object:
    if column.name in owned:
        return owner
    if column.name.endswith(("_at", "_due")):
        return owner  # As seconds that is far ahead: no loop of the bot finds work in these rows.
    if isinstance(column.type, (BigInteger, Boolean, Float, Integer)):
        return owner % 1_000_003
    return str(owner)


def fill(connection: sqlite3.Connection, owned: set[str]) -> None:
    """Put a row of each owner into every table that has one of the columns."""
    for table in metadata.sorted_tables:
        if not owned & set(table.c.keys()):
            continue
        for owner in (GONE, STAYING):
            row = {column.name: value_for(column, owned, owner) for column in table.c}
            places = ", ".join("?" for _ in row)
            connection.execute(
                f'INSERT INTO "{table.name}" ({", ".join(row)}) VALUES ({places})',
                tuple(row.values()),
            )
    connection.commit()


def owners(connection: sqlite3.Connection, table: str, column: str) -> set[int]:
    return {owner for (owner,) in connection.execute(f'SELECT {column} FROM "{table}"')}


@ON_SQLITE
async def test_no_table_keeps_a_row_of_a_purged_server(
    club: Club, connection: sqlite3.Connection
) -> None:
    fill(connection, {"server_id"})
    await club.bot.records.erase_server(GONE)
    found = {table.name: owners(connection, table.name, "server_id") for table in OF_SERVERS}
    assert {name for name, left in found.items() if GONE in left} == set()
    assert {name for name, left in found.items() if STAYING not in left} == set()


@ON_SQLITE
async def test_no_table_keeps_the_id_of_a_member_who_is_deleted(
    club: Club, connection: sqlite3.Connection
) -> None:
    fill(connection, MEMBERS)
    await club.bot.records.erase_member(GONE)
    found = {
        f"{table.name}.{column}": owners(connection, table.name, column)
        for table in OF_MEMBERS
        for column in MEMBERS & set(table.c.keys())
    }
    assert {name for name, left in found.items() if GONE in left} == set()
    assert {name for name, left in found.items() if STAYING not in left} == set()


def test_every_column_that_may_name_a_member_says_what_becomes_of_it() -> None:
    declared = {column for column, _ in member_columns()}
    large = {
        column
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, BigInteger) and not column.name.endswith(("_at", "_due"))
    }
    assert {str(c) for c in large - declared if c.name not in NO_MEMBERS} == set()


def test_columns_that_are_cleared_with_a_name_are_there_and_may_be_empty() -> None:
    for column, declared in member_columns():
        emptied = [column.name] if declared.erase is Erase.NULL else []
        assert all(column.table.c[name].nullable for name in (*emptied, *declared.clears))
