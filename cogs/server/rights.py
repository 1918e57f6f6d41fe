"""Who may decide for a server."""

from __future__ import annotations

import discord

from cogs.shared.bot import Interaction
from cogs.shared.permissions import NotAllowedError, require_server


def require_manager(interaction: Interaction) -> discord.Guild:
    """The server, if the member may manage it.

    Discord hides the commands from others, but a server can change that, and a button is pressed
    by whoever sees it. Raises a :class:`cogs.shared.errors.UserFacingError` otherwise.
    """
    guild, _ = require_server(interaction)
    if not interaction.permissions.manage_guild:
        raise NotAllowedError("members who may manage this server")
    return guild
