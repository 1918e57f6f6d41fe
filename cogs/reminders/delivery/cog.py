"""Keeps the dispatcher running for as long as the slice is loaded."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from functools import partial

import discord
from discord.ext import commands

from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.dispatcher import Dispatcher
from cogs.reminders.rules.screenings import Claimed
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.records import ReminderPlaces
from cogs.shared.access.rights import place_of, readers_among
from cogs.shared.bot import StingerBot
from cogs.shared.error_codes import UNREACHABLE
from cogs.shared.sending.delivery import Post
from cogs.shared.sending.places import places_in
from data.database import Topic

log = logging.getLogger(__name__)

CHANGED = "reminders_changed"
"""The bot's own event that ends the dispatcher's sleep."""

CANNOT_TELL = (discord.HTTPException, *UNREACHABLE)
"""What is raised where Discord does not say now whether there is such a channel."""


class DeliveryCog(commands.Cog):
    """The dispatcher in its bot: it rests on an event, and starts once Discord is there."""

    def __init__(self, bot: StingerBot, outbox: Outbox, composer: Composer, post: Post) -> None:
        self._bot = bot
        self._outbox = outbox
        self._dispatcher = Dispatcher(
            *(outbox, composer, post, bot.clock, self._rest),
            nudge=lambda: bot.dispatch(CHANGED),
            readers=partial(readers_of, bot),
        )
        self._task: asyncio.Task[None] | None = None
        bot.database.news.on(Topic.DUE, lambda _id: self._dispatcher.wake())

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


async def places_around(
    bot: StingerBot, kept: ReminderPlaces, server_id: int, channel_id: int
) -> list[int]:
    """The ids from server to channel, of archived threads too; empty where there is no way to it.

    Where Discord cannot tell just now, a thread stands in the channel that was kept with it.
    """
    guild = bot.get_guild(server_id)
    if guild is None:
        return []
    try:
        place = await place_of(guild, channel_id)
    except CANNOT_TELL:
        parent_id = await kept.parent_of(server_id, channel_id)
        parent = guild.get_channel(parent_id) if parent_id is not None else None
        return [] if parent is None else [*places_in(server_id, parent), channel_id]
    return places_in(server_id, place) if isinstance(place, discord.abc.Messageable) else []


async def readers_of(bot: StingerBot, message: Claimed) -> set[int]:
    """Who of a message's recipients can read the channel that it goes to.

    All of them where that cannot be told, or where the channel is gone: Discord refuses it then.
    """
    everybody = {member.user_id for member in message.recipients}
    if message.server_id is None or message.place_id is None:
        return everybody
    guild = bot.get_guild(message.server_id)
    try:
        place = await place_of(guild, message.place_id) if guild else None
    except CANNOT_TELL:
        return everybody
    return everybody if place is None else await readers_among(place, everybody)
