"""What members wait for, on both databases."""

from __future__ import annotations

import asyncio

import pytest

from cogs.answers.rules.awaited import MOST_AWAITED, State, TooManyAwaitedError
from cogs.answers.store.awaited import LEASE, AwaitedFilms
from data.database import Database

NOW = 1_767_225_600


@pytest.fixture
def store(database: Database) -> AwaitedFilms:
    return AwaitedFilms(database)


async def test_films_wait_become_known_and_are_claimed_together_once(store: AwaitedFilms) -> None:
    await store.add(1, "a", 10, 100, NOW)
    await store.add(1, "b", None, None, NOW)
    await store.add(1, "c", 10, 100, NOW)
    await store.add(2, "a", 20, 200, NOW)
    assert sorted(await store.waiting(), key=str) == [
        (10, "a"),
        (10, "c"),
        (20, "a"),
        (None, "b"),
    ]
    await store.become_known([(10, "a"), (None, "b")], NOW + 1)
    assert await store.next_due() == NOW + 1
    assert await store.claim(NOW) == []
    ((first, second),) = await store.claim(NOW + 1)
    assert {first.film_id, second.film_id} == {"a", "b"}
    assert await store.claim(NOW + 1) == []
    ((again, _),) = await store.claim(NOW + 1 + LEASE)
    assert (again.batch, again.tried_at) == (first.id, NOW + 1)
    await store.told([first, second])
    assert await store.next_due() is None
    assert [one.film_id for one in await store.of_member(1)] == ["c"]
    assert [one.state for one in await store.of_member(2)] == [State.WAITING]


async def test_what_comes_later_is_no_part_of_a_message_under_way(store: AwaitedFilms) -> None:
    for film in "ab":
        await store.add(1, film, 10, 100, NOW)
    await store.become_known([(10, "a")], NOW)
    ((first,),) = await store.claim(NOW)
    await store.become_known([(10, "b")], NOW)
    messages = await store.claim(NOW + LEASE)
    assert [[one.film_id for one in message] for message in messages] == [["a"], ["b"]]
    assert [message[0].tried_at for message in messages] == [NOW, None]
    assert first.tried_at is None


async def test_a_refused_dm_goes_to_the_channel_and_then_to_the_list(store: AwaitedFilms) -> None:
    await store.add(1, "a", 10, 100, NOW)
    await store.become_known([(10, "a")], NOW)
    (message,) = await store.claim(NOW)
    await store.tell_in_channel(message, NOW)
    (message,) = await store.claim(NOW)
    assert (message[0].in_channel, message[0].tried_at) == (True, None)
    await store.give_up(message)
    assert await store.next_due() is None
    assert [one.state for one in await store.of_member(1)] == [State.FAILED]
    await store.add(1, "a", 20, 200, NOW)
    (one,) = await store.of_member(1)
    assert (one.state, one.server_id, one.in_channel) == (State.WAITING, 20, False)


async def test_what_is_not_known_after_all_waits_on(store: AwaitedFilms) -> None:
    await store.add(1, "a", 10, 100, NOW)
    await store.become_known([(10, "a")], NOW)
    (message,) = await store.claim(NOW)
    await store.wait_on(message)
    assert await store.waiting() == [(10, "a")]
    assert await store.next_due() is None


async def test_only_so_many_however_fast_they_are_pressed(store: AwaitedFilms) -> None:
    for number in range(MOST_AWAITED - 1):
        await store.add(1, f"film-{number}", 10, 100, NOW)
    results = await asyncio.gather(
        *(store.add(1, film, 10, 100, NOW) for film in "abc"), return_exceptions=True
    )
    refused = [result for result in results if isinstance(result, TooManyAwaitedError)]
    assert len(refused) == 2
    assert len(await store.of_member(1)) == MOST_AWAITED
    await store.remove(1, ["film-0", "an-earlier-id"])
    await store.add(1, "one-more", 10, 100, NOW)


async def test_one_film_pressed_many_times_at_once_is_one(store: AwaitedFilms) -> None:
    await asyncio.gather(*(store.add(1, "a", 10, 100, NOW) for _ in range(6)))
    assert len(await store.of_member(1)) == 1


async def test_a_message_removed_meanwhile_is_gone(store: AwaitedFilms) -> None:
    await store.add(1, "a", 10, 100, NOW)
    await store.become_known([(10, "a")], NOW)
    (message,) = await store.claim(NOW)
    await store.remove(1, ["a"])
    await store.add(1, "a", 10, 100, NOW)
    await store.told(message)
    assert [one.state for one in await store.of_member(1)] == [State.WAITING]
