"""The history of the schema, and the four questions the database asks of it.

A migration is a file under ``versions/``, named for its revision; see ``CONTRIBUTING.md`` for the
command that drafts one. Alembic runs inside the caller's connection and transaction; a database
that is up to date is told from its own table and the files' names, because most starts find one,
and Alembic takes a tenth of a second and ten megabytes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent
VERSION_TABLE = "alembic_version"


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration; with a connection, commands run on that one."""
    from alembic.config import Config

    config = Config()
    # Alembic's options interpolate: a percent sign in a path must be doubled.
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


@cache
def _revisions() -> tuple[str, ...]:
    return tuple(sorted(path.stem[:4] for path in (FOLDER / "versions").glob("[0-9]*.py")))


def head() -> str:
    """The newest revision that this version knows."""
    if not _revisions():
        raise RuntimeError("There are no migrations: the installation is incomplete.")
    return _revisions()[-1]


def knows(revision: str) -> bool:
    """Whether this version knows a revision."""
    return revision in _revisions()


def current(connection: Connection) -> str | None:
    """The revision of the connected database, ``None`` if it is empty."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}"))
    return revision


def upgrade(connection: Connection) -> None:
    """Bring the connected database to :func:`head`, within the open transaction."""
    from alembic import command

    command.upgrade(configuration(connection), "head")
