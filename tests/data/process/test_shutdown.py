"""Ending in order, by a signal, by Ctrl-C and by the work itself."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

import pytest

from data.process.shutdown import until_terminated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such handlers")


class Work:
    """Runs until it is cancelled; loses some cancellations first, as ``wait_for`` may."""

    def __init__(self, loses: int = 0) -> None:
        self.started = asyncio.Event()
        self.closed = False
        self._loses = loses

    async def run(self) -> None:
        try:
            while True:
                self.started.set()
                try:
                    await asyncio.Event().wait()
                except asyncio.CancelledError:
                    if not self._loses:
                        raise
                    self._loses -= 1
        finally:
            self.closed = True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("loses", [0, 2])
async def test_a_signal_ends_the_work(number: signal.Signals, loses: int) -> None:
    work = Work(loses)
    waiting = asyncio.ensure_future(until_terminated(work.run(), patience=0.01))
    await work.started.wait()
    os.kill(os.getpid(), number)
    await waiting
    assert work.closed


async def test_a_cancellation_ends_the_work() -> None:
    work = Work()
    waiting = asyncio.ensure_future(until_terminated(work.run()))
    await work.started.wait()
    waiting.cancel()
    await waiting
    assert work.closed


async def test_what_the_work_leaves_behind_is_cancelled_as_often_as_it_takes() -> None:
    left = Work(loses=1)

    async def leave() -> None:
        tasks.append(asyncio.ensure_future(left.run()))
        await left.started.wait()

    tasks: list[asyncio.Task[None]] = []
    await until_terminated(leave())
    assert left.closed
    assert tasks[0].cancelled()


async def test_work_that_fails_says_why() -> None:
    async def fail() -> None:
        raise LookupError("no film")

    with pytest.raises(LookupError, match="no film"):
        await until_terminated(fail())


async def test_work_that_ends_by_itself_is_done() -> None:
    """It is neither cancelled nor waited for longer, and nothing of the waiting stays behind."""
    done: list[str] = []

    async def end() -> None:
        done.append("begun")
        await asyncio.sleep(0)
        done.append("ended")

    await until_terminated(end())
    assert done == ["begun", "ended"]
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == {asyncio.current_task()}
