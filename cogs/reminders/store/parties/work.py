"""What is due for parties: all queries that ask what this process may do for them, and when.

It stands in the parties' rows, so that a restart loses none of it. Work is claimed for a minute
before it is done; what a crash cut off is due again after that minute.
"""

from __future__ import annotations

from sqlalchemy import Column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.store.notices import CHANGED
from data.database import Database
from data.database.due import due_keys, mark_due, next_instant
from data.database.retry import unit_of_work
from data.schema import party as parties
from data.schema import party_series
from data.schema import reminder as reminders
from data.schema import screening as screenings

AT_ONCE = 20
"""Parties worked on in one go."""

LEASE = 60
"""Seconds for which claimed work is its claimant's alone."""

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


class PartyWork:
    """What is to be done, and when; each kind of work is named by its column."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def next_due(self) -> int | None:
        """When the next work is due, ``None`` if there is none."""
        async with self._database.reading() as connection:
            return await next_instant(connection, self._database.shards, *KINDS)

    @unit_of_work
    async def claim(self, column: Column[int], now: int) -> list[tuple[int, int]]:
        """Claim work of a kind for :data:`LEASE`: the screenings' ids, each with its server's.

        Of a post that is to be edited it is noted that this is done now.
        """
        due = due_keys(self._database.shards, column, now, AT_ONCE)
        rows = update(parties).where(parties.c.screening_id.in_(due), column <= now)
        noted = {parties.c.refreshed_at: now} if column is REFRESH else {}
        claimed = rows.values({column: now + LEASE, **noted}).returning(
            parties.c.screening_id, parties.c.server_id
        )
        async with self._database.transaction() as connection:
            taken = [(row[0], row[1]) for row in await connection.execute(claimed)]
        self._database.tally.claims["parties"] += len(taken)
        return taken

    @unit_of_work
    async def done(
        self, screening_id: int, column: Column[int], claimed: int, due: int | None = None
    ) -> None:
        """Note that work claimed at that instant is done, and ``due`` again then.

        What has become due since stays due.
        """
        mine = (parties.c.screening_id == screening_id, column == claimed + LEASE)
        async with self._database.transaction() as connection:
            await connection.execute(update(parties).where(*mine).values({column: due}))

    @unit_of_work
    async def ask_for_host(self, screening_id: int, now: int) -> None:
        """Have it asked now whether a party's host is still there."""
        async with self._database.transaction() as connection:
            await connection.execute(
                update(parties).where(parties.c.screening_id == screening_id).values(host_due=now)
            )

    @unit_of_work
    async def put_back(self, screening_id: int, column: Column[int], due: int) -> None:
        """Have work of a kind done at another instant."""
        row = update(parties).where(parties.c.screening_id == screening_id)
        async with self._database.transaction() as connection:
            await connection.execute(row.values({column: due}))

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
    edited = parties.c.refreshed_at
    await mark_due(connection, REFRESH, edited, REFRESH_EVERY, now, *posted)


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
