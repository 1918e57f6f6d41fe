"""Mentions of commands, which a reader taps instead of typing."""

from __future__ import annotations

import logging

import discord
from discord import app_commands

log = logging.getLogger(__name__)


class CommandIds:
    """Discord's ids of the bot's own commands, asked for once."""

    def __init__(self, tree: app_commands.CommandTree[discord.Client]) -> None:
        self._tree = tree
        self._ids: dict[str, int] = {}

    async def load(self) -> None:
        """Ask Discord, unless that has been done; without an answer names stay plain."""
        if self._ids:
            return
        try:
            commands = await self._tree.fetch_commands()
        except discord.HTTPException as failure:
            log.warning("The commands' ids could not be fetched: HTTP %s", failure.status)
            return
        slash = [c for c in commands if c.type is discord.AppCommandType.chat_input]
        self._ids = {command.name: command.id for command in slash}

    def mention(self, name: str) -> str:
        """A command by its full name, without the slash: a mention if its id is known."""
        known = self._ids.get(name.split(" ", 1)[0])
        return f"`/{name}`" if known is None else f"</{name}:{known}>"
