"""``/help``."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.server.cards.help import SHOW, asked_for, help_card, help_page
from cogs.shared.audience import Audience
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.command_sync import CommandIds
from cogs.shared.doorway import Doorway
from cogs.shared.permissions import is_moderator


class HelpCog(commands.Cog):
    """Answers privately, with the screen meant for the asker first."""

    def __init__(self, bot: StingerBot, command_ids: CommandIds) -> None:
        self._bot = bot
        self._command_ids = command_ids

    def register(self, doorway: Doorway) -> None:
        """Answer the select and the paging buttons."""
        doorway.register(SHOW, self.show)
        doorway.register_choice(SHOW, self.choose)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn the commands' ids before anybody waits for an answer."""
        await self._command_ids.load()

    @app_commands.command(description="What I can do for you, and by which command.")
    async def help(self, interaction: Interaction) -> None:
        """Show the screen that is meant for the asker."""
        audience = Audience.MEMBER
        if interaction.permissions.manage_guild and interaction.guild is not None:
            audience = Audience.ADMIN
        elif is_moderator(interaction) and interaction.guild is not None:
            audience = Audience.MODERATOR
        card = await self._card(audience, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def show(self, interaction: Interaction, argument: str) -> None:
        """Switch to another screen."""
        await interaction.response.edit_message(view=await self._card(*asked_for(argument)))

    async def choose(self, interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        """Switch to the screen chosen."""
        await self.show(interaction, values[0])

    async def _card(self, audience: Audience, number: int) -> LayoutView:
        await self._command_ids.load()
        page = help_page(audience, self._bot.tree.get_commands(), number)
        return help_card(audience, page, self._command_ids.mention)
