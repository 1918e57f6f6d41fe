"""Ballots: which count, which are refused, and what their sums are."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import select

from cogs.theories.rules.credibility import Vote
from cogs.theories.rules.refusals import (
    ClosedTheoryError,
    OwnTheoryError,
    TheoryGoneError,
)
from cogs.theories.rules.theory import Status
from data.database import Database
from data.schema import theory_ballot, theory_standing
from data.trust.weight import TrackRecord
from tests.cogs.theories.keeper import AUTHOR, BAD, BEST, GOOD, Keeper
from tests.other_process import written_elsewhere


async def test_a_changed_ballot_counts_once(keeper: Keeper) -> None:
    theory = await keeper.post()
    await keeper.vote(theory, 100, BAD)
    votes = await keeper.vote(theory, 100, BEST)
    assert votes == [Vote(BEST, 0.5)]
    own = await keeper.stores.ballots.own(theory.id, 100)
    assert own is not None
    assert own.ratings == BEST


async def test_nobody_votes_on_their_own_theory(keeper: Keeper) -> None:
    theory = await keeper.post()
    with pytest.raises(OwnTheoryError):
        await keeper.vote(theory, AUTHOR)
    assert (await keeper.score(theory)).ballots == 0


@pytest.mark.parametrize("status", [Status.FROZEN, Status.LOCKED, Status.WITHDRAWN])
async def test_a_closed_theory_takes_no_ballots(keeper: Keeper, status: Status) -> None:
    theory = await keeper.post()
    await keeper.stores.theories.change_status(theory, Status.OPEN, status, keeper.now)
    with pytest.raises(ClosedTheoryError):
        await keeper.vote(theory, 100)


async def test_a_deleted_theory_takes_no_ballots(keeper: Keeper) -> None:
    theory = await keeper.post()
    await keeper.stores.theories.delete(theory)
    with pytest.raises(TheoryGoneError):
        await keeper.vote(theory, 100)


async def test_ballots_at_the_same_time_are_all_kept(keeper: Keeper) -> None:
    theory = await keeper.post()
    await asyncio.gather(*(keeper.vote(theory, 100 + voter) for voter in range(200)))
    assert (await keeper.score(theory)).ballots == 200


async def test_ballots_at_the_same_time_are_all_kept_by_a_slow_database(
    keeper: Keeper, database_address: str
) -> None:
    """Another process writes before, and in turns with, them; who only looks never waits."""
    theory = await keeper.post()
    async with written_elsewhere(database_address, theory_ballot):
        votes = [asyncio.create_task(keeper.vote(theory, 100 + voter)) for voter in range(200)]
        assert (await keeper.score(theory)).ballots == 0
    while not all(vote.done() for vote in votes):
        async with written_elsewhere(database_address, theory_ballot):
            await keeper.score(theory)
    seen = [len(counted) for counted in await asyncio.gather(*votes)]
    assert sorted(seen) == list(range(1, 201))
    assert (await keeper.score(theory)).ballots == 200


async def test_two_ballots_of_one_voter_at_once_both_enter_the_record(keeper: Keeper) -> None:
    theories = [await keeper.post() for _ in range(6)]
    await asyncio.gather(*(keeper.vote(theory, 100) for theory in theories))
    assert (await keeper.stores.ballots.record(10, 100)).counted == 6


async def test_a_voters_present_weight_counts(keeper: Keeper) -> None:
    first, second = await keeper.post(), await keeper.post()
    await keeper.vote(first, 100, BEST)
    await keeper.vote(second, 100, BEST)
    assert (await keeper.stores.ballots.votes([first.id]))[first.id][0].weight == 0.625
    await keeper.resolve(second, "confirmed")
    weight = (await keeper.stores.ballots.votes([first.id]))[first.id][0].weight
    assert weight == TrackRecord(2, 1, 0.0).weight
    assert weight > 0.625


async def test_the_sums_are_what_the_ballots_say(keeper: Keeper, database: Database) -> None:
    theories = [await keeper.post() for _ in range(4)]
    for place, theory in enumerate(theories):
        for voter in range(100, 112):
            if (voter + place) % 3:
                await keeper.vote(theory, voter, (GOOD, BAD, BEST)[voter % 3])
    await keeper.resolve(theories[0], "confirmed")
    await keeper.resolve(theories[1], "partly")
    await keeper.stores.theories.delete(theories[2])
    async with database.reading() as connection:
        kept = {
            row.user_id: (row.counted, row.scored, row.squared_error)
            for row in await connection.execute(select(theory_standing))
        }
        ballots = (await connection.execute(select(theory_ballot))).all()
    outcomes = {theories[0].id: 1.0, theories[1].id: 0.5}
    for voter in range(100, 112):
        mine = [ballot for ballot in ballots if ballot.user_id == voter]
        scored = [b for b in mine if b.theory_id in outcomes]
        error = sum((b.composite - outcomes[b.theory_id]) ** 2 for b in scored)
        assert kept[voter] == (len(mine), len(scored), pytest.approx(error))
