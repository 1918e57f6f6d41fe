"""What new accounts say at once is held back, and moderators are told of it once."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from data.contributions.rules.decisions import (
    reject,
)
from data.contributions.rules.kinds import AddedFilm, Content
from data.contributions.rules.witnesses import Witness
from data.contributions.store.bursts import LEASE
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.database import Database
from data.schema import contribution
from tests.data.contributions.store.contributions import HERE, NOW, add, scene, timestamp
from tests.films import TWO_SCENES, UNKNOWN


async def test_new_accounts_count_nowhere_and_their_burst_is_held(
    store: Contributions, known: KnownFilms
) -> None:
    held = []
    for user in range(5, 9):
        one = await add(store, timestamp(120 + user), Witness(user, established=False))
        held.append(one.held)
    assert held == [False, False, True, True]
    assert all(one.held for one in await store.waiting(HERE))
    assert (await known.at(HERE)).timings(UNKNOWN.id) == ()
    later = NOW + timedelta(minutes=11)
    calm = await add(store, timestamp(125), Witness(9, established=False), now=later)
    assert not calm.held


async def test_only_what_says_the_same_is_a_burst(store: Contributions) -> None:
    said: list[Content] = [timestamp(100), timestamp(100), timestamp(300), scene(), scene()]
    for user, content in enumerate(said, 5):
        assert not (await add(store, content, Witness(user, established=False))).held
    assert (await add(store, timestamp(104), Witness(20, established=False))).held
    waiting = await store.waiting(HERE)
    assert [one.id for one in waiting if one.held] == [1, 2, 6]


async def test_one_member_alone_is_no_burst(store: Contributions) -> None:
    for _ in range(4):
        assert not (await add(store, scene(), Witness(5, established=False))).held


async def test_moderators_are_to_be_told_of_each_burst_once(store: Contributions) -> None:
    second = int(NOW.timestamp())
    for user in range(5, 9):
        await add(store, timestamp(125), Witness(user, established=False))
    for user in range(9, 12):
        comet = AddedFilm("Copper Comet", 2026)
        await add(store, comet, Witness(user, established=False), film="")
    assert await store.bursts.next_due() == second
    assert await store.bursts.claim(second - 1) == []
    times, film = await store.bursts.claim(second)
    assert (times.kind, len(await store.bursts.held(times, [UNKNOWN.id]))) == ("timestamp", 4)
    assert (film.kind, len(await store.bursts.held(film, [film.film_id]))) == ("film", 3)
    assert await store.bursts.claim(second) == []
    await store.bursts.done(film, second)
    # Who claimed the other one was killed before anybody was told.
    assert await store.bursts.next_due() == second + LEASE
    (again,) = await store.bursts.claim(second + LEASE)
    assert again.id == times.id
    await store.bursts.put_back(times, second + 300)
    await store.bursts.done(times, second + LEASE)  # by the one that was away
    assert await store.bursts.next_due() == second + 300
    (last,) = await store.bursts.claim(second + 300)
    await store.bursts.done(last, second + 300)
    assert await store.bursts.next_due() is None
    for one in await store.waiting(HERE):
        await store.change(one, reject(one.revision), 50, NOW)
    assert len(await store.bursts.held(times, [UNKNOWN.id])) == 0


async def test_a_row_that_cannot_be_read_keeps_no_burst_from_being_told(
    store: Contributions, database: Database
) -> None:
    second = int(NOW.timestamp())
    for film in (UNKNOWN.id, TWO_SCENES.id):
        for user in range(5, 9):
            await add(store, timestamp(125), Witness(user, established=False), film=film)
    broken = update(contribution).where(contribution.c.film_id == UNKNOWN.id)
    async with database.transaction() as connection:
        await connection.execute(broken.values(content="{}"))
    (told,) = await store.bursts.claim(second)
    assert told.film_id == TWO_SCENES.id
    await store.bursts.done(told, second)
    assert await store.bursts.next_due() is None
