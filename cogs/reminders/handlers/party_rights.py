"""Who may change a party, and who may know of it."""

from __future__ import annotations

import discord

from cogs.reminders.rules.parties import Party
from cogs.shared.bot import Interaction
from cogs.shared.permissions import require_server


def may_change(interaction: Interaction, party: Party) -> bool:
    """The host may, and who moderates the party's own channel."""
    return interaction.user.id == party.host_id or _rights(interaction, party).manage_messages


def may_see(interaction: Interaction, party: Party) -> bool:
    """Whether somebody may know of a party: the film alone tells of a channel that is closed."""
    if interaction.channel_id == party.channel_id:
        return True
    guild, member = require_server(interaction)
    rights = _rights(interaction, party)
    channel = guild.get_channel_or_thread(party.channel_id)
    if isinstance(channel, discord.Thread) and channel.is_private():
        return member.id == party.host_id or rights.manage_threads
    return rights.view_channel


def _rights(interaction: Interaction, party: Party) -> discord.Permissions:
    """What a member may do in a party's channel; nothing in one that is gone."""
    guild, member = require_server(interaction)
    if interaction.channel_id == party.channel_id:
        return interaction.permissions  # holds in an archived thread too, which is not cached
    channel = guild.get_channel_or_thread(party.channel_id)
    if channel is None or (isinstance(channel, discord.Thread) and channel.parent is None):
        return discord.Permissions.none()
    return channel.permissions_for(member)
