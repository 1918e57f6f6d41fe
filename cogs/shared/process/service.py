"""The bot as a service: it runs its shards as long as no other process does, and not longer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace

import aiohttp
from discord.http import Route

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.process.catalogue_updates import nightly_of
from data.clock import Clock
from data.database import Database
from data.films.updates.nightly import kept_current
from data.process.background import in_background
from data.process.garbage import keep_for_good
from data.process.health import connection_noted
from data.process.shard_locks import shards_locked
from data.process.traces import spare_traces
from data.settings import Settings

MOST_CONNECTIONS = 400
"""Connections to Discord, those of shards among them; systems often allow 1,024 descriptors."""


def _metrics(bot: StingerBot, port: int | None) -> AbstractAsyncContextManager[object]:
    """The bot's numbers, where the operator wants them; else the library need not be there."""
    if port is None:
        return nullcontext()
    from cogs.shared.process.metrics import metrics_served

    return metrics_served(bot, port)


async def run_bot(
    settings: Settings,
    load: Callable[[Database], Awaitable[Resources]],
    extensions: Sequence[str],
    clock: Clock,
    *,
    force_sync: bool,
) -> None:
    """Run the bot until Discord or the system ends it, or the locks of its shards are lost.

    ``load`` is called once this process is known to be the only one of its shards. Raises what
    :func:`data.process.shard_locks.shards_locked` and the start raise.
    """
    spare_traces()
    Route.BASE = settings.api_url
    database = Database(settings.database_url, shards=settings.shards)
    try:
        async with shards_locked(database, settings.bot_name) as locks:
            resources = replace(await load(database), processes=lambda: locks.processes)
            if not settings.has_proxy:  # which shares the limit out itself
                resources = replace(resources, sharing=lambda: locks.processes)
            async with StingerBot(resources, extensions, force_sync=force_sync) as bot:
                locks.on_loss.append(bot.fall_silent)
                bot.after_loading.append(keep_for_good)
                # The library bounds nothing: a flood of answers would run out of descriptors.
                bot.http.connector = aiohttp.TCPConnector(limit=MOST_CONNECTIONS)
                nightly = nightly_of(settings, resources, bot)
                async with (
                    _metrics(bot, settings.metrics_port),
                    connection_noted(settings.home, clock, bot),
                    in_background(database.listen()),
                    kept_current(nightly),
                ):
                    await bot.start(settings.token)
    finally:
        await database.close()
