"""What is due for parties: the kinds of work, and what marks a party for one."""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.store.notices import CHANGED
from data.database import Database
from data.database.due import Pace, mark_due
from data.database.due_work import DueWork
from data.database.retry import unit_of_work
from data.schema import party as parties
from data.schema import party_series
from data.schema import reminder as reminders
from data.schema import screening as screenings

POST = parties.c.post_due
"""The party is to be posted, or what was begun of it finished."""

QUEUE = parties.c.queue_due
"""The waiting list is to be looked at: a place is free, or somebody's time to answer is up."""

REFRESH = parties.c.refresh_due
"""The post is to be edited."""

NEXT = parties.c.next_due
"""The party is over, so that its series goes on."""

HOST = parties.c.host_due
"""It is to be asked whether the host is still there."""

KINDS = (POST, QUEUE, REFRESH, NEXT, HOST)

REFRESH_EVERY = 2
"""Seconds between two edits of a party's post, however many press its buttons."""

PACE = Pace(REFRESH, parties.c.refreshed_at, REFRESH_EVERY)


class PartyWork(DueWork):
    """What is to be done, and when; each kind of work is named by its column."""

    def __init__(self, database: Database) -> None:
        super().__init__(database, "parties", *KINDS, pace=PACE)

    @unit_of_work
    async def ask_for_host(self, screening_id: int, now: int) -> None:
        """Have it asked now whether a party's host is still there."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(parties).where(parties.c.screening_id == screening_id).values(host_due=now)
            )

    @unit_of_work
    async def give_up_post(self, screening_id: int, notice: str, *, ends_series: bool) -> None:
        """Cancel a party that cannot be posted; its host reads why at their next command."""
        async with self._database.transaction(CHANGED) as connection:
            unposted = await connection.execute(
                update(parties)
                .where(parties.c.screening_id == screening_id, parties.c.message_id.is_(None))
                .values(post_due=None)
            )
            if unposted.rowcount != 1:
                return
            await connection.execute(
                update(screenings)
                .where(screenings.c.id == screening_id, screenings.c.state == "live")
                .values(state="cancelled")
            )
            if ends_series:
                await end_series(connection, screening_id)
            host = select(parties.c.host_id).where(parties.c.screening_id == screening_id)
            await connection.execute(
                update(reminders)
                .where(
                    reminders.c.screening_id == screening_id,
                    reminders.c.user_id == host.scalar_subquery(),
                )
                .values(notice=notice)
            )


async def mark_for_refresh(connection: AsyncConnection, screening_id: int, now: int) -> None:
    """Have a party's post edited once its pace allows."""
    posted = parties.c.screening_id == screening_id, parties.c.message_id.is_not(None)
    await mark_due(connection, PACE, now, *posted)


async def end_series(connection: AsyncConnection, screening_id: int) -> None:
    """Have no party follow this one."""
    series = select(parties.c.series_id).where(parties.c.screening_id == screening_id)
    await connection.execute(
        update(party_series)
        .where(party_series.c.id == series.scalar_subquery())
        .values(state="ended")
    )
    await connection.execute(
        update(parties)
        .where(parties.c.screening_id == screening_id)
        .values(next_due=None, repeats=None)
    )


async def mark_queue(connection: AsyncConnection, screening_id: int, now: int) -> None:
    """Have a party's waiting list looked at."""
    await connection.execute(
        update(parties).where(parties.c.screening_id == screening_id).values(queue_due=now)
    )
