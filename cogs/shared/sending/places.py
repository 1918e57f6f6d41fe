"""Where an interaction happens, and how Stinger behaves there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from cogs.shared.access.rights import may_write_here
from cogs.shared.bot import Interaction
from data.catalogue.film import Film
from data.servers.preferences import Conduct

if TYPE_CHECKING:
    from discord.abc import MessageableChannel
    from discord.interactions import InteractionChannel


def places_of(interaction: Interaction) -> list[int]:
    """Where an interaction happens, as :func:`places_in`."""
    return places_in(interaction.guild_id, interaction.channel)


def places_in(
    server_id: int | None, channel: InteractionChannel | MessageableChannel | None
) -> list[int]:
    """The ids from server to category, channel and thread; empty outside servers."""
    if server_id is None or channel is None:
        return []
    places = [server_id, channel.id]
    if isinstance(channel, discord.Thread):
        places.insert(1, channel.parent_id)
    parent = channel.parent if isinstance(channel, discord.Thread) else channel
    category = getattr(parent, "category_id", None)
    if category is not None:
        places.insert(1, category)
    return places


async def conduct_here(interaction: Interaction) -> Conduct:
    """How to behave where the interaction happens."""
    return await interaction.client.preferences.conduct_at(places_of(interaction))


def is_private(conduct: Conduct, interaction: Interaction) -> bool:
    """Whether only the asker may see an answer: by policy, or as they may not write here either."""
    return conduct.policy.private_only or not may_write_here(interaction)


def is_strict(film: Film, conduct: Conduct, interaction: Interaction) -> bool:
    """Whether a film's verdict is to be hidden here, by policy or by embargo."""
    return conduct.is_strict(film, interaction.client.clock())
