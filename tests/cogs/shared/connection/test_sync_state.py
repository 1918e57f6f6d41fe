"""Which command definitions Discord was last given."""

from __future__ import annotations

from datetime import UTC, datetime

from cogs.shared.connection.sync_state import SyncState
from data.database import Database

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def test_a_hash_is_kept_for_each_application(database: Database) -> None:
    state = SyncState(database)
    assert await state.known_hash(1) is None
    await state.keep(1, "a" * 64, NOW)
    await state.keep(1, "b" * 64, NOW)
    assert await state.known_hash(1) == "b" * 64
    assert await SyncState(database).known_hash(1) == "b" * 64
    assert await state.known_hash(2) is None
