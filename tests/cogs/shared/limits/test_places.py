"""Who came last is let in first, and who has no time left is turned away."""

from __future__ import annotations

import asyncio

import pytest

from cogs.shared.limits.places import FLOOD_LASTS, MOST_IN_FLOOD, MOST_WAITING, Places
from tests.hang import HANG


class Queue:
    """One place, and a clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.places = Places(1, lambda: self.now)

    async def waits(self, until: float) -> asyncio.Task[bool]:
        """Somebody who wants the place until then, and has begun to wait."""
        task = asyncio.create_task(self.places.take(until))
        await asyncio.sleep(0)
        return task


async def test_the_newest_is_let_in_and_the_old_are_turned_away() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        assert await queue.places.take(1)
        first, second, third = [await queue.waits(until) for until in (1.0, 2.0, 3.0)]
        queue.places.give()
        assert await third
        queue.now = 1.5
        fourth = await queue.waits(3.0)
        assert not await first
        assert not second.done()
        queue.places.give()
        assert await fourth
        queue.places.give()
        assert await second
        queue.places.give()
        assert await queue.places.take(0)


async def test_no_more_than_so_many_wait() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.places.take(1)
        waiting = [await queue.waits(1) for _ in range(MOST_WAITING - 1)]
        assert queue.places.expect()
        waiting.append(await queue.waits(1))
        assert not queue.places.expect()
        assert not await queue.places.take(1)
        queue.places.give()
        assert await waiting[-1]
        assert queue.places.expect()
        queue.now = 1.5  # who waits has no time left
        queue.places.give()
        assert await queue.places.take(2)


async def test_few_wait_while_some_wait_in_vain() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.places.take(1)
        vain = await queue.waits(1)
        queue.now = 1.5
        waiting = [await queue.waits(30) for _ in range(MOST_IN_FLOOD)]
        assert not await vain
        assert not queue.places.expect()
        assert not await queue.places.take(30)
        queue.now = 1.5 + FLOOD_LASTS
        assert queue.places.expect()
        for _ in waiting:
            queue.places.give()
        assert await asyncio.gather(*waiting) == [True] * MOST_IN_FLOOD


async def test_of_those_who_come_in_one_turn_of_the_loop_no_more_are_expected() -> None:
    queue = Queue()
    await queue.places.take(1)
    assert [queue.places.expect() for _ in range(MOST_WAITING + 2)].count(True) == MOST_WAITING
    await asyncio.sleep(0)
    assert queue.places.expect()


@pytest.mark.parametrize("given", [False, True])
async def test_who_gives_up_keeps_no_place(given: bool) -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.places.take(1)
        waiting = await queue.waits(1)
        if given:
            queue.places.give()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        if not given:
            queue.places.give()
        assert await queue.places.take(1)
