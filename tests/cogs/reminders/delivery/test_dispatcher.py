"""The dispatcher: nothing stops it, nobody is served twice."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from cogs.reminders.delivery.dispatcher import KEPT_TRYING, LEASE_RESERVE, Dispatcher
from cogs.reminders.rules.refusals import BROKEN, REFUSED, UNREACHABLE
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Claimed, Place
from cogs.reminders.store.claims import LEASE
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.recipients import enlist
from cogs.reminders.store.reminders import ReminderStore
from cogs.reminders.store.rows import REMINDER_COLUMNS, as_reminder
from cogs.shared.sending.delivery import (
    Parcel,
    UndeliverableError,
    UnreadableHistoryError,
    UnsettledError,
)
from data.database import Database
from data.process.background import in_background
from data.schema import outbox, reminder
from tests.cogs.reminders.bookings import (
    NOW,
    PHASES,
    PING,
    SHOWTIME,
    Sender,
    Writer,
    bare_screening,
    member_row,
    saved,
    told,
)
from tests.cogs.reminders.delivery.virtual_time import Time, run

ASK_AT = datetime(2026, 12, 19, 11, tzinfo=NOW.tzinfo)


@pytest.fixture
def store(database: Database) -> ReminderStore:
    return ReminderStore(database)


async def test_an_evening_is_sent_in_order_and_on_time(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    sender, time = Sender(), Time(NOW, ASK_AT + timedelta(hours=1))
    await run(database, sender, time)
    assert sender.phases == PHASES
    assert len(time.rests) < 100


async def test_what_was_due_before_the_start_is_sent_at_once(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    sender = Sender()
    await run(database, sender, Time(PING, PING + timedelta(minutes=1)))
    assert sender.phases == PHASES[:2]


async def test_a_clock_that_jumps_forward_is_noticed(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    sender, time = Sender(), Time(NOW, SHOWTIME + timedelta(hours=1))

    async def rest(seconds: float) -> None:
        # The clock is set while the process sleeps: more passes than was slept.
        await Time.rest(time, seconds)
        time.now += timedelta(hours=2)

    dispatcher = Dispatcher(Outbox(database), Writer(), sender, time, rest, lambda: None)
    async with in_background(dispatcher.run()):
        await time.over.wait()
    assert sender.phases[0] == PHASES[0]
    assert max(time.rests) <= 6 * 3600 / 4


async def test_one_bad_row_stops_no_other(store: ReminderStore, database: Database) -> None:
    for user_id, place_id in ((1, 500), (2, 501), (3, 502), (4, 503)):
        await saved(store, user_id, place_id=place_id)
    async with database.transaction() as connection:
        broken = await connection.scalar(select(outbox.c.id).where(outbox.c.place_id == 500))
        await connection.execute(
            update(outbox).where(outbox.c.place_id == 501).values(phase="nonsense")
        )
    sender = Sender({502: [UndeliverableError("gone")]})
    await run(
        database,
        sender,
        Time(SHOWTIME, SHOWTIME + timedelta(minutes=10)),
        Writer(frozenset({broken or 0})),
    )
    reached = {user for parcel in sender.sent for user in parcel.mentions}
    # Member 3's channel is gone: their card comes by DM.
    assert reached == {3, 4}
    assert await told(database, 1) == [BROKEN]
    assert await told(database, 2) == [BROKEN]
    assert await told(database, 3) == []


async def test_what_cannot_be_read_at_all_holds_no_slot_for_ever(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    async with database.transaction() as connection:
        await connection.execute(update(outbox).values(phase="nonsense"))
    await run(database, Sender(), Time(SHOWTIME, ASK_AT + timedelta(hours=1)))
    assert await store.live(1) == []


async def test_a_closed_dm_without_fallback_is_told_later(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1, place=Place.DM, place_id=9)
    await saved(store, 2, place=Place.DM, place_id=10, origin_id=500)
    sender = Sender({9: [UndeliverableError("closed")], 10: [UndeliverableError("closed")]})
    await run(database, sender, Time(SHOWTIME, SHOWTIME + timedelta(minutes=10)))
    assert [(parcel.place_id, parcel.mentions) for parcel in sender.sent] == [(500, [2])]
    assert await told(database, 1) == [REFUSED]
    assert await told(database, 2) == []


async def test_who_got_it_elsewhere_gets_it_once_where_the_channel_is_closed_too(
    database: Database,
) -> None:
    async with database.transaction() as connection:
        screening_id = await bare_screening(connection)
        people = [member_row(screening_id, user_id, 500) for user_id in (1, 2)]
        await connection.execute(insert(reminder), people)
        for row in (await connection.execute(select(*REMINDER_COLUMNS))).mappings().all():
            await enlist(connection, as_reminder(row), {Phase.STAY: PING}, NOW)
    served, over = asyncio.Event(), asyncio.Event()

    class Closed(Sender):
        async def send(self, parcel: Parcel) -> int:
            if parcel.place_id == 500:
                await served.wait()  # by then the one who cannot read the channel has a DM
                raise UndeliverableError("closed")
            served.set()
            return await super().send(parcel)

    async def second_only(_message: Claimed) -> set[int]:
        return {2}

    async def rest(_seconds: float) -> None:
        if not await box.waiting():
            over.set()

    sender, box = Closed(), Outbox(database)
    dispatcher = Dispatcher(
        *(box, Writer(), sender, lambda: PING, rest), lambda: None, readers=second_only
    )
    async with in_background(dispatcher.run()):
        await over.wait()
    assert sorted(list(parcel.mentions) for parcel in sender.sent) == [[1], [2]]


async def test_failures_are_tried_again_with_growing_pauses_and_given_up_visibly(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    failures: list[Exception] = [UnsettledError(90.0), *[UnsettledError() for _ in range(3)]]
    sender = Sender({500: failures})
    await run(database, sender, Time(SHOWTIME, SHOWTIME + timedelta(minutes=2)))
    # Tries at 0 s, at 90 s as Discord asked for, and at 100 s; then the history has to be asked,
    # which this sender cannot.
    assert len(failures) == 1
    assert sender.sent == []
    end = SHOWTIME + KEPT_TRYING + timedelta(hours=1)
    await run(
        database, Sender({500: [UnsettledError() for _ in range(999)]}), Time(end, end + LEASE)
    )
    assert UNREACHABLE in await told(database, 1)


async def test_where_no_history_can_be_read_it_is_sent_marked(
    store: ReminderStore, database: Database
) -> None:
    class Blind(Sender):
        async def find(self, parcel: Parcel, since: datetime) -> int | None:
            raise UnreadableHistoryError

    await saved(store, 1)
    await Outbox(database).claim(SHOWTIME, 10, "dead")
    sender, later = Blind(), SHOWTIME + timedelta(minutes=3)
    await run(database, sender, Time(later, later + LEASE))
    assert sender.phases == ["card\n-# possibly repeated"]


async def test_a_message_found_in_the_history_is_not_sent_again(
    store: ReminderStore, database: Database
) -> None:
    class Finder(Sender):
        async def find(self, parcel: Parcel, since: datetime) -> int | None:
            assert since == SHOWTIME
            return 4711

    await saved(store, 1)
    await Outbox(database).claim(SHOWTIME, 10, "dead")
    sender, later = Finder(), SHOWTIME + timedelta(minutes=3)
    await run(database, sender, Time(later, later + LEASE))
    assert sender.sent == []
    async with database.reading() as connection:
        assert (
            await connection.scalar(select(outbox.c.message_id).where(outbox.c.state == "sent"))
            == 4711
        )


async def test_a_send_that_outlasts_its_lease_is_left_alone_and_tried_again(
    store: ReminderStore, database: Database
) -> None:
    """A cancelled request could leave discord.py's global limit closed for ever."""
    time = Time(SHOWTIME, SHOWTIME + LEASE)
    gate, finished = asyncio.Event(), asyncio.Event()

    class Late(Writer):
        async def compose(self, message: Claimed, now: datetime) -> Parcel | None:
            time.now = message.lease_until - LEASE_RESERVE - timedelta(milliseconds=20)
            return await super().compose(message, now)

    class Slow(Sender):
        async def send(self, parcel: Parcel) -> int:
            await gate.wait()
            finished.set()
            return await super().send(parcel)

    await saved(store, 1)
    sender = Slow()
    await run(database, sender, time, Late())
    gate.set()
    await finished.wait()
    box = Outbox(database)
    assert (await box.claim(time.now + LEASE, 1, "next")).messages[0].is_retry


async def test_a_refused_send_leaves_the_loop_and_cancellation_gets_through(
    store: ReminderStore, database: Database
) -> None:
    await saved(store, 1)
    begun = asyncio.Event()

    class Stuck(Sender):
        async def send(self, parcel: Any) -> int:
            begun.set()
            await asyncio.Event().wait()
            return 0

    dispatcher = Dispatcher(
        Outbox(database), Writer(), Stuck(), lambda: SHOWTIME, asyncio.sleep, lambda: None
    )
    running = asyncio.create_task(dispatcher.run())
    await begun.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    (card,) = (await Outbox(database).claim(SHOWTIME + LEASE, 10, "next")).messages
    assert card.is_retry
