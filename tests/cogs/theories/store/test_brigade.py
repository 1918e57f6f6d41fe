"""Crowds of new accounts, and honest rushes: what counts, what is held, who is told."""

from __future__ import annotations

import pytest

from cogs.theories.rules.theory import Theory
from cogs.theories.store.work import ALERT
from tests.cogs.theories.keeper import BAD, DAY, GOOD, HOUR, MINUTE, Keeper

REGULARS = range(100, 140)
BRIGADE = range(1_000, 1_200)
FEW = range(1_000, 1_050)


async def rated_by_regulars(keeper: Keeper, over: int) -> Theory:
    theory = await keeper.post()
    for voter in REGULARS:
        keeper.now += over // len(REGULARS)
        await keeper.vote(theory, voter, GOOD)
    return theory


async def brigade(keeper: Keeper, theory: Theory, within: int, voters: range = FEW) -> None:
    start = keeper.now
    for place, voter in enumerate(voters):
        keeper.now = start + within * place // len(voters)
        await keeper.vote(theory, voter, BAD, newcomer=True)


async def alerts(keeper: Keeper) -> int:
    claimed = await keeper.stores.work.claim(ALERT, keeper.now)
    for theory_id, _ in claimed:
        await keeper.stores.work.done(theory_id, ALERT, keeper.now)
    return len(claimed)


@pytest.mark.parametrize(
    ("within", "regulars_over"), [(10 * MINUTE, 5 * DAY), (4 * HOUR, 5 * DAY), (4 * HOUR, 2 * HOUR)]
)
async def test_a_brigade_moves_the_score_by_less_than_three_points(
    keeper: Keeper, within: int, regulars_over: int
) -> None:
    theory = await rated_by_regulars(keeper, regulars_over)
    keeper.now += HOUR
    before = await keeper.score(theory)
    await brigade(keeper, theory, within, BRIGADE)
    after = await keeper.score(theory)
    assert abs(after.score - before.score) <= 3
    assert after.ballots == len(REGULARS)
    assert await keeper.stores.ballots.count(theory.id, "held") == len(BRIGADE)


async def test_moderators_are_told_once(keeper: Keeper) -> None:
    theory = await rated_by_regulars(keeper, 2 * DAY)
    told = 0
    start = keeper.now
    for place, voter in enumerate(FEW):
        keeper.now = start + 3 * place
        await keeper.vote(theory, voter, BAD, newcomer=True)
        told += await alerts(keeper)
    assert told == 1


async def test_void_restores_and_release_counts(keeper: Keeper) -> None:
    theory = await rated_by_regulars(keeper, 2 * DAY)
    before = await keeper.score(theory)
    await brigade(keeper, theory, 10 * MINUTE)
    decide = keeper.stores.moderation
    assert await decide.void(theory, keeper.now) == len(FEW)
    assert (await keeper.score(theory)).score == pytest.approx(before.score)
    assert await decide.release(theory, keeper.now) == len(FEW)
    released = await keeper.score(theory)
    assert released.ballots == len(REGULARS) + len(FEW)
    assert released.score < before.score - 5
    assert await decide.void(theory, keeper.now) == len(FEW)
    assert (await keeper.score(theory)).score == pytest.approx(before.score)
    assert await decide.release(theory, keeper.now) == len(FEW)
    assert await decide.release(theory, keeper.now) == 0


async def test_released_ballots_are_not_held_again_by_the_next_one(keeper: Keeper) -> None:
    theory = await rated_by_regulars(keeper, 2 * DAY)
    await brigade(keeper, theory, 10 * MINUTE)
    await keeper.stores.moderation.release(theory, keeper.now)
    await alerts(keeper)
    keeper.now += 1
    await keeper.vote(theory, 5_000, newcomer=True)
    assert await keeper.stores.ballots.count(theory.id, "held") == 0
    assert await alerts(keeper) == 0


async def test_a_brigade_that_goes_on_after_void_is_held_again(keeper: Keeper) -> None:
    theory = await rated_by_regulars(keeper, 2 * DAY)
    await brigade(keeper, theory, 10 * MINUTE)
    await keeper.stores.moderation.void(theory, keeper.now)
    await alerts(keeper)
    await keeper.vote(theory, 5_000, BAD, newcomer=True)
    assert await keeper.stores.ballots.count(theory.id, "held") == 1
    assert await alerts(keeper) == 1


async def test_an_honest_rush_on_the_first_day_counts(keeper: Keeper) -> None:
    theory = await keeper.post()
    for voter in range(60):
        keeper.now += 2
        await keeper.vote(theory, 100 + voter, GOOD)
    assert (await keeper.score(theory)).ballots == 60
    assert await keeper.stores.ballots.count(theory.id, "held") == 0
    assert await alerts(keeper) == 0


async def test_a_rush_of_regulars_with_some_newcomers_counts(keeper: Keeper) -> None:
    theory = await keeper.post()
    for voter in range(60):
        keeper.now += 5
        await keeper.vote(theory, 100 + voter, GOOD, newcomer=voter % 3 == 0)
    assert await keeper.stores.ballots.count(theory.id, "held") == 0


async def test_a_held_ballot_that_is_changed_stays_held(keeper: Keeper) -> None:
    theory = await rated_by_regulars(keeper, 2 * DAY)
    await brigade(keeper, theory, 10 * MINUTE)
    keeper.now += 3 * DAY
    await keeper.vote(theory, FEW[0], GOOD, newcomer=True)
    assert await keeper.stores.ballots.count(theory.id, "held") == len(FEW)
    await keeper.stores.moderation.void(theory, keeper.now)
    await keeper.vote(theory, FEW[1], GOOD)
    assert await keeper.stores.ballots.count(theory.id, "void") == len(FEW)


async def test_the_hold_is_of_its_theory_alone(keeper: Keeper) -> None:
    attacked, calm = await keeper.post(), await keeper.post("The gull is the captain")
    await keeper.vote(calm, FEW[0], GOOD, newcomer=True)
    await brigade(keeper, attacked, MINUTE)
    assert (await keeper.score(calm)).ballots == 1
    assert calm.id not in [due for due, _ in await keeper.stores.work.claim(ALERT, keeper.now)]
