"""Stores, on both databases: what is kept, what is refused, what is left alone."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from cogs.theories.rules.credibility import Vote
from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.refusals import (
    ClosedTheoryError,
    EvidenceKnownError,
    OwnTheoryError,
    ProposalGoneError,
    TheoryGoneError,
    TooManyObjectionsError,
)
from cogs.theories.rules.theory import MOST_OWN_OBJECTIONS, Outcome, SourceClass, Status, Theory
from data.database import Database
from data.schema import theory_ballot, theory_evidence, theory_standing
from data.trust.weight import TrackRecord
from tests.cogs.theories.keeper import AUTHOR, BAD, BEST, CHANNEL, GOOD, Keeper
from tests.other_process import written_elsewhere


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
    assert await settled(None) == here
    assert await settled(10, []) == await settled(11, [CHANNEL]) == []
    await keeper.resolve(theories[3], "debunked")
    assert await keeper.stores.resolutions.reopen(theories[0], keeper.now)
    assert sorted(value for _score, value in await settled(10, [CHANNEL])) == [0.0, 0.5]


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


async def test_a_link_counts_once(keeper: Keeper, database: Database) -> None:
    theory = await keeper.post(evidence="https://a.example/x")
    add = keeper.stores.evidence.add
    with pytest.raises(EvidenceKnownError):
        await add(
            theory,
            read_item("http://www.a.example/x?utm_source=y"),
            SourceClass.OFFICIAL,
            author_id=2,
            now=keeper.now,
        )
    results = await asyncio.gather(
        *(
            add(
                theory,
                read_item("https://b.example/"),
                SourceClass.OFFICIAL,
                author_id=n,
                now=keeper.now,
            )
            for n in range(4)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(result, int) for result in results) == 1
    async with database.reading() as connection:
        assert await connection.scalar(select(func.count()).select_from(theory_evidence)) == 2
    classes = [item.source_class for item in await keeper.stores.evidence.items(theory.id)]
    assert classes == [SourceClass.OFFICIAL, SourceClass.PRESS]


async def test_what_is_added_to_a_theory_that_is_deleted_just_now_is_refused(
    keeper: Keeper,
) -> None:
    theory, evidence = await keeper.post(), keeper.stores.evidence
    await keeper.stores.theories.delete(theory)
    item = read_item("words")
    with pytest.raises(TheoryGoneError):
        await evidence.add(theory, item, SourceClass.PRESS, author_id=2, now=keeper.now)
    with pytest.raises(TheoryGoneError):
        await evidence.object(theory, "no", author_id=2, backs=True, now=keeper.now)
    with pytest.raises(TheoryGoneError):
        await evidence.follow(theory, 2)


async def test_a_member_has_only_so_many_objections_to_a_theory(keeper: Keeper) -> None:
    theory, other = await keeper.post(), await keeper.post()

    async def objects(against: Theory, author_id: int) -> None:
        await keeper.stores.evidence.object(
            against, "no", author_id=author_id, backs=False, now=keeper.now
        )

    tries = (objects(theory, 2) for _ in range(MOST_OWN_OBJECTIONS + 2))
    refused = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, TooManyObjectionsError) for one in refused) == 2
    await objects(theory, 3)
    await objects(other, 2)
    assert len(await keeper.stores.evidence.objections(theory.id, 99)) == MOST_OWN_OBJECTIONS + 1


async def test_the_strongest_objection_is_the_most_backed(keeper: Keeper) -> None:
    theory = await keeper.post()
    evidence = keeper.stores.evidence
    for author in (2, 3):
        await evidence.object(theory, f"no {author}", author_id=author, backs=True, now=keeper.now)
    first, second = await evidence.objections(theory.id, 5)
    await evidence.back(theory, second.id, user_id=4, now=keeper.now)
    (strongest,) = await evidence.objections(theory.id, 1)
    assert strongest.id == second.id
    assert strongest.backers == 2
    await evidence.back(theory, first.id, user_id=4, now=keeper.now)
    await evidence.back(theory, first.id, user_id=3, now=keeper.now)
    counts = [objection.backers for objection in await evidence.objections(theory.id, 5)]
    assert counts == [3, 0]


async def test_an_objection_to_another_theory_cannot_be_backed_here(keeper: Keeper) -> None:
    theory, other = await keeper.post(), await keeper.post()
    await keeper.stores.evidence.object(theory, "no", author_id=2, backs=False, now=keeper.now)
    (objection,) = await keeper.stores.evidence.objections(theory.id, 5)
    assert objection.backers == 0
    assert not await keeper.stores.evidence.back(other, objection.id, user_id=3, now=keeper.now)


async def test_withdrawing_is_possible_until_somebody_votes(keeper: Keeper) -> None:
    rated, unrated = await keeper.post(), await keeper.post()
    await keeper.vote(rated, 100)
    assert not await keeper.stores.theories.withdraw(rated, keeper.now)
    assert await keeper.stores.theories.withdraw(unrated, keeper.now)
    assert (await keeper.again(unrated)).status is Status.WITHDRAWN


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
