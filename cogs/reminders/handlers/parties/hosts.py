"""Naming a party's host and co-hosts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import discord

from cogs.reminders.handlers.parties.rights import may_name_hosts, require_hosting
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import NoHostForThemError
from cogs.reminders.store.parties.stores import PartyStores
from cogs.shared.access.permissions import require_server
from cogs.shared.access.rights import may_read, place_of
from cogs.shared.bot import Interaction, StingerBot
from data.locales import _

HostRole = Literal["host", "co-host", "neither"]

AnyUser = discord.User | discord.Member
"""Whom the option may name: somebody who has left the server can be taken off, too."""


class HostNames:
    """Hands a party over, and names co-hosts."""

    def __init__(self, bot: StingerBot, stores: PartyStores, changed: Callable[[], None]) -> None:
        self._bot = bot
        self._stores = stores
        self._changed = changed

    async def name(
        self, interaction: Interaction, party_id: int, member: AnyUser, role: HostRole
    ) -> None:
        """Make a member the host, a co-host, or a co-host no longer."""
        await interaction.response.defer(ephemeral=True)
        party = await require_hosting(interaction, self._stores, str(party_id), may=may_name_hosts)
        now, hosts = self._bot.clock(), self._stores.hosts
        if role == "neither":
            await hosts.remove(party, member.id, now)
            told = _("{member} is no longer a co-host.", member=member.mention)
        elif role == "co-host":
            await self._require_reader(interaction, party, member)
            if member.id != party.host_id:
                await hosts.add(party, member.id, now)
            told = _("{member} can change and cancel the party now, too.", member=member.mention)
        else:
            await self._require_reader(interaction, party, member)
            await hosts.hand_over(party, member.id, now)
            told = _("{member} is the host now and is told so.", member=member.mention)
        self._changed()
        await interaction.followup.send(told, ephemeral=True)

    async def _require_reader(
        self, interaction: Interaction, party: Party, member: AnyUser
    ) -> None:
        guild, _ = require_server(interaction)
        place = await place_of(guild, party.channel_id)
        if not isinstance(member, discord.Member) or member.bot:
            raise NoHostForThemError
        if not await may_read(place, member):
            raise NoHostForThemError
