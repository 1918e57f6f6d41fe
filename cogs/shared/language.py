"""In which language whom is spoken to.

Whoever does something is answered in their own language: :class:`cogs.shared.limits.admission`
says so once, before any handler is at work. What all in a channel read is said in the server's, by
``with speaking(await readers_language(interaction, private=private)):`` around what makes it.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

import discord
from sqlalchemy.exc import SQLAlchemyError

from data.database import DatabaseBusyError
from data.locales import named_by, spoken
from data.servers.preferences import Preferences

log = logging.getLogger(__name__)


async def members_language(interaction: discord.Interaction[Any]) -> str:
    """What whoever acts has set, else the language of their Discord.

    A database that does not answer is no reason to say nothing; what fails of it says so.
    """
    try:
        settings = await interaction.client.preferences.member(interaction.user.id)
    except (SQLAlchemyError, DatabaseBusyError) as error:
        log.debug("A member's language could not be read: %s", type(error).__name__)
        return interaction.locale.value
    return settings.language or interaction.locale.value


async def readers_language(interaction: discord.Interaction[Any], *, private: bool) -> str:
    """The language of those who read an answer: of the asker, or of all in the server."""
    guild_id = interaction.guild_id
    if private or guild_id is None:
        return spoken()
    settings = await interaction.client.preferences.server(guild_id)
    features = interaction.guild.features if interaction.guild else ()
    return settings.language or _chosen(interaction.guild_locale, features) or spoken()


async def servers_language(
    preferences: Preferences, guild: discord.Guild | None, otherwise: str
) -> str:
    """The same for what is said without an interaction; ``otherwise`` is the asker's."""
    if guild is None:
        return otherwise
    settings = await preferences.server(guild.id)
    return settings.language or _chosen(guild.preferred_locale, guild.features) or otherwise


def _chosen(locale: discord.Locale | None, features: Collection[str]) -> str | None:
    """Our language for a server's, if somebody has chosen that.

    Only a community can; every other server is American to Discord, whatever is spoken there.
    """
    if locale is None or (
        locale is discord.Locale.american_english and "COMMUNITY" not in features
    ):
        return None
    return named_by(locale.value)
