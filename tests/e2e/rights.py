"""Changing what members may do, as an admin does it in Discord's settings."""

from __future__ import annotations

import discord
import simcord

from tests.e2e.conftest import Club


def permit(club: Club, **permissions: bool) -> None:
    """Give everybody permissions in the whole server, or take them."""
    guild = club.env.backend.guilds[club.server.id]
    everyone = guild.everyone_role
    granted = discord.Permissions(everyone.permissions)
    granted.update(**permissions)
    club.env.backend.edit_role(guild.id, everyone.id, {"permissions": granted.value})


async def overwrite(club: Club, channel: simcord.ChannelHandle, **permissions: bool | None) -> None:
    """Give everybody but the bot permissions in one channel, or take them."""
    guild = club.bot.get_guild(club.server.id)
    place = club.bot.get_channel(channel.id)
    assert guild is not None
    assert isinstance(place, discord.abc.GuildChannel)
    await place.set_permissions(
        guild.me,
        overwrite=discord.PermissionOverwrite.from_pair(
            discord.Permissions.all(), discord.Permissions.none()
        ),
    )
    await place.set_permissions(
        guild.default_role, overwrite=discord.PermissionOverwrite(**permissions)
    )
    await club.env.settle()
