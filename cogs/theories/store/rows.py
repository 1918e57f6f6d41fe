"""What the stores share: rows as theories, the lock of a server, the mark for a fresh message."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.theories.rules.refusals import TheoryGoneError
from cogs.theories.rules.theory import EvidenceItem, Kind, Outcome, SourceClass, Status, Theory
from data.database.due import Pace, mark_due
from data.schema import theory as theories
from data.schema import theory_evidence, theory_server
from data.text import HiddenText

REFRESH_EVERY = 10
"""Seconds between two edits of a theory's first message, however many members vote."""

PACE = Pace(theories.c.refresh_due, theories.c.refreshed_at, REFRESH_EVERY)


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
        channel_id=row.channel_id,
        language=row.language,
    )


async def lock_server(connection: AsyncConnection, server_id: int) -> None:
    """Wait for every other writer of a server's theories, until the transaction ends.

    SQLite has one writer anyway. A server without any theory has nothing to lock.
    """
    row = select(theory_server.c.last_number).where(theory_server.c.server_id == server_id)
    await connection.execute(row.with_for_update())


async def held_theory(connection: AsyncConnection, theory: Theory) -> Theory:
    """A theory as it is until the transaction ends: :func:`lock_server` keeps others waiting.

    Raises :class:`TheoryGoneError`.
    """
    await lock_server(connection, theory.server_id)
    row = select(theories).where(
        theories.c.id == theory.id, theories.c.server_id == theory.server_id
    )
    stored = (await connection.execute(row)).one_or_none()
    if stored is None:
        raise TheoryGoneError
    return theory_from(stored)


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


async def insert_evidence(
    connection: AsyncConnection,
    theory: Theory,
    item: EvidenceItem,
    source_class: SourceClass,
    *,
    author_id: int,
    now: int,
) -> int:
    """Add an item within a transaction, and return its id.

    Raises SQLAlchemy's ``IntegrityError`` for a link that the theory has already.
    """
    row = insert(theory_evidence).values(
        theory_id=theory.id,
        server_id=theory.server_id,
        author_id=author_id,
        source_class=source_class.key,
        words=item.words,
        link_hash=item.link_hash,
        host=item.host,
        added_at=now,
    )
    added: int = (await connection.execute(row.returning(theory_evidence.c.id))).scalar_one()
    return added


async def mark_for_refresh(connection: AsyncConnection, theory_id: int, now: int) -> None:
    """Have a theory's first message edited once its pace allows."""
    await mark_due(connection, PACE, now, theories.c.id == theory_id)
