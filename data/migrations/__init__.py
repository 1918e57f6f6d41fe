"""The history of the schema, and the four questions the database asks of it.

A migration is a file under ``versions/``; see ``CONTRIBUTING.md`` for the command that drafts
one. Alembic runs inside the caller's connection and transaction.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration; with a connection, commands run on that one."""
    config = Config()
    # Alembic's options interpolate: a percent sign in a path must be doubled.
    folder = str(Path(__file__).parent).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def _history() -> ScriptDirectory:
    return ScriptDirectory.from_config(configuration())


def head() -> str:
    """The newest revision that this version knows."""
    newest = _history().get_current_head()
    if newest is None:
        raise RuntimeError("There are no migrations: the installation is incomplete.")
    return newest


def knows(revision: str) -> bool:
    """Whether this version knows a revision."""
    return any(script.revision == revision for script in _history().walk_revisions())


def current(connection: Connection) -> str | None:
    """The revision of the connected database, ``None`` if it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def upgrade(connection: Connection) -> None:
    """Bring the connected database to :func:`head`, within the open transaction."""
    command.upgrade(configuration(connection), "head")
