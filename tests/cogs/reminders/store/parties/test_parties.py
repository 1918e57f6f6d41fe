"""Watch parties in the store: the plan of a post, the waiting list; on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from cogs.reminders.rules.parties.hosts import ASKED_EVERY
from cogs.reminders.rules.parties.parties import Attendance, ClockStart, Invitation, Party
from cogs.reminders.rules.refusals import DraftGoneError, NotGoingToHostError
from cogs.reminders.rules.schedule import Phase
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.parties.work import LEASE, POST, QUEUE, REFRESH, REFRESH_EVERY, PartyWork
from cogs.reminders.store.records import erase_own_screenings, free_places
from cogs.reminders.store.reminders import ReminderStore
from data.database import Database
from data.members.records import Records
from data.schema import outbox, outbox_recipient, party_series, reminder
from tests.cogs.reminders.bookings import NOW, SERVER, SHOWTIME, drafted, told

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
    assert await work.next_due() == epoch(NOW + ASKED_EVERY)  # whether the host is still there


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


async def posted(database: Database, **values: int) -> Party:
    """A party that its host goes to."""
    party = await planned(database, **values)
    store = PartyStore(database)
    party = replace(party, message_id=7, thread_id=700)
    await store.place(party)
    await store.answer(party, HOST, Attendance.GOING, NOW, to_wait=True)
    return await store.get(party.screening.id, SERVER)


async def answers(database: Database) -> dict[int, str]:
    """How every member stands."""
    async with database.reading() as connection:
        rows = await connection.execute(
            select(reminder.c.user_id, reminder.c.answer).where(reminder.c.answer.is_not(None))
        )
        return {row.user_id: row.answer for row in rows}


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


async def test_who_finds_no_place_waits_in_order_and_is_asked(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database, most=2)
    assert (await store.answer(party, 2, Attendance.GOING, NOW, to_wait=True)).ahead == 0
    stood = [await store.answer(party, who, Attendance.GOING, NOW, to_wait=True) for who in (3, 4)]
    assert [(one.now, one.ahead) for one in stood] == [
        (Attendance.WAITING, 0),
        (Attendance.WAITING, 1),
    ]
    assert await work.next_due() == WHEN
    assert (await store.advance(party, NOW, to_wait=True)).asked == ()
    await store.answer(party, 2, Attendance.NO, NOW, to_wait=True)
    late = await store.answer(party, 5, Attendance.GOING, NOW, to_wait=True)
    assert late.now is Attendance.WAITING  # nobody overtakes those who wait
    due = await store.advance(party, NOW, to_wait=True)
    assert due.next_at == NOW + timedelta(minutes=30)
    assert await answers(database) == {1: "going", 2: "no", 3: "asked", 4: "waiting", 5: "waiting"}
    assert await messages(database, Phase.OFFER) == [3]
    assert await messages(database, Phase.STAY) == [1]
    taken = await store.answer(party, 3, Attendance.GOING, NOW, to_wait=True)
    assert (taken.before, taken.now) == (Attendance.ASKED, Attendance.GOING)
    assert await messages(database, Phase.OFFER) == []
    assert await messages(database, Phase.STAY) == [1, 3]


async def test_who_does_not_answer_in_time_makes_way_for_the_next(
    store: PartyStore, database: Database
) -> None:
    party = await posted(database, most=1)
    for who in (2, 3):
        await store.answer(party, who, Attendance.GOING, NOW, to_wait=True)
    await store.answer(party, HOST, Attendance.NO, NOW, to_wait=True)
    await store.advance(party, NOW, to_wait=True)
    later = NOW + timedelta(minutes=30)
    too_late = await store.answer(party, 2, Attendance.GOING, later, to_wait=True)
    assert too_late.now is Attendance.WAITING
    due = await store.advance(party, later, to_wait=True)
    assert await answers(database) == {1: "no", 2: "waiting", 3: "asked"}
    assert len(due.asked) == 1


async def test_a_member_who_deletes_their_data_leaves_their_place(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database, most=1)
    await store.answer(party, 2, Attendance.GOING, NOW, to_wait=True)
    await work.done(party.screening.id, QUEUE, WHEN - LEASE)
    records = Records(database)
    records.before_erasing_member += [erase_own_screenings, free_places]
    await records.erase_member(HOST)
    assert (party.screening.id, SERVER) in await work.claim(QUEUE, WHEN)
    assert len((await store.advance(party, NOW, to_wait=True)).asked) == 1


async def test_a_limit_that_a_party_got_meanwhile_is_minded(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    read_before = await posted(database)
    doors = replace(read_before.doors, most=1)
    showtime = epoch(SHOWTIME)
    await PartyClock(database).edit(read_before, NOW, showtime=showtime, preshow=20, doors=doors)
    assert (read_before.screening.id, SERVER) in await work.claim(QUEUE, WHEN)
    await work.done(read_before.screening.id, QUEUE, WHEN)
    await store.answer(read_before, 2, Attendance.GOING, NOW, to_wait=True)
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
            await store.answer(party, who, pressed, now, to_wait=True)
            await asyncio.sleep(0)

    async def doorman() -> None:
        for _ in range(20):
            await store.advance(party, now, to_wait=True)
            standing = list((await answers(database)).values())
            seen.append(standing.count("going"))
            assert standing.count("going") + standing.count("asked") <= most

    await asyncio.gather(*(member(who) for who in range(2, 52)), doorman(), doorman())
    await store.advance(party, now, to_wait=True)
    standing = list((await answers(database)).values())
    taken = standing.count("going") + standing.count("asked")
    assert taken <= most
    assert "waiting" not in standing or taken == most
    assert max(seen) > 1
    going = {who for who, answer in (await answers(database)).items() if answer == "going"}
    assert set(await messages(database, Phase.STAY)) == going


async def test_a_posts_edit_is_due_at_once_and_then_at_its_pace(
    store: PartyStore, work: PartyWork, database: Database
) -> None:
    party = await posted(database)
    assert await work.claim(REFRESH, WHEN) == [(party.screening.id, SERVER)]
    for who in range(2, 30):
        await store.answer(party, who, Attendance.GOING, NOW, to_wait=True)
    await work.done(party.screening.id, REFRESH, WHEN)
    assert await work.claim(REFRESH, WHEN + REFRESH_EVERY - 1) == []
    assert await work.claim(REFRESH, WHEN + REFRESH_EVERY) == [(party.screening.id, SERVER)]


async def test_a_new_showtime_forgets_who_said_that_the_credits_started(
    database: Database,
) -> None:
    party, clock = await posted(database), PartyClock(database)
    for who in (2, 3):
        await PartyStore(database).answer(party, who, Attendance.GOING, NOW, to_wait=True)
    assert await clock.tap(party, 2, NOW) is ClockStart.WAITS
    later = epoch(SHOWTIME + timedelta(hours=1))
    await clock.edit(party, NOW, showtime=later, preshow=20, doors=party.doors)
    assert await clock.tap(party, 3, NOW) is ClockStart.WAITS


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
