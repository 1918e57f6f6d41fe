"""The one way in which a member names a time zone."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.shared.errors import UserFacingError
from data.time_zones import known_zone, matching_zones, zones_for


class UnknownZoneError(UserFacingError):
    """No time zone has that name."""

    sentence = (
        "I know no time zone of that name. Type the nearest big city, for example London, and "
        "pick from the list."
    )


async def zone_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Autocomplete: zones where the member's language is spoken, then those that fit."""
    zones = matching_zones(current) if current.strip() else zones_for(str(interaction.locale))
    return [app_commands.Choice(name=zone.replace("_", " "), value=zone) for zone in zones]


def choose_zone(text: str) -> str:
    """The IANA name that a text means, in full or by a city that fits no other.

    Raises :class:`UnknownZoneError`.
    """
    zone = known_zone(text)
    candidates = [zone] if zone else matching_zones(text)
    if not text.strip() or len(candidates) != 1:
        raise UnknownZoneError
    return candidates[0]
