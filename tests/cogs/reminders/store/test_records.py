"""What is kept of reminders for their owners: exports, erasure, health, the channels of threads."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from cogs.reminders.rules.screenings import Place, epoch
from cogs.reminders.store.records import ReminderHealth, ReminderPlaces, erase_own_screenings
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.members.records import Records
from data.schema import outbox, party
from tests.cogs.reminders.bookings import (
    DRAFT,
    NOW,
    SERVER,
    SHOWTIME,
    saved,
)

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


async def test_a_member_exports_and_deletes_everything(
    store: ReminderStore, database: Database
) -> None:
    records = Records(database)
    records.before_erasing_member.append(erase_own_screenings)
    await saved(store, 1)
    await saved(store, 2)
    await saved(store, 1, place=Place.DM, place_id=9, showtime=SHOWTIME + timedelta(days=1))
    (first, second) = (await records.of_member(1))["reminders"]
    assert (first["place"], second["place"]) == ("here", "dm")
    assert first["screening"]["film_label"] == DRAFT.film_label
    assert first["screening"]["showtime"] == SHOWTIME.isoformat()
    assert await records.erase_member(1) == []
    assert (await records.of_member(1))["reminders"] == []
    assert len((await records.of_member(2))["reminders"]) == 1
    async with database.reading() as connection:
        assert not await connection.scalar(
            select(func.count()).select_from(outbox).where(outbox.c.user_id == 1)
        )


async def test_a_server_exports_and_deletes_everything(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    await saved(store, 1, server_id=SERVER + 1)
    records = Records(database)
    assert len((await records.of_server(SERVER))["screenings"]) == 1
    await records.erase_server(SERVER)
    assert (await records.of_server(SERVER))["screenings"] == []
    assert len((await records.of_server(SERVER + 1))["screenings"]) == 1


async def test_health_names_what_is_due_next(store: ReminderStore, database: Database) -> None:
    health = ReminderHealth(database, lambda: NOW)
    assert await health() == "No reminder is due."
    await saved(store, 1)
    assert await health() == f"The next reminder is due <t:{epoch(SHOWTIME) - 600}:R>."
