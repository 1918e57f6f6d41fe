"""The queue for connections: its order, its two bounds, and what a task that gives up leaves."""

from __future__ import annotations

import asyncio

import pytest

from data.database import DatabaseBusyError
from data.database.queue import ConnectionQueue


class Counter:
    """Where tasks queue and are noted as they are served; one of the test's own keeps it closed."""

    def __init__(self, queue: ConnectionQueue) -> None:
        self.queue = queue
        self.served: list[str] = []
        self._opens = asyncio.Event()

    async def close(self) -> asyncio.Task[None]:
        closed = asyncio.Event()

        async def keep() -> None:
            async with self.queue.turn():
                closed.set()
                await self._opens.wait()

        task = asyncio.create_task(keep())
        await closed.wait()
        return task

    def open(self) -> None:
        self._opens.set()

    async def ask(self, name: str) -> None:
        async with self.queue.turn():
            self.served.append(name)
            await asyncio.sleep(0)

    async def line_up(self, *names: str) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self.ask(name)) for name in names]
        await asyncio.sleep(0)
        return tasks


async def test_who_asks_first_is_served_first() -> None:
    counter = Counter(ConnectionQueue(1))
    keeper = await counter.close()
    names = [str(number) for number in range(200)]
    tasks = await counter.line_up(*names)
    counter.open()
    await asyncio.gather(keeper, *tasks)
    assert counter.served == names


async def test_nobody_slips_in_while_a_place_is_handed_over() -> None:
    counter = Counter(ConnectionQueue(1))
    keeper = await counter.close()
    tasks = await counter.line_up("first", "second")
    counter.open()
    await keeper  # The place is free now, and nobody has taken it yet.
    await counter.ask("late")
    await asyncio.gather(*tasks)
    assert counter.served == ["first", "second", "late"]


async def test_who_gives_up_keeps_nobody_waiting() -> None:
    counter = Counter(ConnectionQueue(1, most_waiting=2))
    keeper = await counter.close()
    first, _ = tasks = await counter.line_up("first", "second")
    first.cancel()
    await asyncio.wait([first])
    tasks += await counter.line_up("third")
    counter.open()
    await asyncio.gather(keeper, *tasks, return_exceptions=True)
    assert counter.served == ["second", "third"]


async def test_one_more_than_may_wait_is_refused_at_once_and_the_others_are_served() -> None:
    counter = Counter(ConnectionQueue(1, most_waiting=2))
    keeper = await counter.close()
    tasks = await counter.line_up("first", "second")
    with pytest.raises(DatabaseBusyError, match="try it again"):
        await counter.ask("third")
    counter.open()
    await asyncio.gather(keeper, *tasks)
    await counter.ask("fourth")
    assert counter.served == ["first", "second", "fourth"]


async def test_nobody_has_to_wait_for_a_free_place() -> None:
    counter = Counter(ConnectionQueue(1, most_waiting=0))
    await counter.ask("first")
    await counter.close()
    with pytest.raises(DatabaseBusyError):
        await counter.ask("second")
    assert counter.served == ["first"]


async def test_nobody_waits_for_ever() -> None:
    counter = Counter(ConnectionQueue(1, patience=0.01))
    keeper = await counter.close()
    with pytest.raises(DatabaseBusyError):
        await counter.ask("first")
    counter.open()
    await keeper
    await counter.ask("second")
    assert counter.served == ["second"]


async def test_as_many_are_served_at_a_time_as_there_are_places() -> None:
    queue = ConnectionQueue(3)
    inside: set[int] = set()
    most = 0

    async def visit(number: int) -> None:
        nonlocal most
        async with queue.turn():
            inside.add(number)
            most = max(most, len(inside))
            await asyncio.sleep(0)
            inside.remove(number)

    await asyncio.gather(*(visit(number) for number in range(50)))
    assert most == 3
