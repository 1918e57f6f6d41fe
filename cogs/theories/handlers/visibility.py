"""Which theories a member may know of: those in channels that the member can see."""

from __future__ import annotations

import discord

from cogs.shared.access.rights import readable_channels
from cogs.theories.rules.theory import Theory
from cogs.theories.store.theories import TheoryStore
from cogs.theories.thread import thread_of

GONE = 0
"""Stands for the channel of a thread that is deleted, or hidden from the bot."""

MOST_LOOKED_UP = 20
"""Theories of earlier versions whose channel is asked for in one go; Discord is asked for each."""


async def visible_channels(member: discord.Member, theories: TheoryStore) -> list[int]:
    """The channels whose theories a member may know of, deleted ones for who runs the server.

    A theory whose channel is not known yet stays out until it is.
    """
    guild = member.guild
    for theory in await theories.without_channel(guild.id, MOST_LOOKED_UP):
        await _settle(guild, theory, theories)
    channels = readable_channels(member)
    return [*channels, GONE] if member.guild_permissions.manage_guild else channels


async def may_know(member: discord.Member, theory: Theory, theories: TheoryStore) -> bool:
    """Whether a member may know of one theory."""
    channel_id = theory.channel_id
    if channel_id is None:
        channel_id = await _settle(member.guild, theory, theories)
    if member.guild.get_channel(channel_id) is None:
        return member.guild_permissions.manage_guild
    return channel_id in readable_channels(member)


async def _settle(guild: discord.Guild, theory: Theory, theories: TheoryStore) -> int:
    thread = await thread_of(guild, theory)
    channel_id = GONE if thread is None else thread.parent_id
    await theories.settle_channel(theory.id, channel_id)
    return channel_id
