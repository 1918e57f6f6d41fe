"""Who came last is let in first, few begin at a time, and who has no time left is turned away."""

from __future__ import annotations

import asyncio
from collections import deque

import pytest

from cogs.shared.limits import places
from cogs.shared.limits.places import (
    FLOOD_LASTS,
    MOST_AT_FIRST,
    MOST_IN_FLOOD,
    MOST_WAITING,
    Place,
    Places,
)
from tests.hang import HANG


class Queue:
    """So many places, one by default, and a clock that the test moves."""

    def __init__(self, most: int = 1) -> None:
        self.now = 0.0
        self.places = Places(most, lambda: self.now)
        self._held: deque[Place] = deque()

    async def takes(self, until: float) -> bool:
        """Whether somebody who wants a place until then is let in; they keep it."""
        place = await self.places.take(until)
        if place is not None:
            self._held.append(place)
        return place is not None

    async def waits(self, until: float) -> asyncio.Task[bool]:
        """Somebody who wants a place until then, and has begun to wait."""
        task = asyncio.create_task(self.takes(until))
        await asyncio.sleep(0)
        return task

    def give(self) -> None:
        """Whoever has had a place longest gives it back."""
        self._held.popleft().give()


async def test_the_newest_is_let_in_and_the_old_are_turned_away() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        assert await queue.takes(1)
        first, second, third = [await queue.waits(until) for until in (1.0, 2.0, 3.0)]
        queue.give()
        assert await third
        queue.now = 1.5
        fourth = await queue.waits(3.0)
        assert not await first
        assert not second.done()
        queue.give()
        assert await fourth
        queue.give()
        assert await second
        queue.give()
        assert await queue.takes(0)


async def test_no_more_than_so_many_wait() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.takes(1)
        waiting = [await queue.waits(1) for _ in range(MOST_WAITING - 1)]
        assert queue.places.expect()
        waiting.append(await queue.waits(1))
        assert not queue.places.expect()
        assert not await queue.takes(1)
        queue.give()
        assert await waiting[-1]
        assert queue.places.expect()
        queue.now = 1.5  # who waits has no time left
        queue.give()
        assert await queue.takes(2)


async def test_few_wait_while_some_wait_in_vain() -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.takes(1)
        vain = await queue.waits(1)
        queue.now = 1.5
        waiting = [await queue.waits(30) for _ in range(MOST_IN_FLOOD)]
        assert not await vain
        assert not queue.places.expect()
        assert not await queue.takes(30)
        queue.now = 1.5 + FLOOD_LASTS
        assert queue.places.expect()
        for task in reversed(waiting):
            queue.give()
            assert await task


async def test_few_begin_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "FIRST_MOMENTS", HANG)
    queue = Queue(MOST_AT_FIRST + 9)
    async with asyncio.timeout(HANG):
        for _ in range(MOST_AT_FIRST):
            assert await queue.takes(1)
        first, second = [await queue.waits(2) for _ in range(2)]
        queue.give()
        assert await second
        assert not first.done()
        queue.give()
        assert await first


async def test_who_has_begun_lets_others_begin_while_there_are_places(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "FIRST_MOMENTS", 0)
    most = MOST_AT_FIRST + 9
    queue = Queue(most)
    async with asyncio.timeout(HANG):
        waiting = [await queue.waits(1) for _ in range(most)]
        assert await asyncio.gather(*waiting) == [True] * most
        last = await queue.waits(1)
        for _ in range(9):
            await asyncio.sleep(0)
        assert not last.done()
        queue.give()
        assert await last


async def test_of_those_who_come_in_one_turn_of_the_loop_no_more_are_expected() -> None:
    queue = Queue()
    await queue.takes(1)
    assert [queue.places.expect() for _ in range(MOST_WAITING + 2)].count(True) == MOST_WAITING
    await asyncio.sleep(0)
    assert queue.places.expect()


@pytest.mark.parametrize("given", [False, True])
async def test_who_gives_up_keeps_no_place(given: bool) -> None:
    queue = Queue()
    async with asyncio.timeout(HANG):
        await queue.takes(1)
        waiting = await queue.waits(1)
        if given:
            queue.give()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        if not given:
            queue.give()
        assert await queue.takes(1)
