"""A loop of due work outlives what goes wrong in it."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest

from cogs.shared.bot import StingerBot
from cogs.shared.sending.due_work import TRY_AGAIN, DueLoop
from data.database import Database


class Bot:
    """What the loop needs of a bot; every rest is over at once, and the last one never ends."""

    def __init__(self, rests: int) -> None:
        self.database = Database("sqlite+aiosqlite://")
        self.rests: list[float | None] = []
        self._most = rests

    async def wait_until_ready(self) -> None:
        return

    async def wait_for(self, event: str, timeout: float | None) -> None:  # noqa: ASYNC109 - as the library's
        assert event == "work"
        self.rests.append(timeout)
        if len(self.rests) == self._most:
            raise asyncio.CancelledError
        raise TimeoutError


class Loop(DueLoop):
    """Fails in its first pass."""

    def __init__(self, bot: Bot, failure: Exception) -> None:
        super().__init__(cast(StingerBot, bot), "work")
        self.passes = 0
        self._failure = failure

    async def next_due(self) -> int | None:
        return None

    async def work(self) -> None:
        self.passes += 1
        if self.passes == 1:
            raise self._failure


@pytest.mark.parametrize("failure", [KeyError("kind"), OSError("disk")])
async def test_a_failed_pass_is_told_and_tried_again(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    bot = Bot(rests=2)
    loop = Loop(bot, failure)
    with pytest.raises(asyncio.CancelledError):
        await loop.run()
    assert loop.passes == 2
    assert bot.rests == [TRY_AGAIN, None]
    assert "could not be read" in caplog.text
