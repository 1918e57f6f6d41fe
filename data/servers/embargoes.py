"""Embargoes that servers have set for single films; they end by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select

from data.cache import SERVER_SECONDS, Cache
from data.database import Change, Database, Topic, upsert
from data.database.retry import unit_of_work
from data.schema import film_embargo


class Embargoes:
    """Reads and keeps them; kept in memory, because every answer asks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        reads = database.tally.cache_reads["embargoes"]
        self._cache: Cache[dict[str, datetime]] = Cache(self._read, SERVER_SECONDS, reads=reads)

    async def of_server(self, server_id: int) -> Mapping[str, datetime]:
        """Film id → the instant at which its embargo ends; past ones may be among them."""
        return await self._cache.get(server_id)

    @unit_of_work
    async def set(
        self, server_id: int, film_id: str, ends: datetime | None, *, before: Sequence[str] = ()
    ) -> None:
        """Put a film under embargo until an instant; one that is past lifts the embargo.

        ``None`` takes the setting back: the film is again treated as any other. ``before`` are the
        ids that it has gone by before; what was set under them gives way.
        """
        mine = film_embargo.c.server_id == server_id
        former = delete(film_embargo).where(mine, film_embargo.c.film_id.in_((film_id, *before)))
        async with self._database.transaction(Change(Topic.SERVER, server_id)) as connection:
            await connection.execute(former)
            if ends is not None:
                row = {"server_id": server_id, "film_id": film_id}
                seconds = int(ends.timestamp())
                await connection.execute(upsert(film_embargo, **row, ends_at=seconds))
        self._cache.forget(server_id)

    def forget(self, server_id: int) -> None:
        """Read anew what a server has set, after a change elsewhere."""
        self._cache.forget(server_id)

    def forget_all(self) -> None:
        """Read everything anew: changes elsewhere may have been missed."""
        self._cache.forget_all()

    async def _read(self, server_id: int) -> dict[str, datetime]:
        statement = select(film_embargo.c.film_id, film_embargo.c.ends_at).where(
            film_embargo.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return {film_id: datetime.fromtimestamp(ends, UTC) for film_id, ends in rows}
