"""The channels in which a server lets Stinger answer questions that nobody asked it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Executable, delete, select

from data.cache import SERVER_SECONDS, Cache
from data.database import Change, Database, Topic, upsert
from data.database.retry import unit_of_work
from data.schema import listening_place


class Listening:
    """Reads and keeps them; kept in memory, because every message asks."""

    def __init__(self, database: Database) -> None:
        self._database = database
        reads = database.tally.cache_reads["listening"]
        self._cache: Cache[frozenset[int]] = Cache(self._read, SERVER_SECONDS, reads=reads)

    async def places(self, server_id: int) -> frozenset[int]:
        """The ids of the channels and categories that were opted in."""
        return await self._cache.get(server_id)

    async def at(self, places: Sequence[int]) -> bool:
        """Whether Stinger listens in ``places``: server, category, channel, thread.

        A thread follows its channel and a channel its category. Never outside servers.
        """
        if not places:
            return False
        return not (await self.places(places[0])).isdisjoint(places[1:])

    @unit_of_work
    async def set(self, server_id: int, place_id: int, *, listens: bool) -> None:
        """Opt a channel or category in or out."""
        key = (listening_place.c.server_id == server_id) & (listening_place.c.place_id == place_id)
        statement: Executable = delete(listening_place).where(key)
        if listens:
            statement = upsert(listening_place, server_id=server_id, place_id=place_id)
        async with self._database.transaction(Change(Topic.SERVER, server_id)) as connection:
            await connection.execute(statement)
        self._cache.forget(server_id)

    def forget(self, server_id: int) -> None:
        """Read anew what a server has set, after a change elsewhere."""
        self._cache.forget(server_id)

    def forget_all(self) -> None:
        """Read everything anew: changes elsewhere may have been missed."""
        self._cache.forget_all()

    async def _read(self, server_id: int) -> frozenset[int]:
        statement = select(listening_place.c.place_id).where(
            listening_place.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            return frozenset(await connection.scalars(statement))
