"""The dispatcher with thousands of messages, and beside another one."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections import Counter
from datetime import timedelta

from sqlalchemy import insert, select

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.claims import LEASE
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.recipients import enlist
from cogs.reminders.store.reminders import ReminderStore
from cogs.reminders.store.rows import REMINDER_COLUMNS, as_reminder
from data.database import Database
from data.schema import outbox, outbox_recipient, reminder
from tests.cogs.reminders.bookings import (
    NOW,
    PHASES,
    PING,
    SHOWTIME,
    Sender,
    bare_screening,
    member_row,
    message_row,
    saved,
)
from tests.cogs.reminders.delivery.virtual_time import Time, run


async def test_ten_thousand_due_in_the_same_minute(database: Database) -> None:
    async with database.transaction() as connection:
        screening_id = await bare_screening(connection)
        people = [member_row(screening_id, n + 1, 1_000 + n // 100) for n in range(10_000)]
        messages = [
            message_row(screening_id, id=n + 1, place_id=1_000 + n // 2) for n in range(200)
        ]
        links = [
            {"reminder_id": n + 1, "phase": Phase.STAY.value, "outbox_id": n // 50 + 1}
            for n in range(10_000)
        ]
        await connection.execute(insert(reminder), people)
        await connection.execute(insert(outbox), messages)
        await connection.execute(insert(outbox_recipient), links)
    sender = Sender()
    await run(database, sender, Time(PING, PING + timedelta(minutes=5)))
    served = Counter(user for parcel in sender.sent for user in parcel.mentions)
    assert len(served) == 10_000
    assert set(served.values()) == {1}


async def test_members_in_a_channel_share_two_messages_a_hundred(database: Database) -> None:
    """So 10,000 members in 100 channels need 200 sends."""
    async with database.transaction() as connection:
        screening_id = await bare_screening(connection)
        people = [member_row(screening_id, n + 1, 1_000 + n % 10) for n in range(1_000)]
        await connection.execute(insert(reminder), people)
        rows = (await connection.execute(select(*REMINDER_COLUMNS))).mappings().all()
        for row in rows:
            await enlist(connection, as_reminder(row), {Phase.STAY: PING}, NOW)
    sender = Sender()
    await run(database, sender, Time(PING, PING + timedelta(minutes=5)))
    assert sum(len(parcel.mentions) for parcel in sender.sent) == 1_000
    assert len(sender.sent) <= 20
    assert max(len(parcel.mentions) for parcel in sender.sent) <= 80


async def test_two_dispatchers_share_the_work_and_never_a_message(database: Database) -> None:
    store = ReminderStore(database)
    for user_id in range(1, 121):
        await saved(store, user_id, place_id=1_000 + user_id)
    one, two = Sender(), Sender()
    end = SHOWTIME + timedelta(minutes=5)
    await asyncio.gather(
        run(database, one, Time(SHOWTIME, end)), run(database, two, Time(SHOWTIME, end))
    )
    places = Counter(parcel.place_id for parcel in one.sent + two.sent)
    assert len(places) == 120
    assert set(places.values()) == {1}


async def test_one_that_dies_is_replaced_after_its_lease(database: Database) -> None:
    store = ReminderStore(database)
    await saved(store, 1)
    assert len((await Outbox(database).claim(SHOWTIME, 10, "dead")).messages) == 1
    other = Sender()
    await run(database, other, Time(SHOWTIME, SHOWTIME + LEASE * 0.9))
    assert other.sent == []
    await run(database, other, Time(SHOWTIME + LEASE, SHOWTIME + LEASE * 2))
    assert other.phases == PHASES[:1]


async def test_a_hundred_thousand_waiting_are_not_loaded(database: Database) -> None:
    """The first look at a full outbox is one row; nothing else is read before it is due."""
    async with database.transaction() as connection:
        screening_id = await bare_screening(connection)
        rows = [
            message_row(screening_id, nominal_at=epoch(PING) + n, due_at=epoch(PING) + n)
            for n in range(100_000)
        ]
        for start in range(0, len(rows), 2_000):
            await connection.execute(insert(outbox), rows[start : start + 2_000])
    sender = Sender()
    tracemalloc.start()
    try:
        await run(database, sender, Time(NOW, NOW + timedelta(minutes=30)))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert sender.sent == []
    assert peak < 2_000_000
