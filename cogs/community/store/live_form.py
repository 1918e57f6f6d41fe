"""Keeps the taps of the live form, so that a closed phone loses none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.community.rules.live_form import EVENING, Tap, Tapped, Timer, check_next
from data.database import Database
from data.database.locks import take_turn
from data.database.retry import unit_of_work
from data.schema import timing_tap


class TapStore:
    """Reads and keeps taps."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def taps(self, timer: Timer, now: datetime) -> list[Tapped]:
        """What has been tapped this evening, in order."""
        async with self._database.reading() as connection:
            return await _taps(connection, timer, since=int((now - EVENING).timestamp()))

    @unit_of_work
    async def add(self, timer: Timer, tap: Tap, now: datetime) -> None:
        """Keep a tap; those of another evening are dropped.

        Raises :class:`data.contributions.rules.kinds.ImpossibleError` for one out of order, such as
        the second of a finger that taps twice.
        """
        since = int((now - EVENING).timestamp())
        async with self._database.transaction() as connection:
            # Of two taps at once the second waits here, and sees the first.
            await take_turn(connection, "taps", timer.user_id)
            await connection.execute(
                delete(timing_tap).where(_of(timer), timing_tap.c.tapped_at < since)
            )
            check_next(await _taps(connection, timer, since), tap)
            await connection.execute(
                insert(timing_tap).values(
                    server_id=timer.server_id,
                    user_id=timer.user_id,
                    film_id=timer.film_ids[0],
                    kind=tap.value,
                    tapped_at=int(now.timestamp()),
                )
            )

    @unit_of_work
    async def undo(self, timer: Timer) -> None:
        """Take the last tap back."""
        last = select(func.max(timing_tap.c.id)).where(_of(timer)).scalar_subquery()
        async with self._database.transaction() as connection:
            await connection.execute(delete(timing_tap).where(timing_tap.c.id == last))

    @unit_of_work
    async def clear(self, timer: Timer) -> None:
        """Drop all taps; they have become a timestamp."""
        async with self._database.transaction() as connection:
            await connection.execute(delete(timing_tap).where(_of(timer)))


async def _taps(connection: AsyncConnection, timer: Timer, since: int) -> list[Tapped]:
    table = timing_tap
    statement = (
        select(table.c.kind, table.c.tapped_at)
        .where(_of(timer), table.c.tapped_at >= since)
        .order_by(table.c.id)
    )
    return [Tapped(Tap(kind), at) for kind, at in await connection.execute(statement)]


def _of(timer: Timer) -> ColumnElement[bool]:
    table = timing_tap.c
    return (
        (table.server_id == timer.server_id)
        & (table.user_id == timer.user_id)
        & table.film_id.in_(timer.film_ids)
    )
