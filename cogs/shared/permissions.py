"""What the bot must be allowed to do, and the link with which it is invited."""

from __future__ import annotations

import discord

NEEDED = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    # To find a message of its own again after a crash, before it would send it twice.
    read_message_history=True,
)
"""Exactly the permissions that the loaded slices need in a channel they are used in."""


def invite_link(application_id: int) -> str:
    """The address under which an admin adds the bot with :data:`NEEDED`."""
    return discord.utils.oauth_url(
        application_id, permissions=NEEDED, scopes=("bot", "applications.commands")
    )
