"""Watch parties in the store: the plan of a post, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from cogs.reminders.rules.parties import Invitation, Party
from cogs.reminders.rules.refusals import DraftGoneError
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties import PartyStore
from cogs.reminders.store.party_work import LEASE, POST, PartyWork
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from tests.cogs.reminders.making import NOW, SERVER, drafted, told

HOST = 1
WHEN = epoch(NOW)


@pytest.fixture
def store(database: Database) -> PartyStore:
    return PartyStore(database)


@pytest.fixture
def work(database: Database) -> PartyWork:
    return PartyWork(database)


async def draft_of_party(database: Database, **values: int) -> Booking:
    booking = await drafted(ReminderStore(database), HOST)
    invitation = Invitation(SERVER, HOST, 500, "cinema", None, values.get("most"))
    await PartyStore(database).add_draft(booking.screening.id, invitation)
    return booking


async def planned(database: Database, **values: int) -> Party:
    """A party that waits for its post."""
    booking = await draft_of_party(database, **values)
    return await PartyStore(database).publish(booking, NOW, hide_scenes=False)


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
    assert await work.next_due() is None


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
    await work.give_up_post(party.screening.id, "no way")
    assert (await store.get(party.screening.id, SERVER)).screening.state == "cancelled"
    assert await told(ReminderStore(database), HOST) == ["no way"]


async def test_only_a_draft_gets_another_limit(store: PartyStore, database: Database) -> None:
    booking = await draft_of_party(database)
    await store.change_draft(booking.screening.id, 4)
    party = await store.publish(booking, NOW, hide_scenes=False)
    assert party.most == 4
    await store.change_draft(booking.screening.id, 1)
    assert (await store.get(party.screening.id, SERVER)).most == 4
