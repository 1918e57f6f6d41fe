"""What the simulated Discord says of its servers, as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tests.loopback import ME

EVERYTHING = str(2**50 - 1)
LONG_AGO = "2020-01-01T00:00:00+00:00"

TEXT, DM, THREAD = 0, 1, 11
"""Kinds of channels."""

FIRST_DM = 9 * 10**18
"""The channel of a member's DM is this plus the member's id."""


def user(number: int) -> dict[str, Any]:
    """A user by id."""
    return {"id": str(number), "username": f"u{number}", "discriminator": "0", "avatar": None}


def member(of: Mapping[str, Any]) -> dict[str, Any]:
    """A user as a member, who joined long ago."""
    joined = {"roles": [], "joined_at": LONG_AGO, "deaf": False, "mute": False, "flags": 0}
    return {"user": dict(of), **joined}


def channel(server: int) -> dict[str, Any]:
    """A server's one channel, whose id is the server's plus one."""
    return {
        "id": str(server + 1),
        "type": TEXT,
        "name": "lobby",
        "guild_id": str(server),
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "permissions": EVERYTHING,
    }


def dm(number: int) -> dict[str, Any]:
    """The channel of a member's DM."""
    return {"id": str(FIRST_DM + number), "type": DM, "recipients": [user(number)]}


def thread(number: int, server: int, name: str) -> dict[str, Any]:
    """A thread that the bot opens in a server's channel."""
    return {
        "id": str(number),
        "type": THREAD,
        "name": name,
        "guild_id": str(server),
        "parent_id": str(server + 1),
        "owner_id": ME["id"],
        "last_message_id": None,
        "message_count": 0,
        "member_count": 1,
        "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 1440,
            "archive_timestamp": LONG_AGO,
            "locked": False,
            "create_timestamp": LONG_AGO,
        },
        "flags": 0,
        "permissions": EVERYTHING,
    }


def event(number: int, server: int, body: Mapping[str, Any]) -> dict[str, Any]:
    """A scheduled event that the bot makes."""
    kept = {"description": None, "scheduled_end_time": None, "entity_metadata": None}
    own = {"id": str(number), "guild_id": str(server), "creator_id": ME["id"], "creator": ME}
    return kept | dict(body) | own | {"channel_id": None, "entity_id": None, "status": 1}


def guild(server: int, threads: Sequence[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """A server with its channel, as a session is told of it."""
    everyone = {
        "id": str(server),
        "name": "@everyone",
        "permissions": EVERYTHING,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(server),
        "name": "Club",
        "owner_id": "1",
        "roles": [everyone],
        "channels": [channel(server)],
        "members": [member(ME)],
        "member_count": 2,
        "emojis": [],
        "stickers": [],
        "features": [],
        "threads": list(threads),
        "voice_states": [],
        "presences": [],
        "guild_scheduled_events": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "unavailable": False,
        "large": False,
        "joined_at": LONG_AGO,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "afk_timeout": 300,
        "premium_tier": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
    }
