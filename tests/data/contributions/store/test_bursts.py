"""What new accounts say at once is held back, and moderators are told of it once."""

from __future__ import annotations

from datetime import timedelta

from data.contributions.rules.decisions import (
    reject,
)
from data.contributions.rules.kinds import AddedFilm, Content
from data.contributions.rules.witnesses import Witness
from data.contributions.store.bursts import ALERT
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from data.database.due_work import LEASE
from tests.data.contributions.store.contributions import HERE, NOW, add, scene, timestamp
from tests.films import UNKNOWN


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
    second, bursts = int(NOW.timestamp()), store.bursts
    for user in range(5, 9):
        await add(store, timestamp(125), Witness(user, established=False))
    for user in range(9, 12):
        comet = AddedFilm("Copper Comet", 2026)
        await add(store, comet, Witness(user, established=False), film="")
    assert await bursts.next_due() == second
    assert await bursts.claim(ALERT, second - 1) == []
    claimed = sorted(await bursts.claim(ALERT, second))
    times, film = [await bursts.report(server, key) for key, server in claimed]
    assert times is not None and film is not None
    assert (times.kind, len(await bursts.held(times, [UNKNOWN.id]))) == ("timestamp", 4)
    assert (film.kind, len(await bursts.held(film, [film.film_id]))) == ("film", 3)
    assert await bursts.claim(ALERT, second) == []
    await bursts.done(film.id, ALERT, second)
    # Who claimed the other one was killed before anybody was told.
    assert await bursts.next_due() == second + LEASE
    assert await bursts.claim(ALERT, second + LEASE) == [(times.id, HERE)]
    await bursts.done(times.id, ALERT, second + LEASE, second + 300)
    await bursts.done(times.id, ALERT, second)  # by the one that was away
    assert await bursts.next_due() == second + 300
    assert await bursts.claim(ALERT, second + 300) == [(times.id, HERE)]
    await bursts.done(times.id, ALERT, second + 300)
    assert await bursts.next_due() is None
    for one in await store.waiting(HERE):
        await store.change(one, reject(one.revision), 50, NOW)
    assert len(await store.bursts.held(times, [UNKNOWN.id])) == 0
