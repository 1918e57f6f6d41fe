"""The one way in which a member names a time zone."""

from __future__ import annotations

import discord
from discord import app_commands

from cogs.shared.errors import UserFacingError
from data.locales import N_, _
from data.locales.formats import set_apart
from data.time_zones.names import zone_label, zones_for
from data.time_zones.places import ZoneChoice, all_places

LONGEST_NAME = 100
"""Characters that Discord allows in a choice."""

MOST_NAMED = 3


class UnknownZoneError(UserFacingError):
    """No time zone has that name."""

    sentence = N_(
        "I know no time zone of that name. Type the nearest big city, for example London, and "
        "pick from the list."
    )


class SeveralZonesError(UserFacingError):
    """Several time zones have that name."""

    def __init__(self, choices: list[ZoneChoice]) -> None:
        some = set_apart(choice.label for choice in choices[:MOST_NAMED])
        super().__init__(
            _(
                "That may be several time zones, for example {zones}. Type your nearest big city "
                "and pick from the list.",
                zones=some,
            )
        )


async def zone_choices(
    interaction: discord.Interaction, current: str
) -> list[app_commands.Choice[str]]:
    """Autocomplete: zones where the member's language is spoken, then places that fit."""
    if current.strip():
        found = all_places().choices(current)
    else:
        found = [ZoneChoice(zone_label(zone), zone) for zone in zones_for(str(interaction.locale))]
    return [
        app_commands.Choice(name=choice.label[:LONGEST_NAME], value=choice.zone) for choice in found
    ]


def choose_zone(text: str) -> str:
    """The IANA name that a text means: the zone itself, a city, a country with one zone, an offset.

    Raises :class:`UnknownZoneError` and :class:`SeveralZonesError`.
    """
    zone = all_places().meant(text)
    if zone is not None:
        return zone
    choices = all_places().whole_names(text)
    if choices:
        raise SeveralZonesError(choices)
    raise UnknownZoneError
