"""All that the database holds of a member or a server, found by what the tables declare.

One exporter and one eraser serve every slice; a slice adds only what its rows mean beyond their
columns, as a step before the deletion. Everything happens in one transaction: it is done as a
whole, or not at all.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    RowMapping,
    Select,
    Table,
    delete,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from data.database import Change, Database, Topic
from data.database.retry import unit_of_work
from data.schema import departure, metadata
from data.schema.columns import Erase, MemberColumn

Step = Callable[[AsyncConnection, int], Awaitable[None]]
"""Does in the eraser's transaction what a slice owes a member's rows before they go."""

Told = Callable[[int, Collection[int]], None]
"""Hears that a member's rows are gone, and in which servers they stood."""

TOUCHED_ALONE = frozenset((departure,))
"""Tables with a server's id that outlive its data: when it left, until the purge is done."""


def member_columns() -> Iterator[tuple[Column[Any], MemberColumn]]:
    """Every column that names a member, with what it declares."""
    for table in metadata.sorted_tables:
        for column in table.c:
            if declared := column.info.get("member"):
                yield column, declared


def server_tables() -> list[Table]:
    """Every table whose rows go with their server."""
    return [
        table
        for table in metadata.sorted_tables
        if "server_id" in table.c and table not in TOUCHED_ALONE
    ]


class Records:
    """Hands out and deletes what is kept of members and servers."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.before_erasing_member: list[Step] = []
        self.after_erasing_member: list[Told] = []
        self.after_erasing_server: list[Callable[[int], None]] = []

    async def of_member(self, user_id: int) -> Mapping[str, Any]:
        """All that is kept of a member, ready for JSON, by sections that the member understands."""
        sections: dict[str, list[Mapping[str, Any]]] = {}
        async with self._database.reading() as connection:
            for column, declared in member_columns():
                if declared.export is not None:
                    rows = await _rows(connection, column.table, column == user_id)
                    sections.setdefault(declared.export, []).extend(rows)
        return sections

    async def of_server(self, server_id: int) -> Mapping[str, Any]:
        """What a server's admins may have, ready for JSON; it names no member."""
        async with self._database.reading() as connection:
            return {
                table.info["server_export"]: await _rows(
                    connection, table, table.c.server_id == server_id
                )
                for table in server_tables()
                if "server_export" in table.info
            }

    @unit_of_work
    async def erase_member(self, user_id: int) -> list[str]:
        """Delete what is a member's alone, and take their name off what others build on.

        Returns what stays, a sentence for each kind of thing that was there.
        """
        staying: dict[str, None] = {}
        servers: set[int] = set()
        shared = _surrogate()
        async with self._database.transaction(Change(Topic.MEMBER, user_id)) as connection:
            for step in self.before_erasing_member:
                await step(connection, user_id)
            for column, declared in member_columns():
                touched = await _servers_of(connection, column, user_id)
                if touched is None:
                    continue
                servers |= touched
                await _erase(connection, column, declared, user_id, shared)
                if declared.stays:
                    staying[declared.stays] = None
            films = (Change(Topic.FILMS, server_id) for server_id in sorted(servers))
            # What is left without its name, or without its place, is seen to where it is shown.
            await self._database.tell(connection, Change(Topic.DUE), *films)
        for told in self.after_erasing_member:
            told(user_id, servers)
        return list(staying)

    @unit_of_work
    async def erase_server(self, server_id: int) -> None:
        """Delete everything of a server."""
        changes = Change(Topic.SERVER, server_id), Change(Topic.FILMS, server_id)
        async with self._database.transaction(*changes) as connection:
            for table in reversed(server_tables()):
                await connection.execute(delete(table).where(table.c.server_id == server_id))
        for told in self.after_erasing_server:
            told(server_id)


async def _servers_of(
    connection: AsyncConnection, column: Column[Any], user_id: int
) -> set[int] | None:
    """The servers of the rows that name a member; ``None`` if no row does."""
    table = column.table
    server = table.c.server_id if "server_id" in table.c else column
    servers = set(await connection.scalars(select(server).where(column == user_id).distinct()))
    if not servers:
        return None
    return {server_id for server_id in servers if server_id is not None and server is not column}


async def _erase(
    connection: AsyncConnection,
    column: Column[Any],
    declared: MemberColumn,
    user_id: int,
    shared: int,
) -> None:
    table = column.table
    cleared = dict.fromkeys(declared.clears)
    match declared.erase:
        case Erase.DELETE:
            await connection.execute(delete(table).where(column == user_id))
        case Erase.NULL:
            values = {column.name: None, **cleared}
            await connection.execute(update(table).where(column == user_id).values(values))
        case Erase.SHARED_SURROGATE:
            values = {column.name: shared, **cleared}
            await connection.execute(update(table).where(column == user_id).values(values))
        case Erase.SURROGATE:
            key = list(table.primary_key.columns)
            for row in (await connection.execute(select(*key).where(column == user_id))).all():
                this_row = tuple_(*key) == tuple(row)
                values = {column.name: _surrogate(), **cleared}
                await connection.execute(update(table).where(this_row).values(values))


def _surrogate() -> int:
    """An owner that is nobody; Discord's ids are positive."""
    return -1 - secrets.randbelow(2**62)


async def _rows(
    connection: AsyncConnection, table: Table, condition: ColumnElement[bool]
) -> list[Mapping[str, Any]]:
    """Rows for JSON, each with the rows that it is shown along with, by their table's name."""
    along = [key for key in table.foreign_keys if key.parent.info.get("along")]
    statement: Select[Any] = select(*_labelled(table)).where(condition)
    for key in along:
        statement = statement.add_columns(*_labelled(key.column.table)).join(
            key.column.table, key.parent == key.column
        )
    tables = [table, *(key.column.table for key in along)]
    shown: list[Mapping[str, Any]] = []
    for row in (await connection.execute(statement)).mappings():
        main, *others = (_shown(row, part) for part in tables)
        shown.append(
            main | {part.name: other for part, other in zip(tables[1:], others, strict=True)}
        )
    return shown


def _labelled(table: Table) -> list[ColumnElement[Any]]:
    return [column.label(f"{table.name}.{column.name}") for column in _shown_columns(table)]


def _shown_columns(table: Table) -> list[Column[Any]]:
    return [c for c in table.c if not c.info.get("internal") and "member" not in c.info]


def _shown(row: RowMapping, table: Table) -> dict[str, Any]:
    return {
        column.name: _value(column, row[f"{table.name}.{column.name}"])
        for column in _shown_columns(table)
    }


def _value(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    """Instants as ISO 8601, ids as text, because JSON's whole numbers end at 2^53."""
    if value is None:
        return None
    if column.info.get("json"):
        return json.loads(value)
    if isinstance(column.type, BigInteger):
        if column.name.endswith(("_at", "_due", "showtime")):
            return datetime.fromtimestamp(value, UTC).isoformat()
        return str(value)
    return value
