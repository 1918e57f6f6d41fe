"""``/help``."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.server.cards.help import SHOW, first_card, screen_card, screens_for
from cogs.shared.access.audience import Audience
from cogs.shared.access.permissions import is_curator, is_moderator
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.connection.command_sync import CommandIds
from cogs.shared.doorway import Doorway


class HelpCog(commands.Cog):
    """Answers privately, and offers everybody the screens that are meant for them."""

    def __init__(self, bot: StingerBot, command_ids: CommandIds) -> None:
        self._bot = bot
        self._command_ids = command_ids

    def register(self, doorway: Doorway) -> None:
        """Answer the select."""
        doorway.register_choice(SHOW, self.choose)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Learn the commands' ids before anybody waits for an answer."""
        await self._command_ids.load()

    @app_commands.command(description="What I can do for you, and by which command.")
    async def help(self, interaction: Interaction) -> None:
        """Show where to begin."""
        await interaction.response.send_message(
            view=await self._card(interaction, ""), ephemeral=True
        )

    async def choose(self, interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        """Switch to the screen chosen."""
        await interaction.response.edit_message(view=await self._card(interaction, values[0]))

    async def _card(self, interaction: Interaction, key: str) -> LayoutView:
        """A screen that the asker may have; the first one for any other key."""
        await self._command_ids.load()
        screens = screens_for(await self._audiences(interaction))
        mention = self._command_ids.mention
        for screen in screens:
            if screen.key == key:
                return screen_card(screen, screens, self._bot.tree.get_commands(), mention)
        return first_card(screens, mention)

    async def _audiences(self, interaction: Interaction) -> set[Audience]:
        audiences = {Audience.MEMBER}
        if isinstance(interaction.user, discord.Member):
            settings = await self._bot.preferences.server(interaction.user.guild.id)
            curates = is_curator(interaction.user, settings.curator_role_id)
            if interaction.permissions.manage_guild:
                audiences |= {Audience.MODERATOR, Audience.ADMIN}
            elif curates or is_moderator(interaction):
                audiences.add(Audience.MODERATOR)
        if await self._bot.is_owner(interaction.user):
            audiences.add(Audience.OPERATOR)
        return audiences
