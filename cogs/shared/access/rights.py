"""What a member may see and do in a place; whatever is listed, posted or announced asks here.

The bot does for a member what the member may do there by hand, and shows nothing from a place to
somebody who cannot see it. Discord is asked wherever the cache does not know: archived threads are
not in it, and members never are.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

import aiohttp
import discord

from cogs.shared.access.permissions import Place
from cogs.shared.errors import UserFacingError
from data.locales import N_

log = logging.getLogger(__name__)

FEW = 3
"""Members asked for one by one; more are asked for in one message over the gateway, of which
Discord takes 120 a minute from each shard."""


class MayNotWriteError(UserFacingError):
    """The member may not write where the bot would write for them."""

    sentence = N_(
        "You may not write in this channel yourself, so I write nothing here for you. Use a "
        "channel in which you may."
    )


async def place_of(guild: discord.Guild, place_id: int) -> Place | None:
    """A channel or thread, an archived one too; ``None`` if it is deleted, or hidden from the bot.

    Raises ``discord.HTTPException`` where Discord cannot tell just now.
    """
    place = guild.get_channel_or_thread(place_id)
    if place is None:
        try:
            place = await guild.fetch_channel(place_id)
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            return None
    return place


async def member_of(guild: discord.Guild, user_id: int) -> discord.Member | None:
    """A member as Discord knows them now; ``None`` if they are not in the server."""
    try:
        return await guild.fetch_member(user_id)
    except discord.NotFound:
        return None


def rights_in(place: Place | None, member: discord.Member) -> discord.Permissions:
    """What a member may do in a place; nothing in one that is gone."""
    if place is None or (isinstance(place, discord.Thread) and place.parent is None):
        return discord.Permissions.none()
    return place.permissions_for(member)


async def may_read(place: Place | None, member: discord.Member) -> bool:
    """Whether a member may read a place; a private thread only if they were added to it."""
    rights = rights_in(place, member)
    if not rights.view_channel:
        return False
    if not isinstance(place, discord.Thread) or not place.is_private() or rights.manage_threads:
        return True
    try:
        await place.fetch_member(member.id)
    except discord.NotFound:
        return False
    return True


def readable_channels(member: discord.Member) -> list[int]:
    """The ids of the server's channels that a member may see; threads go by their channel."""
    return [
        channel.id
        for channel in member.guild.channels
        if channel.permissions_for(member).view_channel
    ]


async def readers_among(place: Place, user_ids: Collection[int]) -> set[int]:
    """Who of at most 100 users can read a place; nobody who has left the server.

    Asks Discord for the members, who are in no cache. Where it does not answer all of them count:
    a ping that one member cannot read does less harm than one that nobody gets.
    """
    try:
        members = await _members(place.guild, user_ids)
        return {member.id for member in members if await may_read(place, member)}
    except (TimeoutError, discord.DiscordException, aiohttp.ClientError, OSError) as failure:
        log.info("Readers of channel %d are not known: %s", place.id, type(failure).__name__)
        return set(user_ids)


def may_write(place: Place | None, member: discord.Member) -> bool:
    """Whether a member may write in a place by hand; in a forum, whether they may post."""
    return place is not None and _writes(place, rights_in(place, member))


def may_write_here(interaction: discord.Interaction[Any]) -> bool:
    """Whether the member may write by hand where the interaction happens; in DMs they may."""
    place = interaction.channel
    if interaction.guild_id is None or not isinstance(place, Place):
        return True
    return _writes(place, interaction.permissions)


def require_writing_here(interaction: discord.Interaction[Any]) -> None:
    """Raise :class:`MayNotWriteError` unless the member may write here by hand."""
    if not may_write_here(interaction):
        raise MayNotWriteError


async def require_writing(
    guild: discord.Guild, place_id: int, user_id: int
) -> tuple[Place, discord.Member]:
    """The place and the member; raises :class:`MayNotWriteError` unless they may write there.

    Both are asked anew: what was allowed when a form was opened may be forbidden by now.
    """
    place, member = await place_of(guild, place_id), await member_of(guild, user_id)
    if place is None or member is None or not may_write(place, member):
        raise MayNotWriteError
    return place, member


def is_open_to_all(place: Place) -> bool:
    """Whether everybody in the server may see a place, so that all may be told of it."""
    if isinstance(place, discord.Thread):
        return not place.is_private() and place.parent is not None and is_open_to_all(place.parent)
    return place.permissions_for(place.guild.default_role).view_channel


async def _members(guild: discord.Guild, user_ids: Collection[int]) -> list[discord.Member]:
    if len(user_ids) > FEW:
        return await guild.query_members(user_ids=list(user_ids), limit=100, cache=False)
    asked = [await member_of(guild, user_id) for user_id in user_ids]
    return [member for member in asked if member is not None]


def _writes(place: Place, rights: discord.Permissions) -> bool:
    if isinstance(place, discord.Thread):
        shut = place.locked and not rights.manage_threads
        return rights.send_messages_in_threads and not shut
    return rights.send_messages
