"""What can go wrong with the database as a whole."""

from __future__ import annotations

from data.locales import _


class DatabaseUnusableError(Exception):
    """The database cannot be opened or migrated; the text says why, without its password."""


class NewerSchemaError(DatabaseUnusableError):
    """The database was written by a newer version; an older one would corrupt it."""

    def __init__(self, revision: str) -> None:
        super().__init__(
            f"The database is at schema {revision}, which this version does not know. "
            "Start the newer version again, or restore the backup made before its migration."
        )


class DatabaseLostError(DatabaseUnusableError):
    """The database's file is damaged, or is not there any more; no restart would bring it back.

    The text leads to the backup.
    """

    def __init__(self, file: str, what: str) -> None:
        super().__init__(
            f"The database {file} {what}. See that DATABASE_URL names the right file; if it does, "
            "restore your backup as docs/self-hosting.md says, or the copy "
            f"{file}.before-<schema> of the last update. To begin with an empty one, delete {file} "
            f"and {file}.lock."
        )


class DatabaseBusyError(Exception):
    """So much waits for the database that this was given up; the text is for the member."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "More is being asked of me than I can keep up with, so this may not be done. "
                "Please wait a minute and look, then try it again."
            )
        )


class NestedConnectionError(RuntimeError):
    """A task asked for a second connection while it held one: a mistake in our own code.

    If many did so, each could hold the one that another waits for, and all would stand still.
    """
