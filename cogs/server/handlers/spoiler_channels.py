"""Making a channel one of Discord's Spoiler Channels, for who may manage it."""

from __future__ import annotations

import discord

from cogs.shared.access.permissions import (
    BOARD,
    NotAllowedError,
    require_bot_permissions,
    require_manager,
    require_server,
)
from cogs.shared.access.spoiler_channels import can_be_marked
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.registry import ChannelUse
from data.locales import N_, _

REASON = N_("So that nobody is told of a film by accident")


class NoSuchChannelError(UserFacingError):
    """The channel is gone, or one that cannot become a Spoiler Channel."""

    sentence = N_("That channel is gone, hidden from me, or of a kind that can't ask its readers.")


class SpoilerChannelHandler:
    """Finds the board that could ask its readers, and makes it do so."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot

    async def offered(self, guild: discord.Guild, uses: list[ChannelUse]) -> int | None:
        """The theory board, if it is no Spoiler Channel and could be one."""
        boards = [use.channel_id for use in uses if use.purpose == BOARD]
        if not boards or not can_be_marked(guild.get_channel(boards[0])):
            return None
        marked = await self._bot.spoiler_channels.of(guild.id) or ()
        return None if boards[0] in marked else boards[0]

    async def mark(self, interaction: Interaction, argument: str) -> None:
        """Make a channel a Spoiler Channel."""
        guild, (_guild, member) = require_manager(interaction), require_server(interaction)
        channel = guild.get_channel(int(argument)) if argument.isdecimal() else None
        if channel is None or not can_be_marked(channel):
            raise NoSuchChannelError
        if not channel.permissions_for(member).manage_channels:
            raise NotAllowedError(_("members who may manage that channel"))
        require_bot_permissions(channel, view_channel=True, manage_channels=True)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._bot.spoiler_channels.mark(channel.id, _(REASON))
        await interaction.followup.send(
            _("Done: {channel} asks each reader first from now on.", channel=channel.mention),
            ephemeral=True,
        )
