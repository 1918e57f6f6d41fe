"""``/status``, and the count of what went wrong since the start."""

from __future__ import annotations

import logging
import platform
from collections import deque
from datetime import datetime
from importlib.metadata import version

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import Container, TextDisplay

from cogs.server.rules.status import (
    OperatorStatus,
    Status,
    operator_lines,
    process_words,
    status_lines,
)
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import new_card
from data.clock import Clock

LAST_KEPT = 5


class ErrorLog(logging.Handler):
    """Counts errors and remembers when and where the last ones were; never what they said."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(logging.ERROR)
        self._clock = clock
        self.started_at = clock()
        self.count = 0
        self.last: deque[tuple[datetime, str]] = deque(maxlen=LAST_KEPT)
        """The last ones, the newest at the end: when, and the name of the part that logged it."""

    def emit(self, record: logging.LogRecord) -> None:
        """Count one error."""
        self.count += 1
        self.last.append((self._clock(), record.name))


class StatusCog(commands.Cog):
    """Tells how the bot fares; counts errors while it is loaded."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._errors = ErrorLog(bot.clock)

    async def cog_load(self) -> None:
        """Begin to count errors."""
        logging.getLogger().addHandler(self._errors)

    async def cog_unload(self) -> None:
        """Stop counting."""
        logging.getLogger().removeHandler(self._errors)

    @app_commands.command(description="How I am: version, catalogue, connection, what is due next.")
    async def status(self, interaction: Interaction) -> None:
        """Answer privately; the operator reads more."""
        await interaction.response.defer(ephemeral=True)
        lines = status_lines(await self._status())
        if await self._bot.is_owner(interaction.user):
            lines += operator_lines(await self._operator_status())
        view = new_card()
        view.add_item(Container(TextDisplay("\n".join(lines))))
        await interaction.followup.send(view=view, ephemeral=True)

    async def _status(self) -> Status:
        health = [await tell() for tell in self._bot.registry.health.values()]
        return Status(
            version=version("stinger"),
            films=len(self._bot.catalogue.films),
            catalogue_as_of=self._bot.catalogue.as_of,
            latencies=self._bot.latencies,
            shard_count=self._bot.shard_count or 1,
            health=[line for line in health if line],
            started_at=self._errors.started_at,
            errors=self._errors.count,
        )

    async def _operator_status(self) -> OperatorStatus:
        guilds = self._bot.guilds
        return OperatorStatus(
            process=process_words(self._bot.database.shards, self._bot.processes()),
            servers=len(guilds),
            unavailable=sum(guild.unavailable for guild in guilds),
            database=f"{self._bot.database.address}, {await self._bot.database.outlook()}",
            versions=f"Python {platform.python_version()}, discord.py {discord.__version__}",
            last_errors=tuple(self._errors.last),
        )
