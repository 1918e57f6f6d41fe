"""Work beside other work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine

import pytest

from data.process.background import in_background


async def fails_at_once() -> None:
    raise LookupError("gone")


async def goes_on() -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize(("work", "told"), [(fails_at_once, True), (goes_on, False)])
async def test_the_log_tells_what_failed_and_the_block_goes_on(
    work: Callable[[], Coroutine[None, None, None]], told: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with in_background(work()):
        await asyncio.sleep(0)
        await asyncio.sleep(0)
    assert ("fails_at_once" in caplog.text and "LookupError: gone" in caplog.text) is told
