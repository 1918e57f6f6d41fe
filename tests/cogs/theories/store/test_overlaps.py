"""What is done with a theory on PostgreSQL while something else that is done is not committed."""

from __future__ import annotations

from functools import partial

from sqlalchemy import select

from cogs.theories.rules.refusals import TheoryGoneError
from cogs.theories.rules.theory import Outcome, SourceClass
from data.database import Database
from data.schema import theory_resolution
from tests.cogs.theories.keeper import Keeper
from tests.conftest import ON_POSTGRESQL
from tests.overlap import overlapped

pytestmark = ON_POSTGRESQL


async def test_of_two_proposals_at_once_one_waits(keeper: Keeper, database: Database) -> None:
    theory = await keeper.post()
    propose = partial(
        keeper.stores.resolutions.propose,
        *(theory, Outcome.PARTLY, "https://s.example/x", SourceClass.ON_RECORD),
        now=keeper.now,
    )
    proposals = await overlapped(database, *(propose(proposer_id=user) for user in (90, 91)))
    waits = select(theory_resolution.c.id).where(theory_resolution.c.ended_at.is_(None))
    async with database.reading() as connection:
        assert list(await connection.scalars(waits)) == proposals[1:]


async def test_an_objection_that_is_deleted_meanwhile_is_gone(
    keeper: Keeper, database: Database
) -> None:
    theory, evidence = await keeper.post(), keeper.stores.evidence
    await evidence.object(theory, "no", author_id=2, backs=False, now=keeper.now)
    (objection,) = await evidence.objections(theory.id, 1)
    _deleted, refusal = await overlapped(
        database,
        keeper.stores.theories.delete(theory),
        evidence.back(theory, objection.id, user_id=3, now=keeper.now),
    )
    assert isinstance(refusal, TheoryGoneError)
