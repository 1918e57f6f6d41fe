"""How moderators are told of what waits for them."""

from __future__ import annotations

import logging

import discord

from cogs.shared.bot import StingerBot

log = logging.getLogger(__name__)


async def tell_moderators(bot: StingerBot, guild: discord.Guild, text: str) -> None:
    """Write to where a server's moderators read; ``text`` must be safe for everybody's eyes.

    That is the channel that the server has chosen for it (``/theory setup``), Discord's own for
    moderators, else the owner by DM: the first that takes the message. Where none does, the log
    says so. Raises what :func:`cogs.shared.sending.due_work.may_pass` says may pass.
    """
    for place in await _places(bot, guild):
        try:
            await place.send(text)
        except (discord.Forbidden, discord.NotFound):
            continue
        return
    log.warning("Moderators of server %d could not be told of what is held", guild.id)


async def _places(bot: StingerBot, guild: discord.Guild) -> list[discord.abc.Messageable]:
    settings = await bot.preferences.server(guild.id)
    chosen = guild.get_channel(settings.theory_alerts_id or 0)
    places = (chosen, guild.public_updates_channel, guild.owner)
    reachable: list[discord.abc.Messageable] = [
        place for place in places if isinstance(place, discord.abc.Messageable)
    ]
    if guild.owner is None and guild.owner_id is not None:
        reachable.append(await bot.fetch_user(guild.owner_id))
    return reachable
