"""What is kept of theories, each in its own server."""

from __future__ import annotations

import asyncio

import pytest

from cogs.theories.rules.theory import Status
from tests.cogs.theories.keeper import CHANNEL, Keeper


async def test_numbers_count_within_the_server(keeper: Keeper) -> None:
    other = Keeper(keeper.stores, server_id=11)
    assert [(await keeper.post()).number, (await keeper.post()).number] == [1, 2]
    assert (await other.post()).number == 1


async def test_numbers_stay_unique_when_many_post_at_once(keeper: Keeper) -> None:
    posted = await asyncio.gather(*(keeper.post() for _ in range(12)))
    assert sorted(theory.number or 0 for theory in posted) == list(range(1, 13))


async def test_a_draft_is_posted_once(keeper: Keeper) -> None:
    theory = await keeper.post()
    assert await keeper.stores.theories.plan(theory.server_id, theory.id, 1, keeper.now) is None


async def test_a_claim_is_compared_with_the_newest_and_with_so_many(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.theories.store.theories.MOST_COMPARED", 2)
    posted = [await keeper.post() for _ in range(3)]
    ids = [posted[0].film_id or ""]
    found = await keeper.stores.theories.comparable(keeper.server_id, ids, [CHANNEL])
    assert [theory.id for theory in found] == [theory.id for theory in reversed(posted[1:])]


async def test_another_server_does_not_see_a_theory(keeper: Keeper) -> None:
    theory = await keeper.post()
    theories = keeper.stores.theories
    assert await theories.get(11, theory.id) is None
    assert await theories.numbered(11, 1) is None
    assert await keeper.stores.records.listed(11, [CHANNEL]) == []
    assert await keeper.stores.evidence.theory_of_objection(11, 1) is None


async def test_a_channel_is_noted_for_one_theory_alone(keeper: Keeper) -> None:
    theory, other = await keeper.post(), await keeper.post()
    await keeper.stores.theories.settle_channel(theory.id, 4_321)
    assert (await keeper.again(theory)).channel_id == 4_321
    assert (await keeper.again(other)).channel_id == CHANNEL


async def test_withdrawing_is_possible_until_somebody_votes(keeper: Keeper) -> None:
    rated, unrated = await keeper.post(), await keeper.post()
    await keeper.vote(rated, 100)
    assert not await keeper.stores.theories.withdraw(rated, keeper.now)
    assert await keeper.stores.theories.withdraw(unrated, keeper.now)
    assert (await keeper.again(unrated)).status is Status.WITHDRAWN
