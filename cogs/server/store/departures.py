"""Servers that have removed the bot: when that was noticed, and whose time is up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, union
from sqlalchemy.dialects.postgresql import insert

from data.database import Database
from data.database.retry import unit_of_work
from data.members.records import server_tables
from data.schema import departure

KEPT = timedelta(days=30)
"""How long the data of a server is kept after it removed the bot, in case that was a mistake."""


class DepartureStore:
    """Remembers departures; what a purge deletes is the business of :mod:`data.members.records`.

    It knows of the servers of this process's shards alone: the others' are none of its business.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @unit_of_work
    async def mark(self, server_ids: Collection[int], now: datetime) -> None:
        """Note that servers are gone; one that was noted before keeps its first date."""
        if not server_ids:
            return
        rows = [{"server_id": gone, "departed_at": int(now.timestamp())} for gone in server_ids]
        async with self._database.transaction() as connection:
            await connection.execute(insert(departure).on_conflict_do_nothing(), rows)

    @unit_of_work
    async def unmark(self, server_ids: Collection[int]) -> None:
        """Note that servers are there, or that nothing of them is left."""
        async with self._database.transaction() as connection:
            for server_id in server_ids:
                await connection.execute(
                    delete(departure).where(departure.c.server_id == server_id)
                )

    async def departed(self) -> set[int]:
        """All servers that are noted as gone."""
        owned = self._database.owned(departure.c.server_id)
        async with self._database.reading() as connection:
            return set(await connection.scalars(select(departure.c.server_id).where(owned)))

    async def due(self, now: datetime) -> list[int]:
        """Servers that have been gone for longer than :data:`KEPT`."""
        limit = int((now - KEPT).timestamp())
        due = select(departure.c.server_id).where(
            departure.c.departed_at <= limit, self._database.owned(departure.c.server_id)
        )
        async with self._database.reading() as connection:
            return list(await connection.scalars(due.order_by(departure.c.departed_at)))

    async def with_data(self) -> set[int]:
        """All servers of which any table holds a row."""
        rows: list[Select[tuple[int]]] = [
            select(table.c.server_id)
            .where(table.c.server_id.is_not(None), self._database.owned(table.c.server_id))
            .distinct()
            for table in server_tables()
        ]
        async with self._database.reading() as connection:
            return set(await connection.scalars(union(*rows)))
