"""Discord's own Spoiler Channels: places that ask each reader before they show anything.

The library keeps no flags of most channels, so Discord is asked which they are; and it cannot set
this one. https://github.com/discord/discord-api-docs/pull/8465 (July 2026).
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord.http import Route

from cogs.shared.error_codes import UNREACHABLE
from cogs.shared.items import ActionButton
from data.cache import SERVER_SECONDS, Cache
from data.locales import N_, _

log = logging.getLogger(__name__)

IS_SPOILER_CHANNEL = 1 << 21

MARK = "config:spoiler-channel"
"""The action that makes a channel one, by its id, if a slice does it."""

WHY = N_(
    "Discord's **Spoiler Channels** ask each reader before they show anything: right for a board "
    "of theories."
)


def can_be_marked(channel: object) -> bool:
    """Whether Discord lets a channel be one: no thread, no category, and none for adults only."""
    kinds = (discord.TextChannel, discord.VoiceChannel, discord.ForumChannel)
    return isinstance(channel, kinds) and not channel.is_nsfw()


def offer(channel_id: int) -> ActionButton:
    """The button that makes the theory board one."""
    return ActionButton(MARK, str(channel_id), _("Make the board a Spoiler Channel"))


class SpoilerChannels:
    """Which channels of a server they are; kept in memory until one is changed.

    ``reads`` counts as :class:`Cache` does.
    """

    def __init__(self, client: discord.Client, reads: Counter[str]) -> None:
        self._client = client
        self._cache = Cache(self._read, SERVER_SECONDS, reads=reads)

    async def of(self, server_id: int) -> frozenset[int] | None:
        """The ids of a server's Spoiler Channels; ``None`` where Discord does not tell."""
        try:
            return await self._cache.get(server_id)
        except (discord.HTTPException, *UNREACHABLE) as failure:
            log.info("The channels of a server are not told: %s", type(failure).__name__)
            return None

    async def mark(self, channel_id: int, reason: str) -> None:
        """Make a channel one; raises as Discord refuses it."""
        channel: Mapping[str, Any] = await self._client.http.get_channel(channel_id)
        flags = int(channel.get("flags") or 0) | IS_SPOILER_CHANNEL
        change = Route("PATCH", "/channels/{channel_id}", channel_id=channel_id)
        await self._client.http.request(change, json={"flags": flags}, reason=reason)
        self.forget(int(channel["guild_id"]))

    def forget(self, server_id: int) -> None:
        """Ask anew, after a channel was changed."""
        self._cache.forget(server_id)

    async def _read(self, server_id: int) -> frozenset[int]:
        channels: Sequence[Mapping[str, Any]] = await self._client.http.get_all_guild_channels(
            server_id
        )
        return frozenset(
            int(channel["id"])
            for channel in channels
            if int(channel.get("flags") or 0) & IS_SPOILER_CHANNEL
        )
