"""Where an interaction happens, and how Stinger behaves there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from data.film import Film
from data.policy import Policy, under_embargo
from data.preferences import Conduct

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


def places_of(interaction: discord.Interaction[StingerBot]) -> list[int]:
    """The ids from server to category, channel and thread; empty outside servers."""
    channel = interaction.channel
    if interaction.guild_id is None or channel is None:
        return []
    places = [interaction.guild_id, channel.id]
    if isinstance(channel, discord.Thread):
        places.insert(1, channel.parent_id)
        channel = channel.parent
    category = getattr(channel, "category_id", None)
    if category is not None:
        places.insert(1, category)
    return places


async def conduct_here(interaction: discord.Interaction[StingerBot]) -> Conduct:
    """How to behave where the interaction happens."""
    return await interaction.client.preferences.conduct_at(places_of(interaction))


def is_strict(film: Film, conduct: Conduct, interaction: discord.Interaction[StingerBot]) -> bool:
    """Whether a film's verdict is to be hidden here, by policy or by embargo."""
    embargo = under_embargo(film, interaction.client.clock(), conduct.embargo_days)
    return embargo or conduct.policy is Policy.STRICT
