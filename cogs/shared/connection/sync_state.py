"""Remembers which command definitions Discord was last given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from data.database import Database, upsert
from data.database.retry import unit_of_work
from data.schema import command_sync


class SyncState:
    """The hash of the command definitions last synced, per application."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def known_hash(self, application_id: int) -> str | None:
        """The hash last kept, ``None`` before the first sync."""
        statement = select(command_sync.c.payload_hash).where(
            command_sync.c.application_id == application_id
        )
        async with self._database.reading() as connection:
            known: str | None = await connection.scalar(statement)
        return known

    @unit_of_work
    async def keep(self, application_id: int, payload_hash: str, now: datetime) -> None:
        """Keep the hash of what Discord has just accepted."""
        statement = upsert(
            command_sync,
            application_id=application_id,
            payload_hash=payload_hash,
            synced_at=int(now.timestamp()),
        )
        async with self._database.transaction() as connection:
            await connection.execute(statement)
