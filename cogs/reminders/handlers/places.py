"""Where a party lives in its server: its post, thread and scheduled event, and who may see it.

The thread and the event are extras: where the bot may not make them, the party does without.
"""

from __future__ import annotations

import contextlib
import logging
from datetime import datetime

import discord

from cogs.reminders.rules.screenings import Party
from cogs.shared.bot import Interaction
from cogs.shared.permissions import require_server

log = logging.getLogger(__name__)

NAME_LIMIT = 100


def neutral_name(about: Party) -> str:
    """A name that tells nothing but the film; names hold no markup."""
    return f"Watch party · {about.screening.film_label}"[:NAME_LIMIT]


async def open_thread(post: discord.Message, about: Party) -> int | None:
    """A thread on the party's post; ``None`` where there cannot be one."""
    channel = post.channel
    if not isinstance(channel, discord.TextChannel):
        return None
    granted = channel.permissions_for(channel.guild.me)
    if not (granted.create_public_threads and granted.send_messages_in_threads):
        return None
    try:
        return (await post.create_thread(name=neutral_name(about))).id
    except discord.HTTPException as failure:
        log.info("A party has no thread: HTTP %s, code %s", failure.status, failure.code)
        return None


async def announce_event(guild: discord.Guild, about: Party, now: datetime) -> int | None:
    """A scheduled event for the party; ``None`` where there cannot be one."""
    granted = guild.me.guild_permissions
    show = about.screening.showing
    if not (granted.create_events or granted.manage_events) or show.showtime <= now:
        return None
    try:
        event = await guild.create_scheduled_event(
            name=neutral_name(about),
            start_time=show.showtime,
            end_time=show.film_ends,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="At home" if about.venue == "home" else "In the cinema",
        )
    except discord.HTTPException as failure:
        log.info("A party has no event: HTTP %s, code %s", failure.status, failure.code)
        return None
    return event.id


async def move_event(guild: discord.Guild, about: Party, now: datetime) -> None:
    """Give the event the party's present time."""
    show = about.screening.showing
    if about.event_id is None or show.showtime <= now:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(about.event_id)
        await event.edit(start_time=show.showtime, end_time=show.film_ends)


async def drop_event(guild: discord.Guild, about: Party) -> None:
    """Take the event away."""
    if about.event_id is None:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(about.event_id)
        await event.delete()


def may_change(interaction: Interaction, about: Party) -> bool:
    """The host may, and who moderates the party's own channel."""
    return interaction.user.id == about.host_id or _rights(interaction, about).manage_messages


def may_see(interaction: Interaction, about: Party) -> bool:
    """Whether somebody may know of a party: the film alone tells of a channel that is closed."""
    if interaction.channel_id == about.channel_id:
        return True
    guild, member = require_server(interaction)
    rights = _rights(interaction, about)
    channel = guild.get_channel_or_thread(about.channel_id)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return member.id == about.host_id or rights.manage_threads
    return rights.view_channel


def _rights(interaction: Interaction, about: Party) -> discord.Permissions:
    """What a member may do in a party's channel; nothing in one that is gone."""
    guild, member = require_server(interaction)
    if interaction.channel_id == about.channel_id:
        return interaction.permissions  # holds in an archived thread too, which is not cached
    channel = guild.get_channel_or_thread(about.channel_id)
    if channel is None or (isinstance(channel, discord.Thread) and channel.parent is None):
        return discord.Permissions.none()
    return channel.permissions_for(member)
