"""Work that stands in the rows of a table with its instant, so that a restart loses none of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, update

from data.database.database import Database
from data.database.due import due_keys, next_instant
from data.database.retry import unit_of_work

AT_ONCE = 20
"""Rows worked on in one go."""

LEASE = 60
"""Seconds for which claimed work is its claimant's alone; then it is due again, unless done."""


class DueWork:
    """What is to be done for the rows of one table, and when.

    Each kind of work is named by the column in which its instant stands. It is claimed before it
    is done, by the process that runs its server's shard. ``name`` is that of the claims in the
    tally; ``noted`` names, for kinds that have it, the column that holds when it was last claimed.
    """

    def __init__(
        self,
        database: Database,
        name: str,
        *kinds: Column[Any],
        noted: Mapping[Column[Any], Column[Any]] | None = None,
    ) -> None:
        self._database = database
        self._name = name
        self._kinds = kinds
        self._noted = noted or {}
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
        if (claimed_at := self._noted.get(kind)) is not None:
            values[claimed_at] = now
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
    async def done(self, key: int, kind: Column[Any], claimed: int, due: int | None = None) -> None:
        """Note that work claimed at that instant is done, or put off, and ``due`` again then.

        What has become due since stays due.
        """
        row = update(self._table).where(self._key == key, kind == claimed + LEASE)
        async with self._database.transaction() as connection:
            await connection.execute(row.values({kind: due}))
