"""Statements that both systems understand, and that SQLAlchemy has no portable word for."""

from __future__ import annotations

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert, insert


def upsert(table: Table, **row: object) -> Insert:
    """A statement that inserts a row, or overwrites the one with the same primary key.

    A row that is nothing but a key stays as it is. PostgreSQL's construct is rendered for SQLite
    too, where the clause reads the same.
    """
    statement = insert(table).values(**row)
    keys = [column.name for column in table.primary_key]
    if row.keys() <= set(keys):
        return statement.on_conflict_do_nothing(index_elements=keys)
    changed = {name: statement.excluded[name] for name in row if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
