"""When servers left, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cogs.server.store.departures import KEPT, DepartureStore
from data.database import Database
from data.members.records import Records
from data.servers.policy import Policy
from data.servers.preferences import Preferences

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def store(database: Database) -> DepartureStore:
    return DepartureStore(database)


async def test_a_server_is_due_when_its_time_is_up_and_not_before(store: DepartureStore) -> None:
    await store.mark([1], NOW)
    assert await store.due(NOW + KEPT - SECOND) == []
    assert await store.due(NOW + KEPT) == [1]


async def test_the_first_departure_counts(store: DepartureStore) -> None:
    await store.mark([1], NOW)
    await store.mark([1, 2], NOW + timedelta(days=20))
    assert await store.due(NOW + KEPT) == [1]
    assert await store.departed() == {1, 2}


async def test_a_return_is_noted(store: DepartureStore) -> None:
    await store.mark([1, 2], NOW)
    await store.unmark([1, 3])
    assert await store.due(NOW + KEPT) == [2]
    await store.mark([1], NOW + timedelta(days=40))
    assert await store.due(NOW + timedelta(days=60)) == [2]


async def test_nothing_to_mark_is_fine(store: DepartureStore) -> None:
    await store.mark([], NOW)
    await store.unmark([])
    assert await store.departed() == set()


async def test_servers_with_data_are_found_in_every_table(
    store: DepartureStore, database: Database
) -> None:
    preferences = Preferences(database)
    large = 2**62 + 1
    await preferences.change_server(1, embargo_days=3)
    await preferences.set_policy(2, 20, Policy.OFF)
    await preferences.listening.set(3, 30, listens=True)
    await preferences.embargoes.set(large, "a-film", NOW)
    await store.mark([9], NOW)
    assert await store.with_data() == {1, 2, 3, large}
    for server_id in (1, 2, 3, large):
        await Records(database).erase_server(server_id)
    assert await store.with_data() == set()
