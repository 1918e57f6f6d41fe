"""How theories come out, and what is kept of who was right."""

from __future__ import annotations

import asyncio

import pytest

from cogs.theories.rules.refusals import (
    ProposalGoneError,
)
from cogs.theories.rules.theory import Outcome, SourceClass
from data.trust.weight import TrackRecord
from tests.cogs.theories.keeper import AUTHOR, BAD, BEST, CHANNEL, Keeper


async def test_records_follow_resolution_and_reopening(keeper: Keeper) -> None:
    theory = await keeper.post()
    await keeper.vote(theory, 100, BEST)
    await keeper.vote(theory, 101, BAD)
    await keeper.resolve(theory, "debunked")
    standings = keeper.stores.ballots.record
    assert await standings(10, 100) == TrackRecord(1, 1, 1.0)
    assert (await standings(10, 101)).squared_error == pytest.approx(0.04**2)
    assert await keeper.stores.resolutions.reopen(theory, keeper.now)
    assert await standings(10, 100) == TrackRecord(1, 0, 0.0)
    assert not await keeper.stores.resolutions.reopen(theory, keeper.now)
    await keeper.resolve(theory, "unknowable")
    assert await standings(10, 100) == TrackRecord(1, 0, 0.0)


async def test_settled_theories_come_with_the_credibility_that_they_had(keeper: Keeper) -> None:
    settled = keeper.stores.records.settled
    theories = [await keeper.post() for _ in range(4)]
    for voter in range(100, 106):
        for theory in theories:
            await keeper.vote(theory, voter, BEST)
    for theory, outcome in zip(theories, ("confirmed", "partly", "unknowable"), strict=False):
        await keeper.resolve(theory, outcome)
    here = await settled(10, [CHANNEL])
    assert sorted(value for _score, value in here) == [0.5, 1.0]
    assert all(50 < score <= 100 for score, _value in here)
    assert sorted(await settled(None)) == sorted(here)
    assert await settled(10, []) == await settled(11, [CHANNEL]) == []
    await keeper.resolve(theories[3], "debunked")
    assert await keeper.stores.resolutions.reopen(theories[0], keeper.now)
    assert sorted(value for _score, value in await settled(10, [CHANNEL])) == [0.0, 0.5]


async def test_the_resolution_keeps_the_score_of_its_time(keeper: Keeper) -> None:
    theory = await keeper.post()
    for voter in range(8):
        await keeper.vote(theory, 100 + voter, BEST)
    before = await keeper.score(theory)
    await keeper.resolve(theory, "confirmed")
    resolution = await keeper.stores.resolutions.resolution_of(theory.id)
    assert resolution is not None
    assert resolution.score == pytest.approx(before.score)
    assert resolution.ballots == 8
    assert (await keeper.score(theory)).score > before.score


async def test_a_newer_proposal_takes_the_place_of_an_older_one(keeper: Keeper) -> None:
    theory = await keeper.post()
    old, new = [
        await keeper.stores.resolutions.propose(
            theory,
            outcome,
            "https://s.example/x",
            SourceClass.OFFICIAL,
            proposer_id=90,
            now=keeper.now,
        )
        for outcome in (Outcome.CONFIRMED, Outcome.DEBUNKED)
    ]
    effect = keeper.stores.resolutions.put_into_effect
    with pytest.raises(ProposalGoneError):
        await effect(theory, old, seconder_id=91, now=keeper.now)
    await effect(theory, new, seconder_id=91, now=keeper.now)
    with pytest.raises(ProposalGoneError):
        await effect(theory, new, seconder_id=92, now=keeper.now)
    assert (await keeper.again(theory)).outcome is Outcome.DEBUNKED


async def test_two_agreements_at_once_resolve_once(keeper: Keeper) -> None:
    theory = await keeper.post()
    proposal = await keeper.stores.resolutions.propose(
        theory,
        Outcome.PARTLY,
        "https://s.example/x",
        SourceClass.ON_RECORD,
        proposer_id=90,
        now=keeper.now,
    )
    effect = keeper.stores.resolutions.put_into_effect
    results = await asyncio.gather(
        *(effect(theory, proposal, seconder_id=91 + n, now=keeper.now) for n in range(3)),
        return_exceptions=True,
    )
    assert sorted(type(result).__name__ for result in results) == [
        "NoneType",
        "ProposalGoneError",
        "ProposalGoneError",
    ]


async def test_records_count_what_was_right(keeper: Keeper) -> None:
    link = "https://a.example/x\nhttps://b.example/y"
    for outcome in ("confirmed", "partly", "debunked", "unknowable"):
        await keeper.resolve(await keeper.post(evidence=link), outcome)
    await keeper.post(evidence=link)
    posted, record = await keeper.stores.records.author(10, AUTHOR, [CHANNEL])
    assert (posted, record.right, record.resolved) == (5, 1.5, 3)
    hosts = await keeper.stores.records.hosts(10, [CHANNEL])
    assert set(hosts) == {"a.example", "b.example"}
    assert hosts["a.example"].right == 1.5
    assert hosts["a.example"].resolved == 3
