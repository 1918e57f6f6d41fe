"""Whom a notice waits for is known without asking the database at every command."""

from __future__ import annotations

from cogs.reminders.rules.refusals import Notice
from cogs.reminders.store.notices import CHANGED, Notices
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.schema import reminder
from tests.cogs.reminders.bookings import saved


async def test_a_notice_is_told_at_the_next_command_and_once(database: Database) -> None:
    notices = Notices(database)
    booking = await saved(ReminderStore(database), 7)
    assert await notices.of_member(7) == []
    async with database.transaction(CHANGED) as connection:
        await connection.execute(reminder.update().values(notice="It is gone."))
    waiting = await notices.of_member(7)
    assert waiting == [Notice(booking.reminder.id, booking.screening.film_label, "It is gone.")]
    assert await notices.of_member(8) == []
    await notices.forget(waiting)
    assert await notices.of_member(7) == []
