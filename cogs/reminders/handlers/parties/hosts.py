"""Naming a party's host and co-hosts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import discord

from cogs.reminders.handlers.parties.rights import may_name_hosts
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import HostOnlyError, NoHostForThemError
from cogs.reminders.store.parties.stores import PartyStores
from cogs.shared.access.permissions import require_server
from cogs.shared.access.rights import may_read, place_of
from cogs.shared.bot import Interaction, StingerBot
from data.locales import _

HostRole = Literal["host", "co-host", "neither"]


class HostNames:
    """Hands a party over, and names co-hosts."""

    def __init__(self, bot: StingerBot, stores: PartyStores, changed: Callable[[], None]) -> None:
        self._bot = bot
        self._stores = stores
        self._changed = changed

    async def name(
        self, interaction: Interaction, party_id: int, member: discord.Member, role: HostRole
    ) -> None:
        """Make a member the host, a co-host, or a co-host no longer."""
        await interaction.response.defer(ephemeral=True)
        party = await self._stores.parties.get(party_id, interaction.guild_id)
        if not await may_name_hosts(interaction, party):
            raise HostOnlyError
        now, hosts = self._bot.clock(), self._stores.hosts
        if role == "neither":
            await hosts.remove(party, member.id, now)
            told = _("{member} is no longer a co-host.", member=member.mention)
        elif role == "co-host":
            await self._require_reader(interaction, party, member)
            await hosts.add(party, member.id, now)
            told = _("{member} can change and cancel the party now, too.", member=member.mention)
        else:
            await self._require_reader(interaction, party, member)
            await hosts.hand_over(party, member.id, now)
            told = _("{member} is the host now and is told so.", member=member.mention)
        self._changed()
        await interaction.followup.send(told, ephemeral=True)

    async def _require_reader(
        self, interaction: Interaction, party: Party, member: discord.Member
    ) -> None:
        guild, _ = require_server(interaction)
        place = await place_of(guild, party.channel_id)
        if member.bot or not await may_read(place, member):
            raise NoHostForThemError
