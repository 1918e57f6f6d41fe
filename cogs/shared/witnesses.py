"""Whose word a member's is: how old the account is, and how long they have been in the server."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from cogs.shared.access.rights import member_of
from cogs.shared.bot import StingerBot
from data.contributions.rules.witnesses import Witness, is_established


async def witness_of(
    bot: StingerBot, server_id: int, member: discord.Member | discord.User, film_ids: Sequence[str]
) -> Witness:
    """A member of a server as a witness of the film of these ids; a new film has none yet.

    Discord is asked where only the user is known, as in a DM: the server may be another process's.
    """
    joined = member.joined_at if isinstance(member, discord.Member) else None
    if not isinstance(member, discord.Member):
        found = await _member(bot, server_id, member.id)
        joined = found.joined_at if found else None
    party_id = await bot.known.contributions.party_of(server_id, member.id, film_ids)
    established = is_established(member.created_at, joined, bot.clock())
    return Witness(member.id, established, party_id)


async def _member(bot: StingerBot, server_id: int, user_id: int) -> discord.Member | None:
    try:
        guild = bot.get_guild(server_id) or await bot.fetch_guild(server_id, with_counts=False)
    except (discord.NotFound, discord.Forbidden):
        return None
    return await member_of(guild, user_id)
