"""Parties that follow each other in the store."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.parties.work import POST
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.schema import party_series
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME
from tests.cogs.reminders.store.parties.posts import (
    HOST,
    draft_of_party,
)


async def repeated(database: Database) -> tuple[PartyStores, Party]:
    """A weekly party that is posted."""
    stores, booking = PartyStores.on(database), await draft_of_party(database)
    await stores.parties.change_draft(booking.screening.id, 4, 30, "weekly")
    booking = await ReminderStore(database).draft(booking.reminder.id, HOST)
    assert booking.repeats == "weekly"
    party = await stores.parties.publish(booking, NOW, hide_scenes=False)
    return stores, party


async def test_one_party_follows_however_often_it_is_asked(database: Database) -> None:
    stores, party = await repeated(database)
    await stores.hosts.add(party, 2, NOW)
    party = await stores.parties.get(party.screening.id, SERVER)
    over = SHOWTIME + timedelta(hours=3)
    made = await asyncio.gather(
        *(stores.series.go_on(party, party.screening, over) for _ in range(6))
    )
    (following,) = filter(None, made)
    new = await stores.parties.get(following, SERVER)
    assert new.screening.showing.showtime == SHOWTIME + timedelta(days=7)
    assert (new.host_id, new.cohosts, new.most) == (HOST, (2,), 4)
    assert (new.series_id, new.series_day) == (party.series_id, "2026-12-25")
    assert (following, SERVER) in await stores.work.claim(POST, epoch(over))
    late = over + timedelta(days=30)  # away for weeks: the next one that is still to come
    assert await stores.series.go_on(party, party.screening, late) is None
    third = await stores.series.go_on(new, new.screening, late)
    assert (await stores.parties.get(third or 0, SERVER)).series_day == "2027-01-22"


async def test_cohosts_keep_their_order_in_the_party_that_follows(database: Database) -> None:
    stores, party = await repeated(database)
    for number, who in enumerate((5, 3, 4)):
        await stores.hosts.add(party, who, NOW + timedelta(seconds=number))
    party = await stores.parties.get(party.screening.id, SERVER)
    following = await stores.series.go_on(party, party.screening, SHOWTIME + timedelta(hours=3))
    assert (await stores.parties.get(following or 0, SERVER)).cohosts == (5, 3, 4)


async def test_the_last_friday_is_called_so_where_it_is_the_fourth(database: Database) -> None:
    stores, drafts = PartyStores.on(database), ReminderStore(database)
    last_friday = datetime(2027, 1, 29, 18, tzinfo=UTC)
    booking = await draft_of_party(database)
    screening = replace(booking.screening, showtime=epoch(last_friday))
    await drafts.change_draft(booking, replace(booking, screening=screening))
    await stores.parties.change_draft(booking.screening.id, None, 30, "monthly")
    booking = await drafts.draft(booking.reminder.id, HOST)
    party = await stores.parties.publish(booking, NOW, hide_scenes=False)
    over = last_friday + timedelta(hours=3)
    following = await stores.series.go_on(party, party.screening, over)
    new = await stores.parties.get(following or 0, SERVER)
    assert new.series_day == "2027-02-26"
    assert new.rhythm == party.rhythm == "on the last Friday of every month"


async def test_a_series_whose_first_party_was_refused_has_not_begun(database: Database) -> None:
    stores, party = await repeated(database)
    booking = Booking(
        (await ReminderStore(database).booking(1, HOST)).reminder, party.screening, True, "weekly"
    )
    await stores.parties.unpublish(booking)
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(party_series)) == 0
    again = await stores.parties.publish(booking, NOW, hide_scenes=False)
    assert again.series_day == party.series_day


async def test_nothing_follows_once_a_series_is_ended(database: Database) -> None:
    stores, party = await repeated(database)
    await stores.series.end(party, NOW)
    assert await stores.series.go_on(party, party.screening, SHOWTIME) is None
    assert (await stores.parties.get(party.screening.id, SERVER)).repeats is None
