"""What is handed out of members' data, and what stays when it is deleted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from cogs.theories.store.kept_data import TheoryMemberData, TheoryServerData
from data.database import Database
from data.schema import metadata, theory_ballot
from tests.cogs.theories.keeping import AUTHOR, BEST, GOOD, START, Keeper


@pytest.fixture
def member_data(database: Database) -> TheoryMemberData:
    return TheoryMemberData(database, lambda: datetime.fromtimestamp(START, UTC), lambda: None)


async def test_a_deleted_members_theories_stay_without_a_name(
    keeper: Keeper, member_data: TheoryMemberData
) -> None:
    theory = await keeper.post()
    said = await member_data.delete(AUTHOR)
    assert said is not None
    assert "without your name" in said
    assert (await keeper.again(theory)).author_id is None
    assert await keeper.stores.work.next_due() is not None
    assert (await member_data.export(AUTHOR))["theories"] == []


async def test_a_deleted_members_ballots_stay_counted_at_their_last_weight(
    keeper: Keeper, member_data: TheoryMemberData, database: Database
) -> None:
    theories = [await keeper.post() for _ in range(5)]
    for theory in theories:
        await keeper.vote(theory, 100, BEST)
        await keeper.vote(theory, 101, GOOD)
    await keeper.resolve(theories[0], "confirmed")
    before = await keeper.score(theories[1])
    await member_data.delete(100)
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


async def test_a_member_without_data_leaves_nothing(member_data: TheoryMemberData) -> None:
    assert await member_data.delete(4_711) is None


async def test_an_export_holds_ones_own_ballots_and_nobody_elses(
    keeper: Keeper, member_data: TheoryMemberData
) -> None:
    theory = await keeper.post()
    await keeper.vote(theory, 100, BEST)
    await keeper.vote(theory, 101, GOOD)
    await keeper.stores.evidence.follow(theory, 100)
    export = await member_data.export(100)
    (ballot,) = export["ballots"]
    assert ballot["source"] == "official"
    assert "state" not in ballot
    assert len(export["followed_theories"]) == 1
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
    server_data = TheoryServerData(database)
    export = await server_data.export(10)
    assert len(export["theories"]) == len(export["moderation"]) == 1
    assert "ballots" not in export
    json.dumps(export)
    await server_data.delete(10)
    async with database.reading() as connection:
        for table in metadata.sorted_tables:
            if table.name.startswith("theory"):
                rows = await connection.execute(select(table).where(table.c.server_id == 10))
                assert rows.all() == [], table.name
    assert await other.again(kept) == kept
