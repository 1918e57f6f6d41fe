"""What is due for this process: rows with an instant, of servers whose shards it runs.

Every query for work that is due goes through here, so that no process touches another's. The
indexes of :func:`data.schema.columns.due_index` serve it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Integer,
    Select,
    case,
    func,
    literal,
    or_,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from data.shards import SERVER_BITS, Shards


@dataclass(frozen=True, slots=True)
class Pace:
    """Work of a row that is done once in ``every`` seconds, however often it is asked for.

    ``due`` and ``done_at`` are columns of one table: when it is due, and when it was done last.
    """

    due: Column[Any]
    done_at: Column[Any]
    every: int


def owned(shards: Shards, server_id: Column[Any]) -> ColumnElement[bool]:
    """The condition that a row's server is one of these shards'; portable."""
    if shards.are_all:
        return true()
    server = func.coalesce(server_id, 0, type_=BigInteger)
    # PostgreSQL shifts a number of 64 bits by one of 32.
    instant = server.bitwise_rshift(literal(SERVER_BITS, Integer))
    return (instant % shards.count).in_(shards.ids)


def due_keys(shards: Shards, instant: Column[Any], now: int, most: int) -> Select[tuple[Any]]:
    """The keys of up to ``most`` rows that are due, the longest due first, to be claimed.

    ``instant`` is the column that tells when, of a table with one key and a server. Rows that
    another process claims at this moment are left to it.
    """
    table = instant.table
    (key,) = table.primary_key.columns
    return (
        select(key)
        .where(instant <= now, owned(shards, table.c.server_id))
        .order_by(instant)
        .limit(most)
        .with_for_update(skip_locked=True)
    )


async def next_instant(
    connection: AsyncConnection, shards: Shards, *instants: Column[Any]
) -> int | None:
    """The earliest instant that stands in any of the columns; ``None`` if all are empty."""
    found: list[int | None] = [
        # One after another, each from its own index.
        await connection.scalar(
            select(func.min(instant)).where(
                instant.is_not(None), owned(shards, instant.table.c.server_id)
            )
        )
        for instant in instants
    ]
    return min((instant for instant in found if instant is not None), default=None)


async def mark_due(
    connection: AsyncConnection,
    pace: Pace,
    now: int,
    *where: ColumnElement[bool],
    after: int = 0,
) -> None:
    """Have work of rows done ``after`` so many seconds, or when its pace allows, if that is later.

    An earlier due time stays, or one second before it where it is past.
    """
    due = pace.due
    soonest = func.coalesce(pace.done_at, 0) + pace.every
    instant = case((soonest > now + after, soonest), else_=now + after)
    later = or_(due.is_(None), due > instant)
    # Written even where it stays: the row is locked until the change that it is marked for is
    # committed, so that nobody can do the work at this moment without that change.
    # What is past may be a claim that ran out, whose work may still end: it is no longer the
    # instant by which that knows its claim.
    overdue = case((due < now, due - 1), else_=due)
    marked = update(due.table).where(*where).values({due: case((later, instant), else_=overdue)})
    await connection.execute(marked)
