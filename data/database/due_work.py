"""Work that stands in the rows of a table with its instant, so that a restart loses none of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, case, update

from data.database.database import Database
from data.database.due import Pace, due_keys, next_instant
from data.database.retry import unit_of_work

AT_ONCE = 20
"""Rows worked on in one go."""

LEASE = 60
"""Seconds for which claimed work is its claimant's alone; then it is due again, unless done."""


class DueWork:
    """What is to be done for the rows of one table, and when.

    Each kind of work is named by the column in which its instant stands. It is claimed before it
    is done, by the process that runs its server's shard. ``name`` is that of the claims in the
    tally; ``pace`` is that of the kind that has one.
    """

    def __init__(
        self, database: Database, name: str, *kinds: Column[Any], pace: Pace | None = None
    ) -> None:
        self._database = database
        self._name = name
        self._kinds = kinds
        self._pace = pace
        self._table = kinds[0].table
        (self._key,) = self._table.primary_key.columns

    async def next_due(self) -> int | None:
        """When the next work is due, ``None`` if there is none."""
        async with self._database.reading() as connection:
            return await next_instant(connection, self._database.shards, *self._kinds)

    @unit_of_work
    async def claim(self, kind: Column[Any], now: int) -> list[tuple[int, int]]:
        """Claim work of a kind for :data:`LEASE`: the rows' keys, each with its server's id."""
        due = due_keys(self._database.shards, kind, now, AT_ONCE)
        values = {kind: now + LEASE}
        if self._pace is not None and kind is self._pace.due:
            values[self._pace.done_at] = now
        claimed = (
            update(self._table)
            .where(self._key.in_(due), kind <= now)
            .values(values)
            .returning(self._key, self._table.c.server_id)
        )
        async with self._database.transaction() as connection:
            taken = [(row[0], row[1]) for row in await connection.execute(claimed)]
        self._database.tally.claims[self._name] += len(taken)
        return taken

    @unit_of_work
    async def done(
        self,
        key: int,
        kind: Column[Any],
        claimed: int,
        due: int | None = None,
        ended: int | None = None,
    ) -> None:
        """Note that work claimed at that instant is done, or put off, and ``due`` again then.

        What has become due since stays due. The kind's pace is counted from when the work had
        ``ended``: it may have waited long for the database, or for Discord.
        """
        row = update(self._table).where(self._key == key)
        own = kind == claimed + LEASE
        pace = self._pace
        if pace is not None and kind is pace.due and ended is not None:
            soonest = ended + pace.every
            marked = case((own, due), (kind < soonest, soonest), else_=kind)
            row = row.values({kind: marked, pace.done_at: ended})
        else:
            row = row.where(own).values({kind: due})
        async with self._database.transaction() as connection:
            await connection.execute(row)
