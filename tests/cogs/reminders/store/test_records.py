"""Which channel a thread stands in, as it was kept with a reminder or a party."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert

from cogs.reminders.rules.screenings import Place, epoch
from cogs.reminders.store.records import ReminderPlaces
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.schema import party
from tests.cogs.reminders.bookings import DRAFT, NOW, SERVER

LOBBY, THREAD, OTHER = 600, 500, 700


@pytest.mark.parametrize(
    ("place", "place_id", "origin_id"), [(Place.HERE, THREAD, 10), (Place.DM, 10, THREAD)]
)
async def test_a_reminder_keeps_the_channel_of_its_thread(
    database: Database, place: Place, place_id: int, origin_id: int
) -> None:
    draft = replace(DRAFT, place=place, place_id=place_id, origin_id=origin_id, parent_id=LOBBY)
    await ReminderStore(database).add_draft(1, SERVER, draft, NOW)
    places = ReminderPlaces(database)
    assert await places.parent_of(SERVER, THREAD) == LOBBY
    assert await places.parent_of(SERVER, OTHER) is None
    assert await places.parent_of(SERVER + 1, THREAD) is None


async def test_a_channel_that_is_no_thread_has_none(database: Database) -> None:
    await ReminderStore(database).add_draft(1, SERVER, DRAFT, NOW)
    assert await ReminderPlaces(database).parent_of(SERVER, THREAD) is None


async def test_a_partys_thread_stands_in_its_channel(database: Database) -> None:
    draft_id = await ReminderStore(database).add_draft(1, SERVER, DRAFT, NOW)
    screening_id = (await ReminderStore(database).booking(draft_id, 1)).screening.id
    async with database.transaction() as connection:
        await connection.execute(
            insert(party).values(
                screening_id=screening_id,
                server_id=SERVER,
                channel_id=LOBBY,
                thread_id=THREAD,
                venue="cinema",
                planned_at=epoch(NOW),
            )
        )
    assert await ReminderPlaces(database).parent_of(SERVER, THREAD) == LOBBY
