"""Every table that holds rows of servers is emptied of a server that is purged."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, Table

from data.schema import metadata
from tests.e2e.conftest import Club

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

GONE, STAYING = 4_242 << 22, 4_243 << 22

KEPT_ELSEWHERE = {"departure"}
"""The purge itself keeps this one."""

TABLES = [
    table
    for table in metadata.sorted_tables
    if "server_id" in table.c and table.name not in KEPT_ELSEWHERE
]


def dummy(column: Column[object], server_id: int) -> object:
    """A value that the column's type takes; numbers differ between the two servers."""
    if column.name == "server_id":
        return server_id
    if isinstance(column.type, (BigInteger, Boolean, Float, Integer)):
        return server_id % 1_000_003
    return str(server_id)


def put_a_row_into(connection: sqlite3.Connection, table: Table, server_id: int) -> None:
    values = {column.name: dummy(column, server_id) for column in table.c}
    places = ", ".join("?" for _ in values)
    connection.execute(
        f'INSERT INTO "{table.name}" ({", ".join(values)}) VALUES ({places})',
        tuple(values.values()),
    )


def servers_in(connection: sqlite3.Connection, table: Table) -> set[int]:
    rows = connection.execute(f'SELECT server_id FROM "{table.name}"')
    return {server_id for (server_id,) in rows}


async def test_no_table_keeps_a_row_of_a_purged_server(club: Club, database_address: str) -> None:
    """The rows are nonsense: only that they belong to a server counts, so no rule is enforced."""
    with closing(sqlite3.connect(database_address.partition("///")[2])) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        with connection:
            for table in TABLES:
                for server_id in (GONE, STAYING):
                    put_a_row_into(connection, table, server_id)
        for kept in club.bot.registry.server_data.values():
            await kept.delete(GONE)
        left = {table.name for table in TABLES if GONE in servers_in(connection, table)}
        assert left == set()
        lost = {table.name for table in TABLES if STAYING not in servers_in(connection, table)}
        assert lost == set()
