"""Contributions that are added at once on PostgreSQL: each sees the one before."""

from __future__ import annotations

import pytest

from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import approve
from data.contributions.rules.sightings import Answer
from data.contributions.rules.witnesses import Witness
from data.contributions.store.contributions import Contributions
from data.contributions.store.submissions import TooManyOpenError
from data.database import Database
from tests.conftest import ON_POSTGRESQL
from tests.data.contributions.store.contributions import HERE, NOW, add, old, scene, timestamp
from tests.data.contributions.store.sightings import see
from tests.films import UNKNOWN
from tests.overlap import overlapped

pytestmark = ON_POSTGRESQL


async def test_what_is_said_with_two_taps_is_said_once_and_taken_back_whole(
    store: Contributions, database: Database
) -> None:
    await overlapped(database, *(see(store, Answer.AFTER, 5) for _ in range(2)))
    await store.unsee(HERE, 5, [UNKNOWN.id], NOW)
    assert await store.sighting_of(HERE, 5, [UNKNOWN.id]) is None


async def test_a_burst_and_a_flood_are_seen_though_all_of_it_comes_at_once(
    store: Contributions, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def new(user: int) -> Witness:
        return Witness(user, established=False)

    await add(store, timestamp(125), new(5))
    await overlapped(database, *(add(store, timestamp(125), new(user)) for user in (6, 7)))
    assert [one.held for one in await store.of_film(HERE, [UNKNOWN.id])] == [True] * 3
    monkeypatch.setattr("data.contributions.store.submissions.MOST_OPEN", 1)
    first, second = await overlapped(
        database, *(add(store, scene(words), old(8)) for words in ("Gull.", "Heron."))
    )
    assert isinstance(first, Contribution)
    assert isinstance(second, TooManyOpenError)


async def test_what_a_curator_approves_is_neither_held_nor_replaced_by_what_comes_meanwhile(
    store: Contributions, database: Database
) -> None:
    first, *_ = [
        await add(store, timestamp(125), Witness(user, established=False)) for user in (5, 6)
    ]
    for reporter in (Witness(7, established=False), first.reporter):
        approved, _added = await overlapped(
            database,
            store.change(first, approve(first.revision), 50, NOW),
            add(store, timestamp(125), reporter),
        )
        assert await store.get(HERE, first.id) == approved
        first = await add(store, timestamp(300), first.reporter)
