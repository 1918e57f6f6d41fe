"""What the stores share: rows as theories, the order of writers, the mark for a fresh message."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.theory import Kind, Outcome, SourceClass, Status, Theory
from data.schema import theory, theory_server
from data.text import HiddenText

REFRESH_EVERY = 10
"""Seconds between two edits of a theory's first message, however many members vote."""


def theory_from(row: Row[Any]) -> Theory:
    """The theory that a row of its table holds."""
    return Theory(
        id=row.id,
        server_id=row.server_id,
        number=row.number,
        author_id=row.author_id,
        film_id=row.film_id,
        film_name=row.film_name,
        kind=Kind[row.kind.upper()],
        claim=HiddenText(row.claim),
        source_class=SourceClass[row.source_class.upper()],
        status=Status(row.status),
        outcome=Outcome(row.outcome) if row.outcome else None,
        thread_id=row.thread_id,
        message_id=row.message_id,
        created_at=row.created_at,
    )


async def lock_server(connection: AsyncConnection, server_id: int) -> None:
    """Wait for every other writer of a server's theories, until the transaction ends.

    SQLite has one writer anyway. A server without any theory has nothing to lock.
    """
    row = select(theory_server.c.last_number).where(theory_server.c.server_id == server_id)
    await connection.execute(row.with_for_update())


async def next_number(connection: AsyncConnection, server_id: int) -> int:
    """Take the next number of a server, counting from 1."""
    # PostgreSQL's construct is rendered for SQLite too, where the clause reads the same.
    first = insert(theory_server).values(server_id=server_id, last_number=1)
    row = first.on_conflict_do_update(
        index_elements=["server_id"], set_={"last_number": theory_server.c.last_number + 1}
    )
    number: int = (
        await connection.execute(row.returning(theory_server.c.last_number))
    ).scalar_one()
    return number


async def mark_for_refresh(connection: AsyncConnection, theory_id: int, now: int) -> None:
    """Have the first message edited as soon as the pace allows; an earlier mark stands."""
    soonest = func.coalesce(theory.c.refreshed_at, 0) + REFRESH_EVERY
    due = case((soonest > now, soonest), else_=now)
    row = update(theory).where(theory.c.id == theory_id, due_later_than(due))
    await connection.execute(row.values(refresh_due=due))


def due_later_than(due: ColumnElement[int] | int) -> ColumnElement[bool]:
    """Whether a theory's first message is due after that instant, or not at all."""
    return or_(theory.c.refresh_due.is_(None), theory.c.refresh_due > due)
