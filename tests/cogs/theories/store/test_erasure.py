"""What is handed out of members' data, and what stays when it is deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from cogs.theories.store.erasure import TheoryErasure
from data.database import Database
from data.members.records import Records
from data.schema import metadata, theory_ballot
from tests.cogs.theories.keeper import AUTHOR, BEST, GOOD, START, Keeper


@pytest.fixture
def records(database: Database) -> Records:
    kept = Records(database)
    kept.before_erasing_member.append(TheoryErasure(lambda: datetime.fromtimestamp(START, UTC)))
    return kept


async def test_a_deleted_members_theories_stay_without_a_name(
    keeper: Keeper, records: Records
) -> None:
    theory = await keeper.post()
    assert await records.erase_member(AUTHOR) == [
        "Your theories, evidence and objections stay without your name."
    ]
    assert (await keeper.again(theory)).author_id is None
    assert await keeper.stores.work.next_due() is not None
    assert (await records.of_member(AUTHOR))["theories"] == []


async def test_a_deleted_members_ballots_stay_counted_at_their_last_weight(
    keeper: Keeper, records: Records, database: Database
) -> None:
    theories = [await keeper.post() for _ in range(5)]
    for theory in theories:
        await keeper.vote(theory, 100, BEST)
        await keeper.vote(theory, 101, GOOD)
    await keeper.resolve(theories[0], "confirmed")
    before = await keeper.score(theories[1])
    await records.erase_member(100)
    after = await keeper.score(theories[1])
    assert (after.score, after.margin) == pytest.approx((before.score, before.margin))
    async with database.reading() as connection:
        owners = set(await connection.scalars(select(theory_ballot.c.user_id)))
        minds = set(await connection.scalars(select(theory_ballot.c.change_of_mind)))
    assert 100 not in owners
    assert len([owner for owner in owners if owner < 0]) == 5
    assert minds == {None}
    # A later outcome moves nobody's weight but the members' who are left.
    await keeper.resolve(theories[2], "debunked")
    assert (await keeper.score(theories[1])).ballots == 2


async def test_a_member_without_data_is_told_of_nothing_that_stays(
    keeper: Keeper, records: Records
) -> None:
    """Others' ballots that lost their owners long ago are no business of this member."""
    await keeper.vote(await keeper.post(), 100, BEST)
    await records.erase_member(100)
    assert await records.erase_member(4_711) == []


async def test_an_export_holds_ones_own_ballots_and_nobody_elses(
    keeper: Keeper, records: Records
) -> None:
    theory = await keeper.post()
    await keeper.vote(theory, 100, BEST)
    await keeper.vote(theory, 101, GOOD)
    await keeper.stores.evidence.follow(theory, 100)
    export = await records.of_member(100)
    (ballot,) = export["ballots"]
    assert ballot["source"] == "official"
    assert "state" not in ballot
    assert len(export["followed theories"]) == 1
    assert export["theories"] == []
    json.dumps(export)


async def test_a_servers_data_go_as_a_whole(keeper: Keeper, database: Database) -> None:
    other = Keeper(keeper.stores, server_id=11)
    kept = await other.post()
    theory = await keeper.post(evidence="https://a.example/x")
    await keeper.vote(theory, 100)
    await keeper.stores.evidence.object(theory, "no", author_id=2, backs=True, now=keeper.now)
    await keeper.stores.evidence.follow(theory, 5)
    await keeper.resolve(theory, "confirmed")
    await keeper.stores.moderation.note(theory, 9, "freeze", "why", keeper.now)
    records = Records(database)
    export = await records.of_server(10)
    assert len(export["theories"]) == len(export["moderation"]) == 1
    assert "ballots" not in export
    json.dumps(export)
    await records.erase_server(10)
    async with database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name.startswith("theory"):
                rows = await connection.execute(select(table).where(table.c.server_id == 10))
                assert rows.all() == [], table.name
    assert await other.again(kept) == kept
