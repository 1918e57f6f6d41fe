"""The database: a queue for those who write, one for those who read, migrations at start."""

from data.database.database import Database
from data.database.errors import (
    DatabaseBusyError,
    DatabaseLostError,
    DatabaseUnusableError,
    NestedConnectionError,
    NewerSchemaError,
)
from data.database.news import Change, Topic
from data.database.statements import upsert

__all__ = [
    "Change",
    "Database",
    "DatabaseBusyError",
    "DatabaseLostError",
    "DatabaseUnusableError",
    "NestedConnectionError",
    "NewerSchemaError",
    "Topic",
    "upsert",
]
