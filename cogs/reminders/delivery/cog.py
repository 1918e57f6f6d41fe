"""Keeps the dispatcher running for as long as the slice is loaded."""

from __future__ import annotations

import asyncio
import contextlib
import logging

from discord.ext import commands

from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.dispatcher import Dispatcher
from cogs.reminders.store.outbox import Outbox
from cogs.shared.bot import StingerBot
from cogs.shared.sending.delivery import Post
from cogs.shared.sending.places import places_in

log = logging.getLogger(__name__)

CHANGED = "reminders_changed"
"""The bot's own event that ends the dispatcher's sleep."""


class DeliveryCog(commands.Cog):
    """The dispatcher in its bot: it rests on an event, and starts once Discord is there."""

    def __init__(self, bot: StingerBot, outbox: Outbox, composer: Composer, post: Post) -> None:
        self._bot = bot
        self._outbox = outbox
        self._dispatcher = Dispatcher(
            outbox, composer, post, bot.clock, self._rest, lambda: bot.dispatch(CHANGED)
        )
        self._task: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Start sending."""
        self._task = asyncio.create_task(self._run(), name="reminders")

    async def cog_unload(self) -> None:
        """Stop sending; what is under way is left to whoever starts next."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    def wake(self) -> None:
        """Look again at once: something may be due earlier than was known."""
        self._dispatcher.wake()

    async def _run(self) -> None:
        await self._bot.wait_until_ready()
        try:
            await self._outbox.prune(self._bot.clock())
        except Exception:
            log.exception("Old messages could not be forgotten")
        await self._dispatcher.run()

    async def _rest(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await self._bot.wait_for(CHANGED, timeout=seconds)


def places_around(bot: StingerBot, server_id: int, channel_id: int) -> list[int]:
    """The ids from server to channel; empty for a channel that the bot does not know."""
    guild = bot.get_guild(server_id)
    channel = guild.get_channel_or_thread(channel_id) if guild else None
    return places_in(server_id, channel)
