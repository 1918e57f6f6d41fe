"""The loop of a slice whose work stands in the database with the instant at which it is due."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

import discord
from sqlalchemy import Column

from cogs.shared.bot import StingerBot
from cogs.shared.error_codes import UNREACHABLE, Fate, judged
from cogs.shared.errors import UserFacingError
from data.database import Topic
from data.database.due_work import DueWork

log = logging.getLogger(__name__)

TRY_AGAIN = 60
"""Seconds after which work that failed for a passing reason is tried again."""

SERVER_AWAY = 3_600
"""Seconds until the work of a server that is out of reach is looked at again."""

LONGEST_WAIT = 86_400.0

NEWS_PACE = 1.0
"""Seconds within which news of other processes are looked into, however many they are."""

T = TypeVar("T")
Deed = Callable[[discord.Guild, T], Awaitable[int | None]]


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
    async def work(self) -> int | None:
        """Do all that is due; what fails in it for one piece of work must not reach the loop.

        Returns the epoch second of the next work, ``None`` if there is none.
        """

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
                pause = self._pause(await self.work())
            except Exception:
                # Whatever it was, a loop that ended would end all later work.
                log.exception("What is due could not be read (%s)", self._event)
                pause = TRY_AGAIN
            if not self._poked:
                with contextlib.suppress(asyncio.TimeoutError):
                    await self._bot.wait_for(self._event, timeout=pause)

    def _pause(self, due: int | None) -> float | None:
        """Seconds to sleep; ``None``: until somebody wakes the loop."""
        if due is None:
            return None
        # A second at least, so that work that stays due cannot make the loop spin.
        return min(max(due - self.now, 1), LONGEST_WAIT)


class RowLoop(DueLoop, Generic[T]):
    """Does what is due for the rows of a table, each kind of work by its deed.

    A deed is handed the row's server and what was read of the row, and says when there is more of
    its kind, if that is known. One bad row stops no other: work that fails for a passing reason is
    tried again later, other work that fails is dropped.
    """

    gone: ClassVar[type[UserFacingError] | tuple[()]] = ()
    """Raised where there is nothing to do any more."""

    def __init__(
        self, bot: StingerBot, event: str, work: DueWork, deeds: Mapping[Column[Any], Deed[T]]
    ) -> None:
        super().__init__(bot, event)
        self._work = work
        self._deeds = deeds

    @abstractmethod
    async def read(self, key: int, server_id: int) -> T | None:
        """What a deed is about; ``None`` where it is gone."""

    async def work(self) -> int | None:
        """Do what is due, row by row."""
        due = await self._work.next_due()
        if due is None or due > self.now:
            # Claiming writes, and in a rush every member who acts wakes the loop.
            return due
        for kind, deed in self._deeds.items():
            claimed = self.now
            for key, server_id in await self._work.claim(kind, claimed):
                await self._do(key, server_id, kind, deed, claimed)
        return await self._work.next_due()

    async def _do(
        self, key: int, server_id: int, kind: Column[Any], deed: Deed[T], claimed: int
    ) -> None:
        guild = self._bot.get_guild(server_id)
        if guild is None:
            # The server is out of reach, or another process looks after it.
            await self._work.done(key, kind, claimed, self.now + SERVER_AWAY)
            return
        due = None
        try:
            row = await self.read(key, server_id)
            if row is not None:
                due = await deed(guild, row)
        except self.gone:
            pass
        except Exception as error:
            if may_pass(error):
                due = self.now + TRY_AGAIN
            else:
                failed = kind.name, kind.table.name, key
                log.exception("Work on the column %s of %s %d failed", *failed)
        # Whole seconds: it ended within the one that is beginning.
        await self._work.done(key, kind, claimed, due, ended=self.now + 1)


def may_pass(error: Exception) -> bool:
    """Whether a failure is of the network's or of Discord's own making, so that waiting helps."""
    ours = isinstance(error, (discord.HTTPException, *UNREACHABLE))
    return ours and judged(error).fate is Fate.PASSING
