"""Transactions on reminders that overlap on PostgreSQL: neither undoes what the other has done."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Booking, Place
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.recipients import MOST_RECIPIENTS
from cogs.reminders.store.records import erase_own_screenings
from cogs.reminders.store.reminders import ReminderStore
from cogs.reminders.store.steps import locked_screening
from data.database import Database
from data.members.records import Records
from data.schema import outbox, outbox_recipient, reminder
from tests.cogs.reminders.bookings import (
    NOW,
    PING,
    SHOWTIME,
    drafted,
    saved,
)
from tests.cogs.reminders.store.parties.posts import HOST, posted
from tests.conftest import ON_POSTGRESQL
from tests.data.database.processes import running
from tests.overlap import begun, overlapped

pytestmark = ON_POSTGRESQL


@pytest.mark.parametrize("erases", [False, True])
async def test_who_joins_a_screening_that_its_last_member_leaves_is_reminded(
    store: ReminderStore, database: Database, erases: bool
) -> None:
    first, second = await saved(store, 1), await drafted(store, 2)
    records = Records(database)
    records.before_erasing_member.append(erase_own_screenings)
    joins = store.save(second, NOW)
    leaves = records.erase_member(1) if erases else store.move(first, NOW, held=9)
    joined, _left = await overlapped(database, joins, leaves)
    assert await store.live(2) == [joined]


async def test_whose_screening_is_left_by_its_last_member_has_one_of_their_own(
    store: ReminderStore, database: Database
) -> None:
    first, second = await saved(store, 1), await drafted(store, 2)
    _left, joined = await overlapped(
        database,
        store.move(first, NOW, held=9),
        store.save(second, NOW),
    )
    assert isinstance(joined, Booking)
    assert await store.live(2) == [joined]


async def test_two_who_come_at_once_do_not_both_get_the_last_place_in_a_message(
    store: ReminderStore, box: Outbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_RECIPIENTS, Phase.CARD, 2)
    await saved(store, 1)
    drafts = [await drafted(store, user_id) for user_id in (2, 3)]
    await overlapped(database, *(store.save(draft, NOW) for draft in drafts))
    cards = (await box.claim(SHOWTIME, 10, "me")).messages
    assert [len(card.recipients) for card in cards] == [2, 1]


async def test_a_message_that_is_being_claimed_is_not_planned_a_second_time(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    mine = await saved(store, 1)
    claims, _relocated = await overlapped(
        database,
        box.claim(PING, 10, "me"),
        store.relocate(mine, Place.HERE, 501, NOW),
    )
    assert [message.phase for message in claims.messages] == [Phase.CARD, Phase.STAY]
    later = (await box.claim(PING, 10, "me")).messages
    assert [message.phase for message in later if message.recipients] == []


async def test_a_reminder_that_is_moved_as_its_last_message_is_settled_stays_live(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    mine = await saved(store, 1)
    *_, last = (await box.claim(PING + timedelta(minutes=9), 10, "me")).messages
    async with database.transaction() as connection:
        others = update(outbox).where(outbox.c.id != last.id, outbox.c.state == "claimed")
        await connection.execute(others.values(state="sent", due_at=None))
    moved, _settled = await overlapped(
        database,
        store.move(mine, PING, held=600, again=True),
        box.settle(last, "me", PING, message_id=1),
    )
    assert await store.live(1) == [moved]


async def test_two_reminders_that_are_moved_at_once_get_slots_of_their_own(
    store: ReminderStore, database: Database
) -> None:
    gone, *both = [
        await saved(store, 1, showtime=SHOWTIME + timedelta(days=day)) for day in range(3)
    ]
    await store.cancel(gone.reminder.id, 1)
    moved = await overlapped(database, *(store.move(one, NOW, held=600) for one in both))
    assert await store.live(1) == moved


async def test_who_moves_their_reminder_holds_its_screening_first(
    store: ReminderStore, database: Database
) -> None:
    """As a party's clock does, which then plans messages for everybody: else both would wait."""
    mine = await saved(store, 1)
    row = select(reminder.c.id).where(reminder.c.id == mine.reminder.id)
    for change in (
        store.relocate(mine, Place.HERE, 501, NOW),
        store.move(mine, NOW, held=9),
    ):
        async with database.transaction() as clock:
            await locked_screening(clock, mine.screening.id)
            waits = await begun(database, change)
            await clock.execute(row.with_for_update(nowait=True))
        await waits


@pytest.mark.parametrize("to_all", [False, True])
async def test_who_has_a_message_sent_elsewhere_holds_its_screening_first(
    store: ReminderStore, box: Outbox, database: Database, to_all: bool
) -> None:
    mine = await saved(store, 1)
    *_, message = (await box.claim(PING, 10, "me")).messages
    if to_all:
        change: Coroutine[Any, Any, bool | None] = box.fall_back(message, "me", PING)
        row = select(outbox.c.id).where(outbox.c.id == message.id)
    else:
        change = box.divert(message, message.recipients, PING, "unreadable")
        row = select(outbox_recipient.c.phase).where(outbox_recipient.c.outbox_id == message.id)
    async with database.transaction() as clock:
        await locked_screening(clock, mine.screening.id)
        waits = await begun(database, change)
        assert (await clock.execute(row.with_for_update(nowait=True))).all()
    await waits


async def test_another_process_hears_with_the_commit_that_something_is_due_sooner(
    database_address: str,
) -> None:
    async with running(database_address, 0) as here, running(database_address, 1) as there:
        store, party = ReminderStore(here.database), await posted(here.database)
        await there.hears("due:0")
        mine = await drafted(store, 1)
        for change in (
            store.save(mine, NOW),
            store.move(mine, NOW, held=9),
            store.relocate(mine, Place.HERE, 501, NOW),
            PartyClock(here.database).tap(party, HOST, NOW),
        ):
            there.heard.clear()
            await change
            await there.hears("due:0")
