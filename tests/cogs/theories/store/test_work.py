"""What is due for theories: claimed by one, done once, due again after a crash."""

from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from sqlalchemy import update

from cogs.theories.store.work import LEASE
from data.database import Database
from data.schema import theory as table
from tests.cogs.theories.keeper import START, Keeper


async def test_a_message_is_claimed_at_most_once_in_ten_seconds(keeper: Keeper) -> None:
    theory = await keeper.post()
    claimed = []
    for _ in range(200):
        keeper.now += 1
        await keeper.vote(theory, 100 + keeper.now)
        if await keeper.stores.work.claim_refreshes(keeper.now):
            claimed.append(keeper.now)
    assert 19 <= len(claimed) <= 21
    assert all(later - earlier >= 10 for earlier, later in pairwise(claimed))


async def test_the_last_of_a_rush_is_refreshed_too(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    assert len(await keeper.stores.work.claim_refreshes(keeper.now)) == 1
    await keeper.vote(theory, 101)
    assert await keeper.stores.work.claim_refreshes(keeper.now) == []
    assert await keeper.stores.work.next_due() == keeper.now + 10


async def test_work_is_claimed_by_one_of_several_processes(keeper: Keeper) -> None:
    for _ in range(6):
        await keeper.vote(await keeper.post(), 100)
    keeper.now += 60
    claims = await asyncio.gather(
        *(keeper.stores.work.claim_refreshes(keeper.now) for _ in range(4))
    )
    ids = [theory.id for claim in claims for theory in claim]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) == 6


async def test_work_that_a_crash_cut_off_falls_due_again(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    claim = keeper.stores.work.claim_refreshes
    assert len(await claim(keeper.now)) == 1
    assert await claim(keeper.now + LEASE - 1) == []
    assert len(await claim(keeper.now + LEASE)) == 1


async def test_work_done_is_not_done_again_unless_more_fell_due(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    work, due = keeper.stores.work, table.c.refresh_due
    await work.claim_refreshes(keeper.now)
    await work.done(theory, due, keeper.now)
    assert await work.next_due() is None
    keeper.now += 60
    await keeper.vote(theory, 101)
    await work.claim_refreshes(keeper.now)
    await keeper.vote(theory, 102)
    await work.done(theory, due, keeper.now)
    assert await work.next_due() == keeper.now + 10


async def test_what_falls_due_once_a_claim_ran_out_is_not_done_with_it(keeper: Keeper) -> None:
    theory = await keeper.post()
    claimed = keeper.now = keeper.now + 60
    await keeper.vote(theory, 100)
    work, due = keeper.stores.work, table.c.refresh_due
    await work.claim_refreshes(claimed)
    keeper.now += LEASE + 1
    await keeper.vote(theory, 101)
    await work.done(theory, due, claimed)
    assert [one.id for one in await work.claim_refreshes(keeper.now)] == [theory.id]


async def test_followers_are_told_once_of_each_resolution(keeper: Keeper) -> None:
    theory = await keeper.post()
    for user in (5, 6, 7):
        assert await keeper.stores.evidence.follow(theory, user)
    assert not await keeper.stores.evidence.follow(theory, 6)
    resolution = await keeper.resolve(theory, "confirmed")
    work = keeper.stores.work
    assert [due.id for due in await work.claim_announcements(keeper.now)] == [theory.id]
    assert await work.untold(theory, resolution, 60) == [5, 7]
    await work.told(theory, resolution, [5, 7])
    assert await work.untold(theory, resolution, 60) == []
    assert await work.untold(theory, resolution + 1, 60) == [5, 7]


async def test_drafts_that_lie_for_a_day_are_dropped(keeper: Keeper) -> None:
    posted = await keeper.post()
    old = await keeper.stores.theories.add_draft(keeper.draft(), START - 10)
    new = await keeper.stores.theories.add_draft(keeper.draft(), START)
    await keeper.stores.theories.drop_drafts(START)
    theories = keeper.stores.theories
    assert await theories.get(10, old.id) is None
    assert await theories.get(10, new.id) is not None
    assert await theories.get(10, posted.id) is not None


async def test_a_row_that_cannot_be_read_keeps_no_theory_from_its_work(
    keeper: Keeper, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = await keeper.post(), await keeper.post()
    keeper.now += 60
    for theory in (broken, whole):
        await keeper.vote(theory, 100)
    row = update(table).where(table.c.id == broken.id)
    async with database.transaction() as connection:
        await connection.execute(row.values(source_class="gossip"))
    claimed = await keeper.stores.work.claim_refreshes(keeper.now)
    assert [theory.id for theory in claimed] == [whole.id]
    assert await keeper.stores.work.next_due() == keeper.now + LEASE
    assert await keeper.stores.work.claim_refreshes(keeper.now + LEASE) == [claimed[0]]
    assert f"Theories [{broken.id}] cannot be read" in caplog.text
