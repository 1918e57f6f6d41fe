"""Films that members have marked, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from data.database import Database
from data.members.seen_films import SeenFilms
from tests.films import known_films

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def seen(database: Database) -> SeenFilms:
    return SeenFilms(database, known_films(database))


async def test_a_mark_is_set_and_taken_back(seen: SeenFilms) -> None:
    assert await seen.toggle(1, "a", NOW)
    assert await seen.has_seen(1, "a")
    assert not await seen.has_seen(1, "b")
    assert not await seen.has_seen(2, "a")
    assert not await seen.toggle(1, "a", NOW)
    assert not await seen.has_seen(1, "a")


async def test_the_newest_mark_comes_first(seen: SeenFilms) -> None:
    for day, film in enumerate(("b", "a", "c")):
        await seen.toggle(1, film, NOW + timedelta(days=day))
    await seen.toggle(2, "d", NOW)
    start = int(NOW.timestamp())
    assert await seen.of_member(1) == [("c", start + 172_800), ("a", start + 86_400), ("b", start)]


async def test_many_toggles_at_once_lose_none(seen: SeenFilms) -> None:
    answers = await asyncio.gather(*(seen.toggle(1, f"film-{n}", NOW) for n in range(20)))
    assert all(answers)
    assert len(await seen.of_member(1)) == 20
