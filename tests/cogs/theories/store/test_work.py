"""What is due for theories: claimed by one, done once, due again after a crash."""

from __future__ import annotations

import asyncio
from functools import partial
from itertools import pairwise

from cogs.theories.store.work import NEWS, REFRESH
from data.database.due_work import LEASE
from tests.cogs.theories.keeper import START, Keeper


async def test_a_message_is_claimed_at_most_once_in_ten_seconds(keeper: Keeper) -> None:
    theory = await keeper.post()
    claimed = []
    for _ in range(200):
        keeper.now += 1
        await keeper.vote(theory, 100 + keeper.now)
        if await keeper.stores.work.claim(REFRESH, keeper.now):
            claimed.append(keeper.now)
    assert 19 <= len(claimed) <= 21
    assert all(later - earlier >= 10 for earlier, later in pairwise(claimed))


async def test_the_last_of_a_rush_is_refreshed_too(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    assert len(await keeper.stores.work.claim(REFRESH, keeper.now)) == 1
    await keeper.vote(theory, 101)
    assert await keeper.stores.work.claim(REFRESH, keeper.now) == []
    assert await keeper.stores.work.next_due() == keeper.now + 10


async def test_however_often_a_server_is_marked_its_messages_keep_their_pace(
    keeper: Keeper,
) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    await keeper.stores.work.claim(REFRESH, keeper.now)
    await keeper.vote(theory, 101)
    due = keeper.now + 10
    for _ in range(5):
        keeper.now += 1
        await keeper.stores.work.mark_theories_of_server(theory.server_id, keeper.now)
    assert await keeper.stores.work.next_due() == due


async def test_what_is_not_due_yet_is_marked_for_a_little_later(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.stores.work.mark_theories_of_server(theory.server_id, keeper.now)
    assert await keeper.stores.work.next_due() == keeper.now + 10


async def test_work_is_claimed_by_one_of_several_processes(keeper: Keeper) -> None:
    for _ in range(6):
        await keeper.vote(await keeper.post(), 100)
    keeper.now += 60
    claims = await asyncio.gather(
        *(keeper.stores.work.claim(REFRESH, keeper.now) for _ in range(4))
    )
    ids = [theory_id for claim in claims for theory_id, _ in claim]
    assert sorted(ids) == sorted(set(ids))
    assert len(ids) == 6


async def test_work_that_a_crash_cut_off_falls_due_again(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    claim = partial(keeper.stores.work.claim, REFRESH)
    assert len(await claim(keeper.now)) == 1
    assert await claim(keeper.now + LEASE - 1) == []
    assert len(await claim(keeper.now + LEASE)) == 1


async def test_work_done_is_not_done_again_unless_more_fell_due(keeper: Keeper) -> None:
    theory = await keeper.post()
    keeper.now += 60
    await keeper.vote(theory, 100)
    work = keeper.stores.work
    await work.claim(REFRESH, keeper.now)
    await work.done(theory.id, REFRESH, keeper.now)
    assert await work.next_due() is None
    keeper.now += 60
    await keeper.vote(theory, 101)
    await work.claim(REFRESH, keeper.now)
    await keeper.vote(theory, 102)
    await work.done(theory.id, REFRESH, keeper.now)
    assert await work.next_due() == keeper.now + 10
    keeper.now += 10
    await work.claim(REFRESH, keeper.now)
    await keeper.vote(theory, 103)
    # Discord does not take it just now.
    await work.done(theory.id, REFRESH, keeper.now, keeper.now + 60)
    assert await work.next_due() == keeper.now + 10


async def test_what_falls_due_once_a_claim_ran_out_is_not_done_with_it(keeper: Keeper) -> None:
    theory = await keeper.post()
    claimed = keeper.now = keeper.now + 60
    await keeper.vote(theory, 100)
    work = keeper.stores.work
    await work.claim(REFRESH, claimed)
    keeper.now += LEASE + 1
    await keeper.vote(theory, 101)
    await work.done(theory.id, REFRESH, claimed)
    assert [due for due, _ in await work.claim(REFRESH, keeper.now)] == [theory.id]


async def test_followers_are_told_once_of_each_resolution(keeper: Keeper) -> None:
    theory = await keeper.post()
    for user in (5, 6, 7):
        assert await keeper.stores.evidence.follow(theory, user)
    assert not await keeper.stores.evidence.follow(theory, 6)
    resolution = await keeper.resolve(theory, "confirmed")
    work = keeper.stores.work
    assert [due for due, _ in await work.claim(NEWS, keeper.now)] == [theory.id]
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
