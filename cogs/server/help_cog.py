"""``/help``."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.server.command_ids import CommandIds
from cogs.server.help_pages import SHOW, asked_for, help_card, help_page
from cogs.shared.audience import Audience
from cogs.shared.bot import StingerBot
from cogs.shared.buttons import Actions
from cogs.shared.permissions import is_moderator


class HelpCog(commands.Cog):
    """Answers privately, with the screen meant for the asker first."""

    def __init__(self, bot: StingerBot, command_ids: CommandIds) -> None:
        self._bot = bot
        self._command_ids = command_ids

    def register(self, actions: Actions) -> None:
        """Answer the select and the paging buttons."""
        actions.register(SHOW, self.show)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn the commands' ids before anybody waits for an answer."""
        await self._command_ids.load()

    @app_commands.command(description="What I can do for you, and by which command.")
    async def help(self, interaction: discord.Interaction[StingerBot]) -> None:
        """Show the screen that is meant for the asker."""
        audience = Audience.MEMBER
        if interaction.permissions.manage_guild and interaction.guild is not None:
            audience = Audience.ADMIN
        elif is_moderator(interaction) and interaction.guild is not None:
            audience = Audience.MODERATOR
        card = await self._card(audience, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def show(self, interaction: discord.Interaction[StingerBot], argument: str) -> None:
        """Switch to another screen."""
        await interaction.response.edit_message(view=await self._card(*asked_for(argument)))

    async def _card(self, audience: Audience, number: int) -> LayoutView:
        await self._command_ids.load()
        page = help_page(audience, self._bot.tree.get_commands(), number)
        return help_card(audience, page, self._command_ids.mention)
