"""By what calendars know an evening again over its changes, on both databases."""

from __future__ import annotations

from datetime import timedelta

from cogs.reminders.rules.parties.parties import Invitation
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME, drafted, saved

HOST = 1


async def test_each_move_of_a_reminder_is_counted(database: Database) -> None:
    store = ReminderStore(database)
    booking = await saved(store, 1)
    assert booking.reminder.revision == 0
    for count in (1, 2):
        booking = await store.move(booking, NOW, held=600 * count)
        kept = await store.booking(booking.reminder.id, 1)
        assert booking.reminder.revision == kept.reminder.revision == count
        assert kept.reminder.first_id is None


async def test_an_edit_keeps_whose_edit_it_is(database: Database) -> None:
    store = ReminderStore(database)
    first = await saved(store, 1)
    edited = await saved(
        store,
        1,
        showtime=SHOWTIME + timedelta(hours=1),
        replaces=first.reminder.id,
        first_id=first.reminder.id,
        revision=1,
    )
    (live,) = await store.live(1)
    assert live.reminder.id == edited.reminder.id != first.reminder.id
    assert (live.reminder.first_id, live.reminder.revision) == (first.reminder.id, 1)


async def test_every_change_of_a_partys_clock_is_counted(database: Database) -> None:
    store, parties, clock = ReminderStore(database), PartyStore(database), PartyClock(database)
    booking = await drafted(store, HOST)
    invitation = Invitation(SERVER, HOST, 500, "home", None, None)
    await parties.add_draft(booking.screening.id, invitation)
    party = await parties.publish(booking, NOW, hide_scenes=False)
    assert party.revision == 0
    later = epoch(SHOWTIME + timedelta(hours=1))
    await clock.edit(party, NOW, showtime=later, preshow=0, doors=party.doors)
    await clock.pause(party, SHOWTIME + timedelta(hours=2))
    await clock.pause(party, SHOWTIME + timedelta(hours=2))  # it is held already
    await clock.resume(party, SHOWTIME + timedelta(hours=2, minutes=5))
    await clock.finish(party, SHOWTIME + timedelta(hours=3), cancelled=True)
    kept = await parties.get(party.screening.id, SERVER)
    assert kept.revision == 4
