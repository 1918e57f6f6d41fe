"""Evidence and objections."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import func, select

from cogs.theories.rules.evidence import read_item
from cogs.theories.rules.refusals import (
    EvidenceKnownError,
    TheoryGoneError,
    TooManyObjectionsError,
)
from cogs.theories.rules.theory import MOST_OWN_OBJECTIONS, SourceClass, Theory
from data.database import Database
from data.schema import theory_evidence
from tests.cogs.theories.keeper import Keeper


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
