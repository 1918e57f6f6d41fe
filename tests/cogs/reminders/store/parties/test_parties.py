"""Watch parties in the store: the plan of a post, its edits, its hosts."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cogs.reminders.rules.parties.hosts import ASKED_BEFORE
from cogs.reminders.rules.parties.parties import Attendance, ClockStart, Party
from cogs.reminders.rules.refusals import DraftGoneError, NotGoingToHostError
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.parties.work import HOST as HOST_CHECK
from cogs.reminders.store.parties.work import POST, REFRESH, REFRESH_EVERY, PartyWork
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.database.due_work import LEASE
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME, told
from tests.cogs.reminders.store.parties.posts import (
    HOST,
    WHEN,
    draft_of_party,
    messages,
    planned,
    posted,
)


async def test_a_draft_is_planned_once_however_often_post_is_pressed(
    store: PartyStore, database: Database
) -> None:
    booking = await draft_of_party(database)
    tries = await asyncio.gather(
        *(store.publish(booking, NOW, hide_scenes=False) for _ in range(8)), return_exceptions=True
    )
    assert sum(isinstance(one, Party) for one in tries) == 1
    assert sum(isinstance(one, DraftGoneError) for one in tries) == 7


async def test_a_planned_post_is_its_planners_for_a_lease_and_then_one_others(
    work: PartyWork, database: Database
) -> None:
    assert await work.next_due() is None
    party = await planned(database)
    assert await work.next_due() == WHEN + LEASE
    assert await work.claim(POST, WHEN + LEASE - 1) == []
    claims = await asyncio.gather(*(work.claim(POST, WHEN + LEASE) for _ in range(5)))
    assert sorted(map(len, claims)) == [0, 0, 0, 0, 1]
    await work.done(party.screening.id, POST, WHEN)  # by the first, whose lease is over
    assert await work.next_due() == WHEN + 2 * LEASE
    await work.done(party.screening.id, POST, WHEN + LEASE)
    # Whether the host is still there.
    assert await work.next_due() == epoch(SHOWTIME - ASKED_BEFORE)


async def test_a_post_that_was_refused_is_a_draft_again_unless_it_was_sent(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    booking = await draft_of_party(database)
    party = await store.publish(booking, NOW, hide_scenes=False)
    await store.unpublish(booking)
    assert await work.next_due() is None
    assert (await ReminderStore(database).draft(booking.reminder.id, HOST)).is_party
    party = await store.publish(booking, NOW, hide_scenes=False)
    await store.place(replace(party, message_id=7))
    await store.unpublish(booking)
    assert (await store.get(party.screening.id, SERVER)).screening.state == "live"


async def test_who_gives_up_a_post_tells_its_host(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await planned(database)
    await work.give_up_post(party.screening.id, "no way", ends_series=True)
    assert (await store.get(party.screening.id, SERVER)).screening.state == "cancelled"
    assert await told(database, HOST) == ["no way"]


async def test_only_a_draft_gets_another_limit(store: PartyStore, database: Database) -> None:
    booking = await draft_of_party(database)
    await store.change_draft(booking.screening.id, 4, 45, None)
    party = await store.publish(booking, NOW, hide_scenes=False)
    assert (party.most, party.answer_within) == (4, 45)
    await store.change_draft(booking.screening.id, 1, 45, None)
    assert (await store.get(party.screening.id, SERVER)).most == 4


async def test_a_posts_edit_is_due_at_once_and_then_at_its_pace(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database)
    assert await work.claim(REFRESH, WHEN) == [(party.screening.id, SERVER)]
    for who in range(2, 30):
        await store.answer(party, who, Attendance.GOING, NOW)
    await work.done(party.screening.id, REFRESH, WHEN)
    assert await work.claim(REFRESH, WHEN + REFRESH_EVERY - 1) == []
    assert await work.claim(REFRESH, WHEN + REFRESH_EVERY) == [(party.screening.id, SERVER)]


async def test_the_pace_is_counted_from_when_an_edit_had_ended(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database)
    await work.claim(REFRESH, WHEN)
    await store.answer(party, 2, Attendance.GOING, NOW + timedelta(seconds=7))
    await work.done(party.screening.id, REFRESH, WHEN, ended=WHEN + 8)
    assert await work.next_due() == WHEN + 8 + REFRESH_EVERY
    await work.claim(REFRESH, WHEN + 20)
    await work.done(party.screening.id, REFRESH, WHEN + 20, ended=WHEN + 25)
    await store.answer(party, 3, Attendance.GOING, NOW + timedelta(seconds=26))
    assert await work.next_due() == WHEN + 25 + REFRESH_EVERY


async def test_a_new_showtime_forgets_who_said_that_the_credits_started(
    database: Database,
) -> None:
    party, clock = await posted(database), PartyClock(database)
    for who in (2, 3):
        await PartyStore(database).answer(party, who, Attendance.GOING, NOW)
    assert await clock.tap(party, 2, NOW) is ClockStart.WAITS
    later = epoch(SHOWTIME + timedelta(hours=1))
    await clock.edit(party, NOW, showtime=later, preshow=20, doors=party.doors)
    assert await clock.tap(party, 3, NOW) is ClockStart.WAITS


@pytest.mark.parametrize("now", [NOW, SHOWTIME + timedelta(hours=1)])
async def test_the_host_is_asked_for_before_a_new_showtime(
    work: PartyWork, database: Database, now: datetime
) -> None:
    """Also where the old one has passed, so that nobody was to be asked for any more."""
    party, showtime = await posted(database), now + timedelta(hours=3)
    await work.claim(HOST_CHECK, epoch(now))
    await work.done(party.screening.id, HOST_CHECK, epoch(now))
    await PartyClock(database).edit(
        party, now, showtime=epoch(showtime), preshow=20, doors=party.doors
    )
    asked = epoch(showtime - ASKED_BEFORE)
    assert await work.claim(HOST_CHECK, asked - 1) == []
    assert await work.claim(HOST_CHECK, asked) == [(party.screening.id, SERVER)]


async def test_a_new_showtime_puts_off_no_question_for_the_host(
    work: PartyWork, database: Database
) -> None:
    party = await posted(database)
    await work.ask_for_host(party.screening.id, WHEN)
    later = epoch(SHOWTIME + timedelta(days=3))
    await PartyClock(database).edit(party, NOW, showtime=later, preshow=20, doors=party.doors)
    assert await work.claim(HOST_CHECK, WHEN) == [(party.screening.id, SERVER)]


async def test_hosts_in_their_order(database: Database) -> None:
    stores, party = PartyStores.on(database), await posted(database)
    for number, who in enumerate((5, 3, 4)):
        await stores.hosts.add(party, who, NOW + timedelta(seconds=number))
    await stores.hosts.add(party, 5, NOW)
    await stores.hosts.remove(party, 4, NOW)
    assert (await stores.parties.get(party.screening.id, SERVER)).cohosts == (5, 3)
    with pytest.raises(NotGoingToHostError):
        await stores.hosts.hand_over(party, 9, NOW)
    await stores.hosts.hand_over(party, 3, NOW)
    party = await stores.parties.get(party.screening.id, SERVER)
    assert (party.host_id, party.cohosts) == (3, (5,))
    assert await messages(database, Phase.HOST) == [3]
    assert await stores.hosts.going(party) == [HOST]
