"""Who may change a party, and who may know of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from cogs.reminders.delivery.party_loop import POKE
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import HostOnlyError, PartyGoneError
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties.stores import PartyStores
from cogs.shared.access.permissions import require_server
from cogs.shared.access.rights import may_read, place_of, rights_in
from cogs.shared.bot import Interaction
from cogs.shared.doorway import id_in

May = Callable[[Interaction, Party], Awaitable[bool]]
"""Whether somebody may do something with a party."""


async def may_change(interaction: Interaction, party: Party) -> bool:
    """The host and the co-hosts may, and who moderates the party's own channel."""
    if interaction.user.id in party.cohosts:
        return True
    return await may_name_hosts(interaction, party)


async def may_name_hosts(interaction: Interaction, party: Party) -> bool:
    """The host may, and who moderates the party's own channel."""
    if interaction.user.id == party.host_id:
        return True
    return (await _rights(interaction, party)).manage_messages


async def require_hosting(
    interaction: Interaction, stores: PartyStores, argument: str, may: May = may_change
) -> Party:
    """The party that an argument names, posted and not over, for somebody who may change it.

    Raises :class:`PartyGoneError` and :class:`HostOnlyError`; then it is asked at once whether the
    host is still there.
    """
    party = await stores.parties.get(id_in(argument), interaction.guild_id)
    if party.screening.state != "live":
        raise PartyGoneError
    if not await may(interaction, party):
        now = interaction.client.clock()
        await stores.work.ask_for_host(party.screening.id, epoch(now))
        interaction.client.dispatch(POKE)
        raise HostOnlyError
    return party


async def may_see(interaction: Interaction, party: Party) -> bool:
    """Whether somebody may know of a party: the film alone tells of a channel that is closed."""
    if interaction.channel_id == party.channel_id:
        return True
    guild, member = require_server(interaction)
    return await may_read(await place_of(guild, party.channel_id), member)


async def _rights(interaction: Interaction, party: Party) -> discord.Permissions:
    """What a member may do in a party's channel; nothing in one that is gone."""
    if interaction.channel_id == party.channel_id:
        return interaction.permissions
    guild, member = require_server(interaction)
    return rights_in(await place_of(guild, party.channel_id), member)
