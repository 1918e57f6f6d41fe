"""The waiting list of a party in the store: who waits, is asked, and gets a place."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select

from cogs.reminders.rules.parties.parties import Attendance
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.parties.work import QUEUE, PartyWork
from cogs.reminders.store.records import erase_own_screenings, free_places
from data.database import Database
from data.database.due_work import LEASE
from data.members.records import Records
from data.schema import reminder
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME
from tests.cogs.reminders.store.parties.posts import (
    HOST,
    WHEN,
    messages,
    posted,
)


async def answers(database: Database) -> dict[int, str]:
    """How every member stands."""
    async with database.reading() as connection:
        rows = await connection.execute(
            select(reminder.c.user_id, reminder.c.answer).where(reminder.c.answer.is_not(None))
        )
        return {row.user_id: row.answer for row in rows}


async def test_who_finds_no_place_waits_in_order_and_is_asked(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database, most=2)
    assert (await store.answer(party, 2, Attendance.GOING, NOW)).ahead == 0
    stood = [await store.answer(party, who, Attendance.GOING, NOW) for who in (3, 4)]
    assert [(one.now, one.ahead) for one in stood] == [
        (Attendance.WAITING, 0),
        (Attendance.WAITING, 1),
    ]
    assert await work.next_due() == WHEN
    assert (await store.advance(party, NOW)).asked == ()
    await store.answer(party, 2, Attendance.NO, NOW)
    late = await store.answer(party, 5, Attendance.GOING, NOW)
    assert late.now is Attendance.WAITING  # nobody overtakes those who wait
    due = await store.advance(party, NOW)
    assert due.next_at == NOW + timedelta(minutes=30)
    assert await answers(database) == {1: "going", 2: "no", 3: "asked", 4: "waiting", 5: "waiting"}
    assert await messages(database, Phase.OFFER) == [3]
    assert await messages(database, Phase.STAY) == [1]
    taken = await store.answer(party, 3, Attendance.GOING, NOW)
    assert (taken.before, taken.now) == (Attendance.ASKED, Attendance.GOING)
    assert await messages(database, Phase.OFFER) == []
    assert await messages(database, Phase.STAY) == [1, 3]


async def test_who_does_not_answer_in_time_makes_way_for_the_next(
    store: PartyStore, database: Database
) -> None:
    party = await posted(database, most=1)
    for who in (2, 3):
        await store.answer(party, who, Attendance.GOING, NOW)
    await store.answer(party, HOST, Attendance.NO, NOW)
    await store.advance(party, NOW)
    later = NOW + timedelta(minutes=30)
    too_late = await store.answer(party, 2, Attendance.GOING, later)
    assert too_late.now is Attendance.WAITING
    due = await store.advance(party, later)
    assert await answers(database) == {1: "no", 2: "waiting", 3: "asked"}
    assert len(due.asked) == 1


async def test_whose_place_was_kept_in_vain_may_still_come(
    store: PartyStore, database: Database
) -> None:
    party = await posted(database, most=1)
    await store.answer(party, 2, Attendance.GOING, NOW)
    await store.answer(party, HOST, Attendance.NO, NOW)
    await store.advance(party, NOW)
    assert len((await store.advance(party, NOW + timedelta(minutes=30))).expired) == 1
    assert await answers(database) == {HOST: "no", 2: "maybe"}
    assert await messages(database, Phase.OFFER) == []


async def test_a_member_who_deletes_their_data_leaves_their_place(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database, most=1)
    await store.answer(party, 2, Attendance.GOING, NOW)
    await work.done(party.screening.id, QUEUE, WHEN - LEASE)
    records = Records(database)
    records.before_erasing_member += [erase_own_screenings, free_places]
    await records.erase_member(HOST)
    assert (party.screening.id, SERVER) in await work.claim(QUEUE, WHEN)
    assert len((await store.advance(party, NOW)).asked) == 1


async def test_a_limit_that_a_party_got_meanwhile_is_minded(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    read_before = await posted(database)
    doors = replace(read_before.doors, most=1)
    showtime = epoch(SHOWTIME)
    await PartyClock(database).edit(read_before, NOW, showtime=showtime, preshow=20, doors=doors)
    assert (read_before.screening.id, SERVER) in await work.claim(QUEUE, WHEN)
    await work.done(read_before.screening.id, QUEUE, WHEN)
    await store.answer(read_before, 2, Attendance.GOING, NOW)
    assert (read_before.screening.id, SERVER) in await work.claim(QUEUE, WHEN)


@pytest.mark.parametrize("before", [timedelta(hours=6), timedelta(minutes=30)])
async def test_fifty_press_and_drop_at_once_and_the_limit_holds(
    store: PartyStore, database: Database, before: timedelta
) -> None:
    most, now = 10, SHOWTIME - before
    party = await posted(database, most=most)
    random = Random(14)
    seen: list[int] = []

    async def member(who: int) -> None:
        for pressed in random.choices(
            [Attendance.GOING, Attendance.GOING, Attendance.NO, Attendance.MAYBE], k=4
        ):
            await store.answer(party, who, pressed, now)
            await asyncio.sleep(0)

    async def doorman() -> None:
        for _ in range(20):
            await store.advance(party, now)
            standing = list((await answers(database)).values())
            seen.append(standing.count("going"))
            assert standing.count("going") + standing.count("asked") <= most

    await asyncio.gather(*(member(who) for who in range(2, 52)), doorman(), doorman())
    await store.advance(party, now)
    standing = list((await answers(database)).values())
    taken = standing.count("going") + standing.count("asked")
    assert taken <= most
    assert "waiting" not in standing or taken == most
    assert max(seen) > 1
    going = {who for who, answer in (await answers(database)).items() if answer == "going"}
    assert set(await messages(database, Phase.STAY)) == going
