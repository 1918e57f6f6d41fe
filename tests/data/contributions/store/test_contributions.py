"""Contributions as they are kept: how many, for how long, of which party, and what goes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from data.contributions.rules.contribution import State
from data.contributions.rules.kinds import AddedFilm
from data.contributions.store.contributions import Contributions
from data.contributions.store.submissions import MOST_OPEN, TooManyOpenError
from data.database import Database
from data.members.records import Records
from data.schema import party, reminder, screening
from tests.data.contributions.store.contributions import (
    HERE,
    NOW,
    THERE,
    add,
    old,
    scene,
    timestamp,
)
from tests.films import NO_SCENE, UNKNOWN


async def test_it_is_kept_as_it_was_added(store: Contributions) -> None:
    for content in (timestamp(125), scene()):
        one = await add(store, content, old(5))
        again = await store.get(HERE, one.id)
        assert again == one
        assert again.content == content
        assert await store.get(THERE, one.id) is None


async def test_a_newer_timestamp_of_a_member_replaces_the_older(store: Contributions) -> None:
    first = await add(store, timestamp(125), old(5))
    other_cut = await add(store, timestamp(140, version="extended"), old(5))
    await add(store, timestamp(130), old(5))
    states = {one.id: one.state for one in await store.of_film(HERE, [UNKNOWN.id])}
    assert states[first.id] is State.REPLACED
    assert states[other_cut.id] is State.OPEN


async def test_the_party_of_a_film_is_the_one_attended(
    database: Database, store: Contributions
) -> None:
    async with database.transaction() as connection:
        show = (
            insert(screening)
            .values(
                server_id=HERE,
                state="draft",
                film_id=UNKNOWN.id,
                film_label="x",
                preshow=0,
                held=0,
                created_at=1,
            )
            .returning(screening.c.id)
        )
        number = (await connection.execute(show)).scalar_one()
        await connection.execute(
            insert(party).values(screening_id=number, server_id=HERE, channel_id=3, venue="cinema")
        )
        for user, answer in ((5, "going"), (6, "no")):
            await connection.execute(
                insert(reminder).values(
                    screening_id=number,
                    user_id=user,
                    server_id=HERE,
                    state="live",
                    answer=answer,
                    place="here",
                    ping="normal",
                    lead=0,
                    details=False,
                    created_at=1,
                )
            )
    assert await store.party_of(HERE, 5, [UNKNOWN.id]) == number
    assert await store.party_of(HERE, 6, [UNKNOWN.id]) is None
    assert await store.party_of(HERE, 5, [NO_SCENE.id]) is None


async def test_a_flood_is_refused(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await add(store, AddedFilm(f"Film {number}", 2026), old(5), film="")
    with pytest.raises(TooManyOpenError):
        await add(store, scene(), old(5))
    await add(store, scene(), old(6))


async def test_timestamps_wait_for_nobody_and_count_for_a_day(store: Contributions) -> None:
    for number in range(MOST_OPEN):
        await add(store, timestamp(125), old(5), film=f"film-{number}")
    with pytest.raises(TooManyOpenError):
        await add(store, timestamp(125), old(5))
    await add(store, timestamp(125), old(5), now=NOW + timedelta(days=1))


async def test_a_member_and_a_server_are_forgotten(
    database: Database, store: Contributions
) -> None:
    records = Records(database)
    one = await add(store, timestamp(125), old(5))
    other = await add(store, timestamp(125), old(6))
    await store.confirm(other, old(5), NOW)
    exported = await records.of_member(5)
    assert [row["id"] for row in exported["contributions"]] == [one.id]
    assert exported["contributions"][0]["content"]["runtime"] == 7_200
    assert len(exported["confirmations"]) == 1
    assert await records.erase_member(5) == [
        "What you added or confirmed about films stays, without your name."
    ]
    assert not any((await records.of_member(5)).values())
    kept = await store.get(HERE, one.id)
    assert kept is not None
    assert kept.reporter.user_id < 0
    assert await records.erase_member(5) == []

    assert len((await records.of_server(HERE))["contributions"]) == 2
    await records.erase_server(HERE)
    assert not any((await records.of_server(HERE)).values())
