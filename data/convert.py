"""Copies a database into an empty one of the other kind: ``python -m data.convert FROM TO``.

Both are SQLAlchemy addresses, as ``DATABASE_URL`` is. Stop the bot first: what it writes
meanwhile is not copied.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence

from sqlalchemy import Table, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from data import migrations
from data.database import Database, DatabaseBusyError, DatabaseUnusableError
from data.database.storable import storable
from data.process import FAILED, UNUSABLE, fail
from data.process.progress import Advance, progress
from data.schema import metadata
from data.settings import faults_in

BATCH = 500
"""Rows that are held in memory at a time."""


GIVEN_LAST = {
    "sqlite": "SELECT seq FROM sqlite_sequence WHERE name = :table",
    "postgresql": (
        "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(:table, :column) AS regclass))"
    ),
}
"""Asks for the last id that a table has given, also to a row that is gone by now."""

GO_ON_AFTER = "SELECT setval(pg_get_serial_sequence(:table, :column), :last)"
"""Lets PostgreSQL go on after an id; SQLite notes it in a table of its own."""


class ConversionError(Exception):
    """The databases do not allow it; the text says why, and nothing was copied."""


async def convert(source: Database, target: Database) -> int:
    """Copy every row, in one transaction, and return how many there were.

    The target gets this version's schema. Ids go on where the source had come to, so that none is
    given a second time: buttons in old messages carry them. Raises :class:`ConversionError`, and
    what opening either database raises.
    """
    await require_same_schema(source)
    await _require_empty(target)
    await target.migrate()
    async with source.reading() as reading, target.transaction() as writing:
        if reading.dialect.name == "postgresql":
            await reading.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        total = sum([await _count(reading, table) for table in metadata.sorted_tables])
        with progress("Rows", total) as advance:
            for table in metadata.sorted_tables:
                await _copy(table, reading, writing, advance)
                await _go_on_counting(table, reading, writing)
    return total


async def require_same_schema(source: Database) -> None:
    """Raise :class:`ConversionError` unless it holds data as this version writes it."""
    revision = await source.revision()
    if revision is None:
        raise ConversionError(f"{source.address} holds no data of Stinger.")
    if revision != migrations.head():
        raise ConversionError(
            f"{source.address} is at schema {revision}, and this version works with "
            f"{migrations.head()}: start the bot on it once, which migrates it."
        )


async def _require_empty(target: Database) -> None:
    revision = await target.revision()
    if revision not in (None, migrations.head()):
        raise ConversionError(
            f"{target.address} is at schema {revision}, and this version works with "
            f"{migrations.head()}: convert into a new database."
        )
    tables = await target.tables()
    if revision is None and tables:
        raise ConversionError(f"{target.address} holds tables of something else: {tables[0]}.")
    if revision is not None:
        async with target.reading() as reading:
            filled = [table for table in metadata.sorted_tables if await _count(reading, table)]
        if filled:
            raise ConversionError(
                f"{target.address} is not empty, it holds rows in {filled[0].name}: "
                "convert into a new database."
            )


async def _count(connection: AsyncConnection, table: Table) -> int:
    return (await connection.execute(select(func.count()).select_from(table))).scalar_one()


async def _copy(
    table: Table, reading: AsyncConnection, writing: AsyncConnection, advance: Advance
) -> None:
    rows = await reading.stream(select(table))
    async for batch in rows.mappings().partitions(BATCH):
        try:
            await writing.execute(insert(table), [storable(dict(row)) for row in batch])
        except DBAPIError as error:
            raise ConversionError(
                f"The table {table.name} cannot be copied: {error.orig}. Nothing was copied."
            ) from error
        advance(len(batch))


async def _go_on_counting(table: Table, reading: AsyncConnection, writing: AsyncConnection) -> None:
    """Let the next id follow the highest that the source has ever given."""
    column = table.autoincrement_column
    if column is None:
        return
    names = {"table": table.name, "column": column.name}
    given = await reading.scalar(text(GIVEN_LAST[reading.dialect.name]), names)
    highest = await reading.scalar(select(func.max(column)))
    last = max(given or 0, highest or 0)
    if writing.dialect.name == "postgresql":
        if last:
            await writing.execute(text(GO_ON_AFTER), names | {"last": last})
    elif table.dialect_options["sqlite"]["autoincrement"]:
        await writing.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), names)
        await writing.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"),
            names | {"last": last},
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Convert, and say how many rows were copied or why none was."""
    parser = argparse.ArgumentParser(
        prog="python -m data.convert", description="Copy a database into an empty one."
    )
    for name, what in (("from", "the database to read"), ("to", "the empty one to fill")):
        parser.add_argument(name, metavar=name.upper(), help=f"{what}, as DATABASE_URL names it")
    addresses = vars(parser.parse_args(argv))
    for name, address in addresses.items():
        fault = faults_in({"DATABASE_URL": address}).get("DATABASE_URL")
        if fault is not None:
            return fail(fault.replace("DATABASE_URL=", "").replace("DATABASE_URL", name), UNUSABLE)
    try:
        count = asyncio.run(_convert(addresses["from"], addresses["to"]))
    except ConversionError as error:
        return fail(str(error), UNUSABLE)
    except (DatabaseUnusableError, DatabaseBusyError) as error:
        return fail(str(error), FAILED)
    sys.stdout.write(f"{count:,} rows copied. Name the new database in DATABASE_URL.\n")
    return 0


async def _convert(source_address: str, target_address: str) -> int:
    source, target = Database(source_address), Database(target_address)
    try:
        return await convert(source, target)
    finally:
        await source.close()
        await target.close()


if __name__ == "__main__":
    sys.exit(main())
