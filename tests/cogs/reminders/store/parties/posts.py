"""Parties in the store, planned and posted, and who gets their messages."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from cogs.reminders.rules.parties.parties import Attendance, Invitation, Party
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.schema import outbox, outbox_recipient, reminder
from tests.cogs.reminders.bookings import NOW, SERVER, drafted

HOST = 1
WHEN = epoch(NOW)


async def draft_of_party(database: Database, **values: int) -> Booking:
    booking = await drafted(ReminderStore(database), HOST)
    invitation = Invitation(SERVER, HOST, 500, "cinema", None, values.get("most"))
    await PartyStore(database).add_draft(booking.screening.id, invitation)
    return booking


async def planned(database: Database, **values: int) -> Party:
    """A party that waits for its post."""
    booking = await draft_of_party(database, **values)
    return await PartyStore(database).publish(booking, NOW, hide_scenes=False)


async def posted(database: Database, **values: int) -> Party:
    """A party that its host goes to."""
    party = await planned(database, **values)
    store = PartyStore(database)
    party = replace(party, message_id=7, thread_id=700)
    await store.place(party)
    await store.answer(party, HOST, Attendance.GOING, NOW)
    return await store.get(party.screening.id, SERVER)


async def messages(database: Database, phase: Phase) -> list[int | None]:
    """For whom a message of a phase waits, in their order."""
    async with database.reading() as connection:
        rows = await connection.scalars(
            select(reminder.c.user_id)
            .join(outbox_recipient, outbox_recipient.c.reminder_id == reminder.c.id)
            .join(outbox, outbox.c.id == outbox_recipient.c.outbox_id)
            .where(outbox.c.phase == phase.value, outbox.c.state == "pending")
            .order_by(outbox.c.id)
        )
        return list(rows)
