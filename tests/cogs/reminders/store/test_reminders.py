"""Drafts and reminders in the store, and the messages they plan; on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from cogs.reminders.rules.refusals import (
    DraftGoneError,
    ReminderGoneError,
    TooManyRemindersError,
)
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import MOST_LIVE, Booking, Ping, Place, epoch
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.recipients import MOST_RECIPIENTS_ELSE, SPREAD_SECONDS
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.schema import outbox, reminder, screening
from tests.cogs.reminders.bookings import (
    NOW,
    PHASES,
    PING,
    SHOWTIME,
    bare_screening,
    drafted,
    message_row,
    messages_to_come,
    saved,
)


async def test_saving_stores_every_message(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    assert await box.next_due() is None
    await saved(store, 1)
    assert [phase for phase, _, _ in await messages_to_come(database)] == PHASES
    assert await box.next_due() == SHOWTIME - timedelta(minutes=10)
    assert len(await store.live(1)) == 1
    assert await store.live(2) == []


async def test_a_draft_is_saved_once_and_by_its_owner_only(store: ReminderStore) -> None:
    booking = await drafted(store, 1)
    with pytest.raises(ReminderGoneError):
        await store.booking(booking.reminder.id, 2)
    await store.save(booking, NOW)
    with pytest.raises(DraftGoneError):
        await store.save(booking, NOW)


async def test_a_new_draft_takes_the_old_ones_place(store: ReminderStore) -> None:
    old = await drafted(store, 1)
    await drafted(store, 1)
    with pytest.raises(ReminderGoneError):
        await store.booking(old.reminder.id, 1)


async def test_members_of_one_screening_share_messages(store: ReminderStore, box: Outbox) -> None:
    for user_id in (1, 2, 3):
        await saved(store, user_id)
    await saved(store, 4, place_id=501)
    claims = await box.claim(PING, 10, "me")
    stays = [m for m in claims.messages if m.phase is Phase.STAY]
    assert [[r.user_id for r in m.recipients] for m in stays] == [[1, 2, 3], [4]]
    assert len({m.screening.id for m in stays}) == 1


async def test_screenings_with_other_scenes_are_not_shared(
    store: ReminderStore, box: Outbox
) -> None:
    await saved(store, 1, last_scene=90)
    await saved(store, 2)
    await saved(store, 3, last_scene=90)
    claims = await box.claim(PING, 10, "me")
    stays = [m for m in claims.messages if m.phase is Phase.STAY]
    shared = [(m.screening.last_scene, [r.user_id for r in m.recipients]) for m in stays]
    assert shared == [(90, [1, 3]), (None, [2])]


async def test_saving_the_same_screening_again_replaces_the_reminder(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    await saved(store, 1)
    assert len(await store.live(1)) == 1
    assert len(await messages_to_come(database)) == 4


async def test_a_message_takes_so_many_and_the_next_chunk_begins(
    store: ReminderStore, box: Outbox
) -> None:
    for user_id in range(1, MOST_RECIPIENTS_ELSE + 3):
        await saved(store, user_id)
    claims = await box.claim(PING, 20, "me")
    sizes = [len(m.recipients) for m in claims.messages if m.phase is Phase.STAY]
    assert sorted(sizes) == [2, MOST_RECIPIENTS_ELSE]


async def test_twenty_live_ones_and_no_more(store: ReminderStore, database: Database) -> None:
    for number in range(MOST_LIVE):
        await saved(store, 1, showtime=SHOWTIME + timedelta(days=number))
    booking = await drafted(store, 1, showtime=SHOWTIME + timedelta(days=50))
    with pytest.raises(TooManyRemindersError):
        await store.save(booking, NOW)
    with pytest.raises(IntegrityError):
        async with database.transaction() as connection:
            await connection.execute(update(reminder).values(slot=21))
    await store.cancel((await store.live(1))[0].reminder.id, 1)
    await store.save(booking, NOW)


async def test_saves_at_the_same_moment_get_slots_of_their_own(store: ReminderStore) -> None:
    drafts = [await drafted(store, user, showtime=SHOWTIME) for user in range(1, 9)]
    await asyncio.gather(*(store.save(draft, NOW) for draft in drafts))
    assert [len(await store.live(user)) for user in range(1, 9)] == [1] * 8


async def test_save_pressed_several_times_at_once_saves_one(
    store: ReminderStore, database: Database
) -> None:
    booking = await drafted(store, 1, place=Place.DM)
    tries = await asyncio.gather(
        *(store.save(booking, NOW) for _ in range(6)), return_exceptions=True
    )
    assert sum(isinstance(one, Booking) for one in tries) == 1
    assert sum(isinstance(one, DraftGoneError) for one in tries) == 5
    assert len(await store.live(1)) == 1
    assert [phase for phase, _, _ in await messages_to_come(database)] == PHASES


async def test_a_change_of_a_draft_leaves_alone_what_it_does_not_change(
    store: ReminderStore,
) -> None:
    booking = await drafted(store, 1)
    screening, reminder = booking.screening, booking.reminder
    runtime = replace(booking, screening=replace(screening, runtime=99))
    ping = replace(booking, reminder=replace(reminder, ping=Ping.SILENT, lead=5))
    await store.change_draft(booking, runtime)
    await store.change_draft(booking, ping)
    changed = await store.draft(reminder.id, 1)
    assert changed == replace(ping, screening=runtime.screening)
    live = await store.save(changed, NOW)
    await store.change_draft(changed, booking)
    assert await store.booking(reminder.id, 1) == live
    with pytest.raises(DraftGoneError):
        await store.draft(reminder.id, 1)


async def test_a_reminder_is_done_and_its_slot_free_after_its_evening(
    store: ReminderStore, box: Outbox
) -> None:
    await saved(store, 1)
    for message in (await box.claim(PING + timedelta(minutes=9), 10, "me")).messages:
        assert len(await store.live(1)) == 1
        await box.settle(message, "me", PING, message_id=1)
    assert await store.live(1) == []


async def test_editing_takes_the_old_one_back_when_the_new_one_is_saved(
    store: ReminderStore, database: Database
) -> None:
    old = await saved(store, 1)
    new = await drafted(store, 1, showtime=SHOWTIME + timedelta(hours=1), replaces=old.reminder.id)
    assert len(await store.live(1)) == 1
    await store.save(new, NOW)
    (booking,) = await store.live(1)
    assert booking.reminder.id == new.reminder.id
    assert old.reminder.id != new.reminder.id


async def test_moving_one_leaves_the_others_alone(store: ReminderStore, box: Outbox) -> None:
    mine = await saved(store, 1)
    await saved(store, 2)
    await store.move(mine, NOW, held=600)
    claims = await box.claim(PING, 10, "me")
    (stay,) = [m for m in claims.messages if m.phase is Phase.STAY]
    assert [r.user_id for r in stay.recipients] == [2]
    await box.settle(stay, "me", PING, message_id=1)
    later = await box.claim(PING + timedelta(minutes=10), 10, "me")
    (stay,) = [m for m in later.messages if m.phase is Phase.STAY]
    assert [r.user_id for r in stay.recipients] == [1]


async def test_a_screening_that_its_last_member_leaves_is_forgotten(
    store: ReminderStore, database: Database
) -> None:
    both = [await saved(store, user_id) for user_id in (1, 2)]
    for booking in both:
        await store.move(booking, NOW, held=600)
        async with database.reading() as connection:
            assert len(list(await connection.scalars(select(screening.c.id)))) == 2


async def test_a_double_press_moves_once(store: ReminderStore, box: Outbox) -> None:
    mine = await saved(store, 1)
    moves = (store.move(mine, NOW, held=300) for _ in range(2))
    await asyncio.gather(*moves)
    (moved,) = await store.live(1)
    assert moved.screening.held == 300
    claims = await box.claim(PING + timedelta(minutes=5), 10, "me")
    stays = [m for m in claims.messages if m.phase is Phase.STAY and m.recipients]
    assert len(stays) == 1
    await store.cancel(mine.reminder.id, 1)
    with pytest.raises(ReminderGoneError):
        await store.move(mine, NOW, held=300)


async def test_one_that_was_moved_meanwhile_goes_elsewhere_at_its_new_time(
    store: ReminderStore, box: Outbox
) -> None:
    mine = await saved(store, 1)
    await store.move(mine, NOW, held=600)
    await store.relocate(mine, Place.DM, 9, NOW)
    at = PING + timedelta(minutes=10)
    (stay,) = [
        message
        for message in (await box.claim(at, 10, "me")).messages
        if message.phase is Phase.STAY and message.recipients
    ]
    assert (stay.place_id, stay.nominal_at) == (9, at)


async def test_dms_of_a_crowded_minute_begin_earlier(
    store: ReminderStore, database: Database
) -> None:
    async with database.transaction() as connection:
        row = message_row(await bare_screening(connection), place="dm", user_id=1)
        await connection.execute(insert(outbox), [row] * 1_000)
    await saved(store, 5, place=Place.DM, place_id=9)
    async with database.reading() as connection:
        due = await connection.scalar(
            select(outbox.c.due_at).where(outbox.c.user_id == 5, outbox.c.phase == "stay")
        )
    assert 0 < epoch(PING) - (due or 0) <= SPREAD_SECONDS
