"""Messages on their way: claims, leases, retries, what cannot be read; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from cogs.reminders.rules.refusals import (
    ReminderGoneError,
)
from cogs.reminders.store.claims import LEASE
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.members.records import Records
from data.schema import outbox
from tests.cogs.reminders.bookings import (
    PING,
    SHOWTIME,
    messages_to_come,
    saved,
    told,
)


async def test_who_cancels_before_the_claim_is_dropped_and_after_it_not(
    store: ReminderStore, box: Outbox
) -> None:
    first, second = await saved(store, 1), await saved(store, 2)
    await store.cancel(first.reminder.id, 1)
    with pytest.raises(ReminderGoneError):
        await store.cancel(first.reminder.id, 1)
    (card, stay) = (await box.claim(PING, 10, "me")).messages
    assert [r.user_id for r in stay.recipients] == [2]
    await store.cancel(second.reminder.id, 2)
    later = (await box.claim(PING + LEASE, 10, "me")).messages
    assert [[r.user_id for r in message.recipients] for message in later] == [[2], [2]]
    assert all(message.is_retry for message in later)
    assert {message.nonce for message in later} == {card.nonce, stay.nonce}


async def test_a_claim_holds_for_its_lease_and_is_settled_by_its_owner_only(
    store: ReminderStore, box: Outbox
) -> None:
    await saved(store, 1)
    (card,) = (await box.claim(SHOWTIME, 10, "me")).messages
    assert (await box.claim(SHOWTIME + LEASE / 2, 10, "other")).messages == []
    assert await box.next_due() == SHOWTIME + LEASE
    (again,) = (await box.claim(SHOWTIME + LEASE, 10, "other")).messages
    assert again.tried_at == SHOWTIME
    assert not await box.settle(card, "me", SHOWTIME + LEASE, message_id=1)
    assert await box.settle(again, "other", SHOWTIME + LEASE, message_id=1)
    assert (await box.claim(SHOWTIME + 3 * LEASE, 10, "me")).messages == []


async def test_a_message_that_is_handed_back_is_a_retry(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    await saved(store, 1)
    before = database.tally.claims["messages"], database.tally.retries["message"]
    (card,) = (await box.claim(SHOWTIME, 10, "me")).messages
    at = SHOWTIME + timedelta(seconds=5)
    await box.try_again(card, "me", at)
    assert (await box.claim(at - timedelta(seconds=1), 10, "me")).messages == []
    (again,) = (await box.claim(at, 10, "me")).messages
    assert again.is_retry
    assert (again.tried_at, again.attempts) == (card.tried_at, 2)
    after = database.tally.claims["messages"], database.tally.retries["message"]
    assert after == (before[0] + 2, before[1] + 1)


async def test_a_row_that_cannot_be_read_is_set_apart(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    await saved(store, 1)
    await saved(store, 2, place_id=501)
    async with database.transaction() as connection:
        await connection.execute(
            update(outbox).where(outbox.c.place_id == 500).values(phase="nonsense")
        )
    claims = await box.claim(SHOWTIME, 10, "me")
    assert len(claims.unreadable) == 1
    assert [m.place_id for m in claims.messages] == [501]
    await box.give_up_blindly(claims.unreadable[0], SHOWTIME, "Broken.")
    assert await told(database, 1) == ["Broken."]
    assert await told(database, 1) == []


async def test_old_rows_are_forgotten_and_reminders_kept(
    store: ReminderStore, box: Outbox, database: Database
) -> None:
    await saved(store, 1)
    for message in (await box.claim(SHOWTIME, 10, "me")).messages:
        await box.settle(message, "me", SHOWTIME, message_id=1)
    await box.prune(SHOWTIME + timedelta(days=29))
    before = await messages_to_come(database)
    await box.prune(SHOWTIME + timedelta(days=31))
    assert await messages_to_come(database) == before
    assert len((await Records(database).of_member(1))["reminders"]) == 1
