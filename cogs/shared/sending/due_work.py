"""The loop of a slice whose work stands in the database with the instant at which it is due."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod

import discord

from cogs.shared.bot import StingerBot
from cogs.shared.error_codes import UNREACHABLE, Fate, judged
from data.database import Topic

log = logging.getLogger(__name__)

TRY_AGAIN = 60
"""Seconds after which work that failed for a passing reason is tried again."""

SERVER_AWAY = 3_600
"""Seconds until the work of a server that is out of reach is looked at again."""

LONGEST_WAIT = 86_400.0

NEWS_PACE = 1.0
"""Seconds within which news of other processes are looked into, however many they are."""


class DueLoop(ABC):
    """Works, sleeps until something is due, works again, until it is cancelled.

    ``event`` is a name of its own, by which the loop is woken; it is also by word of another
    process, in which a member may have acted on what is due here, by DM. After a failure, as of a
    database that does not answer, it tries again.
    """

    def __init__(self, bot: StingerBot, event: str) -> None:
        self._bot = bot
        self._event = event
        self._poked = False
        self._heard: asyncio.TimerHandle | None = None
        bot.database.news.on(Topic.DUE, self._hear)

    @abstractmethod
    async def next_due(self) -> int | None:
        """The epoch second of the next work, ``None`` if there is none."""

    @abstractmethod
    async def work(self) -> None:
        """Do all that is due; what fails in it for one piece of work must not reach the loop."""

    @property
    def now(self) -> int:
        """The present epoch second."""
        return int(self._bot.clock().timestamp())

    def poke(self) -> None:
        """Wake the loop: something may be due now."""
        self._poked = True
        self._bot.dispatch(self._event)

    def _hear(self, _id: int) -> None:
        if self._heard is None:
            self._heard = asyncio.get_running_loop().call_later(NEWS_PACE, self._follow_news)

    def _follow_news(self) -> None:
        self._heard = None
        self.poke()

    async def run(self) -> None:
        """Work until cancelled."""
        await self._bot.wait_until_ready()
        while True:
            self._poked = False
            try:
                await self.work()
                pause = await self._pause()
            except Exception:
                # Whatever it was, a loop that ended would end all later work.
                log.exception("What is due could not be read (%s)", self._event)
                pause = TRY_AGAIN
            if not self._poked:
                with contextlib.suppress(asyncio.TimeoutError):
                    await self._bot.wait_for(self._event, timeout=pause)

    async def _pause(self) -> float | None:
        """Seconds to sleep; ``None``: until somebody wakes the loop."""
        due = await self.next_due()
        if due is None:
            return None
        # A second at least, so that work that stays due cannot make the loop spin.
        return min(max(due - self.now, 1), LONGEST_WAIT)


def may_pass(error: Exception) -> bool:
    """Whether a failure is of the network's or of Discord's own making, so that waiting helps."""
    ours = isinstance(error, (discord.HTTPException, *UNREACHABLE))
    return ours and judged(error).fate is Fate.PASSING
