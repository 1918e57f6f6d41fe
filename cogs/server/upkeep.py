"""What is done once a day: the data of servers that removed the bot is purged when its time is up,
and what members saw is compared with what other sources have told since.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

import discord
from discord.ext import commands

from cogs.server.store.departures import DepartureStore
from cogs.shared.bot import StingerBot

log = logging.getLogger(__name__)

PASS_EVERY = timedelta(days=1)


class Upkeep(commands.Cog):
    """Notes departures and returns, and purges what has been kept long enough.

    A server in an outage is no departure: Discord lists it as unavailable, and the bot goes on
    being its member.
    """

    def __init__(self, bot: StingerBot, store: DepartureStore) -> None:
        self._bot = bot
        self._store = store
        self._passes: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin the daily passes."""
        self._passes = asyncio.create_task(self._pass_daily())

    async def cog_unload(self) -> None:
        """End them."""
        if self._passes is not None:
            self._passes.cancel()

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that a server has removed the bot, or is gone itself."""
        await self._store.mark([guild.id], self._bot.clock())

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Note that a server has the bot again."""
        await self._store.unmark([guild.id])

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Catch up with what happened while the bot was away.

        Discord has just listed every server of each shard, those in an outage included.
        """
        here = {guild.id for guild in self._bot.guilds}
        await self._store.unmark(sorted(here & await self._store.departed()))
        absent = await self._store.with_data() - here
        await self._store.mark(sorted(absent), self._bot.clock())

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget what was set for a channel that is gone."""
        await self._bot.preferences.forget_place(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """Ask anew which channels are Spoiler Channels."""
        self._bot.spoiler_channels.forget(channel.guild.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, _before: discord.abc.GuildChannel, channel: discord.abc.GuildChannel
    ) -> None:
        """Ask anew which channels are Spoiler Channels."""
        self._bot.spoiler_channels.forget(channel.guild.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, thread: discord.RawThreadDeleteEvent) -> None:
        """Forget what was set for a thread that is gone."""
        await self._bot.preferences.forget_place(thread.guild_id, thread.thread_id)

    async def purge_due(self) -> None:
        """Delete the data of servers whose time is up, once Discord confirms that they are gone."""
        for server_id in await self._store.due(self._bot.clock()):
            try:
                if await self._is_gone(server_id):
                    await self._purge(server_id)
                else:
                    await self._store.unmark([server_id])
            except Exception:  # one server must not keep the others from being purged
                log.exception("The data of server %d could not be purged; trying again", server_id)

    async def _pass_daily(self) -> None:
        await self._bot.wait_until_ready()
        while True:
            try:
                await self.purge_due()
                await self._bot.known.score_sightings()
            except Exception:  # the next pass may find the database again
                log.exception("A daily pass failed")
            await asyncio.sleep(PASS_EVERY.total_seconds())

    async def _is_gone(self, server_id: int) -> bool:
        """Ask Discord itself: what the bot remembers may be out of date after an outage."""
        if self._bot.get_guild(server_id) is not None:
            return False
        try:
            await self._bot.fetch_guild(server_id, with_counts=False)
        except (discord.NotFound, discord.Forbidden):
            return True
        return False

    async def _purge(self, server_id: int) -> None:
        await self._bot.records.erase_server(server_id)
        await self._store.unmark([server_id])
        log.info("Purged the data of server %d, which removed me long ago", server_id)
