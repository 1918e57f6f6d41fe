"""For whom a command is meant; ``/help`` offers it to nobody else."""

from __future__ import annotations

from enum import Enum
from typing import Any

import discord
from discord import app_commands


class Audience(Enum):
    """Who uses a command."""

    MEMBER = "member"
    MODERATOR = "moderator"
    ADMIN = "admin"
    OPERATOR = "operator"


_KEY = "audience"

FOR_MODERATORS = {_KEY: Audience.MODERATOR}
"""The ``extras`` of a command of moderators whose group everybody may use."""

FOR_ADMINS = {_KEY: Audience.ADMIN}
"""The ``extras`` of a command of those who manage the server, in such a group."""


FOR_OPERATOR = {_KEY: Audience.OPERATOR}
"""The ``extras`` of a command of whoever runs the bot."""


def audience_of(
    command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
) -> Audience:
    """By its extras, or else by the default permissions of the command that Discord lists."""
    named = command.extras.get(_KEY)
    if isinstance(named, Audience):
        return named
    listed = getattr(command, "root_parent", None) or command
    needed: discord.Permissions | None = listed.default_permissions
    if needed is None:
        return Audience.MEMBER
    admin = needed.manage_guild or needed.administrator
    return Audience.ADMIN if admin else Audience.MODERATOR
